import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations, workspace } from '../../connectors/demo/index.ts';
import { connectors } from '../../connectors/index.ts';
import { type Lab, startLab } from './oracle-lab.ts';
import { planTask } from './oracle-plan.ts';
import { spansOf } from './oracle-words.ts';
import { readTasks, type Task } from './task.ts';
import { worldOf } from './world.ts';

const world = worldOf(workspace, operations);
const tools = new Map(
  connectors
    .flatMap((connector) => connector.tools)
    .filter((tool) => !tool.internal)
    .map((tool) => [tool.name, tool]),
);
const sample = await readTasks(resolve(import.meta.dirname, 'tasks/sample.jsonl'));
let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.close());

const task = (request: string, ...expect: Task['expect']): Task => ({
  id: 't',
  kind: expect.length > 1 ? 'multi' : 'single',
  request,
  expect,
  text: ['text', 'title', 'body'],
});
const plan = (one: Task) => planTask(lab, tools, one, world, one.request);

describe('the oracle', () => {
  it.each(sample)('says every call of $id: $request', { timeout: 60_000 }, async (one) => {
    expect(await plan(one)).toMatchObject({ gap: '' });
  });

  it('copies words of the request', async () => {
    const request = 'post "Lunch is here" in #random';
    const { calls } = await plan(
      task(request, { op: 'slack.chat.postMessage', args: { channel: 'C0BV932BYV7', text: 'Lunch is here' } }),
    );
    expect(calls).toEqual([
      { tool: 'slack.chat.postMessage', args: { to: '#random', text: 'Lunch is here' }, links: [] },
    ]);
  });

  it('takes what an earlier step answered from its result', async () => {
    const { calls } = await plan(
      task(
        'open an issue in docs called "Old logo" and comment on it "On every page"',
        { op: 'github.issues.create', args: { owner: 'brightloom', repo: 'docs', title: 'Old logo' } },
        {
          op: 'github.issues.comment',
          args: { owner: 'brightloom', repo: 'docs', issue_number: '$1.number', body: 'On every page' },
        },
      ),
    );
    expect(calls[1]?.links).toMatchObject([{ step: 1, path: 'number', value: calls[1]?.args.issue }]);
  });

  it('names the operation that no words give, and says nothing for it', async () => {
    // A channel that is not there cannot be said.
    const { calls, gap } = await plan(
      task('post hi in #random', { op: 'slack.chat.postMessage', args: { channel: 'C000', text: 'hi' } }),
    );
    expect(calls).toEqual([]);
    expect(gap).toBe('slack.chat.postMessage: no words give the expected request');
    expect((await plan(task('fly', { op: 'slack.fly', args: {} }))).gap).toBe('slack.fly: there is no such tool');
  });
});

describe('spansOf', () => {
  it('gives every run of words with and without the signs around it', () => {
    const spans = spansOf('refund "Jane\'s" $5', 8);
    expect(spans).toEqual(expect.arrayContaining(['refund', 'Jane', "Jane's", '"Jane\'s"', '$5', '5']));
    expect(spans.every((span) => 'refund "Jane\'s" $5'.includes(span))).toBe(true);
  });
});
