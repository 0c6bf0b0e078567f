import type { Rng } from '../rng.ts';

const camel = (parts: readonly string[]): string =>
  parts.map((part, i) => (i === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join('');

/** A function's name in one of the shapes that function lists have. */
export function functionName(words: readonly string[], group: string, rng: Rng): string {
  const parts = words.slice(0, 5);
  const snake = parts.join('_');
  switch (rng.int(0, 5)) {
    case 0:
    case 1:
      return snake;
    case 2:
      return `${group}.${snake}`;
    case 3:
      return camel(parts);
    case 4:
      return parts.length > 2 ? `${parts.slice(1).join('_')}.${parts[0]}` : snake;
    default:
      return `${parts.slice(1).join('_')}_${parts[0]}`;
  }
}

/** How one function writes its parameters' names. */
export type NameStyle = 'snake' | 'camel' | 'short';

/** "departure date" as `departure_date`, `departureDate`, or cut short (`dep_dat`, `dd`, `d`): its description then tells. */
export function paramName(words: string, style: NameStyle, rng: Rng): string {
  const parts = words.split(' ');
  if (style === 'camel') return camel(parts);
  if (style === 'snake') return parts.join('_');
  return rng.pick([
    parts.map((part) => part.slice(0, 3)).join('_'),
    parts.map((part) => part.slice(0, 1)).join(''),
    parts.map((part) => part.slice(0, 1) + part.slice(1).replace(/[aeiou]/gu, '')).join('_'),
    parts.map((part) => part.slice(0, 4)).join(''),
    parts.length > 1 ? `${parts[0]?.slice(0, 1)}_${parts.slice(1).join('_')}` : parts.join(''),
  ]);
}
