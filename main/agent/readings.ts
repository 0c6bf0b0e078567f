import type { Question } from '../../shared/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { ProposedCall } from '../inference/index.ts';
import type { Next } from './next-call.ts';
import { proposeAmong, type RunStep, sameCall } from './propose.ts';
import type { Run, RunDeps } from './run-state.ts';

/** Readings offered at most: more are not read, and the right one is seldom further down. */
const mostReadings = 3;

/** One way to read a request, as far as it can be carried out. */
export interface Reading {
  readonly proposal: ProposedCall;
  readonly next: Next;
  /** How it reads to a person: the effect in words, or the tool's title while a record is still to be chosen. */
  readonly label: string;
  readonly detail: string;
}

/**
 * The ways to read a request that the model is not sure of: its own call, and the calls it writes when it is shown only
 * one of the other tools that it considered. What cannot be carried out is left out, so there may be none.
 * @param ready resolves and decides a proposed call
 */
export async function readingsOf(
  deps: RunDeps,
  run: Run,
  past: readonly RunStep[],
  first: Pick<Reading, 'proposal' | 'next'>,
  ready: (proposal: ProposedCall) => Promise<Next>,
): Promise<Reading[]> {
  const { parts, find } = deps;
  const { signal } = run.abort;
  const readings = described(deps, first);
  const others = [...(first.proposal.alternatives ?? [])].sort((a, b) => b.confidence - a.confidence);
  for (const { tool: name } of others) {
    if (readings.length === mostReadings) break;
    const tool = find(name)?.tool;
    if (!tool || tool.internal || name === first.proposal.tool) continue;
    const proposal = await proposeAmong(parts, find, run.accounts.words, past, [tool], signal);
    signal.throwIfAborted();
    if (proposal.kind !== 'call' || readings.some((one) => sameCall(one.proposal, proposal))) continue;
    try {
      readings.push(...described(deps, { proposal, next: await ready(proposal) }));
    } catch (thrown) {
      signal.throwIfAborted();
      // A reading whose records cannot be looked up is none; the person still has the others.
      if (!(thrown instanceof ThimbleError)) throw thrown;
    }
  }
  return readings;
}

function described({ find }: RunDeps, { proposal, next }: Pick<Reading, 'proposal' | 'next'>): Reading[] {
  const owned = find(proposal.tool);
  if (!owned || (next.kind !== 'call' && next.kind !== 'question')) return [];
  const { title } = owned.tool;
  const service = owned.connector.title;
  return next.kind === 'call'
    ? [{ proposal, next, label: next.prepared.effectText, detail: `${service}: ${title}` }]
    : [{ proposal, next, label: title, detail: `${service}: then ${next.question.text}` }];
}

/**
 * The question which reading is meant. Nothing is sent before it is answered, also where there is only one.
 * @param step 1-based
 */
export function readingQuestion(readings: readonly Reading[], step: number): Question {
  return {
    id: `reading-${step}`,
    text: `I am not sure what you mean. Did you mean ${readings.length === 1 ? 'this' : 'one of these'}?`,
    param: '',
    candidates: readings.map(({ label, detail }, at) => ({ id: String(at), label, detail })),
  };
}
