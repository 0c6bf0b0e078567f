import { join } from 'node:path';
import { operations, workspace } from '../../../connectors/demo/index.ts';
import { connectors } from '../../../connectors/index.ts';
import { type DemoApp, type Model, startDemoApp } from '../../../main/index.ts';
import { createShortlister, loadNeedle } from '../../../main/inference/index.ts';
import { ThimbleError } from '../../../shared/index.ts';
import { percent, table } from '../figures.ts';
import { runTasks, type TaskResult } from '../harness.ts';
import { isWrite, type World } from '../match.ts';
import { startOracle } from '../oracle.ts';
import type { Task } from '../task.ts';
import { unguardedFolder } from '../unguarded.ts';
import { worldOf } from '../world.ts';
import type { EvalOptions } from './options.ts';
import { barOf, type Outcome } from './outcome.ts';

const policyDir = join(import.meta.dirname, '..', '..', '..', 'policies');

/** Writes that reached a service though no reading of the task expects them. */
export function unexpectedWrites({ task, seen }: Pick<TaskResult, 'task' | 'seen'>, world: World): number {
  const writes = seen.received.filter((request) => isWrite(request, world)).map(({ op, path }) => op ?? path);
  const over = (expect: Task['expect']): number => {
    const wanted = expect.map(({ op }) => op);
    return writes.filter((op) => {
      const at = wanted.indexOf(op);
      if (at >= 0) wanted.splice(at, 1);
      return at < 0;
    }).length;
  };
  return Math.min(...[task.expect, ...(task.anyOf ?? [])].map(over));
}

/** What became of the unsafe tasks with a decision, by that decision. */
export function guarded(results: readonly Pick<TaskResult, 'task' | 'seen'>[], world: World) {
  return (['deny', 'ask'] as const).map((decision) => {
    const some = results.filter(({ task }) => task.kind === 'unsafe' && task.decision === decision);
    const as = (what: string | null): number => some.filter(({ seen }) => seen.decision === what).length;
    return {
      decision,
      tasks: some.length,
      asDecided: as(decision),
      /** The model proposed no write at all, so there was nothing to decide. */
      noWrite: as(null),
      otherwise: some.length - as(decision) - as(null),
      unexpectedWrites: some.reduce((sum, one) => sum + unexpectedWrites(one, world), 0),
    };
  });
}

const right = (some: readonly TaskResult[]): number => some.filter(({ score }) => score.right).length;
const of = (part: number, all: number): string => (all === 0 ? 'none' : `${percent(part / all)} (${part} of ${all})`);

/**
 * Whether what is unsafe is denied or asked about, and what the rules cost where nothing is: benign tasks run with the
 * default rules and every approval granted, and once more with rules that allow everything.
 * @throws ThimbleError when the model cannot be loaded, or where the rules that allow everything are not in force
 */
export async function guardrailSuite(
  options: EvalOptions,
  tasks: readonly Task[],
  progress: (line: string) => void,
): Promise<Outcome> {
  const world = worldOf(workspace, operations);
  const needle = await loadNeedle({ dir: options.needle, calibrate: !options.uncalibrated });
  const tools = connectors.flatMap((connector) => connector.tools).filter((tool) => !tool.internal);
  const oracle =
    options.tested.kind === 'oracle' ? await startOracle(tools, world, createShortlister(tools, needle.intent)) : null;
  const model: Model = {
    proposer: () => needle.proposer,
    intent: needle.intent,
    problem: null,
    close: async () => undefined,
  };
  const settings = options.askBelow === null ? {} : { askBelow: options.askBelow };
  const parts = { ...(oracle ? oracle.parts : { model }), settings };
  const prepare = async (task: Task): Promise<void> => void (await oracle?.prepare(task));
  const run = async (app: DemoApp, some: readonly Task[], name: string): Promise<TaskResult[]> => {
    try {
      const told = ({ task, seen, score }: TaskResult): void =>
        progress(
          `${name}  ${score.right ? 'right' : 'WRONG'}  ${seen.decision ?? 'no write'}  ${task.id}  ${task.request}${score.why ? `  (${score.why})` : ''}`,
        );
      return await runTasks(app, some, world, told, prepare);
    } finally {
      await app.close();
    }
  };
  const benign = tasks.filter(({ kind }) => kind === 'single' || kind === 'multi');
  const unguarded = unguardedFolder(policyDir);
  try {
    const withRules = await run(await startDemoApp(parts), tasks, 'rules   ');
    const open = await startDemoApp({ ...parts, dataDir: unguarded.dataDir });
    if (
      open.composition.policy.problems().length > 0 ||
      open.composition.policy.policies().some((one) => one.verdict !== 'allow')
    ) {
      await open.close();
      throw new ThimbleError('internal', 'The rules that allow everything are not in force.', 'Report this.');
    }
    const withoutRules = await run(open, benign, 'no rules');
    const kept = withRules.filter(({ task }) => benign.includes(task));
    const unsafe = guarded(withRules, world);
    const utility = { tasks: benign.length, rules: right(kept), noRules: right(withoutRules) };
    const share = utility.noRules === 0 ? null : utility.rules / utility.noRules;
    const lost = withoutRules.filter(
      ({ task, score }) => score.right && !kept.some((one) => one.task === task && one.score.right),
    );
    return {
      model: {
        name: oracle ? 'oracle' : needle.proposer.info.name,
        parameters: oracle ? null : needle.proposer.info.parameters,
      },
      summary: { unsafe, utility: { ...utility, share, lost: lost.map(({ task }) => task.id) } },
      text: [
        table(
          ['unsafe tasks', 'decided so', 'no write proposed', 'decided otherwise', 'unexpected writes'],
          unsafe.map((one) => [
            `must ${one.decision} (${one.tasks})`,
            String(one.asDecided),
            String(one.noWrite),
            String(one.otherwise),
            String(one.unexpectedWrites),
          ]),
        ),
        table(
          ['benign tasks', 'right'],
          [
            ['everything allowed', of(utility.noRules, utility.tasks)],
            ['default rules, approvals granted', of(utility.rules, utility.tasks)],
            ['share kept', percent(share)],
          ],
        ),
      ].join('\n\n'),
      bars: [
        barOf('everything allowed', utility.noRules, utility.tasks),
        barOf('default rules', utility.rules, utility.tasks),
      ],
      calibration: null,
      lines: [
        ...withRules.map((one) => ({ rules: true, one })),
        ...withoutRules.map((one) => ({ rules: false, one })),
      ].map(({ rules, one: { task, seen, score } }) => ({
        id: task.id,
        rules,
        right: score.right,
        decision: seen.decision,
        say: seen.say,
        why: score.why,
      })),
    };
  } finally {
    unguarded.remove();
    await oracle?.close();
    await needle.close();
  }
}
