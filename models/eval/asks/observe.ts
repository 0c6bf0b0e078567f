import type { DemoApp } from '../../../main/index.ts';
import type { AskedCall } from '../../../main/policy/index.ts';
import type { Effect, Verdict } from '../../../shared/index.ts';
import type { Task } from '../task.ts';

/** One call of a task, as it was decided. */
export interface ObservedCall {
  readonly task: string;
  readonly tool: string;
  readonly effect: Effect;
  readonly verdict: Verdict;
  readonly rules: readonly string[];
  /** What it was decided from, where it asked. */
  readonly asked: AskedCall | null;
}

/** Minutes between two tasks: people do not do a day's work within one minute, and rates are looked at. */
const minutesApart = 3;

/**
 * Runs tasks in turn on a fresh demo workspace each, every approval granted, and gives each call that was decided. `prepare`
 * is called before each task.
 * @param start epoch milliseconds of the first task
 */
export async function observe(
  app: DemoApp,
  tasks: readonly Task[],
  start: number,
  prepare: (task: Task) => Promise<void>,
  progress: (line: string) => void,
): Promise<ObservedCall[]> {
  const observed: ObservedCall[] = [];
  let asked = new Map<number, AskedCall>();
  const off = app.subscribe((event) => {
    if (event.type === 'run.updated' && event.run.state === 'choosing') app.agent.cancel(event.run.id);
    if (event.type !== 'approval.opened') return;
    const { id, step } = event.approval;
    const callHash = step.decision?.callHash ?? '';
    asked.set(step.index, app.agent.cardCall(id, callHash));
    app.agent.answer(id, callHash, { verdict: 'approve', by: 'evaluation', reason: '' });
  });
  try {
    for (const [at, task] of tasks.entries()) {
      await prepare(task);
      app.setNow(start + at * minutesApart * 60_000);
      app.reset();
      asked = new Map();
      const run = await app.agent.finished(app.agent.start(task.request).id);
      const calls = run.steps.flatMap((step): ObservedCall[] => {
        if (!step.decision) return [];
        const { verdict, rules } = step.decision;
        return [
          {
            task: task.id,
            tool: step.tool,
            effect: step.effect,
            verdict,
            rules: rules.map(({ id }) => id),
            asked: asked.get(step.index) ?? null,
          },
        ];
      });
      observed.push(...calls);
      progress(`${task.id}  ${calls.map(({ tool, verdict }) => `${tool} ${verdict}`).join(', ') || 'no call'}`);
    }
  } finally {
    off();
  }
  return observed;
}
