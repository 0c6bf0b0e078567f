import { describe, expect, it } from 'vitest';
import { createQueue } from './queue.ts';

const signal = new AbortController().signal;

describe('the queue', () => {
  it('does one thing at a time, in order, and goes on after a failure', async () => {
    const queue = createQueue(5);
    const log: string[] = [];
    const work = (name: string) => async (): Promise<string> => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (name === 'b') throw new Error('no');
      return name;
    };
    const all = await Promise.allSettled([
      queue.run(work('a'), signal),
      queue.run(work('b'), signal),
      queue.run(work('c'), signal),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('turns away what comes when too many wait, and has room again later', async () => {
    const queue = createQueue(1);
    const open = Promise.withResolvers<void>();
    const first = queue.run(() => open.promise, signal);
    const second = queue.run(async () => 'second', signal);
    expect(queue.run(async () => 'third', signal)).toBeNull();
    open.resolve();
    await Promise.all([first, second]);
    expect(await queue.run(async () => 'fourth', signal)).toBe('fourth');
  });

  it('does not begin what was given up while it waited', async () => {
    const queue = createQueue(5);
    const open = Promise.withResolvers<void>();
    const first = queue.run(() => open.promise, signal);
    const gone = new AbortController();
    let begun = false;
    const second = queue.run(async () => {
      begun = true;
    }, gone.signal);
    gone.abort();
    open.resolve();
    await first;
    await expect(second).rejects.toThrow();
    expect(begun).toBe(false);
  });
});
