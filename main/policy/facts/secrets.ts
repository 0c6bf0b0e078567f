import { randomTokens } from './random-token.ts';
import { foldSecrets } from './secret-fold.ts';
import { librarySecrets } from './secret-library.ts';
import { secretPatterns } from './secret-patterns.ts';

/** A stretch of text that must not leave the machine or reach the log; `start` and `end` are UTF-16 offsets. */
export interface SecretSpan {
  /** For people: "a card number". */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** What every secret has: many digits, a long run, an address with a password, or a word that says what it is. */
const worthLooking =
  /\d(?:[\s./_|,:·•-]{0,3}\d){8}|[A-Za-z0-9_+/=-]{12}|:\/\/|-----BEGIN|pass|pwd|key|secret|token|bearer/iu;

/** What our own patterns find, in the order of the patterns. */
function* ownSecrets(text: string): Generator<SecretSpan> {
  for (const { kind, find, check, whole } of secretPatterns)
    for (const match of text.matchAll(find)) {
      const secret = whole ? match[0] : (match[1] ?? match[0]);
      if (check && !check(secret, text)) continue;
      const start = match.index + match[0].lastIndexOf(secret);
      yield { kind, start, end: start + secret.length };
    }
}

/**
 * Finds API keys, private keys, tokens, passwords said as such, payment card numbers (Luhn) and runs that look drawn at
 * random in a text, also where it is spelled in full-width letters, digits of other scripts, look-alikes or with
 * characters between that nobody sees. Shapes are those of secretlint's recommended preset and our own. Spans are in
 * order and do not overlap. A finder, not a proof of absence.
 */
export function findSecrets(text: string): SecretSpan[] {
  const folded = foldSecrets(text);
  if (!worthLooking.test(folded.text)) return [];
  const found: SecretSpan[] = [];
  const candidates = [
    ...ownSecrets(folded.text),
    ...librarySecrets(folded.text),
    ...randomTokens(folded.text).map((span) => ({ kind: 'what looks like a key', ...span })),
  ];
  for (const one of candidates)
    if (!found.some((other) => one.start < other.end && other.start < one.end)) found.push(one);
  return found
    .map(({ kind, start, end }) => {
      const [from, to] = folded.stretch(start, end);
      return { kind, start: from, end: to };
    })
    .sort((a, b) => a.start - b.start);
}

/** The text with every found secret replaced by `[redacted: a card number]`. */
export function redactSecrets(text: string): string {
  let out = '';
  let from = 0;
  for (const { kind, start, end } of findSecrets(text)) {
    out += `${text.slice(from, start)}[redacted: ${kind}]`;
    from = end;
  }
  return out + text.slice(from);
}
