import type { AuditDayStats, AuditStats, Effect } from '../../../shared/index.ts';
import type { Calendar, Day } from './calendar.ts';
import type { Columns } from './columns.ts';
import { secondsByHand } from './saved-time.ts';
import type { Rows } from './selection.ts';

/** How many of the most used tools are named. */
const topTools = 10;

/** A day's counts by the numbers that the columns have for texts. */
class DayCount {
  readonly day: Day;
  readonly verdicts: Uint32Array;
  readonly statuses: Uint32Array;
  readonly services: Uint32Array;
  calls = 0;
  asked = 0;
  saved = 0;

  constructor(day: Day, columns: Columns) {
    this.day = day;
    this.verdicts = new Uint32Array(columns.verdicts.texts.length);
    this.statuses = new Uint32Array(columns.statuses.texts.length);
    this.services = new Uint32Array(columns.services.texts.length);
  }

  holds(at: number): boolean {
    return at >= this.day.start && at < this.day.end;
  }

  /** In words. */
  named(columns: Columns): AuditDayStats {
    const all = (counts: Uint32Array, texts: readonly string[]) =>
      Object.fromEntries([...counts].map((count, code) => [texts[code] ?? '', count]));
    return {
      day: this.day.name,
      calls: this.calls,
      verdicts: { allow: 0, ask: 0, deny: 0, ...all(this.verdicts, columns.verdicts.texts) },
      statuses: { ...noStatuses, ...all(this.statuses, columns.statuses.texts) },
      services: Object.fromEntries(
        Object.entries(all(this.services, columns.services.texts)).filter(([, count]) => count > 0),
      ),
      asked: this.asked,
      savedSeconds: this.saved,
    };
  }
}

const noStatuses = { intent: 0, succeeded: 0, failed: 0, denied: 0, refused: 0, unknown: 0 };

const add = (counts: Uint32Array, code: number): void => {
  counts[code] = (counts[code] ?? 0) + 1;
};

/** Middle of the numbers, the mean of two where there are two; null for none. */
function median(numbers: readonly number[]): number | null {
  const sorted = Float64Array.from(numbers).sort();
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Numbers that were counted, most first. */
function most(counts: Uint32Array): { readonly code: number; readonly calls: number }[] {
  return [...counts]
    .map((calls, code) => ({ code, calls }))
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => b.calls - a.calls || a.code - b.code);
}

/** The numbers of the charts over some rows. */
export function statsOf(columns: Columns, rows: Rows, calendar: Calendar): AuditStats {
  const days = new Map<number, DayCount>();
  const services = new Uint32Array(columns.services.texts.length);
  const tools = new Uint32Array(columns.tools.texts.length);
  const serviceOf = new Uint32Array(tools.length);
  const waits: number[] = [];
  const [ask, succeeded] = [columns.verdicts.find('ask'), columns.statuses.find('succeeded')];
  const own = columns.services.find('thimble');
  const byHand = columns.effects.texts.map((effect) => secondsByHand[effect as Effect]);
  let day: DayCount | null = null;
  for (const row of rows) {
    const at = columns.at[row] ?? 0;
    if (!day?.holds(at)) {
      const found = calendar.day(at);
      day = days.get(found.start) ?? new DayCount(found, columns);
      days.set(found.start, day);
    }
    const [verdict, status] = [columns.verdict[row] ?? 0, columns.status[row] ?? 0];
    const [service, tool] = [columns.service[row] ?? 0, columns.tool[row] ?? 0];
    const waited = columns.waited[row] ?? Number.NaN;
    const answered = !Number.isNaN(waited);
    day.calls++;
    add(day.verdicts, verdict);
    add(day.statuses, status);
    add(day.services, service);
    add(services, service);
    add(tools, tool);
    serviceOf[tool] = service;
    // A rule that stopped asking while the card was open leaves "allow" and a card all the same.
    if (verdict === ask || answered) day.asked++;
    if (answered) waits.push(waited / 1000);
    // Nobody would look these up, or tidy the log, by hand.
    if (status === succeeded && columns.lookup[row] === 0 && service !== own)
      day.saved += (byHand[columns.effect[row] ?? 0] ?? 0) - (answered ? waited / 1000 : 0);
  }
  const list = [...days.values()].sort((a, b) => a.day.start - b.day.start).map((one) => one.named(columns));
  const sum = (of: (day: AuditDayStats) => number) => list.reduce((total, one) => total + of(one), 0);
  return {
    calls: rows.length,
    days: list,
    services: most(services).map(({ code, calls }) => ({ service: columns.services.text(code), calls })),
    tools: most(tools)
      .slice(0, topTools)
      .map(({ code, calls }) => ({
        tool: columns.tools.text(code),
        service: columns.services.text(serviceOf[code] ?? 0),
        calls,
      })),
    asked: { calls: sum((one) => one.asked), medianSeconds: median(waits) },
    savedSeconds: sum((one) => one.savedSeconds),
  };
}
