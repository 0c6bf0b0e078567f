import type { DateTime } from 'luxon';
import { ones } from '../../../shared/index.ts';
import { readDuration, withDigits } from './time-duration.ts';
import { withNamedDays, withOrdinals } from './time-named.ts';

const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';
/** Hours of day parts that nobody gave a clock time for. */
export const workdayStart = 9;
export const workdayEnd = 17;

const day = (at: DateTime): string => at.toFormat('yyyy-MM-dd');

const dayName = '(today|yesterday|tomorrow|this|last)';
const dayPart = '(morning|afternoon|evening|night)';
const hourOf = String.raw`(\d{1,2}(?::\d\d)?)(?:\s*[ap]m)?`;

/** "9 this morning", "yesterday evening at 8": the part of the day says which half of it the hour is in. */
function withHalves(text: string): string {
  const spelled = (name: string, part: string, hour: string): string =>
    `${name === 'this' ? 'today' : name === 'last' ? 'yesterday' : name} ${hour}${part === 'morning' ? 'am' : 'pm'}`;
  return text
    .replace(/\barvo\b/g, 'afternoon')
    .replace(new RegExp(String.raw`\b${hourOf}\s+${dayName}\s+${dayPart}\b`), (_, hour, name, part) =>
      spelled(name, part, hour),
    )
    .replace(new RegExp(String.raw`\b${dayName}\s+${dayPart}\s+(?:at|@)\s*${hourOf}\b`), (_, name, part, hour) =>
      spelled(name, part, hour),
    );
}

const isoDay = (year: string, month: string, date: string): string =>
  `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
/** Whether `4/5` is a day of April, as in the United States, or of May, as nearly everywhere else. */
const monthFirst = (now: DateTime): boolean => /^(?:America|US)\//.test(now.zoneName ?? '');
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const minuteWords: Readonly<Record<string, string>> = {
  'oh five': '05',
  ten: '10',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  forty: '40',
  'forty-five': '45',
  'forty five': '45',
  fifty: '50',
};
/** "four thirty", "nine forty-five". */
const spokenClock = new RegExp(
  String.raw`\b(${Object.keys(ones).slice(1, 13).join('|')})[\s-](oh five|forty[\s-]five|ten|fifteen|twenty|thirty|forty|fifty)\b(?!\s*(?:minutes?|mins?|seconds?|secs?|hours?|hrs?|days?|weeks?|months?))`,
  'g',
);

/** The next day of the month with that number, today included. */
function nextDayOfMonth(now: DateTime, number: number, forward: boolean): DateTime | undefined {
  for (let step = 0; step < 13; step++) {
    const month = now.startOf('month').plus({ months: forward ? step : -step });
    if (number > (month.daysInMonth ?? 31)) continue;
    const found = month.set({ day: number });
    if (forward ? found >= now.startOf('day') : found <= now) return found;
  }
  return undefined;
}

/**
 * Rewrites the ways people say dates and times that the date library does not know ("eod", "half past one", "the 15th",
 * "a week from Friday", "tmrw") into ones that it does. Text in, lower-case text out; what it cannot read stays.
 */
export function normalTime(words: string, now: DateTime, forward: boolean): string {
  let text = withDigits(
    withOrdinals(words.toLowerCase())
      .replace(/[’`]/g, "'")
      .replace(/[“”"]/g, '')
      .replace(/\b(tmrw?|tmw|tomoz|2mo?rr?ow?|tommorr?ow|tomorow|tom)\b/g, 'tomorrow')
      .replace(/\btonite\b/g, 'tonight')
      .replace(/\b(pls|plz|please|sharp|exactly|ish|or so|or thereabouts)\b/g, '')
      .replace(/(\d)\s*ish\b/g, '$1')
      .replace(/^(?:at )?(?:about|around|roughly|approximately)\s+/, '')
      .replace(spokenClock, (_, hour: string, minute: string) => `${hour}:${minuteWords[minute] ?? '00'}`)
      .trim(),
  );
  text = withNamedDays(text, now, forward)
    .replace(/\b(?:at )?(?:(?:the )?same time|this time)\b/g, `at ${now.toFormat('h:mma').toLowerCase()}`)
    .replace(
      /\b(?:midnight (?:tonight|today)|(?:tonight|today) at (?:12 )?midnight)\b/g,
      `${day(now.plus({ days: 1 }))} 00:00`,
    )
    .replace(/\b12 (noon|midnight)\b/g, '$1')
    .replace(/\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/g, (_, date: string, month: string, year: string) =>
      isoDay(year, month, date),
    )
    .replace(/\b(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?\b/g, (whole, date: string, month: string, year?: string) => {
      if (monthFirst(now) || Number(month) > 12) return whole;
      return year === undefined ? `${date} ${monthNames[Number(month) - 1] ?? ''}` : isoDay(year, month, date);
    })
    .replace(/\bafter lunch\b/g, '1pm')
    .replace(/\bafter work\b/g, `${workdayEnd}:00`)
    .replace(/\b(\d{1,2}(?::\d\d)?)\s?([ap])\b(?!\.)/g, '$1$2m')
    .replace(/\b(\d{1,2})\.(\d{1,2})\.(?=$|\s)/g, (whole, date: string, month: string) =>
      Number(month) >= 1 && Number(month) <= 12 ? `${date} ${monthNames[Number(month) - 1]}` : whole,
    );
  text = withHalves(text)
    .replace(/^(?:at )?(\d{1,2})\.([0-5]\d)(?=$|\s*[ap]m)/, 'at $1:$2')
    .replace(/^([01]\d|2[0-3])([0-5]\d)$/, 'at $1:$2')
    .replace(/\b([01]?\d|2[0-3])h([0-5]\d)?\b/g, (_, hour: string, minute = '00') => `${hour}:${minute}`)
    .replace(/\bhalf\s+past\s+(\d{1,2})(?=[ap]m|\b)/g, '$1:30')
    .replace(/\bhalf\s+(\d{1,2})\b(?!\s*(?:h|m|d))/g, '$1:30')
    .replace(/\b(?:a\s+)?quarter\s+past\s+(\d{1,2})(?=[ap]m|\b)/g, '$1:15')
    .replace(
      /\b(?:a\s+)?quarter\s+to\s+(\d{1,2})(?=[ap]m|\b)/g,
      (_, hour: string) => `${(Number(hour) + 11) % 12 || 12}:45`,
    )
    .replace(
      /\b(\d{1,2})\s+past\s+(\d{1,2})\b/g,
      (_, minute: string, hour: string) => `${hour}:${minute.padStart(2, '0')}`,
    )
    .replace(/\b(\d{1,2})\s+to\s+(\d{1,2})\b(?!\s*(?:pm|am)?\s*(?:h|m|d))/g, (whole, minute: string, hour: string) =>
      Number(minute) % 5 === 0 && Number(minute) < 30 && Number(hour) <= 12
        ? `${(Number(hour) + 11) % 12 || 12}:${String(60 - Number(minute)).padStart(2, '0')}`
        : whole,
    )
    .replace(/\s*o'?\s?clock\b/g, ':00')
    .replace(/\b(\d{1,2}(?::\d\d)?)\s*(?:am\s+)?in the morning\b/g, '$1am')
    .replace(
      /\b(\d{1,2}(?::\d\d)?)\s*(?:pm\s+)?(?:in the (?:afternoon|evening)|at night|tonight)\b/g,
      (whole, time: string) => (whole.endsWith('tonight') ? `today ${time}pm` : `${time}pm`),
    )
    .replace(/\btonight\s+(?:at\s+)?(\d{1,2}(?::\d\d)?)(?!\s*[ap]m|[\d:])/g, 'today $1pm')
    .replace(/^(\d{1,2})$/, 'at $1')
    .replace(new RegExp(`\\b(${weekday}|today|tomorrow) (\\d{1,2})$`), '$1 at $2')
    .replace(/\bat (\d\d)(\d\d)\b(?!\s*[ap-])/g, 'at $1:$2')
    .replace(/\bfirst thing(?:\s+in the morning)?\b/g, `${workdayStart}am`)
    .replace(/\b(?:mid-?day|lunch\s?time|lunch)\b/g, '12:00pm')
    .replace(/\bnoon\b/g, '12:00pm')
    .replace(
      /\b(?:by\s+)?(?:the\s+)?(?:eod|cob|close of (?:business|play)|end of (?:the\s+|my\s+)?(?:work(?:ing)?\s*)?day)\b/g,
      `${workdayEnd}:00`,
    )
    .replace(/\b(?:the\s+)?day after tomorrow\b/g, day(now.plus({ days: 2 })))
    .replace(/\b(?:the\s+)?day before yesterday\b/g, day(now.minus({ days: 2 })));

  const friday = now.startOf('week').plus({ days: 4 });
  text = text
    .replace(
      /\b(?:the\s+)?(?:eow|end of (?:the |this )?week)\b/g,
      `${day(now.weekday > 5 ? friday.plus({ weeks: 1 }) : friday)} ${workdayEnd}:00`,
    )
    .replace(/\b(?:the\s+)?end of next week\b/g, `${day(friday.plus({ weeks: 1 }))} ${workdayEnd}:00`)
    .replace(/\b(?:the\s+)?(?:eom|end of (?:the |this )?month)\b/g, day(now.endOf('month')))
    .replace(/\b(?:the\s+)?end of next month\b/g, day(now.plus({ months: 1 }).endOf('month')))
    .replace(/\b(?:the\s+)?end of (?:the |this )?quarter\b/g, day(now.endOf('quarter')))
    .replace(/\b(?:the\s+)?end of (?:the |this )?year\b/g, day(now.endOf('year')))
    .replace(
      /\b(?:the\s+)?(?:start|beginning) of next week\b|^(?:early )?next week$/g,
      day(now.startOf('week').plus({ weeks: 1 })),
    )
    .replace(
      /\b(?:the\s+)?(?:start|beginning|first|1st) of next month\b/g,
      day(now.startOf('month').plus({ months: 1 })),
    )
    .replace(/\b(?:the\s+)?(?:this\s+)?weekend\b/g, day(now.startOf('week').plus({ days: 5 })));

  // "a week from Friday", "two weeks on Monday", "Friday in two weeks", "Monday week".
  const counted = new RegExp(
    String.raw`\b(.{1,20}?(?:days?|weeks?|fortnight|months?)) (?:from|after|on) (${weekday}|tomorrow|today|now)\b`,
  ).exec(text);
  const span = counted?.[1] === undefined ? undefined : readDuration(counted[1]);
  if (counted?.[2] !== undefined && span) {
    const start = startOfNamed(counted[2], now);
    if (start) text = text.replace(counted[0], day(start.plus(span)));
  }
  text = text.replace(new RegExp(String.raw`\b(?:on )?(${weekday}) week\b`), (whole, name: string) => {
    const start = startOfNamed(name, now);
    return start ? day(start.plus({ weeks: 1 })) : whole;
  });

  const months = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;
  const ordinal = /\b(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?: of (this|next) month)?/.exec(text);
  if (ordinal?.[1] !== undefined && !months.test(text) && !/\d{4}-\d\d/.test(text)) {
    const base = ordinal[2] === 'next' ? now.startOf('month').plus({ months: 1 }) : now;
    const found = nextDayOfMonth(base, Number(ordinal[1]), forward);
    if (found) text = text.replace(new RegExp(`(?:${weekday},? )?${ordinal[0].replace(/[()]/g, '')}`), day(found));
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** Midnight of the next such weekday (never today), of tomorrow or of today. */
function startOfNamed(name: string, now: DateTime): DateTime | undefined {
  const today = now.startOf('day');
  if (name === 'today' || name === 'now') return today;
  if (name === 'tomorrow') return today.plus({ days: 1 });
  const index = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].findIndex((start) => name.startsWith(start));
  if (index < 0) return undefined;
  const ahead = (index + 1 - now.weekday + 7) % 7;
  return today.plus({ days: ahead === 0 ? 7 : ahead });
}
