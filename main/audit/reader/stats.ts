import type { AuditDayStats, AuditStats, AuditStatus, Effect, Service, Verdict } from '../../../shared/index.ts';
import type { Calendar } from './calendar.ts';
import type { Columns } from './columns.ts';
import { savedSeconds } from './saved-time.ts';
import type { Rows } from './selection.ts';

/** How many of the most used tools are named. */
const topTools = 10;

function emptyDay(day: string): AuditDayStats {
  return {
    day,
    calls: 0,
    verdicts: { allow: 0, ask: 0, deny: 0 },
    statuses: { intent: 0, succeeded: 0, failed: 0, denied: 0, refused: 0, unknown: 0 },
    services: {},
    asked: 0,
    savedSeconds: 0,
  };
}

/** Middle of the numbers, the mean of two where there are two; null for none. Sorts them. */
function median(numbers: number[]): number | null {
  numbers.sort((a, b) => a - b);
  const [low, high] = [numbers[(numbers.length - 1) >> 1], numbers[numbers.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const most = (counted: ReadonlyMap<number, number>) => [...counted].sort((a, b) => b[1] - a[1] || a[0] - b[0]);

/** The numbers of the charts over some rows. */
export function statsOf(columns: Columns, rows: Rows, calendar: Calendar): AuditStats {
  const days = new Map<string, AuditDayStats>();
  const [services, tools] = [new Map<number, number>(), new Map<number, number>()];
  const serviceOf = new Map<number, number>();
  const waits: number[] = [];
  for (const row of rows) {
    const { name } = calendar.day(columns.at[row] ?? 0);
    const day = days.get(name) ?? emptyDay(name);
    days.set(name, day);
    const verdict = columns.verdicts.text(columns.verdict[row] ?? 0) as Verdict;
    const status = columns.statuses.text(columns.status[row] ?? 0) as AuditStatus;
    const effect = columns.effects.text(columns.effect[row] ?? 0) as Effect;
    const [service, tool] = [columns.service[row] ?? 0, columns.tool[row] ?? 0];
    const waited = columns.waited[row] ?? Number.NaN;
    const serviceName = columns.services.text(service) as Service;
    day.calls++;
    day.verdicts[verdict]++;
    day.statuses[status]++;
    day.services[serviceName] = (day.services[serviceName] ?? 0) + 1;
    services.set(service, (services.get(service) ?? 0) + 1);
    tools.set(tool, (tools.get(tool) ?? 0) + 1);
    serviceOf.set(tool, service);
    // A rule that stopped asking while the card was open leaves "allow" and a card all the same.
    if (verdict === 'ask' || !Number.isNaN(waited)) day.asked++;
    if (!Number.isNaN(waited)) waits.push(waited / 1000);
    // Nobody would look these up, or tidy the log, by hand.
    const byHand = columns.lookup[row] === 0 && serviceName !== 'thimble';
    if (status === 'succeeded' && byHand) day.savedSeconds += savedSeconds(effect, waited);
  }
  const list = [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  const sum = (of: (day: AuditDayStats) => number) => list.reduce((total, day) => total + of(day), 0);
  return {
    calls: rows.length,
    days: list,
    services: most(services).map(([service, calls]) => ({ service: columns.services.text(service), calls })),
    tools: most(tools)
      .slice(0, topTools)
      .map(([tool, calls]) => ({
        tool: columns.tools.text(tool),
        service: columns.services.text(serviceOf.get(tool) ?? 0),
        calls,
      })),
    asked: { calls: sum((day) => day.asked), medianSeconds: median(waits) },
    savedSeconds: sum((day) => day.savedSeconds),
  };
}
