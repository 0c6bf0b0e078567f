import { kinds } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import { type Edits, redecide } from './edit.ts';
import { draftOf, prepareInput, wordsOf } from './next-call.ts';
import { type Draft, type Prepared, type PrepareInput, prepare } from './prepare.ts';
import { proposeNext, type RunStep, sameArgs } from './propose.ts';
import { traceWords } from './provenance.ts';
import type { Run, RunDeps } from './run-state.ts';

/** Most calls of one run. */
export const maxSteps = 8;

/** How long a card may wait for the steps that follow, in milliseconds; the plan then ends with “may go on”. */
const planMs = 8_000;

/** A call's own words, by which a later proposal is known to be the one that a person saw. */
export type Basis = Pick<Prepared, 'tool' | 'args'>;

/** What a person changed of steps that are still to come, by 1-based index. */
export type PlanEdits = ReadonlyMap<number, { readonly basis: Basis; readonly typed: Edits }>;

/** A step that follows. */
export type Planned =
  | {
      readonly kind: 'next';
      readonly index: number;
      /** With what the person changed of it. */
      readonly prepared: Prepared;
      /** As the model wrote it. */
      readonly basis: Basis;
      /** What it was resolved with; null where nothing of it can be changed. */
      readonly input: PrepareInput | null;
    }
  /** Its values, or whether there is such a step at all, depend on what is not there yet. `text` says so to people. */
  | { readonly kind: 'unknown'; readonly index: number; readonly text: string };

/**
 * The steps that would follow `now`, which has not run: each proposed with no result of the steps before it, resolved by
 * read-only look-ups and decided, until the model is done. A step whose values are not all there, in the request or in
 * results of steps that ran, is not known yet; and where the model is not sure, the plan ends with “may go on”. Nothing
 * here approves anything. A plan that cannot be made in time is a shorter plan, never an error.
 * @param past the steps that ran
 */
export async function planAhead(
  deps: RunDeps,
  run: Run,
  past: readonly RunStep[],
  now: { readonly prepared: Prepared; readonly proposed: Prepared['args'] },
  edits: PlanEdits,
): Promise<Planned[]> {
  const limit = new AbortController();
  const stop = (): void => limit.abort(new ThimbleError('cancelled', 'The plan took too long.', ''));
  const timer = setTimeout(stop, planMs);
  run.abort.signal.addEventListener('abort', stop, { once: true });
  const found: Planned[] = [];
  const first = past.length + 2;
  const walk = walkAhead(deps, { ...run, abort: limit }, past, now, edits, found).catch(() => {
    // Whatever went wrong, the run goes on and asks when it gets there.
    found.push(mayGoOn(found.at(-1)?.index ?? first - 1));
  });
  // A look-up under way is not waited for by the card, but by the end of the run.
  run.planning = Promise.all([run.planning, walk]).then(() => undefined);
  const late = new Promise<void>((resolve) => limit.signal.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.race([walk, late]);
  clearTimeout(timer);
  run.abort.signal.removeEventListener('abort', stop);
  const steps = [...found];
  if (limit.signal.aborted && steps.at(-1)?.kind !== 'unknown') steps.push(mayGoOn(steps.at(-1)?.index ?? first - 1));
  return steps;
}

async function walkAhead(
  deps: RunDeps,
  run: Run,
  past: readonly RunStep[],
  first: { readonly prepared: Prepared; readonly proposed: Prepared['args'] },
  edits: PlanEdits,
  found: Planned[],
): Promise<void> {
  const { parts, find } = deps;
  const { signal } = run.abort;
  const words = wordsOf(run);
  const now = parts.now();
  const steps: RunStep[] = [...past, asStep(first.prepared, first.proposed)];
  for (let index = steps.length + 1; index <= maxSteps; index++) {
    const proposal = await proposeNext(parts, find, words, steps, signal);
    signal.throwIfAborted();
    // “none” after a step ends a run as “done” does.
    if (proposal.kind !== 'call') return;
    if (proposal.confidence < parts.settings().askBelow) return void found.push(mayGoOn(index - 1));
    // A call a second time ends the run as well.
    if (steps.some((step) => step.tool === proposal.tool && sameArgs(step.proposed ?? step.args, proposal.args)))
      return;
    const draft = await draftOf(deps, run, steps, proposal);
    const planned = await known(deps, { ...prepareInput(deps, run, steps, new Map()), now }, draft, edits);
    signal.throwIfAborted();
    found.push(planned);
    steps.push(
      planned.kind === 'next'
        ? asStep(planned.prepared, proposal.args)
        : { tool: proposal.tool, args: proposal.args, result: null },
    );
  }
}

const asStep = ({ tool, args, resolved }: Prepared, proposed: Prepared['args']): RunStep => ({
  tool: tool.name,
  args,
  proposed,
  result: null,
  call: { tool, args: resolved },
});

const mayGoOn = (after: number): Planned => ({
  kind: 'unknown',
  index: after + 1,
  text: `It may go on after step ${after}; what comes then is asked about then.`,
});

/** A drafted step, resolved and decided, or why it is not known yet. */
async function known({ parts }: RunDeps, input: PrepareInput, draft: Draft, edits: PlanEdits): Promise<Planned> {
  const index = input.step;
  const unknown = (why: string): Planned => ({
    kind: 'unknown',
    index,
    text: `After step ${index - 1}: ${draft.tool.title}. ${why}`,
  });
  const edit = edits.get(index);
  try {
    const first = await prepare(parts, draft, input);
    if (first.kind === 'question') return unknown(`You are asked then: ${first.question.text}`);
    if (first.kind === 'missing') return unknown(`Not known yet: ${first.message}`);
    if (hasInvented(draft, input)) return unknown('Its values are not known yet.');
    if (!edit) return { kind: 'next', index, prepared: first, basis: draft, input };
    if (!sameBasis(edit.basis, draft)) return unknown('It is another call than the one that you changed.');
    return { kind: 'next', index, prepared: await redecide(parts, first, edit.typed, input), basis: draft, input };
  } catch (thrown) {
    if (!(thrown instanceof ThimbleError)) throw thrown;
    return unknown('It cannot be looked up yet.');
  }
}

/** Whether two calls are the same, as the model writes them. */
export function sameBasis(a: Basis, b: Basis): boolean {
  return a.tool.name === b.tool.name && sameArgs(a.args, b.args);
}

/** Whether a call has words that nobody said and no result holds: a place to fill once there is a result. */
function hasInvented({ tool, args }: Basis, { request, steps }: PrepareInput): boolean {
  return Object.entries(args).some(([name, value]) => {
    const param = tool.params[name];
    if (!param || kinds[param.kind].from === 'choice' || typeof value === 'boolean') return false;
    const texts = typeof value === 'string' ? [value] : Object.values(value);
    return texts.some(
      (text) =>
        traceWords(text, request, steps).kind === 'model' &&
        !param.also?.some((word) => word.toLowerCase() === text.trim().toLowerCase()),
    );
  });
}
