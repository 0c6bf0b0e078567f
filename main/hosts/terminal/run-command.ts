import { type Approval, coveredSteps, type Question, type RunView, routes } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { ask } from './ask.ts';
import { call } from './client.ts';
import { endLines, line, planLines, stepLines } from './print.ts';

export interface RunOptions {
  /** Approves what policy asks about without asking; never what it denies, and nothing of the second model. */
  readonly yes: boolean;
  readonly json: boolean;
}

const ended = (run: RunView): boolean => run.state === 'done' || run.state === 'stopped' || run.state === 'failed';

/** What a person typed at a card: `plan` where it is offered, and only a clear yes is one. */
export function readAnswer(typed: string, offersPlan: boolean): 'once' | 'plan' | 'no' {
  if (offersPlan && /^(p|plan)$/iu.test(typed)) return 'plan';
  return /^y(es)?$/iu.test(typed) ? 'once' : 'no';
}

async function askCard(approval: Approval): Promise<'once' | 'plan' | 'no'> {
  for (const text of stepLines(approval.step)) console.error(text);
  for (const text of planLines(approval.plan)) console.error(text);
  const covered = coveredSteps(approval.plan);
  const offersPlan = covered.length > 1 && covered.every(({ decision }) => decision?.verdict !== 'deny');
  const question = offersPlan
    ? `Do it? [y]es, this step; [p]lan, the ${covered.length} steps that are known; [N]o `
    : 'Do it? [y/N] ';
  return readAnswer(await ask(question), offersPlan);
}

async function answerCard(thimble: Thimble, approval: Approval, options: RunOptions): Promise<void> {
  const { step } = approval;
  const interactive = process.stdin.isTTY === true && !options.json;
  const unasked = options.yes && step.secondModel === null;
  const scope = unasked ? 'once' : interactive ? await askCard(approval) : 'no';
  if (scope === 'no' && !interactive)
    console.error(
      step.secondModel === null
        ? 'This needs approval: run it in a terminal, or add --yes to approve what policy asks about.'
        : 'This needs approval in a terminal: --yes does not speak for what the second model proposes.',
    );
  const answer = { approvalId: approval.id, callHash: step.decision?.callHash ?? '' };
  await call(
    thimble,
    routes.approval.answer,
    scope === 'no'
      ? {
          ...answer,
          verdict: 'deny',
          reason: interactive ? 'Refused in the terminal.' : 'No approval without a terminal.',
        }
      : {
          ...answer,
          verdict: 'approve',
          scope,
          ...(scope === 'plan' ? { planHashes: hashesAhead(approval) } : {}),
        },
  );
}

const hashesAhead = ({ plan }: Approval): string[] =>
  coveredSteps(plan)
    .slice(1)
    .map(({ decision }) => decision?.callHash ?? '');

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
