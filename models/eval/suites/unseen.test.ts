import { join } from 'node:path';
import { expect, it } from 'vitest';
import { callsProblem } from '../functions/index.ts';
import { unseenFunctionTasks } from './unseen.ts';

const specs = join(import.meta.dirname, '..', '..', 'data', 'apis', 'fixtures', 'operations.jsonl');

it('makes the same tasks of the same seed, each right by its own answers and wrong without them', () => {
  const tasks = unseenFunctionTasks(3, 40, specs);
  expect(tasks).toHaveLength(40);
  expect(unseenFunctionTasks(3, 40, specs)).toEqual(tasks);
  for (const task of tasks) {
    expect(task.category).toMatch(/^unseen_/u);
    const calls = task.expected.map(({ name, accepted }) => ({
      name,
      arguments: Object.fromEntries(Object.entries(accepted).map(([argument, [value]]) => [argument, value ?? null])),
    }));
    expect([task.query, callsProblem(calls, task)]).toEqual([task.query, null]);
    if (calls.length > 0) expect(callsProblem([], task)).not.toBeNull();
  }
});

it('says what it needs', () => {
  expect(() => unseenFunctionTasks(1, 1, null)).toThrow('given none');
  expect(() => unseenFunctionTasks(1, 1, '/nowhere.jsonl')).toThrow('No tasks can be made of /nowhere.jsonl');
});
