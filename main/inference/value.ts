import { chooseOption, distinct, type Option } from './choice.ts';
import type { CopySource } from './copying.ts';
import type { Cursor, Token } from './cursor.ts';
import type { Stretches } from './typed.ts';

/** What a words value may be, besides a copy of the request. */
export interface ValueSources {
  readonly source: CopySource;
  /** Words that may be written although nobody said them. */
  readonly literals: readonly Option<string>[];
  /** Values of earlier results, by their handles. */
  readonly handles: readonly Option<string>[];
  /** The mark before a handle. */
  readonly from: Token;
  /** Where the kind has a look: the only stretches that may be copied. */
  readonly stretches?: Stretches | undefined;
  /** Free text: what begins after a colon goes on to the end of a sentence. */
  readonly freeText?: boolean;
  /** Stretches that earlier values of the call were copied from, `[first, last]` token; a copy adds its own. */
  readonly used: [number, number][];
}

/** What a value loses whose first word is another value's already: people seldom say one thing to mean two. Natural-log units. */
const usedPenalty = 3;

/** Tokens drafted at most: on two cores a run of nine takes two and a half times as long as a run of one. */
const mostDrafted = 8;

interface Copy {
  readonly from: number;
  readonly at: number;
}

/**
 * Writes one value in words: a stretch of the request between word boundaries, one of the literals, or an earlier
 * result's value. Ends with one of `ends`, whose index is answered.
 */
export async function writeWords(
  cursor: Cursor,
  sources: ValueSources,
  ends: readonly Token[],
): Promise<{ readonly value: string; readonly end: number; readonly log: number }> {
  const { source, literals, handles, from, used } = sources;
  let copies: Copy[] = source.tokens.flatMap((_, i) =>
    source.mayStart(i) && goesOn(sources, i, i) ? [{ from: i, at: i }] : [],
  );
  let rest = literals.filter((option) => option.tokens.length > 0);
  const first = distinct([
    ...copies.flatMap(({ at }) => source.tokens[at] ?? []),
    ...rest.flatMap((option) => option.tokens[0] ?? []),
    ...(handles.length > 0 ? [from] : []),
  ]);
  if (first.length === 0) throw new RangeError('there is nothing to copy');
  const wasUsed = (token: Token): boolean => {
    const places = copies.filter(({ at }) => source.tokens[at]?.id === token.id);
    return places.length > 0 && places.every(({ at }) => used.some(([start, end]) => at >= start && at <= end));
  };
  let chosen = await cursor.choose(
    first,
    first.map((token) => (used.length > 0 && wasUsed(token) ? -usedPenalty : 0)),
  );
  let log = chosen.log;
  let token = first[chosen.index];
  if (handles.length > 0 && token?.id === from.id) {
    const handle = await chooseOption(cursor, handles, ends);
    return { ...handle, log: log + handle.log };
  }
  copies = copies.filter(({ at }) => source.tokens[at]?.id === token?.id);
  rest = rest.filter((option) => option.tokens[0]?.id === token?.id);
  for (let depth = 1; ; depth++) {
    const finished = finishedValue(sources, copies, rest, depth);
    const next = distinct([
      ...copies.flatMap((copy) => (goesOn(sources, copy.from, copy.at + 1) ? (source.tokens[copy.at + 1] ?? []) : [])),
      ...rest.flatMap((option) => option.tokens[depth] ?? []),
    ]);
    const allowed = finished === undefined ? next : [...next, ...ends];
    // As a rule a copy that is long already goes on for longer, and free text for longest.
    cursor.draft(agreed(sources, copies, sources.freeText ? mostDrafted : Math.min(mostDrafted, 2 * depth)));
    chosen = await cursor.choose(allowed);
    log += chosen.log;
    if (finished !== undefined && chosen.index >= next.length) {
      const copy = copies.find((one) => source.words(one.from, one.at) === finished);
      if (copy) used.push([copy.from, copy.at]);
      return { value: finished, end: chosen.index - next.length, log };
    }
    token = allowed[chosen.index];
    copies = copies
      .filter((copy) => source.tokens[copy.at + 1]?.id === token?.id && goesOn(sources, copy.from, copy.at + 1))
      .map((copy) => ({ from: copy.from, at: copy.at + 1 }));
    rest = rest.filter((option) => option.tokens[depth]?.id === token?.id);
  }
}

/** The next tokens, `most` at most, of the copies that go on, as long as they are the same in all. */
function agreed(sources: ValueSources, copies: readonly Copy[], most: number): Token[] {
  const out: Token[] = [];
  while (out.length < most) {
    const ahead = out.length + 1;
    const next = distinct(
      copies.flatMap(({ from, at }) =>
        goesOn(sources, from, at + ahead) ? (sources.source.tokens[at + ahead] ?? []) : [],
      ),
    );
    const [only] = next;
    if (!only || next.length > 1) break;
    out.push(only);
  }
  return out;
}

/** What would be written if the value ended here; undefined if it may not. */
function finishedValue(
  { source, stretches, freeText }: ValueSources,
  copies: readonly Copy[],
  rest: readonly Option<string>[],
  depth: number,
): string | undefined {
  const copy = copies.find(
    ({ from, at }) =>
      source.mayEnd(from, at) &&
      (freeText !== true || source.mayEndText(from, at)) &&
      (stretches === undefined || (stretches.get(from)?.includes(at) ?? false)),
  );
  if (copy) return source.words(copy.from, copy.at);
  return rest.find((option) => option.tokens.length === depth)?.value;
}

/** Whether a copy from `from` may still be at token `at`: some end reaches at least as far. */
function goesOn({ source, stretches }: ValueSources, from: number, at: number): boolean {
  if (stretches === undefined) return at <= source.lastEnd(from);
  return stretches.get(from)?.some((to) => to >= at) ?? false;
}
