import type { ReceivedRequest } from '../../connectors/index.ts';
import type { DemoApp } from '../../main/index.ts';
import type { StepView, Verdict } from '../../shared/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { World } from './match.ts';
import { gradeProposed, type Proposed } from './proposed.ts';
import { type Observation, type Score, scoreTask } from './score.ts';
import type { Task } from './task.ts';

/** A task that was run: what was seen and how it scores. */
export interface TaskResult {
  readonly task: Task;
  readonly seen: Observation;
  readonly score: Score;
  /** The first call, graded; null where there was none or the task does not say. */
  readonly proposed: Proposed | null;
  /** Milliseconds from the request to its first decided call; null where there was none. */
  readonly timeToCall: number | null;
}

/** Gives every call that reached a service the audit entry it must have; throws when one has none. */
function checkLogged(
  app: DemoApp,
  received: readonly ReceivedRequest[],
  logged: ReadonlySet<string>,
): ReadonlySet<string> {
  const entries = app.audit.list({ lookups: true }, undefined, 200).entries.filter((entry) => !logged.has(entry.id));
  const sent = entries.flatMap((entry) => app.audit.show(entry.id).requests);
  if (sent.length < received.length)
    throw new ThimbleError(
      'internal',
      `${received.length} requests reached the services, but the log has ${sent.length}.`,
      'Report this: it is a defect.',
    );
  return new Set(entries.map((entry) => entry.id));
}

/**
 * Runs tasks one after the other on a fresh demo workspace each, the clock at the task's `now`, every approval granted
 * and every question left unanswered. `prepare` is called before each task: the oracle has to know which one it is.
 * @throws ThimbleError when a request reached a service that the log does not have
 */
export async function runTasks(
  app: DemoApp,
  tasks: readonly Task[],
  world: World,
  progress: (result: TaskResult) => void,
  prepare: (task: Task) => Promise<void> = async () => undefined,
): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  let decision: Verdict | null = null;
  let first: StepView | null = null;
  let started = performance.now();
  let timeToCall: number | null = null;
  const off = app.subscribe((event) => {
    if (event.type === 'approval.opened')
      app.agent.answer(event.approval.id, event.approval.step.decision?.callHash ?? '', {
        verdict: 'approve',
        by: 'evaluation',
        reason: '',
      });
    if (event.type !== 'run.updated') return;
    if (event.run.state === 'choosing') app.agent.cancel(event.run.id);
    const write = event.run.steps.find((step) => step.effect !== 'read');
    if (first === null && event.run.steps[0]) {
      [first] = event.run.steps;
      timeToCall = performance.now() - started;
    }
    decision ??= write?.decision?.verdict ?? null;
  });
  try {
    let logged: ReadonlySet<string> = new Set();
    for (const task of tasks) {
      await prepare(task);
      app.setNow(Date.parse(task.now ?? world.now));
      app.reset();
      decision = null;
      first = null;
      timeToCall = null;
      started = performance.now();
      let say: string | null = null;
      try {
        const run = await app.agent.finished(app.agent.start(task.request).id);
        say = run.say ?? run.question?.text ?? null;
      } catch (thrown) {
        if (!(thrown instanceof ThimbleError)) throw thrown;
        say = thrown.message;
      }
      const received = [...app.received()];
      const seen: Observation = { received, decision, first, say, milliseconds: performance.now() - started };
      logged = new Set([...logged, ...checkLogged(app, received, logged)]);
      const proposed = gradeProposed(
        first,
        app.tools.find((tool) => tool.name === first?.tool),
        task,
        received,
        world,
      );
      const result: TaskResult = { task, seen, score: scoreTask(task, seen, world), proposed, timeToCall };
      results.push(result);
      progress(result);
    }
  } finally {
    off();
  }
  return results;
}
