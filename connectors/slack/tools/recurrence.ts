import type { JsonObject } from '../../../shared/index.ts';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const working = days.slice(0, 5);

/** The weekday (0 is Monday) of an ISO date, by Sakamoto's method: no clock or zone is needed. */
function weekdayOf(iso: string): number {
  const [year = 1970, month = 1, day = 1] = iso.slice(0, 10).split('-').map(Number);
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const y = month < 3 ? year - 1 : year;
  const sunday = (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7;
  return (sunday + 6) % 7;
}

/**
 * Reads how something repeats ("every weekday", "Mondays and Thursdays", "monthly") as the `recurrence` object of
 * reminders.add. `firstIso` gives the weekday of a plain "weekly". Throws when the words do not say how it repeats.
 */
export function recurrenceOf(words: string, firstIso: string): JsonObject {
  const said = words.toLowerCase();
  if (/week\s?days?|work(ing)?\s?days?/.test(said)) return { frequency: 'weekly', weekdays: [...working] };
  if (/weekends?/.test(said)) return { frequency: 'weekly', weekdays: ['saturday', 'sunday'] };
  const named = days.filter((day) => new RegExp(`\\b${day.slice(0, 3)}(${day.slice(3)})?s?\\b`).test(said));
  const rest = /(other|second|two|fortnight|bi-?week)/.test(said);
  if (named.length > 0) return { frequency: rest ? 'biweekly' : 'weekly', weekdays: named };
  if (/\b(daily|each day|every (single )?(day|morning|evening|night|afternoon))\b/.test(said))
    return { frequency: 'daily' };
  if (rest || /\b(week|weekly)\b/.test(said)) {
    const first = days[weekdayOf(firstIso)] ?? 'monday';
    return { frequency: rest ? 'biweekly' : 'weekly', weekdays: [first] };
  }
  if (/\b(month|monthly)\b/.test(said)) return { frequency: 'monthly' };
  if (/\b(year|yearly|annually)\b/.test(said)) return { frequency: 'yearly' };
  throw new Error(`“${words}” does not say how the reminder repeats.`);
}

const capital = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1);

/**
 * Says a `recurrence` object of reminders.add in words that {@link recurrenceOf} reads as the same: "every Monday and
 * Thursday". Undefined for one that it cannot say.
 */
export function recurrenceWords(rule: JsonObject): string | undefined {
  const on = Array.isArray(rule.weekdays) ? rule.weekdays.filter((day) => typeof day === 'string') : [];
  const known = days.filter((day) => on.includes(day));
  if (known.length !== on.length) return undefined;
  const single = { daily: 'every day', monthly: 'every month', yearly: 'every year' };
  switch (rule.frequency) {
    case 'daily':
    case 'monthly':
    case 'yearly':
      return on.length === 0 ? single[rule.frequency] : undefined;
    case 'weekly':
    case 'biweekly': {
      if (known.length === 0) return undefined;
      const other = rule.frequency === 'biweekly' ? 'other ' : '';
      return `every ${other}${known.map(capital).join(' and ')}`;
    }
    default:
      return undefined;
  }
}
