import { expect, it, vi } from 'vitest';
import { keepTexts } from './keep-texts.ts';

function parts(auditKeepDays: number | null) {
  const calls: string[] = [];
  const errors: unknown[] = [];
  const options = {
    audit: { finishRemovals: async () => void calls.push('finish') },
    review: { prune: async (before: string) => ({ entryId: null, entries: calls.push(before) }) },
    settings: () => ({ auditKeepDays }),
    now: () => Date.parse('2026-11-25T12:00:00Z'),
    onError: (thrown: unknown) => void errors.push(thrown),
  };
  return { calls, errors, options };
}

it('removes what is older than texts are kept, now and every day', async () => {
  vi.useFakeTimers();
  try {
    const { calls, options } = parts(30);
    const keeper = keepTexts(options);
    await keeper.first;
    expect(calls).toEqual(['finish', '2026-10-26T12:00:00.000Z']);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(calls).toHaveLength(4);
    keeper.close();
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(calls).toHaveLength(4);
  } finally {
    vi.useRealTimers();
  }
});

it('removes nothing where texts are kept for ever', async () => {
  const { calls, options } = parts(null);
  const keeper = keepTexts(options);
  await keeper.first;
  keeper.close();
  expect(calls).toEqual(['finish']);
});

it('tells of a log that cannot be written, and goes on', async () => {
  const { errors, options } = parts(30);
  const thrown = new Error('the disk is full');
  const keeper = keepTexts({ ...options, audit: { finishRemovals: () => Promise.reject(thrown) } });
  await keeper.first;
  keeper.close();
  expect(errors).toEqual([thrown]);
});
