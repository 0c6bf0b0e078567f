/** `4:05` of milliseconds; never negative. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** "22 Nov 2026, 14:00:09" of an ISO 8601 instant in an IANA zone; the text itself where it is no instant. */
export function instant(iso: string, zone: string | undefined): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(zone ? { timeZone: zone } : {}),
  }).format(at);
}

/** Short for lists: "14:00" today, "21 Nov, 14:00" this year, with the year otherwise. `now` in epoch milliseconds. */
export function shortInstant(iso: string, zone: string | undefined, now: number): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const timeZone = zone ? { timeZone: zone } : {};
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...timeZone });
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', ...timeZone }).format(at);
  const today = new Date(now);
  if (day.format(at) === day.format(today)) return time;
  const sameYear = day.format(at).slice(0, 4) === day.format(today).slice(0, 4);
  const date = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    ...timeZone,
  });
  return `${date.format(at)}, ${time}`;
}

/** "184 ms" or "1.2 s". */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A stretch of seconds in its two greatest units: "45 s", "12 min", "3 h 20 min", "2 d 4 h"; less than nothing has a minus. */
export function span(seconds: number): string {
  const rounded = Math.round(Math.abs(seconds));
  const sign = seconds < 0 && rounded > 0 ? '−' : '';
  if (rounded < 90) return `${sign}${rounded} s`;
  const minutes = Math.round(rounded / 60);
  if (minutes < 60) return `${sign}${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const [great, small, units] =
    hours < 24 ? [hours, minutes % 60, ['h', 'min']] : [Math.floor(hours / 24), hours % 24, ['d', 'h']];
  return `${sign}${great} ${units[0]}${small > 0 ? ` ${small} ${units[1]}` : ''}`;
}
