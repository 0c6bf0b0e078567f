import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../shared/index.ts';
import { noApprovals, reduceApprovals } from './approvals.ts';

function approval(id: string, openedAt = '2026-11-22T14:00:00Z'): Approval {
  return { id, runId: 'r', request: 'x', step: {} as Approval['step'], plan: [], openedAt, expiresAt: openedAt };
}

const opened = (id: string, at?: string) => ({ type: 'opened', approval: approval(id, at) }) as const;
const closed = (approvalId: string) => ({ type: 'closed', approvalId }) as const;

describe('reduceApprovals', () => {
  it('keeps the oldest card first and replaces one that changed', () => {
    let state = reduceApprovals(noApprovals, opened('b', '2026-11-22T14:05:00Z'));
    state = reduceApprovals(state, opened('a', '2026-11-22T14:00:00Z'));
    state = reduceApprovals(state, {
      type: 'opened',
      approval: { ...approval('b', '2026-11-22T14:05:00Z'), request: 'changed' },
    });
    expect(state.open.map((card) => [card.id, card.request])).toEqual([
      ['a', 'x'],
      ['b', 'changed'],
    ]);
  });

  it('never brings an answered card back, by event or by list', () => {
    let state = reduceApprovals(noApprovals, opened('a'));
    state = reduceApprovals(state, closed('a'));
    state = reduceApprovals(state, opened('a'));
    expect(state.open).toEqual([]);
    state = reduceApprovals(state, { type: 'listed', approvals: [approval('a')], revision: state.revision });
    expect(state.open).toEqual([]);
  });

  it('does not bring a card back that was closed before it was seen', () => {
    const state = reduceApprovals(reduceApprovals(noApprovals, closed('a')), opened('a'));
    expect(state.open).toEqual([]);
  });

  it('takes a list, and drops one that was asked for before the latest event', () => {
    const asked = noApprovals.revision;
    const fresh = reduceApprovals(noApprovals, { type: 'listed', approvals: [approval('a')], revision: asked });
    expect(fresh.open.map((card) => card.id)).toEqual(['a']);
    const later = reduceApprovals(fresh, opened('b'));
    expect(reduceApprovals(later, { type: 'listed', approvals: [], revision: asked })).toBe(later);
  });
});
