import type { Phrasing } from './call.ts';
import { type FillerSource, madeUp } from './fillers/index.ts';
import type { Single } from './phrasings.ts';
import type { Rng } from './rng.ts';
import type { Piece } from './template.ts';
import { draw, endsOpen, roughen } from './wording.ts';

/**
 * Several requests in one sentence, joined as people join them. Slots of the n-th part end in `@n`, in the pieces and in
 * `own`, the phrasings that go with them.
 */
export function joinPieces(
  phrasings: readonly Single[],
  rng: Rng,
  source: FillerSource = madeUp,
): { readonly pieces: Piece[]; readonly own: readonly Phrasing[] } {
  const all: Piece[] = [];
  const own: Phrasing[] = [];
  for (const [index, phrasing] of phrasings.entries()) {
    const pieces = draw(phrasing.nodes, phrasing, rng, source);
    roughen(pieces, rng, phrasing.style);
    const rename = (slot: string): string => `${slot}@${index}`;
    const last = pieces.at(-1);
    if (index < phrasings.length - 1 && last && last.slot === undefined) last.text = last.text.replace(/[.!?]+$/u, '');
    if (index > 0) {
      const open = endsOpen(
        all.map((piece) => ({
          ...piece,
          ...(piece.slot === undefined ? {} : { slot: piece.slot.split('@')[0] ?? '' }),
        })),
      );
      const joint = rng.pick(
        open
          ? ['. Then ', '; then ', '. Also, ', '.\n', '. After that, ', '; also ', '. And ', '. ']
          : [
              ', then ',
              ' and ',
              ' and then ',
              ', and ',
              '. Then ',
              '; ',
              ' and also ',
              ', also ',
              ' then ',
              ', ',
              '. Also ',
              ' n ',
              ' plus ',
              '. ',
            ],
      );
      all.push({ text: joint });
      const head = pieces[0];
      if (head && head.slot === undefined && !/[.\n]\s*$/u.test(joint) && !/^I\b/u.test(head.text))
        head.text = head.text.slice(0, 1).toLowerCase() + head.text.slice(1);
    }
    all.push(...pieces.map((piece) => (piece.slot === undefined ? piece : { ...piece, slot: rename(piece.slot) })));
    own.push({
      slots: Object.fromEntries(Object.entries(phrasing.slots).map(([slot, path]) => [rename(slot), path])),
      fixed: phrasing.fixed,
      ...(phrasing.mods
        ? { mods: Object.fromEntries(Object.entries(phrasing.mods).map(([slot, mod]) => [rename(slot), mod])) }
        : {}),
    });
  }
  return { pieces: all, own };
}
