/**
 * What a character does to a reader: turns others around, shows nothing, smuggles letters, drives a terminal, or means
 * something to one font alone.
 */
export type HiddenKind = 'bidi' | 'invisible' | 'tag' | 'selector' | 'control' | 'private';

/** A character that people cannot see for what it is. */
export interface HiddenCharacter {
  readonly kind: HiddenKind;
  /** UTF-16 offset. */
  readonly at: number;
  /** The character itself: one code point. */
  readonly character: string;
  /** "U+202E". */
  readonly code: string;
}

// Arabic, Syriac and Kaithi number signs are format characters that are seen, so they are not in here.
const suspects =
  /[[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u2800]--[\t\n\r\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]]/gv;

/** Scripts that write with the joiners U+200C and U+200D (Unicode Standard, chapters 9, 12, 13 and 23.2). */
const beforeJoiner =
  /[[\p{L}\p{M}]&&[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Mand}\p{scx=Mong}\p{scx=Phag}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Java}\p{scx=Bali}]]$/v;
const beforeEmojiJoiner = /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?$/v;
const afterEmojiJoiner = /^\p{Extended_Pictographic}/v;
/** What a text or emoji selector may stand behind; digits, `#` and `*` only as keycaps. */
const beforeStyle = /[[\p{Emoji}\p{S}]--[0-9#*]]$/v;
const beforeKeycap = /[0-9#*]$/v;
const beforeStandardized = /[\p{scx=Hani}\p{scx=Mymr}\p{scx=Phag}\p{Sm}]$/v;
const mongolian = /\p{scx=Mong}$/v;
const braille = /[\u2801-\u28ff]/v;
/** The three flags that are written with tag characters (RGI emoji tag sequences, UTS #51): England, Scotland, Wales. */
const tagFlags =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gv;

/** Whether a script or an emoji needs the character where it stands, so that people see what it does. */
function isInUse(character: string, before: string, after: string): boolean {
  if (character === '\u200c' || character === '\u200d')
    return (
      beforeJoiner.test(before) ||
      (character === '\u200d' && beforeEmojiJoiner.test(before) && afterEmojiJoiner.test(after))
    );
  if (character === '\ufe0e' || character === '\ufe0f')
    return beforeStyle.test(before) || (beforeKeycap.test(before) && after.startsWith('\u20e3'));
  if (character >= '\ufe00' && character <= '\ufe0d') return beforeStandardized.test(before);
  if (/^[\u{e0100}-\u{e01ef}]$/v.test(character)) return /\p{Ideographic}$/v.test(before);
  if (/^[\u180b-\u180f]$/v.test(character)) return mongolian.test(before);
  if (character === '\u2800') return braille.test(before.slice(-1)) || braille.test(after.slice(0, 1));
  return false;
}

function kindOf(character: string): HiddenKind {
  if (/^[\u{e0000}-\u{e007f}]$/v.test(character)) return 'tag';
  if (/^\p{Variation_Selector}$/v.test(character)) return 'selector';
  if (/^\p{Bidi_Control}$/v.test(character)) return 'bidi';
  if (/^[\p{Cc}\p{Cs}\u2028\u2029]$/v.test(character)) return 'control';
  return /^\p{Co}$/v.test(character) ? 'private' : 'invisible';
}

/** "U+202E" of one character. */
export function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Finds the characters of a text that hide, reorder or smuggle: bidi controls, default ignorables, tag characters,
 * variation selectors that select nothing, controls other than tab and line breaks, private use. Joiners and selectors
 * where a script or an emoji needs them are none. In order of their places.
 */
export function findHidden(text: string): HiddenCharacter[] {
  if (/^[\t\n\r -~]*$/.test(text)) return [];
  const flags: (readonly [start: number, end: number])[] = [];
  let found: HiddenCharacter[] | null = null;
  for (const { 0: character, index: at } of text.matchAll(suspects)) {
    if (!found) {
      found = [];
      for (const flag of text.matchAll(tagFlags)) flags.push([flag.index, flag.index + flag[0].length]);
    }
    if (flags.some(([start, end]) => at >= start && at < end)) continue;
    const after = at + character.length;
    // What stands behind something hidden has nothing to select or join: people do not see what it is behind.
    const last = found.at(-1);
    const behindHidden = last !== undefined && last.at + last.character.length === at;
    if (!behindHidden && isInUse(character, text.slice(Math.max(0, at - 16), at), text.slice(after, after + 4)))
      continue;
    found.push({ kind: kindOf(character), at, character, code: codeOf(character) });
  }
  return found ?? [];
}

function replaceHidden(text: string, replace: (hidden: HiddenCharacter) => string): string {
  let out = '';
  let from = 0;
  for (const hidden of findHidden(text)) {
    out += text.slice(from, hidden.at) + replace(hidden);
    from = hidden.at + hidden.character.length;
  }
  return from === 0 ? text : out + text.slice(from);
}

/**
 * A text as people must see it: what hides, reorders or drives a terminal is written out as `⟦U+202E⟧`. Only for
 * showing; the value that is sent stays as it is.
 */
export function visible(text: string): string {
  return replaceHidden(text, ({ code }) => `⟦${code}⟧`);
}

/** A text without what people cannot see in it, as the model reads it: instructions that nobody sees reach nothing. */
export function withoutHidden(text: string): string {
  return replaceHidden(text, () => '');
}

/** Whether a text holds characters that people cannot see or that change the order in which they read the others. */
export function hasHidden(text: string): boolean {
  return findHidden(text).some(({ kind }) => kind !== 'control' && kind !== 'private');
}

/** Whether a text holds control characters other than tabs and line breaks. */
export function hasControls(text: string): boolean {
  return /[\p{Cc}--[\t\n\r]]/v.test(text);
}
