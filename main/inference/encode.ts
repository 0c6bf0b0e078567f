import type { Token } from './cursor.ts';
import type { Reading } from './encoder.ts';
import type { Form } from './format.ts';
import { mark } from './marks.ts';
import { isSlot, isToolSlot } from './slots.ts';
import type { BpeTokenizer } from './tokenizer.ts';

const structure = /[\uE000-\uE0FF]/gu;

/** Features of the tokens of a form. */
export interface Features {
  /** Of a slot, by what it says. */
  of(text: string): Float32Array;
  /** The encoder's reading of the request. */
  readonly request: Reading;
}

/**
 * Encodes a text form. Names of tools are single tokens only behind a tool's slot: words of a request or a result never
 * become one. Tokens of the request carry the encoder's state of the piece that their words begin in.
 */
export function encodeForm(tokenizer: BpeTokenizer, form: Form, features: Features): Token[] {
  const out: Token[] = [];
  const state = stateAt(features.request);
  let from = 0;
  let before = '';
  let slot = 0;
  const words = (to: number): void => {
    if (to === from) return;
    const chunk = form.text.slice(from, to);
    const { ids, marks, ends } = isToolSlot(before) ? tokenizer.encode(chunk) : tokenizer.encodePlain(chunk);
    for (const [i, id] of ids.entries()) {
      // The request stands behind one space that is not its own.
      let start = (i === 0 ? 0 : (ends[i - 1] ?? 0)) - 1;
      if (start < 0 || /\s/u.test(chunk[start + 1] ?? 'x')) start++;
      const feature = before === mark.request && start + 1 < (ends[i] ?? 0) ? state(start) : undefined;
      out.push(feature ? { id, mark: marks[i] ?? 0, feature } : { id, mark: marks[i] ?? 0 });
    }
  };
  for (const match of form.text.matchAll(structure)) {
    words(match.index);
    [before] = match;
    from = match.index + 1;
    const id = tokenizer.addedId(before);
    if (id === undefined) throw new RangeError('the tokenizer lacks a mark');
    if (!isSlot(before)) {
      out.push({ id, mark: 0 });
      continue;
    }
    const said = form.slots[slot++];
    if (!said) throw new RangeError('a form has more slots than it says');
    out.push({ id, mark: said.mark, feature: features.of(said.text) });
  }
  words(form.text.length);
  return out;
}

/** The state of the piece that a character of the text belongs to; undefined where it belongs to none. */
function stateAt({ states, width, spans }: Reading): (offset: number) => Float32Array | undefined {
  const owner = new Map<number, number>();
  for (const [piece, [start, end]] of spans.entries()) for (let i = start; i < end; i++) owner.set(i, piece);
  return (offset) => {
    const piece = owner.get(offset);
    return piece === undefined ? undefined : states.subarray(piece * width, (piece + 1) * width);
  };
}
