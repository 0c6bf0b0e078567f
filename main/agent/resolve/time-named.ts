import type { DateTime } from 'luxon';

const ordinals: readonly string[] = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const monthName =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const weekdayName = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';

const day = (at: DateTime): string => at.toFormat('yyyy-MM-dd');

/** "fifteenth" is "15th", "thirty-first" is "31st": the date library reads these only beside a month. */
export function withOrdinals(text: string): string {
  const suffix = (number: number): string =>
    `${number}${number % 10 === 1 && number !== 11 ? 'st' : number % 10 === 2 && number !== 12 ? 'nd' : number % 10 === 3 && number !== 13 ? 'rd' : 'th'}`;
  return text
    .replace(
      new RegExp(String.raw`\b(twenty|thirty)[\s-](${ordinals.slice(0, 9).join('|')})\b`, 'g'),
      (_, ten: string, one: string) => suffix((ten === 'twenty' ? 20 : 30) + ordinals.indexOf(one) + 1),
    )
    .replace(/\bthirtieth\b/g, '30th')
    .replace(new RegExp(String.raw`\b(${ordinals.slice(3).join('|')})\b`, 'g'), (word) =>
      suffix(ordinals.indexOf(word) + 1),
    );
}

const holidays: readonly (readonly [RegExp, number, number])[] = [
  [/\b(?:christmas|xmas) eve\b/, 12, 24],
  [/\b(?:christmas|xmas)(?: day)?\b/, 12, 25],
  [/\bnew year'?s eve\b/, 12, 31],
  [/\bnew year'?s?(?: day)?\b/, 1, 1],
  [/\bvalentine'?s(?: day)?\b/, 2, 14],
  [/\bhalloween\b/, 10, 31],
];

/** The first day of the month that is meant: this or next one, or a named one; the nearest ahead (or behind). */
function monthOf(words: string, now: DateTime, forward: boolean): DateTime | undefined {
  const start = now.startOf('month');
  const which = /^(?:the |this |the current )?month$/.test(words)
    ? 0
    : /^next month$/.test(words)
      ? 1
      : /^last month$/.test(words)
        ? -1
        : undefined;
  if (which !== undefined) return start.plus({ months: which });
  const named = new RegExp(String.raw`^(${monthName})\.?(?:,? (\d{4}))?$`).exec(words);
  if (!named?.[1]) return undefined;
  const month = months.findIndex((one) => named[1]?.startsWith(one)) + 1;
  if (named[2] !== undefined) return start.set({ year: Number(named[2]), month });
  const at = start.set({ month });
  if (forward && at < start) return at.plus({ years: 1 });
  return !forward && at > now ? at.minus({ years: 1 }) : at;
}

const monthWords = String.raw`((?:the |this |next |last )?month|${monthName}\.?(?:,? \d{4})?)`;

/**
 * Rewrites days that are named by their place in a month, a week or the year into ISO dates: "first Monday of April",
 * "last day of the month", "the 1st of next month", "mid-June", "Christmas", "in 3 working days". Lower-case text in and
 * out; what it does not know stays.
 */
export function withNamedDays(given: string, now: DateTime, forward: boolean): string {
  // "The first of the month" that has begun is the next one's; "the 1st of March" in March is next year's.
  const ahead = (at: DateTime, said: string): DateTime => {
    if (!forward || at >= now.startOf('day')) return at;
    return at.plus(said.endsWith('month') ? { months: 1 } : { years: 1 });
  };
  let text = given;
  for (const [pattern, month, date] of holidays) {
    if (!pattern.test(text)) continue;
    const at = now.startOf('day').set({ month, day: date });
    text = text.replace(pattern, day(!forward && at > now ? at.minus({ years: 1 }) : ahead(at, '')));
  }
  text = text
    .replace(
      new RegExp(
        String.raw`\b(?:the )?(1st|first|2nd|second|3rd|third|4th|last) (${weekdayName}) (?:of|in) ${monthWords}(?=$|[\s,])`,
        'g',
      ),
      (whole, which: string, weekday: string, said: string) => {
        const month = monthOf(said, now, forward);
        const index = weekdays.findIndex((one) => weekday.startsWith(one)) + 1;
        if (!month || index === 0) return whole;
        if (which === 'last') {
          const end = month.endOf('month').startOf('day');
          return day(end.minus({ days: (end.weekday - index + 7) % 7 }));
        }
        const nth = ['1st', '2nd', '3rd', '4th'].indexOf(which);
        const number = nth >= 0 ? nth : ['first', 'second', 'third'].indexOf(which);
        return day(month.plus({ days: ((index - month.weekday + 7) % 7) + 7 * number }));
      },
    )
    .replace(
      new RegExp(
        String.raw`\b(?:the )?(last day|end|first day|first|1st|start|beginning|middle|mid)(?: of|-| in|)\s*${monthWords}(?=$|[\s,])`,
        'g',
      ),
      (whole, which: string, said: string) => {
        const month = monthOf(said, now, forward);
        if (!month) return whole;
        if (which === 'last day' || which === 'end') return day(month.endOf('month'));
        return day(ahead(which.startsWith('mid') ? month.set({ day: 15 }) : month, said));
      },
    )
    .replace(/\b(?:in )?(\d+) (?:business|working|work|week) ?days?(?: from (?:now|today))?\b/g, (_, count: string) => {
      let at = now.startOf('day');
      for (let left = Number(count); left > 0 && left < 1000; ) {
        at = at.plus({ days: 1 });
        if (at.weekday <= 5) left--;
      }
      return day(at);
    })
    .replace(
      /\b(?:in )?(?:the )?(?:middle of|mid-?) ?next week\b/g,
      day(now.startOf('week').plus({ weeks: 1, days: 2 })),
    )
    .replace(
      /\b(?:the )?(start|beginning|end|middle|mid)(?: of|-| )\s*q([1-4])(?:,? (?:of )?(\d{4}))?\b/g,
      (_, which: string, quarter: string, year?: string) => {
        const start = now
          .startOf('year')
          .set({ month: Number(quarter) * 3 - 2, ...(year ? { year: Number(year) } : {}) });
        const pick = (at: DateTime): DateTime =>
          which === 'end'
            ? at.endOf('quarter')
            : which.startsWith('mid')
              ? at.plus({ months: 1 }).set({ day: 15 })
              : at;
        const at = pick(start);
        return day(forward && !year && at < now.startOf('day') ? pick(start.plus({ years: 1 })) : at);
      },
    )
    .replace(/\b(?:the )?(?:start|beginning) of (?:the |this )(week|quarter|year)\b/g, (whole, unit: string) =>
      forward ? whole : day(now.startOf(unit as 'week' | 'quarter' | 'year')),
    )
    .replace(/\b(?:the )?week after next\b/g, day(now.startOf('week').plus({ weeks: 2 })))
    .replace(/\beoq\b/g, day(now.endOf('quarter')))
    .replace(/\beoy\b/g, day(now.endOf('year')))
    .replace(new RegExp(String.raw`\b(?:the |this )?(?:coming|upcoming) (${weekdayName})\b`, 'g'), '$1')
    .replace(/\bnext weekend\b/g, day(now.startOf('week').plus({ weeks: 1, days: 5 })))
    .replace(
      /^(?:the )?(?:start|beginning) of next quarter$|^(?:the )?next quarter$/g,
      day(now.startOf('quarter').plus({ quarters: 1 })),
    )
    .replace(
      /^(?:the )?(?:start|beginning) of next year$|^(?:the )?next year$/g,
      day(now.startOf('year').plus({ years: 1 })),
    );
  // "next week Tuesday", "next week on Tuesday": the date library reads the weekday first.
  return text.replace(new RegExp(String.raw`\b(this|next) week,? (?:on )?(${weekdayName})\b`, 'g'), '$2 $1 week');
}
