import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { Proposal, ProposeInput } from '../inference/index.ts';
import { planAhead } from './plan.ts';
import type { Prepared } from './prepare.ts';
import type { Run, RunDeps } from './run-state.ts';
import { toolFinder } from './tools.ts';

/** Where a plan ends when it cannot be made: tests/integration/plan.test.ts has plans over the real rooms. */

const find = toolFinder(() => connectors);
const post = find('slack.chat.postMessage');
const call = (confidence: number): Proposal => ({
  kind: 'call',
  tool: 'slack.chat.postMessage',
  args: { to: '#releases', text: 'it is out' },
  confidence,
  argConfidence: {},
});

let abort: AbortController;
let run: Run;

async function plan(propose: (input: ProposeInput, signal?: AbortSignal) => Promise<Proposal>) {
  const parts = {
    connectors: () => connectors,
    shortlister: { shortlist: async () => (post ? [post.tool] : []) },
    proposer: () => ({ propose }),
    settings: () => ({ zone: 'UTC', askBelow: 0.3 }),
    now: () => 0,
  };
  const deps = { parts, find } as unknown as RunDeps;
  const prepared = { ...post, args: { to: '#general', text: 'first' } } as unknown as Prepared;
  const steps = await planAhead(deps, run, [], { prepared, proposed: prepared.args }, new Map());
  return steps.map((step) => (step.kind === 'unknown' ? step.text : step.kind));
}

const mayGoOn = 'It may go on after step 1; what comes then is asked about then.';

beforeEach(() => {
  abort = new AbortController();
  run = {
    abort,
    planning: null,
    view: { request: 'tell #releases that it is out' },
    accounts: { words: 'tell #releases that it is out' },
  } as unknown as Run;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('planAhead', () => {
  it.each(['done', 'none'] as const)('has no more steps where the model says %s', async (kind) => {
    const end: Proposal = kind === 'done' ? { kind, confidence: 1 } : { kind, reason: 'not_a_request', confidence: 1 };
    expect(await plan(async () => end)).toEqual([]);
  });
  it('invents no step that the model is not sure of', async () => {
    expect(await plan(async () => call(0.29))).toEqual([mayGoOn]);
  });
  it('sees no result of the step that waits', async () => {
    const seen: unknown[] = [];
    await plan(async ({ steps }) => {
      seen.push(...steps.map(({ args, result }) => ({ args, result })));
      return { kind: 'done', confidence: 1 };
    });
    expect(seen).toEqual([{ args: { to: '#general', text: 'first' }, result: null }]);
  });
  it('is a shorter plan, and never an error, when the model fails', async () => {
    const fail = async () => {
      throw new ThimbleError('model_unavailable', 'There is no model.', '');
    };
    expect(await plan(fail)).toEqual([mayGoOn]);
  });
  it('does not wait for ever, and leaves nothing running', async () => {
    const planned = plan(
      (_input, signal) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
    );
    await vi.runAllTimersAsync();
    expect(await planned).toEqual([mayGoOn]);
    await run.planning;
    expect(vi.getTimerCount()).toBe(0);
  });
  it('ends with the run', async () => {
    const planned = plan(
      (_input, signal) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
    );
    await vi.advanceTimersByTimeAsync(1);
    abort.abort();
    expect(await planned).toEqual([mayGoOn]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
