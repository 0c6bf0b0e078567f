import { describe, expect, it } from 'vitest';
import type { AuditDetail } from '../../../../../shared/index.ts';
import { isStoryOf } from './story-in-body.ts';

const body = {
  runId: 'r1',
  step: 1,
  request: 'tell #releases that it is out',
  tool: 'slack.chat.postMessage',
  title: 'Post a message',
  service: 'slack',
  effect: 'write',
  effectText: 'Post “it is out” to #releases',
  undoText: '',
  tainted: false,
  lookup: false,
  approval: { by: 'you', at: '2026-11-22T14:00:09Z', verdict: 'approve', reason: '' },
  args: [{ name: 'text', value: { a: [1, 2] } }],
  decision: null,
  place: 'not shown',
};
const outcome = {
  status: 'succeeded',
  summary: 'Posted',
  result: { ok: true },
  error: null,
  milliseconds: 12,
  undo: [],
};

/** As the log answers: what an old body lacks is filled in with nothing. */
const shown = {
  ...body,
  ...outcome,
  approval: { ...body.approval, openedAt: null },
  account: '',
  undoes: null,
  asked: [],
  secondModel: null,
} as unknown as AuditDetail;

const intentOf = (change: object): boolean => isStoryOf({ ...shown, ...change }, 'intent', JSON.stringify(body));

describe('the story that is shown', () => {
  it('is that of the kept text, also where an older log lacks a part', () => {
    expect(intentOf({})).toBe(true);
    expect(isStoryOf(shown, 'outcome', JSON.stringify(outcome))).toBe(true);
  });

  it.each([
    ['the words', { request: 'tell #general that it is out' }],
    ['the effect', { effectText: 'Post “it is out” to #general' }],
    ['a value deep inside', { args: [{ name: 'text', value: { a: [1, 3] } }] }],
    ['a value that was left out', { args: [] }],
    ['who approved', { approval: { ...body.approval, by: 'a rule' } }],
    ['that nobody was asked', { approval: null }],
    ['a second model that is not there', { secondModel: 'llama' }],
    ['taint', { tainted: true }],
  ])('is not when it differs in %s', (_, change) => {
    expect(intentOf(change)).toBe(false);
  });

  it('is not when the outcome differs, or when the text cannot be read', () => {
    expect(isStoryOf({ ...shown, status: 'failed' }, 'outcome', JSON.stringify(outcome))).toBe(false);
    expect(isStoryOf({ ...shown, result: { ok: false } }, 'outcome', JSON.stringify(outcome))).toBe(false);
    expect(isStoryOf(shown, 'outcome', '{')).toBe(false);
    expect(isStoryOf(shown, 'outcome', '[]')).toBe(false);
  });
});
