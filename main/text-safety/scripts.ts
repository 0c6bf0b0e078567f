/** Scripts in everyday use (UAX #31, tables 5 and 7), by their ISO 15924 codes. */
const everyday = (
  'Latn Cyrl Grek Arab Hebr Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Thai Laoo Tibt Mymr Geor Hang Ethi Khmr ' +
  'Hira Kana Bopo Hani Armn Thaa Cher Cans Copt Syrc Nkoo Mong Tfng Yiii Java Bali Adlm'
).split(' ');

/** Scripts that are written together (UTS #39, section 5.2, “Highly Restrictive”). */
const together = [
  ['Latn', 'Hani', 'Hira', 'Kana'],
  ['Latn', 'Hani', 'Bopo'],
  ['Latn', 'Hani', 'Hang'],
];

const only = (scripts: readonly string[]): RegExp =>
  new RegExp(`^[${scripts.map((one) => `\\p{scx=${one}}`).join('')}\\p{scx=Zyyy}\\p{scx=Zinh}]+$`, 'v');
const allowed = [...everyday.map((one) => [one]), ...together].map(only);
const known = new RegExp(`[${everyday.map((one) => `\\p{scx=${one}}`).join('')}]`, 'v');

/**
 * Whether a word is of one script, or of scripts that are written together (UTS #39, “Highly Restrictive”). Characters
 * of all scripts (digits, marks) fit any; words of scripts that are not in everyday use are not judged.
 */
export function isOneScript(word: string): boolean {
  return /^\p{ASCII}*$/v.test(word) || !known.test(word) || allowed.some((fits) => fits.test(word));
}
