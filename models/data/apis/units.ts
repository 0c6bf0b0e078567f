import type { Filled } from '../fillers/index.ts';
import type { Rng } from '../rng.ts';
import type { ApiFunction, ApiParam } from './functions.ts';
import type { Said } from './say.ts';
import type { Slot } from './written.ts';

const unitName =
  /^(?:(?:length|distance|measurement|temperature|weight|mass|volume|speed) )?units?(?: of measure(?:ment)?)?$/u;
const withUnit = ({ text, inner }: Filled): readonly [string, string] | undefined => {
  const unit = inner && inner[0] === 0 ? text.slice(inner[1]) : '';
  return inner && /^ ?[\p{L}°²³/^]/u.test(unit) ? [text.slice(...inner), unit.trim()] : undefined;
};

/**
 * Where a function has a parameter for the unit, a number said with its unit says that too ("10 cm"): the parameter is
 * then given, or no unit is said. Answers the parameter's value and place where it is said so.
 */
export function sayUnits(
  fn: ApiFunction,
  said: Map<string, Said>,
  slot: (param: string) => string,
  rng: Rng,
): { readonly param: ApiParam; readonly slot: Slot } | undefined {
  const unit = fn.params.find((param) => unitName.test(param.words) && !param.many && param.kind !== 'flag');
  if (!unit) return undefined;
  const measured = [...said].flatMap(([name, value]) => {
    const parts = value.kind === 'words' ? withUnit(value.filled) : undefined;
    return parts ? [[name, parts] as const] : [];
  });
  const [first] = measured;
  if (!first) return undefined;
  const spoken = rng.chance(0.65);
  const chosen = unit.kind === 'choice' ? rng.pick(unit.choices) : first[1][1];
  const words = chosen.replaceAll('_', ' ');
  for (const [name, [number]] of measured)
    said.set(name, {
      kind: 'words',
      filled: spoken ? { text: `${number} ${words}`, inner: [0, number.length] } : { text: number },
    });
  if (!spoken) return undefined;
  const offset = [first[1][0].length + 1, first[1][0].length + 1 + words.length] as const;
  said.set(
    unit.name,
    unit.kind === 'choice'
      ? { kind: 'choice', value: chosen, filled: { text: words } }
      : { kind: 'words', filled: { text: words } },
  );
  return { param: unit, slot: { name: slot(first[0]), offset } };
}
