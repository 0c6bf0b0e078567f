import type { Question } from '../../shared/index.ts';
import { ThimbleError, toThimbleError } from '../../shared/index.ts';
import { redecide } from './edit.ts';
import { nextCall, noAnswers, prepareInput } from './next-call.ts';
import { stepView } from './prepare.ts';
import type { RunStep } from './propose.ts';
import { prepareReady, type ReadyCall } from './ready.ts';
import { finish, type Run, type RunDeps, update } from './run-state.ts';
import { sayDone, sayStopped } from './say.ts';
import { oneStep } from './step.ts';

/** Most calls of one run. */
const maxSteps = 8;

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
      const result = await oneStep(deps, run, index, {
        prepared: next.prepared,
        edit: (before, typed) => redecide(deps.parts, before, typed, input),
        undoes: null,
        asked: answers.asked,
      });
      if (!result) return;
      past.push(result);
      // It is asked once, and sees no results: what it proposed is all that it proposes.
      if (next.prepared.secondModel !== null) break;
    }
    finish(deps, run, 'done', sayDone(run.view.steps));
  });
}

/** Calls that are ready as they are and take back a logged one. */
export interface ReadyCalls {
  readonly calls: readonly ReadyCall[];
  /** The entry that they take back. */
  readonly undoes: string;
  /** Asked before each is sent, with how many of {@link calls} were done. @throws ThimbleError to stop */
  check(done: number): void;
}

/** Carries ready calls out in turn, each decided, asked about and logged like a step of a plan. */
export async function carryOutReady(deps: RunDeps, run: Run, { calls, undoes, check }: ReadyCalls): Promise<void> {
  await guarded(deps, run, async () => {
    for (const [done, call] of calls.entries()) {
      const prepared = prepareReady(deps.parts, run.accounts, call, done + 1);
      const result = await oneStep(deps, run, done + 1, {
        prepared,
        edit: () => Promise.reject(notEditable()),
        undoes,
        asked: [],
        check: () => check(done),
      });
      if (!result) return;
    }
    finish(deps, run, 'done', sayDone(run.view.steps));
  });
}

function notEditable(): ThimbleError {
  return new ThimbleError(
    'bad_input',
    'What takes a call back is done as it is or not at all: changed, it would be another call.',
    'Deny the card, and ask for what you want instead.',
  );
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
