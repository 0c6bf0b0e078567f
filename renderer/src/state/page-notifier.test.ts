import { beforeEach, describe, expect, it } from 'vitest';
import type { Approval, StepView, ThimbleEvent, Verdict } from '../../../shared/index.ts';
import { createPageNotifier } from './page-notifier.ts';

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  closed: boolean;
  onclick: ((event: Event) => unknown) | null;
}

let shown: Shown[];
let wanted: boolean;
let inFront: boolean;
let reviewed: string[];
let receive: (event: ThimbleEvent) => Promise<void>;

function opened(id: string, effectText: string, verdict: Verdict = 'ask'): ThimbleEvent {
  const step = { effectText, decision: { verdict } } as StepView;
  const approval = { id, request: 'refund $5', step } as Approval;
  return { type: 'approval.opened', approval };
}

beforeEach(() => {
  shown = [];
  reviewed = [];
  wanted = true;
  inFront = false;
  receive = createPageNotifier({
    wanted: () => wanted,
    inFront: async () => inFront,
    body: (request) => `You asked: ${request}`,
    show(title, { body, tag }) {
      const one: Shown & { close(): void } = {
        title,
        body,
        tag,
        closed: false,
        onclick: null,
        close() {
          one.closed = true;
        },
      };
      shown.push(one);
      return one;
    },
    review: (id) => reviewed.push(id),
  });
});

describe('createPageNotifier', () => {
  it('says what waits and leads to its card', async () => {
    await receive(opened('a', 'Refund $5.00\u202E\n of Oskar'));
    expect(shown).toMatchObject([{ title: 'Refund $5.00 of Oskar', body: 'You asked: refund $5', tag: 'a' }]);
    shown[0]?.onclick?.({} as Event);
    expect([reviewed, shown[0]?.closed]).toEqual([['a'], true]);
  });

  it('is silent in front, when it is not wanted, and for what the rules deny', async () => {
    inFront = true;
    await receive(opened('a', 'x'));
    inFront = false;
    wanted = false;
    await receive(opened('b', 'x'));
    wanted = true;
    await receive(opened('c', 'Post “sk_live_1”', 'deny'));
    expect(shown).toEqual([]);
  });

  it('goes when the card does, also one that is answered before it was shown', async () => {
    await receive(opened('a', 'x'));
    await receive({ type: 'approval.closed', approvalId: 'a' });
    expect(shown[0]?.closed).toBe(true);
    const late = receive(opened('b', 'x'));
    await receive({ type: 'approval.closed', approvalId: 'b' });
    await late;
    expect(shown).toHaveLength(1);
  });
});
