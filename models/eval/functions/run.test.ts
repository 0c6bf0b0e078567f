import { describe, expect, it } from 'vitest';
import { ThimbleError } from '../../../shared/index.ts';
import { runFunctionTasks } from './run.ts';
import { summariseFunctions } from './summary.ts';
import { categoryOfFile, functionTask } from './task.ts';
import type { FunctionAnswer, FunctionCaller, FunctionTask } from './types.ts';

const row = (id: string, category: string, n: number | null) =>
  functionTask(
    {
      id,
      query: `square of ${n}`,
      tools: [
        {
          name: 'square',
          description: 'Squares a number',
          parameters: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
        },
      ],
      answers: n === null ? [] : [{ square: { n: [n] } }],
    },
    category,
  );

/** Squares what it is told to, fails where it is told to fail. */
const caller = (answer: (query: string) => FunctionAnswer): FunctionCaller => ({
  info: { name: 'test', parameters: null },
  call: async (query) => answer(query),
  close: async () => undefined,
});
const calls = (n: number, confidence: number | null = null): FunctionAnswer => ({
  calls: [{ name: 'square', arguments: { n } }],
  confidence,
  outputTokens: 10,
});

describe('runFunctionTasks', () => {
  it('counts an answer that failed as wrong, even where none is right', async () => {
    const failing = caller(() => {
      throw new ThimbleError('service_error', 'It broke.', '');
    });
    const results = await runFunctionTasks(failing, [row('a', 'irrelevance', null)]);
    expect(results).toMatchObject([{ answer: null, problem: 'It broke.' }]);
    expect(summariseFunctions(results)).toMatchObject({
      tasks: 1,
      failed: 1,
      accuracy: 0,
      outputTokensPerSecond: null,
    });
  });

  it('ends where the model cannot be asked at all', async () => {
    const gone = caller(() => {
      throw new ThimbleError('unreachable', 'It is gone.', '');
    });
    await expect(runFunctionTasks(gone, [row('a', 'simple', 1)])).rejects.toThrow('It is gone.');
  });
});

describe('summariseFunctions', () => {
  const run = async (tasks: readonly FunctionTask[], answer: (query: string) => FunctionAnswer) =>
    summariseFunctions(await runFunctionTasks(caller(answer), tasks));

  it('averages categories where the leaderboard does, and rows where it does', async () => {
    const tasks = [
      ...[1, 1, 1].map((n, at) => row(`p${at}`, 'simple_python', n)),
      row('j', 'simple_java', 2),
      row('m', 'multiple', 2),
      row('i', 'irrelevance', null),
      row('l1', 'live_simple', 1),
      row('l2', 'live_multiple', 2),
      row('l3', 'live_multiple', 2),
      row('u', 'unseen', 1),
    ];
    const summary = await run(tasks, () => calls(1));
    expect(summary.categories).toContainEqual({ category: 'simple_python', tasks: 3, right: 3, accuracy: 1 });
    // simple is the mean of its languages, 0.5; multiple and irrelevance are 0.
    expect(summary.nonLive).toBeCloseTo(0.5 / 3);
    expect(summary.live).toBeCloseTo(1 / 3);
    expect(summary.accuracy).toBeCloseTo(5 / 10);
    expect(summary.calibration).toBeNull();
  });

  it('divides the tokens by the time of the tasks that count them', () => {
    const task = row('a', 'simple', 1);
    const results = [
      { task, answer: calls(1), problem: null, milliseconds: 500 },
      { task, answer: { ...calls(1), outputTokens: null }, problem: null, milliseconds: 9000 },
    ];
    expect(summariseFunctions(results)).toMatchObject({ outputTokensPerSecond: 20, latency: { p50: 500, p95: 9000 } });
  });

  it('calibrates what the model is sure of', async () => {
    const summary = await run([row('a', 'simple', 1), row('b', 'simple', 2)], () => calls(1, 1));
    expect(summary.calibration).toMatchObject({ answers: 2, expectedCalibrationError: 0.5 });
    expect(summary.nonLive).toBe(0.5);
    expect(summary.live).toBeNull();
  });
});

describe('functionTask', () => {
  it('takes the category of the row before that of the file', () => {
    const one = { id: 'a', query: 'q', tools: [], answers: null, category: 'relevance' };
    expect(functionTask(one, 'simple').category).toBe('relevance');
    expect(categoryOfFile('/data/BFCL_v4_live_simple.jsonl.gz')).toBe('live_simple');
    expect(categoryOfFile('parallel.json')).toBe('parallel');
  });

  it('refuses what cannot be scored', () => {
    expect(() => functionTask({ id: 'a', query: 'q', tools: [], answers: [] }, 'simple')).toThrow('expects no call');
    expect(() => functionTask({ id: 'a', query: 'q', tools: [], answers: [{ f: {} }] }, 'simple')).toThrow(
      'expects f, which is not among its functions',
    );
    expect(() => functionTask({ id: 'a' }, 'simple')).toThrow('not a task');
  });
});
