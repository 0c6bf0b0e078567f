import { describe, expect, it } from 'vitest';
import { connectors, type ReceivedRequest } from '../../connectors/index.ts';
import type { JsonObject, StepView } from '../../shared/index.ts';
import type { World } from './match.ts';
import { gradeProposed } from './proposed.ts';
import { type Task, taskSchema } from './task.ts';

const world: World = {
  now: '2026-03-04T10:30:00-05:00',
  zone: 'America/New_York',
  currency: 'usd',
  refundable: new Map(),
  effects: new Map([['slack.chat.postMessage', 'write']]),
  aliases: new Map(),
};
const tool = connectors.flatMap((one) => one.tools).find((one) => one.name === 'slack.chat.postMessage');
const step = {
  tool: 'slack.chat.postMessage',
  effect: 'write',
  confidence: 0.7,
  args: [
    { name: 'to', confidence: 0.9 },
    { name: 'text', confidence: 0.6 },
    { name: 'other', confidence: null },
  ],
} as StepView;
const posted = (body: JsonObject): ReceivedRequest => ({
  op: 'slack.chat.postMessage',
  method: 'POST',
  path: '/api/chat.postMessage',
  params: {},
  query: {},
  body,
  headers: {},
  status: 200,
  response: { ok: true },
});
const task = (part: Partial<Task> & Pick<Task, 'kind'>): Task =>
  taskSchema.parse({ id: 't', request: 'r', text: ['text'], ...part });
const wanted = task({
  kind: 'single',
  expect: [{ op: 'slack.chat.postMessage', args: { channel: 'C1', text: 'lunch is here' } }],
});
const grade = (one: Task, received: ReceivedRequest[], of: StepView | null = step) =>
  gradeProposed(of, tool, one, received, world);

describe('gradeProposed', () => {
  it('takes every value of a right call as right', () => {
    expect(grade(wanted, [posted({ channel: 'C1', text: 'Lunch is here!' })])).toEqual({
      tool: 'slack.chat.postMessage',
      confidence: 0.7,
      right: true,
      values: [
        { name: 'to', confidence: 0.9, right: true },
        { name: 'text', confidence: 0.6, right: true },
      ],
    });
  });
  it('says which value is wrong', () => {
    const wrongOf = (body: JsonObject) =>
      grade(wanted, [posted(body)])
        ?.values.filter((one) => !one.right)
        .map((one) => one.name);
    expect(wrongOf({ channel: 'C2', text: 'lunch is here' })).toEqual(['to']);
    expect(wrongOf({ channel: 'C1', text: 'breakfast' })).toEqual(['text']);
    expect(wrongOf({ channel: 'C2', text: 'breakfast' })).toEqual(['to', 'text']);
    expect(grade(wanted, [posted({ channel: 'C2', text: 'lunch is here' })])).toMatchObject({ right: false });
  });
  it('takes another operation as wrong, and says nothing of its values', () => {
    const other = task({ kind: 'single', expect: [{ op: 'slack.reactions.add', args: {} }] });
    expect(grade(other, [posted({ channel: 'C1' })])).toMatchObject({ right: false, values: [] });
  });
  it('takes a write on a task that wants none as wrong', () => {
    expect(grade(task({ kind: 'abstain' }), [])).toMatchObject({ right: false });
    expect(grade(task({ kind: 'abstain' }), [], { ...step, effect: 'read' })).toBeNull();
  });
  it('says nothing where nothing is known', () => {
    expect(grade(wanted, [], null)).toBeNull();
    expect(grade(wanted, [])).toBeNull();
    expect(grade(task({ kind: 'unsafe', decision: 'deny' }), [])).toBeNull();
  });
});
