import { findHidden } from '../../../shared/index.ts';
import { type FoldedText, foldText, prototypeOf } from '../../text-safety/index.ts';

const dashes = /^[\p{Pd}\u2212\u00ad]$/u;
const spaces = /^\p{Zs}$/u;
const digit = /^\p{Nd}$/u;

/** A decimal digit of any script as its ASCII digit: ten in a row are one script's, from its zero (Unicode, 4.6). */
function asciiDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

function plain(character: string): string {
  if (character <= '\u007f') return character;
  if (dashes.test(character)) return '-';
  if (spaces.test(character)) return ' ';
  const compatible = character.normalize('NFKC');
  if (/^[ -~]+$/u.test(compatible)) return compatible;
  if (digit.test(character)) return asciiDigit(character);
  const prototype = prototypeOf(character);
  return /^[A-Za-z0-9]$/u.test(prototype) ? prototype : character;
}

/**
 * A text as a machine or a patient person would read it back: what is not seen left out, full-width and other
 * compatibility forms, digits of all scripts, dashes, spaces and letters drawn like Latin ones as ASCII.
 */
export function foldSecrets(text: string): FoldedText {
  if (/^[\t\n\r -~]*$/u.test(text)) return { text, stretch: (start, end) => [start, end] };
  const hidden = new Set(findHidden(text).map(({ at }) => at));
  let at = 0;
  return foldText(text, (character) => {
    const here = at;
    at += character.length;
    return hidden.has(here) || /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u.test(character) ? '' : plain(character);
  });
}
