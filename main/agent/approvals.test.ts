import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Approval, StepView } from '../../shared/index.ts';
import { type ApprovalAnswer, createApprovals } from './approvals.ts';

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
  decision: { id: 'd', verdict, rules: [{ id: 'r', verdict, text: 'because' }], callHash, decidedAt: '' },
  approvalId: null,
  state: 'waiting',
  summary: null,
  result: null,
  error: null,
  auditId: null,
  milliseconds: null,
});

let opened: Approval[] = [];
let closed: string[] = [];
const approvals = () =>
  createApprovals(() => Date.now(), { opened: (one) => opened.push(one), closed: (id) => closed.push(id) });
const open = (
  cards: ReturnType<typeof approvals>,
  edit: (args: Readonly<Record<string, string>>) => Promise<() => StepView> = async () => () => step('new'),
) => {
  const abort = new AbortController();
  const answer = cards.open({
    runId: 'r',
    request: 'x',
    step: () => step('old'),
    minutes: 10,
    edit,
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
    let finish: (view: () => StepView) => void = () => undefined;
    const { id } = open(cards, () => new Promise((resolve) => (finish = resolve)));
    const editing = cards.edit(id, { text: 'y' });
    expect(() => cards.answer(id, 'old', yes)).toThrow(/changed since/u);
    finish(() => step('new'));
    await editing;
    expect(() => cards.answer(id, 'old', yes)).toThrow(/changed since/u);
    cards.answer(id, 'new', yes);
    expect(cards.list()).toEqual([]);
  });
  it.each(['deny', 'stop', 'time-out'] as const)(
    'an edit that ends after the card did (%s) changes nothing',
    async (how) => {
      const cards = approvals();
      let finish: (view: () => StepView) => void = () => undefined;
      const { id, abort, answer } = open(cards, () => new Promise((resolve) => (finish = resolve)));
      const editing = cards.edit(id, { text: 'y' });
      if (how === 'deny') cards.answer(id, '', { verdict: 'deny', by: 'me', reason: 'no' });
      else if (how === 'stop') abort.abort();
      else vi.advanceTimersByTime(10 * 60_000);
      let replaced = false;
      finish(() => {
        replaced = true;
        return step('new');
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
    const { id } = open(cards, async () => () => step('new', 'deny'));
    await cards.edit(id, { text: 'AKIA…' });
    expect(() => cards.answer(id, 'new', yes)).toThrow(/because/u);
  });
});
