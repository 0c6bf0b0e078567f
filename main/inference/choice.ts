import type { Cursor, Token } from './cursor.ts';

/** One way to go on: tokens, and what it means to have written them. */
export interface Option<T> {
  readonly tokens: readonly Token[];
  readonly value: T;
}

/**
 * Writes one of several token sequences, following their common beginnings. An option that is the beginning of another
 * is told apart by `ends`: the tokens that may follow a finished option; one of them is then written too.
 */
export async function chooseOption<T>(
  cursor: Cursor,
  options: readonly Option<T>[],
  ends: readonly Token[],
): Promise<{ readonly value: T; readonly end: number; readonly log: number }> {
  let active = options.filter((option) => option.tokens.length > 0);
  let depth = 0;
  let log = 0;
  for (;;) {
    const finished = active.find((option) => option.tokens.length === depth);
    const next = distinct(active.flatMap((option) => option.tokens[depth] ?? []));
    const allowed = finished ? [...next, ...ends] : next;
    const chosen = await cursor.choose(allowed);
    log += chosen.log;
    if (finished && chosen.index >= next.length) return { value: finished.value, end: chosen.index - next.length, log };
    const token = allowed[chosen.index];
    active = active.filter((option) => option.tokens[depth]?.id === token?.id);
    depth++;
    if (ends.length === 0 && active.length === 1 && active[0]?.tokens.length === depth)
      return { value: active[0].value, end: -1, log };
  }
}

/** One token an id. */
export function distinct(tokens: readonly Token[]): Token[] {
  const seen = new Set<number>();
  return tokens.filter((token) => !seen.has(token.id) && seen.add(token.id));
}
