import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Approval, PlanEntry, StepView } from '../../shared/index.ts';
import { type ApprovalAnswer, type CardView, createApprovals } from './approvals.ts';

const step = (callHash: string, verdict: 'ask' | 'deny' = 'ask'): StepView => ({
  index: 1,
  tool: 'slack.chat.postMessage',
  title: 'Post',
  service: 'slack',
  account: null,
  effect: 'write',
  effectText: 'Post',
  undoText: '',
  args: [],
  confidence: 1,
  tainted: false,
  secondModel: null,
  unused: [],
  decision: { id: 'd', verdict, rules: [{ id: 'r', verdict, text: 'because', change: null }], callHash, decidedAt: '' },
  approvalId: null,
  state: 'waiting',
  summary: null,
  result: null,
  error: null,
  auditId: null,
  milliseconds: null,
});

const view = (callHash: string, verdict?: 'ask' | 'deny'): CardView => ({ step: step(callHash, verdict), plan: [] });

let opened: Approval[] = [];
let closed: string[] = [];
const approvals = () =>
  createApprovals(() => Date.now(), { opened: (one) => opened.push(one), closed: (id) => closed.push(id) });
const open = (
  cards: ReturnType<typeof approvals>,
  edit: () => Promise<() => CardView> = async () => () => view('new'),
  plan: CardView['plan'] = [],
) => {
  const abort = new AbortController();
  const answer = cards.open({
    runId: 'r',
    request: 'x',
    show: () => ({ step: step('old'), plan }),
    minutes: 10,
    edit,
    rehearse: async () => ({ state: 'nothing', reads: [], request: null, more: 0 }),
    call: () => {
      throw new Error('no call in this test');
    },
    signal: abort.signal,
  });
  return { answer, abort, id: opened.at(-1)?.id ?? '' };
};
const yes: ApprovalAnswer = { verdict: 'approve', by: 'me', reason: '' };

beforeEach(() => {
  opened = [];
  closed = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('createApprovals', () => {
  it('settles with the answer and closes the card for good', async () => {
    const cards = approvals();
    const { answer, id } = open(cards);
    cards.answer(id, 'old', yes);
    expect(await answer).toEqual(yes);
    expect(closed).toEqual([id]);
    expect(cards.list()).toEqual([]);
    expect(() => cards.answer(id, 'old', yes)).toThrow(/no longer open/u);
  });
  it('refuses an approval of something else than the card shows', () => {
    const cards = approvals();
    const { id } = open(cards);
    expect(() => cards.answer(id, 'other', yes)).toThrow(/changed since/u);
    expect(cards.list()).toHaveLength(1);
  });
  it('takes a no without a hash', async () => {
    const cards = approvals();
    const { answer, id } = open(cards);
    cards.answer(id, '', { verdict: 'deny', by: 'me', reason: 'no' });
    expect(await answer).toMatchObject({ verdict: 'deny', reason: 'no' });
  });
  it('counts time-out and abort as a no', async () => {
    const cards = approvals();
    const first = open(cards);
    vi.advanceTimersByTime(10 * 60_000);
    expect(await first.answer).toMatchObject({ verdict: 'deny', by: 'time-out' });
    const second = open(cards);
    second.abort.abort();
    expect(await second.answer).toMatchObject({ verdict: 'deny', by: 'stopped' });
  });
  it('cannot be approved while an edit is under way, nor with the old hash after it', async () => {
    const cards = approvals();
    let finish: (view: () => CardView) => void = () => undefined;
    const { id } = open(cards, () => new Promise((resolve) => (finish = resolve)));
    const editing = cards.edit(id, { text: 'y' });
    expect(() => cards.answer(id, 'old', yes)).toThrow(/changed since/u);
    finish(() => view('new'));
    await editing;
    expect(() => cards.answer(id, 'old', yes)).toThrow(/changed since/u);
    cards.answer(id, 'new', yes);
    expect(cards.list()).toEqual([]);
  });
  it.each(['deny', 'stop', 'time-out'] as const)(
    'an edit that ends after the card did (%s) changes nothing',
    async (how) => {
      const cards = approvals();
      let finish: (view: () => CardView) => void = () => undefined;
      const { id, abort, answer } = open(cards, () => new Promise((resolve) => (finish = resolve)));
      const editing = cards.edit(id, { text: 'y' });
      if (how === 'deny') cards.answer(id, '', { verdict: 'deny', by: 'me', reason: 'no' });
      else if (how === 'stop') abort.abort();
      else vi.advanceTimersByTime(10 * 60_000);
      let replaced = false;
      finish(() => {
        replaced = true;
        return view('new');
      });
      await expect(editing).rejects.toThrow(/no longer open/u);
      expect(replaced).toBe(false);
      expect(await answer).toMatchObject({ verdict: 'deny' });
      expect(opened.at(-1)?.step.decision?.callHash).toBe('old');
    },
  );
  it('cannot be approved after its time even where the timer slept', async () => {
    const cards = approvals();
    const { id, answer } = open(cards);
    vi.setSystemTime(Date.now() + 10 * 60_000);
    expect(() => cards.answer(id, 'old', yes)).toThrow(/no longer open/u);
    expect(await answer).toMatchObject({ verdict: 'deny', by: 'time-out' });
    expect(vi.getTimerCount()).toBe(0);
  });
  it('keeps the card as it was when an edit fails', async () => {
    const cards = approvals();
    const { id } = open(cards, async () => {
      throw new Error('cannot be read');
    });
    await expect(cards.edit(id, { text: '' })).rejects.toThrow(/cannot be read/u);
    expect(cards.list()[0]?.step.decision?.callHash).toBe('old');
  });
  it('cannot approve what an edit turned into a denial', async () => {
    const cards = approvals();
    const { id } = open(cards, async () => () => view('new', 'deny'));
    await cards.edit(id, { text: 'AKIA…' });
    expect(() => cards.answer(id, 'new', yes)).toThrow(/because/u);
  });
  it('takes an approval of the plan only with the hashes of all that follows on the card', async () => {
    const next = (index: number, callHash: string, verdict?: 'ask' | 'deny'): PlanEntry => ({
      index,
      state: 'next',
      step: { ...step(callHash, verdict), index },
      text: '',
      fields: [],
    });
    const first: PlanEntry = { index: 1, state: 'this', step: step('old'), text: '', fields: [] };
    const unknown: PlanEntry = { index: 3, state: 'unknown', step: null, text: '', fields: [] };
    const plan = { ...yes, scope: 'plan' } as const;
    const cards = approvals();
    const { id, answer } = open(cards, undefined, [first, next(2, 'b'), unknown, next(4, 'd')]);
    for (const planHashes of [undefined, [], ['d'], ['b', 'd'], ['b', 'b'], ['']])
      expect(() => cards.answer(id, 'old', { ...plan, planHashes })).toThrow(/changed since/u);
    cards.answer(id, 'old', { ...plan, planHashes: ['b'] });
    expect(await answer).toMatchObject({ scope: 'plan' });
    const alone = open(cards, undefined, [first, unknown]);
    expect(() => cards.answer(alone.id, 'old', { ...plan, planHashes: [] })).toThrow(/changed since/u);
    const denied = open(cards, undefined, [first, next(2, 'b', 'deny')]);
    expect(() => cards.answer(denied.id, 'old', { ...plan, planHashes: ['b'] })).toThrow(/Step 2 is not allowed/u);
  });

  describe('approving after something else was done', () => {
    const work = () => {
      let done = (): void => undefined;
      let fail = (_: Error): void => undefined;
      const first = new Promise<void>((resolve, reject) => {
        done = resolve;
        fail = reject;
      });
      return { first: () => first, done: () => done(), fail: (error: Error) => fail(error) };
    };

    it('does that first, with the card as it is', async () => {
      const cards = approvals();
      const { answer, id } = open(cards);
      const { first, done } = work();
      const approved = cards.answerAfter(id, 'old', yes, first);
      expect(closed).toEqual([]);
      expect(() => cards.answer(id, 'old', yes)).toThrow('The call changed');
      await expect(cards.edit(id, {})).rejects.toThrow('already being changed');
      await expect(cards.answerAfter(id, 'old', yes, first)).rejects.toThrow('The call changed');
      done();
      await approved;
      expect(await answer).toEqual(yes);
      expect(closed).toEqual([id]);
    });

    it('approves nothing where that fails, and leaves the card open', async () => {
      const cards = approvals();
      const { id } = open(cards);
      const { first, fail } = work();
      const approved = cards.answerAfter(id, 'old', yes, first);
      fail(new Error('the disk is full'));
      await expect(approved).rejects.toThrow('the disk is full');
      expect(cards.list().map((one) => one.id)).toEqual([id]);
      await expect(cards.answerAfter(id, 'other', yes, async () => undefined)).rejects.toThrow('The call changed');
    });

    it.each([
      [
        'a no',
        (cards: ReturnType<typeof approvals>, id: string) => cards.answer(id, 'old', { ...yes, verdict: 'deny' }),
      ],
      ['the time-out', () => vi.advanceTimersByTime(600_001)],
      ['a sleep', () => vi.setSystemTime(Date.now() + 600_001)],
    ])('approves nothing where %s came meanwhile', async (_, meanwhile) => {
      const cards = approvals();
      const { answer, id } = open(cards);
      const { first, done } = work();
      const approved = cards.answerAfter(id, 'old', yes, first);
      meanwhile(cards, id);
      done();
      await expect(approved).rejects.toMatchObject({ code: 'not_found' });
      expect((await answer).verdict).toBe('deny');
    });
  });
});
