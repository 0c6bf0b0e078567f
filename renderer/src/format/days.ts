const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes as long as formatting hundreds of times, so each is made once. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}

/** "14:00" of an ISO 8601 instant in an IANA zone; nothing where it is no instant. */
export function clockTime(iso: string, zone: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? '' : format('en-GB', { timeStyle: 'short', timeZone: zone }).format(at);
}

/** "14:00:09.250" of an ISO 8601 instant in an IANA zone; the text itself where it is no instant. */
export function exactTime(iso: string, zone: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 } as const;
  return format('en-GB', { ...parts, timeZone: zone }).format(at);
}

/** The day of an instant (epoch milliseconds) in an IANA zone, `YYYY-MM-DD`. */
export function dayOf(at: number, zone: string): string {
  return format('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(at);
}

/** A day (`YYYY-MM-DD`) some days later or, with a negative number, earlier. */
export function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const utc = { timeZone: 'UTC' } as const;
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** "Sunday 22 November", with the year where that is not `today`'s; both days as `YYYY-MM-DD`. */
export function dayName(day: string, today: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  return format('en-GB', { weekday: 'long', day: 'numeric', month: 'long', ...year, ...utc })
    .format(noon(day))
    .replace(',', '');
}

/** "22 Nov", for the axis of a chart. */
export function shortDay(day: string): string {
  return format('en-GB', { day: 'numeric', month: 'short', ...utc }).format(noon(day));
}

/** "Nov 2026", for the axis of a chart over years. */
export function monthName(day: string): string {
  return format('en-GB', { month: 'short', year: 'numeric', ...utc }).format(noon(day));
}

/** A whole number as people read it: "1,000,000". */
export function number(value: number): string {
  return value.toLocaleString('en-GB');
}

/**
 * The moment at which a day (`YYYY-MM-DD`) begins in an IANA zone, ISO 8601 UTC. Where clocks are set forward at midnight
 * it is the first moment that the day has.
 */
export function startOfDay(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Zones lie between UTC-12 and UTC+14: the hour at which the day turns is found among these.
  let [before, at] = [midnight - 15 * 3_600_000, midnight + 13 * 3_600_000];
  while (at - before > 1000) {
    const middle = Math.floor((before + at) / 2 / 1000) * 1000;
    if (dayOf(middle, zone) < day) before = middle;
    else at = middle;
  }
  return new Date(at).toISOString();
}
