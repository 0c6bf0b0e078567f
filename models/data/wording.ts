import type { Json } from '../../shared/index.ts';
import { type Phrasing, type Placed, place, Unmapped } from './call.ts';
import { type FillerSource, fill, madeUp, openEnded } from './fillers/index.ts';
import { lower, reword, slip } from './noise.ts';
import type { Wrapper } from './phrasings.ts';
import type { Rng } from './rng.ts';
import { expand, type Node, type Piece } from './template.ts';

/** The property that a slot's option is of, by its path or the template's fixed filter. */
function propertyOf(phrasing: Phrasing, slot: string): string | undefined {
  const paths = [phrasing.slots[slot] ?? []].flat();
  for (const path of paths) {
    const named = /properties\.(\w[\w ]*)$/u.exec(path)?.[1];
    if (named) return named;
    const stem = /^filter((?:\.(?:and|or)\.\d+)?)\./u.exec(path)?.[1];
    if (stem !== undefined) {
      let here: Json | undefined = phrasing.fixed.filter;
      for (const part of stem.split('.').filter(Boolean))
        here = Array.isArray(here)
          ? here[Number(part)]
          : here !== null && typeof here === 'object'
            ? here[part]
            : undefined;
      if (here !== null && typeof here === 'object' && !Array.isArray(here) && typeof here.property === 'string')
        return here.property;
    }
  }
  return undefined;
}

/** Draws one wording, with options that fit the property they are of. */
export function draw(nodes: readonly Node[], phrasing: Phrasing, rng: Rng, source: FillerSource = madeUp): Piece[] {
  const pieces = expand(nodes, rng, (_, slot) => {
    const property = slot.startsWith('option') ? propertyOf(phrasing, slot) : undefined;
    const option = property === undefined ? undefined : source.option(rng, property);
    const refers = [phrasing.slots[slot] ?? []].flat().includes('ref');
    return option === undefined ? source.fill(rng, slot, refers) : { text: option };
  });
  if (!pieces) throw new Unmapped('a slot kind is unknown');
  return pieces;
}

/** Style: synonyms, slips, lower case, a lost full stop. Values change with the request, so they stay copies. */
export function roughen(pieces: Piece[], rng: Rng, style: string): void {
  if (rng.chance(0.3)) reword(pieces, rng);
  if (rng.chance(style === 'sloppy' ? 0.35 : 0.12)) slip(pieces, rng);
  if (rng.chance(style === 'sloppy' || style === 'terse' ? 0.5 : 0.2)) lower(pieces);
  const last = pieces.at(-1);
  if (last && last.slot === undefined && rng.chance(0.3)) last.text = last.text.replace(/[.!]$/u, '');
}

/** Whether the wording ends in words that nothing marks off from what follows. */
export function endsOpen(pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1);
  return last?.slot !== undefined && openEnded.has(last.slot.split(':')[0] ?? '');
}

/** Puts a wrapper around a request, where that does not change what its values are. */
export function wrap(pieces: Piece[], wrappers: readonly Wrapper[], rng: Rng): Piece[] {
  const wrapper = rng.pick(wrappers);
  const outer = expand(wrapper.nodes, rng, (_, slot) => (slot === 'request' ? { text: '' } : fill(rng, slot)));
  if (!outer) return pieces;
  const at = outer.findIndex((piece) => piece.slot === 'request');
  const before = outer.slice(0, at).map((piece) => ({ text: piece.text }));
  const after = outer.slice(at + 1).map((piece) => ({ text: piece.text }));
  if (at < 0 || (endsOpen(pieces) && after.length > 0 && !/^[.!?\n]/u.test(after[0]?.text ?? ''))) return pieces;
  if (after[0] && /^[.!?,]/u.test(after[0].text) && /[.!?]$/u.test(pieces.at(-1)?.text ?? ''))
    after[0].text = after[0].text.replace(/^[.!?,]/u, '');
  const head = pieces[0];
  if (
    head &&
    before.length > 0 &&
    head.slot === undefined &&
    !/[.!?:]\s*$/u.test(before.at(-1)?.text ?? '') &&
    !/^I\b/u.test(head.text)
  )
    head.text = head.text.slice(0, 1).toLowerCase() + head.text.slice(1);
  return [...before, ...pieces, ...after];
}

/** Joins pieces; a request has no space at its ends. */
export function trimmed(pieces: Piece[]): Placed {
  const first = pieces[0];
  if (first && first.slot === undefined) first.text = first.text.trimStart();
  const last = pieces.at(-1);
  if (last && last.slot === undefined) last.text = last.text.trimEnd();
  return place(pieces);
}
