import { expect, it } from 'vitest';
import type { Json } from '../../shared/index.ts';
import { createMemory } from './remember.ts';

function setUp() {
  let now = 1_000_000;
  const memory = createMemory(() => now);
  let asked = 0;
  const ask = async (): Promise<Json> => ++asked;
  const wait = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { memory, ask, asked: () => asked, wait };
}
const plan = (runId: string, request = runId) => ({ runId, request });

it('asks once for one plan, also for two at once', async () => {
  const { memory, ask, asked } = setUp();
  const [a, b] = await Promise.all([memory.once('k', plan('r'), ask), memory.once('k', plan('r'), ask)]);
  expect([a, b, await memory.once('k', plan('r'), ask)]).toEqual([1, 1, 1]);
  expect(asked()).toBe(1);
});

it('keeps accounts and arguments apart by the key', async () => {
  const { memory, ask } = setUp();
  expect(await memory.once('acme customers', plan('r'), ask)).toBe(1);
  expect(await memory.once('other customers', plan('r'), ask)).toBe(2);
});

it('is for the plan and the previews of its words, not for another request', async () => {
  const { memory, ask } = setUp();
  expect(await memory.once('k', plan('p1', 'refund osk'), ask)).toBe(1);
  expect(await memory.once('k', plan('p2', 'refund oskar'), ask)).toBe(1);
  expect(await memory.once('k', plan('run', 'refund oskar'), ask)).toBe(1);
  expect(await memory.once('k', plan('other', 'list customers'), ask)).toBe(2);
});

it('forgets what failed, what is old and everything after a write', async () => {
  const { memory, ask, wait } = setUp();
  const failing = async (): Promise<Json> => {
    throw new Error('down');
  };
  await expect(memory.once('k', plan('r'), failing)).rejects.toThrow('down');
  expect(await memory.once('k', plan('r'), ask)).toBe(1);
  wait(20_000);
  expect(await memory.once('k', plan('r'), ask)).toBe(2);
  memory.clear();
  expect(await memory.once('k', plan('r'), ask)).toBe(3);
});

it('does not keep an answer that was on its way when something was written', async () => {
  const { memory, ask } = setUp();
  let settle: (value: Json) => void = () => undefined;
  const before = memory.once('k', plan('r'), () => new Promise((resolve) => (settle = resolve)));
  memory.clear();
  settle('old');
  expect(await before).toBe('old');
  expect(await memory.once('k', plan('r'), ask)).toBe(1);
});

it('keeps no more than it may', async () => {
  const { memory, ask, asked } = setUp();
  for (let index = 0; index < 100; index++) await memory.once(`k${index}`, plan('r'), ask);
  await memory.once('k99', plan('r'), ask);
  expect(asked()).toBe(100);
  await memory.once('k0', plan('r'), ask);
  expect(asked()).toBe(101);
});
