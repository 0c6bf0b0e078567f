import type { Rng } from '../rng.ts';

export const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const shortDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const small = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'fifteen',
  'twenty',
  'thirty',
  'forty-five',
  'sixty',
  'ninety',
] as const;

const two = (n: number): string => String(n).padStart(2, '0');
const ordinal = (n: number): string =>
  `${n}${n % 10 === 1 && n !== 11 ? 'st' : n % 10 === 2 && n !== 12 ? 'nd' : n % 10 === 3 && n !== 13 ? 'rd' : 'th'}`;

/** A bare number, in digits mostly. */
export function count(rng: Rng): string {
  return rng.chance(0.25)
    ? rng.pick(small)
    : String(rng.pick([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 100, 150, 200, 250, 500]));
}

/** A calendar day without preposition. */
export function date(rng: Rng): string {
  const d = rng.int(1, 28);
  const m = rng.int(0, 11);
  const month = rng.chance(0.6) ? months[m] : shortMonths[m];
  switch (rng.int(0, 16)) {
    case 0:
      return 'tomorrow';
    case 1:
      return rng.pick(['today', 'tonight', 'tmrw', 'tmr', 'tomorrow']);
    case 2:
      return `${rng.pick(['next', 'this', 'next', 'the coming'])} ${rng.pick(days)}`;
    case 3:
    case 4:
      return rng.chance(0.8) ? rng.pick(days) : rng.pick(shortDays);
    case 5:
      return `${month} ${d}`;
    case 6:
      return `${month} ${ordinal(d)}`;
    case 7:
      return `the ${ordinal(d)}`;
    case 8:
      return `the ${ordinal(d)} of ${month}`;
    case 9:
      return `${d} ${month}`;
    case 10:
      return `${rng.int(2025, 2027)}-${two(m + 1)}-${two(d)}`;
    case 11:
      return `${m + 1}/${d}`;
    case 12:
      return `${month} ${d}, ${rng.int(2025, 2027)}`;
    case 13:
      return `${d} ${month} ${rng.int(2025, 2027)}`;
    case 14:
      return rng.pick([
        'the end of the month',
        'end of month',
        'the end of next week',
        'next week',
        'next month',
        'the day after tomorrow',
        'the first of next month',
        'EOW',
        'month end',
        'year end',
      ]);
    case 15:
      return `${rng.pick(days)} ${d} ${month}`;
    default:
      return `${rng.pick(days)}, ${month} ${d}`;
  }
}

/** A time of day without preposition. */
export function time(rng: Rng): string {
  const h = rng.int(1, 12);
  const half = rng.pick(['am', 'pm', ' am', ' pm', 'AM', 'PM', ' AM', ' PM', ' a.m.', ' p.m.']);
  switch (rng.int(0, 8)) {
    case 0:
    case 1:
    case 2:
      return `${h}${half}`;
    case 3:
    case 4:
      return `${h}:${rng.pick(['00', '15', '30', '45', '05', '20'])}${half}`;
    case 5:
      return `${two(rng.int(0, 23))}:${rng.pick(['00', '15', '30', '45', '10'])}`;
    case 6:
      return rng.pick([
        'noon',
        'midnight',
        'midday',
        "nine o'clock",
        '9',
        '10',
        '8',
        'half past two',
        'quarter to five',
      ]);
    case 7:
      return `${h} ${rng.pick(["o'clock", 'in the morning', 'in the afternoon', 'in the evening'])}`;
    default:
      return String(rng.int(1, 12));
  }
}

/** A length of time, bare. */
export function duration(rng: Rng): string {
  switch (rng.int(0, 7)) {
    case 0:
      return rng.pick([
        'an hour',
        'half an hour',
        'a day',
        'a week',
        'a couple of hours',
        'a month',
        'an hour and a half',
        'a few hours',
        'a fortnight',
        'a quarter of an hour',
        'half a day',
      ]);
    case 1:
    case 2:
      return `${rng.pick([5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 90, 120])} ${rng.pick(['minutes', 'mins', 'min', 'minutes', 'm'])}`;
    case 3:
      return `${rng.int(1, 12)} ${rng.pick(['hours', 'hrs', 'hour', 'h', 'hours'])}`;
    case 4:
      return `${rng.pick(small)} ${rng.pick(['minutes', 'hours', 'days', 'weeks'])}`;
    case 5:
      return `${rng.int(2, 30)} ${rng.pick(['days', 'days', 'weeks'])}`;
    case 6:
      return `${rng.int(1, 9)}${rng.pick(['h', 'hrs', 'hr', 'min', 'd', 'w'])}`;
    default:
      return `${rng.pick([1, 2, 3])}h ${rng.pick([15, 30, 45])}m`;
  }
}

/** A full adverbial in the future. */
export function when(rng: Rng): string {
  switch (rng.int(0, 10)) {
    case 0:
    case 1:
      return `tomorrow at ${time(rng)}`;
    case 2:
      return `on ${rng.pick(days)} at ${time(rng)}`;
    case 3:
      return `${rng.pick(['next', 'this'])} ${rng.pick(days)} at ${time(rng)}`;
    case 4:
      return `in ${duration(rng)}`;
    case 5:
      return `at ${time(rng)}${rng.chance(0.5) ? ` ${rng.pick(['tomorrow', 'today', 'on Friday', 'on Monday', 'next Tuesday', 'tonight'])}` : ''}`;
    case 6:
      return rng.pick([
        'tomorrow morning',
        'tomorrow afternoon',
        'tonight',
        'this evening',
        'first thing tomorrow',
        'at lunch',
        'later today',
        'this afternoon',
        'on Monday morning',
        'at the end of the day',
        'by end of day',
        'next week',
        'first thing Monday',
        'after lunch',
      ]);
    case 7:
      return `on ${date(rng)} at ${time(rng)}`
        .replace('on tomorrow', 'tomorrow')
        .replace('on today', 'today')
        .replace('on next', 'next')
        .replace('on this', 'this');
    case 8:
      return `${rng.pick(days)} ${time(rng)}`;
    case 9:
      return `${rng.pick(months)} ${rng.int(1, 28)} at ${time(rng)}`;
    default:
      return `${date(rng)}, ${time(rng)}`;
  }
}

/** A stretch or point in the past that stands alone and after "since". */
export function past(rng: Rng): string {
  switch (rng.int(0, 7)) {
    case 0:
      return rng.pick(['yesterday', 'this morning', 'last night', 'yesterday afternoon', 'earlier today', 'today']);
    case 1:
      return rng.pick(['last week', 'this week', 'last month', 'this month', 'last quarter', 'this year', 'last year']);
    case 2:
      return `last ${rng.pick(days)}`;
    case 3:
      return `${count(rng)} ${rng.pick(['days', 'weeks', 'hours', 'months'])} ago`;
    case 4:
      return rng.pick(days);
    case 5:
      return `${rng.pick(months)} ${rng.int(1, 28)}`;
    case 6:
      return rng.pick([
        'the weekend',
        'last weekend',
        'the start of the month',
        'the beginning of the year',
        'the first of the month',
        'the start of the week',
      ]);
    default:
      return rng.pick(months);
  }
}

/** How often something repeats. */
export function recurrence(rng: Rng): string {
  return rng.pick([
    `every ${rng.pick(days)}`,
    'every day',
    'every weekday',
    'daily',
    'weekly',
    'every week',
    'each morning',
    'every morning',
    'monthly',
    'every month',
    `${rng.pick(days)}s`,
    'every other week',
    'yearly',
    'every year',
    'every Friday',
    'every Monday',
    'annually',
    'every weekday morning',
    'every two weeks',
  ]);
}

/** A month-long or day-long stretch with its unit. */
export const dayCount = (rng: Rng): string =>
  `${rng.pick([3, 5, 7, 10, 14, 15, 20, 21, 28, 30, 45, 60, 90])}${rng.pick([' days', ' days', '-day', ' day', 'd'])}`;
export const monthCount = (rng: Rng): string =>
  rng.chance(0.2)
    ? `${rng.pick(['three', 'six', 'twelve', 'two'])} months`
    : `${rng.int(2, 24)} ${rng.pick(['months', 'months', 'mo'])}`;
