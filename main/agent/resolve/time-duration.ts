import { Duration } from 'luxon';
import { ones, tens } from '../../../shared/index.ts';

const numberWord = [...Object.keys(ones), ...Object.keys(tens)].join('|');

/** Writes number words up to ninety-nine as digits: "twenty-five minutes" is "25 minutes". Expects lower case. */
export function withDigits(text: string): string {
  return text
    .replace(
      new RegExp(`\\b(${Object.keys(tens).join('|')})[\\s-](${Object.keys(ones).slice(1, 10).join('|')})\\b`, 'g'),
      (_, ten: string, one: string) => String((tens[ten] ?? 0) + (ones[one] ?? 0)),
    )
    .replace(new RegExp(`\\b(${numberWord})\\b`, 'g'), (word) => String(ones[word] ?? tens[word]));
}

type Unit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';

const units: readonly (readonly [RegExp, Unit, number])[] = [
  [/^(s|secs?|seconds?)$/, 'seconds', 1],
  [/^(m|mins?|minutes?)$/, 'minutes', 1],
  [/^(h|hs|hrs?|hours?)$/, 'hours', 1],
  [/^(d|days?)$/, 'days', 1],
  [/^(w|wks?|weeks?)$/, 'weeks', 1],
  [/^fortnights?$/, 'weeks', 2],
  [/^(mos?|months?)$/, 'months', 1],
  [/^quarters?$/, 'months', 3],
  [/^(y|yrs?|years?)$/, 'years', 1],
];

function unitOf(word: string): readonly [Unit, number] | undefined {
  const found = units.find(([pattern]) => pattern.test(word));
  return found && [found[1], found[2]];
}

const amount = String.raw`(?:(\d+(?:[.,]\d+)?)|(an?|the|this)?\s*(?:(half|quarter)(?:\s+of)?(?:\s+an?)?|(couple)(?:\s+of)?|(few)|(dozen))|(an?|one|the))`;
const part = new RegExp(String.raw`^${amount}?\s*(?:(and\s+a\s+half)\s+)?([a-z]+)\b\.?`);

function add(total: Duration, count: number, word: string): Duration | undefined {
  const unit = unitOf(word);
  if (!unit) return undefined;
  const [name, times] = unit;
  const value = count * times;
  // Half a day or month has no calendar length of its own: spell it in the next smaller unit.
  if (Number.isInteger(value)) return total.plus({ [name]: value });
  const smaller: Readonly<Record<Unit, readonly [Unit, number]>> = {
    seconds: ['seconds', 1],
    minutes: ['seconds', 60],
    hours: ['minutes', 60],
    days: ['hours', 24],
    weeks: ['days', 7],
    months: ['days', 30],
    years: ['months', 12],
  };
  const [next, factor] = smaller[name];
  return total.plus({ [next]: Math.round(value * factor) });
}

/**
 * Reads a stretch of time in words or digits: "45 mins", "two hours", "an hour and a half", "half an hour", "1h30",
 * "a couple of days", "a quarter of an hour". Answers a calendar duration, or undefined when the whole text is not one.
 */
export function readDuration(words: string): Duration | undefined {
  // The calendar's, not so many days from now.
  if (/^(?:the )?next (?:week|month|quarter|year)$/i.test(words.trim())) return undefined;
  let rest = withDigits(words.toLowerCase().replace(/[’']/g, "'"))
    .replace(
      /^(for|about|around|approximately|roughly|like|another|some|the next|a good|the|during|within)\s+(?=\S)/,
      '',
    )
    .replace(/^(about|around|like|full|whole|next(?=\s+(?:\d|an?\b|few|couple|half|hour|quarter\s+of)))\s+/, '')
    .replace(/\s+(or so|time|long|straight|please|pls|tops|max)$/, '')
    .replace(/\b(\d+)\s*¾/g, '$1.75')
    .replace(/\b(\d+)\s*½/g, '$1.5')
    .replace(/\b(\d+)\s+1\/2\b/g, '$1.5')
    .replace(/½/g, 'half')
    .replace(/¼/g, 'quarter')
    .replace(/\b3 quarters of an (hour|hr)\b/, '45 minutes')
    .replace(/\b(\d+) and a half\s+([a-z]+)/g, '$1.5 $2')
    .replace(/(\d)\s*-\s*(hours?|hrs?|minutes?|mins?|days?|weeks?|months?)\b/g, '$1 $2')
    .replace(/\bhalf-(an-)?hour\b/, 'half hour')
    .replace(/^(\d+)\s*h(?:rs?|ours?)?\s*(\d{1,2})$/, '$1h $2m')
    .trim();
  let total: Duration = Duration.fromMillis(0);
  let last: string | undefined;
  for (let steps = 0; rest !== '' && steps < 6; steps++) {
    const more = /^(?:and|,|&)\s*/.exec(rest);
    if (more && last !== undefined) rest = rest.slice(more[0].length);
    const halfMore = last === undefined ? null : /^a\s+(half|quarter)$/.exec(rest);
    if (halfMore && last !== undefined) return add(total, halfMore[1] === 'half' ? 0.5 : 0.25, last);
    const found = part.exec(rest);
    if (!found) return undefined;
    const [whole, digits, , fraction, couple, few, dozen, , andHalf, word = ''] = found;
    let count = 1;
    if (digits !== undefined) count = Number(digits.replace(',', '.'));
    else if (fraction !== undefined) count = fraction === 'half' ? 0.5 : 0.25;
    else if (couple !== undefined) count = 2;
    else if (few !== undefined) count = 3;
    else if (dozen !== undefined) count = 12;
    else if (steps > 0 && whole === word) return undefined;
    if (andHalf !== undefined) count += 0.5;
    const next = add(total, count, word);
    if (!next) return undefined;
    total = next;
    last = word;
    rest = rest.slice(whole.length).trim();
  }
  return rest === '' && last !== undefined ? total : undefined;
}

/** "1 hour 30 minutes" from seconds. */
export function durationLabel(seconds: number): string {
  const parts: string[] = [];
  let left = Math.round(seconds);
  for (const [name, size] of [
    ['day', 86400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.slice(0, 2).join(' ') || '0 seconds';
}
