import { type Approval, type Question, type RunView, routes } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { ask } from './ask.ts';
import { call } from './client.ts';
import { endLines, line, stepLines } from './print.ts';

export interface RunOptions {
  /** Approves what policy asks about without asking; never what it denies, and nothing of the second model. */
  readonly yes: boolean;
  readonly json: boolean;
}

const ended = (run: RunView): boolean => run.state === 'done' || run.state === 'stopped' || run.state === 'failed';

async function answerCard(thimble: Thimble, approval: Approval, options: RunOptions): Promise<void> {
  const { step } = approval;
  const interactive = process.stdin.isTTY === true && !options.json;
  if (interactive) for (const line of stepLines(step)) console.error(line);
  const yes =
    (options.yes && step.secondModel === null) || (interactive && /^y(es)?$/iu.test(await ask('Do it? [y/N] ')));
  if (!yes && !interactive)
    console.error(
      step.secondModel === null
        ? 'This needs approval: run it in a terminal, or add --yes to approve what policy asks about.'
        : 'This needs approval in a terminal: --yes does not speak for what the second model proposes.',
    );
  await call(thimble, routes.approval.answer, {
    approvalId: approval.id,
    callHash: step.decision?.callHash ?? '',
    verdict: yes ? 'approve' : 'deny',
    ...(yes ? {} : { reason: interactive ? 'Refused in the terminal.' : 'No approval without a terminal.' }),
  });
}

async function answerQuestion(thimble: Thimble, run: RunView, question: Question): Promise<void> {
  console.error(line(question.text));
  for (const [index, candidate] of question.candidates.entries())
    console.error(`  ${index + 1}. ${line(candidate.label)}  ${line(candidate.detail)}`);
  const typed = process.stdin.isTTY ? await ask('Which one? [number, empty to stop] ') : '';
  const candidate = question.candidates[Number(typed) - 1];
  if (candidate)
    await call(thimble, routes.command.choose, { runId: run.id, questionId: question.id, candidateId: candidate.id });
  else await call(thimble, routes.command.cancel, { runId: run.id });
}

/**
 * Carries out the run that `start` begins, a request or an undo, and prints what happens. Exit code 0 when it was done, 1 when it failed or was stopped, 2 when
 * there was nothing to do.
 */
export async function runCommand(
  thimble: Thimble,
  start: () => Promise<RunView>,
  options: RunOptions,
): Promise<number> {
  const problems: unknown[] = [];
  let settle: (run: RunView) => void = () => undefined;
  const end = new Promise<RunView>((resolve) => {
    settle = resolve;
  });
  const asked = new Set<string>();
  // A card or question that cannot be answered here would keep the run waiting.
  const giveUp = (runId: string) => async (thrown: unknown) => {
    problems.push(thrown);
    await thimble.router.call(routes.command.cancel.name, { runId });
  };
  const off = thimble.events.subscribe((event) => {
    if (event.type === 'approval.opened' && !asked.has(event.approval.id)) {
      asked.add(event.approval.id);
      answerCard(thimble, event.approval, options).catch(giveUp(event.approval.runId));
    }
    if (event.type !== 'run.updated') return;
    const { run } = event;
    if (run.state === 'choosing' && run.question && !asked.has(run.question.id)) {
      asked.add(run.question.id);
      answerQuestion(thimble, run, run.question).catch(giveUp(run.id));
    }
    if (ended(run)) settle(run);
  });
  try {
    const first = await start();
    const run = ended(first) ? first : await end;
    if (options.json) console.log(JSON.stringify(run, null, 2));
    else {
      for (const step of run.steps) for (const line of stepLines(step)) console.log(line);
      for (const line of endLines(run)) console.log(line);
    }
    if (problems.length > 0) throw problems[0];
    return run.state !== 'done' ? 1 : run.steps.length === 0 ? 2 : 0;
  } finally {
    off();
  }
}
