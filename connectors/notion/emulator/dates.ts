const DAY = 86_400_000;

/** The day or instant in epoch milliseconds; a day without a time is its start in UTC, as Notion compares. */
export function instant(value: string): number {
  return Date.parse(value);
}

/** Only the calendar day of a date or date-time. */
export function day(value: string): string {
  return value.slice(0, 10);
}

function startOfDay(milliseconds: number): number {
  return Math.floor(milliseconds / DAY) * DAY;
}

/** Monday of the week. */
function startOfWeek(milliseconds: number): number {
  const start = startOfDay(milliseconds);
  return start - ((new Date(start).getUTCDay() + 6) % 7) * DAY;
}

function addMonths(milliseconds: number, months: number): number {
  const date = new Date(startOfDay(milliseconds));
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getTime();
}

/** The relative stretches of a date filter (developers.notion.com/reference/filter-data-source-entries), half open. */
export function stretch(name: string, now: number): [from: number, to: number] | undefined {
  const today = startOfDay(now);
  switch (name) {
    case 'this_week':
      return [startOfWeek(now), startOfWeek(now) + 7 * DAY];
    case 'past_week':
      return [today - 7 * DAY, today + DAY];
    case 'past_month':
      return [addMonths(today, -1), today + DAY];
    case 'past_year':
      return [addMonths(today, -12), today + DAY];
    case 'next_week':
      return [today, today + 8 * DAY];
    case 'next_month':
      return [today, addMonths(today, 1) + DAY];
    case 'next_year':
      return [today, addMonths(today, 12) + DAY];
    default:
      return undefined;
  }
}
