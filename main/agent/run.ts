import type { Question } from '../../shared/index.ts';
import { isTypedCall, ThimbleError, toThimbleError } from '../../shared/index.ts';
import { notEditable } from './card.ts';
import { redecide } from './edit.ts';
import { nextCall, noAnswers, prepareInput } from './next-call.ts';
import { maxSteps, planAhead, sameBasis } from './plan.ts';
import { type Prepared, type PrepareInput, stepView } from './prepare.ts';
import type { RunStep } from './propose.ts';
import { prepareReady, type ReadyCall } from './ready.ts';
import { finish, type Run, type RunDeps, update } from './run-state.ts';
import { sayDone, sayStopped } from './say.ts';
import { oneStep } from './step.ts';

/** Proposes, resolves and decides the first call of a request; nothing but look-ups is sent. */
export async function previewRun(deps: RunDeps, run: Run): Promise<void> {
  await guarded(deps, run, async () => {
    const next = await nextCall(deps, run, [], noAnswers());
    if (next.kind === 'end') return finish(deps, run, 'done', next.say);
    if (next.kind === 'answered') return finish(deps, run, 'done', null);
    if (next.kind === 'question') return update(deps, run, { state: 'choosing', question: next.question });
    update(deps, run, { state: 'done', steps: [stepView(next.prepared, 1, {})] });
  });
}

/** Carries a request out, step by step, until it is done, stopped or in need of a person. */
export async function carryOut(deps: RunDeps, run: Run): Promise<void> {
  await guarded(deps, run, async () => {
    const past: RunStep[] = [];
    const sent = new Set<string>();
    for (let index = 1; index <= maxSteps; index++) {
      const answers = noAnswers();
      let next = await nextCall(deps, run, past, answers);
      while (next.kind === 'question') {
        const { question } = next;
        const at = await askPerson(deps, run, question);
        if (at === null) return finish(deps, run, 'stopped', sayStopped(run.view.steps, question.text));
        next.pick(at);
        const options = question.candidates.map(({ label }) => label);
        answers.asked.push({ text: question.text, options, chosen: options[at] ?? '' });
        next = await nextCall(deps, run, past, answers);
      }
      if (next.kind === 'answered') return finish(deps, run, 'done', null);
      if (next.kind === 'end')
        return finish(
          deps,
          run,
          'done',
          past.length > 0 && next.done ? sayDone(run.view.steps) : sayStopped(run.view.steps, next.say),
        );
      // The same call twice is the model going in circles, never what one request means.
      if (sent.has(next.prepared.decision.callHash)) break;
      sent.add(next.prepared.decision.callHash);
      const input = prepareInput(deps, run, past, answers.choices);
      const proposed = next.prepared;
      const { prepared, fits } = await withEdits(deps, run, index, proposed, input);
      const result = await oneStep(deps, run, index, {
        prepared,
        proposed: proposed.args,
        mustAsk: !fits,
        editable: true,
        edit: (before, typed) => redecide(deps.parts, before, typed, { ...input, now: deps.parts.now() }),
        // It is asked once, and sees no results: what it proposed is all that it proposes. So is what a person wrote out.
        ahead: async (now, edits) =>
          proposed.secondModel !== null || isTypedCall(run.view.request)
            ? []
            : planAhead(deps, run, past, { prepared: now, proposed: proposed.args }, edits),
        undoes: null,
        asked: answers.asked,
      });
      if (!result) return;
      past.push(result);
      if (next.prepared.secondModel !== null) break;
    }
    finish(deps, run, 'done', sayDone(run.view.steps));
  });
}

/**
 * A step with what the person changed of it on the card of an earlier one. `fits` is false where it is another call than
 * the one they changed, or the change cannot be read any more: it must not run without them.
 */
async function withEdits(
  deps: RunDeps,
  run: Run,
  index: number,
  prepared: Prepared,
  input: PrepareInput,
): Promise<{ prepared: Prepared; fits: boolean }> {
  const edit = run.edits.get(index);
  if (!edit) return { prepared, fits: true };
  if (!sameBasis(edit.basis, prepared)) return { prepared, fits: false };
  try {
    return { prepared: await redecide(deps.parts, prepared, edit.typed, input), fits: true };
  } catch (thrown) {
    if (!(thrown instanceof ThimbleError)) throw thrown;
    return { prepared, fits: false };
  }
}

/** Calls that are ready as they are and take back a logged one. */
export interface ReadyCalls {
  readonly calls: readonly ReadyCall[];
  /** The entry that they take back; null where they take none back. */
  readonly undoes: string | null;
  /** The entry of unknown outcome that they settle: they then ask, whatever the rules say. */
  readonly settles?: string;
  /** Asked before each is sent, with how many of {@link calls} were done. @throws ThimbleError to stop */
  check(done: number): void;
}

/** Carries ready calls out in turn, each decided, asked about and logged like a step of a plan. */
export async function carryOutReady(
  deps: RunDeps,
  run: Run,
  { calls, undoes, settles, check }: ReadyCalls,
): Promise<void> {
  await guarded(deps, run, async () => {
    for (const [done, call] of calls.entries()) {
      const ready = (one: ReadyCall, step: number): Prepared => prepareReady(deps.parts, run.accounts, one, step);
      const prepared = ready(call, done + 1);
      const result = await oneStep(deps, run, done + 1, {
        prepared,
        proposed: prepared.args,
        mustAsk: settles !== undefined,
        editable: false,
        edit: () => Promise.reject(notEditable()),
        ahead: async () =>
          calls.slice(done + 1).map((one, at) => {
            const later = ready(one, done + 2 + at);
            return { kind: 'next', index: done + 2 + at, prepared: later, basis: later, input: null };
          }),
        undoes,
        ...(settles === undefined ? {} : { settles }),
        asked: [],
        check: () => check(done),
      });
      if (!result) return;
    }
    finish(deps, run, 'done', sayDone(run.view.steps));
  });
}

/** Waits for a person's answer: which candidate, or null where none came. */
function askPerson(deps: RunDeps, run: Run, question: Question): Promise<number | null> {
  return new Promise((resolve) => {
    const settle = (at: number | null): void => {
      run.pending = null;
      clearTimeout(timer);
      run.abort.signal.removeEventListener('abort', aborted);
      resolve(at);
    };
    const aborted = (): void => settle(null);
    const timer = setTimeout(aborted, deps.parts.settings().approvalMinutes * 60_000);
    if (run.abort.signal.aborted) return aborted();
    run.abort.signal.addEventListener('abort', aborted, { once: true });
    run.pending = { question, settle };
    update(deps, run, { state: 'choosing', question });
  });
}

async function guarded(deps: RunDeps, run: Run, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const error = toThimbleError(thrown);
    update(deps, run, { error: error.toJSON() });
    finish(deps, run, error.code === 'cancelled' ? 'stopped' : 'failed', sayStopped(run.view.steps, error.message));
  }
}
