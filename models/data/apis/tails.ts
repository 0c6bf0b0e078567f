import type { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import type { ApiParam } from './functions.ts';
import { clause, clausePieces, type Said } from './say.ts';

/** Ways to say several parameters alike: a template for each, and what joins them. */
export const rows = [
  { each: 'a {w} of {v}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: 'a {w} of {v}', lead: ' with ', gap: ' and ', last: ' and ' },
  { each: '{w} {v}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: '{w} {v}', lead: ' with ', gap: ' and ', last: ' and ' },
  { each: 'the {w} is {v}', lead: ' where ', gap: ', ', last: ' and ' },
  { each: '{w} is {v}', lead: ' where ', gap: ', ', last: ' and ' },
  { each: '{w} = {v}', lead: ' with ', gap: ', ', last: ', ' },
  { each: '{w}={v}', lead: ' where ', gap: ', ', last: ' and ' },
  { each: '{w} as {v}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: '{w}: {v}', lead: ' (', gap: ', ', last: ', ', end: ')' },
  { each: '{w}: {v}', lead: '. ', gap: ', ', last: ', ' },
  { each: '{W}: {v}', lead: '\n', gap: '\n', last: '\n' },
  { each: '{v} {w}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: '{w} {v}', lead: ', ', gap: ', ', last: ', ' },
  { each: 'the {w} {v}', lead: ' given ', gap: ', ', last: ' and ' },
  { each: 'a {w} of {v}', lead: ' given ', gap: ', ', last: ', and ' },
  { each: 'its {w} is {v}', lead: ' given that ', gap: ', ', last: ' and ' },
  { each: 'the {w} to {v}', lead: '. Set ', gap: ', ', last: ' and ' },
  { each: 'the {w} is {v}', lead: '. ', gap: ', ', last: ' and ' },
  { each: 'the {w} is {v}', lead: ' if ', gap: ' and ', last: ' and ' },
  { each: '{v} as {w}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: '{v} for {w}', lead: ' using ', gap: ', ', last: ' and ' },
] as const;

function rowPieces(
  params: readonly ApiParam[],
  said: ReadonlyMap<string, Said>,
  slot: (param: string) => string,
  rng: Rng,
  lead = true,
): Piece[] {
  const row = rng.pick(rows);
  const pieces: Piece[] = lead ? [{ text: row.lead }] : [];
  for (const [i, param] of params.entries()) {
    const value = said.get(param.name);
    if (!value) continue;
    if (i > 0) pieces.push({ text: i === params.length - 1 ? row.last : row.gap });
    pieces.push(...clausePieces(row.each, rng.pick(param.spoken), value, slot(param.name)));
  }
  if (lead && 'end' in row) pieces.push({ text: row.end });
  return pieces;
}

const wordy = (param: ApiParam): boolean => param.kind !== 'flag' && (param.kind !== 'choice' || !param.many);

/** Clauses for what the head does not say. */
export function tailPieces(
  params: readonly ApiParam[],
  said: ReadonlyMap<string, Said>,
  slot: (param: string) => string,
  rng: Rng,
): { tail: Piece[]; sentences: Piece[] } {
  const tail: Piece[] = [];
  const sentences: Piece[] = [];
  const order = rng.chance(0.6) ? params : rng.shuffle(params);
  const alike = order.filter(wordy);
  let rest = order;
  if (alike.length > 1 && rng.chance(0.42)) {
    tail.push(...rowPieces(alike, said, slot, rng));
    rest = order.filter((param) => !alike.includes(param));
  }
  for (const [i, param] of rest.entries()) {
    const value = said.get(param.name);
    if (!value) continue;
    const made = clause(param, value, slot(param.name), rng);
    if (made.place === 'sentence') {
      sentences.push({ text: ' ' }, ...made.pieces);
      continue;
    }
    const first = made.pieces[0]?.text ?? '';
    const gap =
      first.startsWith(':') || first.startsWith(' ')
        ? ''
        : i > 0 && rng.chance(0.35)
          ? rng.pick([', ', ' and ', ', '])
          : ' ';
    tail.push({ text: gap === ' and ' && first.startsWith('and ') ? ' ' : gap }, ...made.pieces);
  }
  return { tail, sentences };
}
