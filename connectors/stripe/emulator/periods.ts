import type { JsonObject } from '../../../shared/index.ts';

const day = 86_400;

function after(start: number, count: number, price: JsonObject): number {
  const { recurring } = price;
  const { interval = 'month', interval_count: times = 1 } =
    typeof recurring === 'object' && recurring !== null && !Array.isArray(recurring) ? recurring : {};
  const steps = count * Number(times);
  if (interval === 'day') return start + steps * day;
  if (interval === 'week') return start + steps * 7 * day;
  const at = new Date(start * 1000);
  const months = at.getUTCMonth() + (interval === 'year' ? 12 * steps : steps);
  // The 31st of a month without one is its last day.
  const last = new Date(Date.UTC(at.getUTCFullYear(), months + 1, 0)).getUTCDate();
  return Math.floor(at.setUTCMonth(months, Math.min(at.getUTCDate(), last)) / 1000);
}

/** The billing period of a price that runs at `now`, counted from `start`; epoch seconds. */
export function periodAt(start: number, now: number, price: JsonObject) {
  let count = 0;
  while (after(start, count + 1, price) <= now) count += 1;
  return { current_period_start: after(start, count, price), current_period_end: after(start, count + 1, price) };
}
