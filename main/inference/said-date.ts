import { en } from 'chrono-node';
import { DateTime } from 'luxon';
import type { ParamSchema } from './functions.ts';

/** The moment and zone that words such as "tomorrow" are about. */
export interface SaidWhen {
  /** ISO 8601 with offset. */
  readonly now: string;
  /** IANA time zone. */
  readonly zone: string;
}

/** Formats as descriptions state them, with Luxon's tokens for the same; longer ones first. */
const stated: readonly (readonly [RegExp, string])[] = [
  [/\bYYYY-MM-DD[T ]HH:MM:SS/iu, "yyyy-MM-dd'#'HH:mm:ss"],
  [/\bYYYY-MM-DD[T ]HH:MM/iu, "yyyy-MM-dd'#'HH:mm"],
  [/\bYYYY-MM-DD\b/iu, 'yyyy-MM-dd'],
  [/\bYYYY\/MM\/DD\b/iu, 'yyyy/MM/dd'],
  [/\bMM\/DD\/YYYY\b/iu, 'MM/dd/yyyy'],
  [/\bDD\/MM\/YYYY\b/iu, 'dd/MM/yyyy'],
  [/\bMM-DD-YYYY\b/iu, 'MM-dd-yyyy'],
  [/\bDD-MM-YYYY\b/iu, 'dd-MM-yyyy'],
  [/\bHH:MM:SS\b/iu, 'HH:mm:ss'],
  [/\bHH:MM\b/iu, 'HH:mm'],
  [/\b24-hour format\b/iu, 'HH:mm'],
];

/**
 * The format that a parameter's description asks dates or times in ("in the format 'YYYY-MM-DD'"), in Luxon's tokens;
 * undefined where it states none, or a range of two.
 */
export function statedFormat(schema: ParamSchema): string | undefined {
  if (schema.type !== 'string') return undefined;
  const found = stated.find(([pattern]) => pattern.test(schema.description));
  if (!found) return schema.format === 'date' ? 'yyyy-MM-dd' : undefined;
  const [pattern, format] = found;
  if (schema.description.split(new RegExp(pattern, 'giu')).length > 2 && /\bto\b|range/iu.test(schema.description))
    return undefined;
  const between = /\bYYYY-MM-DDT/u.test(schema.description) ? "'T'" : ' ';
  return format.replace("'#'", between);
}

const months = 'january february march april may june july august september october november december'.split(' ');

/** "February" and "Feb." as 2; undefined for other words. */
export function monthNumber(words: string): number | undefined {
  const said = words.trim().toLowerCase().replace(/\.$/u, '');
  const at = said.length < 3 ? -1 : months.findIndex((month) => month === said || month.slice(0, 3) === said);
  return at < 0 ? undefined : at + 1;
}

const namesYear = /\b\d{4}\b/u;

/**
 * A date or time in words, written in a format of {@link statedFormat}: "March 3rd, 2027" as `2027-03-03`, "2 PM" as
 * `14:00`. Undefined where the words are no such thing, or mean something only on a certain day and `when` is not given.
 */
export function formattedDate(words: string, format: string, when: SaidWhen | undefined): string | undefined {
  const written = DateTime.fromFormat(words, format);
  if (written.isValid) return words;
  const day = format.includes('dd');
  const clock = format.includes('HH');
  if (day && when === undefined && !namesYear.test(words)) return undefined;
  const now =
    when === undefined ? DateTime.fromMillis(0, { zone: 'utc' }) : DateTime.fromISO(when.now).setZone(when.zone);
  const plain = words.trim().replace(/ of (\d{4})\b/u, ' $1');
  const [found, ...more] = en.parse(plain, { instant: now.toJSDate(), timezone: now.offset }, { forwardDate: true });
  // All of the words must be the date: "the week after May 3" is not May 3.
  if (!found || more.length > 0 || found.end || found.text.length < plain.replace(/^the\s+/iu, '').length - 1)
    return undefined;
  const { start } = found;
  if (day && !start.isCertain('day') && !start.isCertain('weekday')) return undefined;
  if (clock && !start.isCertain('hour')) return undefined;
  const [year, month, date] = [start.get('year'), start.get('month'), start.get('day')];
  const at = DateTime.fromObject({
    ...(year !== null && month !== null && date !== null ? { year, month, day: date } : {}),
    hour: start.get('hour') ?? 0,
    minute: start.get('minute') ?? 0,
    second: start.isCertain('second') ? (start.get('second') ?? 0) : 0,
  });
  return at.isValid ? at.toFormat(format) : undefined;
}
