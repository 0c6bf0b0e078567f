/**
 * The marks of the model's text form: private-use characters, each one token. Text from outside never holds them
 * ({@link plain}), so a request cannot forge structure.
 */
export const mark = {
  pad: '\u{E000}',
  tools: '\u{E001}',
  request: '\u{E002}',
  /** The model decides here: a tool, a kind of `none`, or done. */
  ask: '\u{E003}',
  notARequest: '\u{E004}',
  notConnected: '\u{E005}',
  missingValue: '\u{E006}',
  done: '\u{E007}',
  /** After a tool's name: its arguments follow. */
  call: '\u{E008}',
  arg: '\u{E009}',
  value: '\u{E00A}',
  yes: '\u{E00B}',
  no: '\u{E00C}',
  key: '\u{E00D}',
  end: '\u{E00E}',
  result: '\u{E00F}',
  field: '\u{E010}',
  is: '\u{E011}',
  /** A value taken from an earlier result: the field's handle follows. */
  from: '\u{E012}',
} as const;

/** Every mark, in token order. */
export const marks: readonly string[] = Object.values(mark);

/** Replaces marks and control characters (but newline) of outside text by spaces, one for one: offsets stay. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\uE000-\uE0FF]/gu, ' ')
    .replace(/[^\S\n]|(?!\n)\p{Cc}/gu, ' ');
}
