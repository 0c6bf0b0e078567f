import type { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import type { ApiFunction, ApiParam } from './functions.ts';
import { frame, headPieces, pickHead, placesOf, upper } from './heads.ts';
import { drawSaid } from './say.ts';
import { tailPieces } from './tails.ts';
import { sayUnits } from './units.ts';
import type { Slot, Written } from './written.ts';

/** Draws which optional parameters are said. */
export function chooseParams(fn: ApiFunction, rng: Rng): ApiParam[] {
  const optional = fn.params.filter((param) => !param.required);
  const wanted = rng.pick([0, 0, 0, 1, 1, 1, 2, 2, 3]);
  const chosen = new Set(rng.some(optional, wanted));
  return fn.params.filter((param) => param.required || chosen.has(param));
}

/** Puts a first clause such as "in Paris" before the request: "In Paris, …". */
function fronted(tail: Piece[], rng: Rng): Piece[] | undefined {
  const lead = tail[1];
  if (
    !lead ||
    tail[0]?.text !== ' ' ||
    !/^(?:in|on|for|at|from|given|using|with)\b/u.test(lead.text) ||
    !rng.chance(0.1)
  )
    return undefined;
  return tail;
}

/** Writes a request for one call. `without` leaves a required parameter unsaid. */
export function writeOne(fn: ApiFunction, rng: Rng, call = 0, without?: string): Written | undefined {
  const chosen = chooseParams(fn, rng).filter((param) => param.name !== without);
  const said = new Map(chosen.map((param) => [param.name, drawSaid(param, rng)] as const));
  const slot = (name: string): string => `${call}:${name}`;
  const unit = without === undefined ? sayUnits(fn, said, slot, rng) : undefined;
  const params = chosen.filter((param) => param !== unit?.param);
  const placed = new Map([...said].filter(([name]) => name !== unit?.param.name));
  const head = pickHead(fn, placed, rng);
  if (!placesOf(head).every((name) => placed.has(name))) return undefined;
  const inHead = new Set(placesOf(head));
  const [before, text, end] = frame(head, rng);
  const { tail, sentences } = tailPieces(
    params.filter((param) => !inHead.has(param.name)),
    said,
    slot,
    rng,
  );
  const front = fronted(tail, rng);
  const core: Piece[] = [{ text: before }, ...headPieces(text, said, slot)];
  let pieces: Piece[];
  if (front && params.filter((param) => !inHead.has(param.name)).length === 1) {
    const [, lead, ...others] = front;
    const first = core[0];
    if (first)
      first.text = /^I\b/u.test(first.text) ? first.text : first.text.slice(0, 1).toLowerCase() + first.text.slice(1);
    pieces = [...(lead ? [{ ...lead, text: upper(lead.text) }] : []), ...others, { text: ', ' }, ...core];
  } else pieces = [...core, ...tail];
  const broken = tail.some((piece) => piece.slot === undefined && /^(?:\n|\. )/u.test(piece.text));
  const closing = broken ? (end === '?' ? '' : rng.pick(['', '.'])) : end;
  pieces.push({ text: sentences.length > 0 && closing === '' ? '.' : closing }, ...sentences);
  return {
    pieces: pieces.filter((piece) => piece.text !== ''),
    calls: [
      {
        fn,
        said,
        slots: new Map<string, Slot>([
          ...params.map((param) => [param.name, { name: slot(param.name) }] as const),
          ...(unit ? [[unit.param.name, unit.slot] as const] : []),
        ]),
      },
    ],
  };
}
