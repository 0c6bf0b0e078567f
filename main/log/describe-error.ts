import { ThimbleError } from '../../shared/index.ts';

/** Longest message that is kept, in UTF-16 code units. */
const longest = 300;

/** Between quotation marks of any kind: where a message says what somebody wrote. The last one may be cut off. */
const quoted = /“[^”]*(?:”|$)|‘[^’]*(?:’|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$)|(?<![\p{L}\p{N}])'[^']*(?:'|$)/gsu;

/** A sentence without what it quotes, which may be from a request or a result. */
export function withoutQuotes(text: string): string {
  return text.replaceAll(quoted, '“…”');
}

/** An error by code and message alone: no stack, no cause, nothing quoted. */
export function describeError(thrown: unknown): { readonly code: string; readonly message: string } {
  if (!(thrown instanceof Error)) return { code: 'unknown', message: `A ${typeof thrown} was thrown.` };
  const own = (thrown as { readonly code?: unknown }).code;
  const code = thrown instanceof ThimbleError || typeof own === 'string' ? String(own) : thrown.name;
  return { code: withoutQuotes(code).slice(0, 60), message: withoutQuotes(thrown.message).slice(0, longest) };
}
