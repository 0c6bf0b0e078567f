import { maxRequestLength, ThimbleError } from '../../shared/index.ts';

// Controls but for tab and line breaks; bidirectional overrides and zero-width characters hide text from people.
const control = /[\p{Cc}--[\t\n\r]]/v;
const hidden = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/**
 * Checks what a person typed and gives it back in Unicode NFC, trimmed, with line breaks and tabs as spaces.
 * @throws ThimbleError `bad_input` with one sentence when it is empty, too long, or holds control or hidden characters.
 */
export function checkRequest(request: string): string {
  if (request.length > maxRequestLength)
    throw new ThimbleError(
      'bad_input',
      `That request has ${request.length.toLocaleString('en')} characters; at most ${maxRequestLength.toLocaleString('en')} fit.`,
      'Say it shorter, or split it into several requests.',
    );
  if (control.test(request))
    throw new ThimbleError(
      'bad_input',
      'That request holds control characters.',
      'Type it again, or paste it as plain text.',
    );
  if (hidden.test(request))
    throw new ThimbleError(
      'bad_input',
      'That request holds invisible characters that could hide words from you.',
      'Type it again instead of pasting it.',
    );
  const words = request.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (words === '')
    throw new ThimbleError(
      'bad_input',
      'There is nothing to do yet.',
      'Type what you want done, for example “what is pinned in #general”.',
    );
  return words;
}

const latin = /\p{Script=Latin}/gu;
const letters = /\p{L}/gu;

/** Whether most letters of a request are not Latin: Needle reads English only, and such a request gets a clear sentence. */
export function isOtherScript(request: string): boolean {
  // Quoted passages are values (a message in another language), not the request.
  const outside = request.replace(/["“«‹'‘][^"”»›'’]*["”»›'’]/gu, ' ');
  const all = outside.match(letters)?.length ?? 0;
  const known = outside.match(latin)?.length ?? 0;
  return all > 0 && known * 2 < all;
}
