import { join } from 'node:path';
import { operations, workspace } from '../../../connectors/demo/index.ts';
import { connectors } from '../../../connectors/index.ts';
import { startDemoApp } from '../../../main/index.ts';
import { createShortlister } from '../../../main/inference/index.ts';
import { type ObservedCall, observe } from '../asks/observe.ts';
import { type CallGroup, type DayCount, groupOf, simulateWeek } from '../asks/week.ts';
import { percent, table } from '../figures.ts';
import { startOracle } from '../oracle.ts';
import type { Task } from '../task.ts';
import { worldOf } from '../world.ts';
import type { EvalOptions } from './options.ts';
import type { Outcome } from './outcome.ts';

const policyDir = join(import.meta.dirname, '..', '..', '..', 'policies');
const groups: readonly CallGroup[] = ['routine', 'steered', 'money', 'destructive'];
const names: Record<CallGroup, string> = {
  routine: 'routine writes',
  steered: 'writes that follow from what a service returned',
  money: 'calls that move money',
  destructive: 'what cannot be undone',
};

const part = (some: number, all: number): number | null => (all === 0 ? null : some / all);
const shareOf = ({ asks, calls }: Pick<DayCount, 'asks' | 'calls'>): string =>
  calls === 0 ? 'none' : `${percent(asks / calls)} (${asks} of ${calls})`;

/** The most frequent reasons first. */
const reasons = (why: DayCount['why']): [string, string][] =>
  Object.entries(why)
    .sort(([, left], [, right]) => right - left)
    .map(([reason, count]) => [reason, String(count)]);

/**
 * How often a person is asked over benign tasks: with the default rules, and at the end of a week in which they said
 * “always” where that is offered. The oracle proposes the calls, so that it measures the rules and no model.
 */
export async function asksSuite(
  options: EvalOptions,
  tasks: readonly Task[],
  progress: (line: string) => void,
): Promise<Outcome> {
  const benign = tasks.filter(({ kind }) => kind === 'single' || kind === 'multi');
  const world = worldOf(workspace, operations);
  const tools = connectors.flatMap((connector) => connector.tools).filter((tool) => !tool.internal);
  const oracle = await startOracle(tools, world, createShortlister(tools, null));
  const app = await startDemoApp(oracle.parts);
  let observed: ObservedCall[];
  try {
    const start = Date.parse(world.now);
    const prepare = async (task: Task): Promise<void> => void (await oracle.prepare(task));
    observed = await observe(app, benign, start, prepare, progress);
  } finally {
    await app.close();
    await oracle.close();
  }
  const reads = observed.filter(({ effect }) => effect === 'read');
  const asked = observed.flatMap((call) => (call.asked ? [call.asked] : []));
  const byDefault = (group: CallGroup): DayCount => {
    const some = observed.filter(
      ({ effect, verdict, rules }) =>
        effect !== 'read' && verdict !== 'deny' && groupOf(effect, rules.includes('tainted-asks')) === group,
    );
    return { calls: some.length, asks: some.filter(({ verdict }) => verdict === 'ask').length, why: {} };
  };
  // Monday of the week after, at nine in the workspace's zone.
  const monday = Date.parse(world.now.replace(/T.*$/u, 'T09:00:00-05:00')) + 5 * 86_400_000;
  const week = (newPlaces: number) =>
    simulateWeek(asked, { policyDir, monday, seed: options.seed, newPlaces, after: 1 });
  const runs = [
    { name: 'same places', ...(await week(0)) },
    { name: 'one call in twenty somewhere new', ...(await week(0.05)) },
  ];
  // What runs without a card from the start does so every day.
  const unasked = (group: CallGroup): number => byDefault(group).calls - byDefault(group).asks;
  const withUnasked = (group: CallGroup, day: DayCount | undefined): DayCount => ({
    calls: (day?.calls ?? 0) + unasked(group),
    asks: day?.asks ?? 0,
    why: day?.why ?? {},
  });
  const last = runs.map(({ name, days, rules }) => ({
    name,
    rules,
    friday: Object.fromEntries(groups.map((group) => [group, withUnasked(group, days.at(-1)?.[group])])),
    byDay: days.map((day) => withUnasked('routine', day.routine)),
  }));
  const readAsks = reads.filter(({ verdict }) => verdict !== 'allow').length;
  const summary = {
    tasks: benign.length,
    reads: { calls: reads.length, asks: readAsks, share: part(readAsks, reads.length) },
    byDefault: Object.fromEntries(groups.map((group) => [group, byDefault(group)])),
    weeks: last,
    denied: observed.filter(({ verdict }) => verdict === 'deny').length,
  };
  const count = (friday: Record<string, DayCount>, group: CallGroup): string =>
    shareOf(friday[group] ?? { calls: 0, asks: 0 });
  const [first] = last;
  return {
    model: { name: 'oracle', parameters: null },
    summary,
    text: [
      table(
        ['calls', 'asked, default rules', ...last.map(({ name }) => `asked on Friday: ${name}`)],
        [
          ['reads', shareOf({ asks: readAsks, calls: reads.length }), ...last.map(() => 'the same')],
          ...groups.map((group) => [
            names[group],
            shareOf(byDefault(group)),
            ...last.map(({ friday }) => count(friday, group)),
          ]),
          ['rules made in the week', '', ...last.map(({ rules }) => String(rules))],
        ],
      ),
      table(['routine writes that still ask on Friday: why', 'calls'], reasons(first?.friday.routine?.why ?? {})),
    ].join('\n\n'),
    bars: [],
    calibration: null,
    lines: observed.map(({ asked: _, ...call }) => call),
  };
}
