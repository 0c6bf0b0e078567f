import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Approval, type RunView, routes, type StepView } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { createEventBus } from '../../ipc/index.ts';
import { readAnswer, runCommand } from './run-command.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

/** What `--yes` answers to the card of a step. */
async function answered(secondModel: string | null): Promise<unknown> {
  const events = createEventBus();
  const run = { id: 'run_1', state: 'waiting', steps: [], say: null, answer: null, error: null } as unknown as RunView;
  const step = { secondModel, decision: { callHash: 'hash' } } as unknown as StepView;
  let verdict: unknown = null;
  const thimble = {
    events,
    close: async () => undefined,
    router: {
      call: async (route: string, input: { readonly verdict?: unknown }) => {
        if (route === routes.approval.answer.name) {
          verdict = input.verdict;
          events.emit({ type: 'run.updated', run: { ...run, state: 'done' } });
        }
        return { ok: false, error: { code: 'not_found', message: 'Over.', hint: '' } };
      },
    },
  } satisfies Thimble;
  const start = async (): Promise<RunView> => {
    events.emit({ type: 'approval.opened', approval: { id: 'card_1', runId: 'run_1', step } as unknown as Approval });
    return run;
  };
  await runCommand(thimble, start, { yes: true, json: true }).catch(() => undefined);
  return verdict;
}

describe('--yes', () => {
  it('approves what policy asks about, but nothing that the second model proposed', async () => {
    expect(await answered(null)).toBe('approve');
    expect(await answered('llama3 at 127.0.0.1:11434')).toBe('deny');
  });
});

describe('an answer at the terminal', () => {
  it.each([
    ['y', true, 'once'],
    ['YES', false, 'once'],
    ['p', true, 'plan'],
    ['Plan', true, 'plan'],
    ['p', false, 'no'],
    ['', true, 'no'],
    ['yes please', true, 'no'],
    ['plan b', true, 'no'],
  ] as const)('“%s” (a plan is offered: %s) is %s', (typed, offersPlan, expected) => {
    expect(readAnswer(typed, offersPlan)).toBe(expected);
  });
});
