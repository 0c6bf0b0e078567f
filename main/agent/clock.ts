import { DateTime } from 'luxon';

/** Epoch milliseconds as ISO 8601 with the zone's offset and no milliseconds: `2026-03-04T10:30:00-05:00`. */
export function zonedIso(epochMs: number, zone: string): string {
  return (
    DateTime.fromMillis(epochMs, { zone }).toISO({ suppressMilliseconds: true }) ?? new Date(epochMs).toISOString()
  );
}
