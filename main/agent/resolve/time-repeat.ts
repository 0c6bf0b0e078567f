import type { DateTime } from 'luxon';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The weekdays (1 is Monday) on which a request says that something repeats; null when it names none. */
function repeatedOn(request: string): ReadonlySet<number> | null {
  const said =
    /\b(?:every|each|on|all)\s+((?:(?:other|single)\s+)?[\p{L}, ]+)|\b((?:mon|tues|wednes|thurs|fri|satur|sun)days)\b/giu;
  for (const found of request.toLowerCase().matchAll(said)) {
    const words = found[1] ?? found[2] ?? '';
    const repeats = /^(?:every|each|all)/u.test(found[0]) || /days\b/u.test(words);
    if (!repeats) continue;
    if (/^(?:other |single )?(?:week ?|work(?:ing)? ?)days?\b/u.test(words)) return new Set([1, 2, 3, 4, 5]);
    if (/^(?:other )?weekends?\b/u.test(words)) return new Set([6, 7]);
    const run = /^(?:other |single )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:,? and |, | or |$| ))+/u.exec(
      `${words} `,
    );
    const days = weekdays.flatMap((day, index) => (run?.[0].includes(day) ? [index + 1] : []));
    if (days.length > 0) return new Set(days);
  }
  return null;
}

/** The first time at or after `at` that falls on a day on which the request repeats: "every weekday at 9" begins on one. */
export function firstRepeat(at: DateTime, request: string): DateTime {
  const days = repeatedOn(request);
  if (!days) return at;
  let first = at;
  while (!days.has(first.weekday)) first = first.plus({ days: 1 });
  return first;
}
