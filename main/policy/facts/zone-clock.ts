/** Making a formatter takes far longer than using it, and a zone changes seldom. */
let last: { readonly zone: string; readonly format: Intl.DateTimeFormat } | null = null;

/**
 * The parts of an instant on the wall clock of a zone, in English: `year`, `month`, `day`, `weekday` ("Mon"), `hour` (00 to
 * 23) and `minute`; '' for a part that there is not.
 * @throws Error for a zone that cannot be read or an instant outside the calendar
 */
export function zoneClock(epochMs: number, zone: string): (part: Intl.DateTimeFormatPartTypes) => string {
  if (last?.zone !== zone)
    last = {
      zone,
      format: new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }),
    };
  const parts = last.format.formatToParts(epochMs);
  return (part) => parts.find(({ type }) => type === part)?.value ?? '';
}
