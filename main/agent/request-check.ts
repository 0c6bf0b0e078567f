import { hasControls, hasHidden, maxRequestLength, ThimbleError } from '../../shared/index.ts';

/** @throws ThimbleError `bad_input` for what a person cannot have meant to type; `what` names it: "That request" */
export function checkTyped(typed: string, what: string): void {
  if (hasControls(typed))
    throw new ThimbleError(
      'bad_input',
      `${what} holds control characters.`,
      'Type it again, or paste it as plain text.',
    );
  if (hasHidden(typed))
    throw new ThimbleError(
      'bad_input',
      `${what} holds invisible characters that could hide words from you.`,
      'Type it again instead of pasting it.',
    );
}

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
  checkTyped(request, 'That request');
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
