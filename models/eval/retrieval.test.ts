import { expect, it } from 'vitest';
import { connectors, type ToolDefinition } from '../../connectors/index.ts';
import type { Shortlister } from '../../main/inference/index.ts';
import { measureRetrieval, retrievalTable } from './retrieval.ts';
import { type Task, taskSchema } from './task.ts';

const tools = connectors.flatMap((connector) => connector.tools);
/** Lists tools in a fixed order. */
const fixed = (...names: string[]): Shortlister => ({
  shortlist: async (_, k) =>
    names.flatMap((name): ToolDefinition[] => tools.filter((tool) => tool.name === name)).slice(0, k),
});
const task = (id: string, ...ops: string[]): Task =>
  taskSchema.parse({ id, kind: 'single', request: ' a  request ', expect: ops.map((op) => ({ op, args: {} })) });

it('counts the share of expected operations in the first of a list', async () => {
  const asked: string[] = [];
  const list = fixed('stripe.balance.retrieve', 'slack.chat.postMessage', 'github.issues.create');
  const ways = [
    { name: 'none', shortlister: fixed() },
    {
      name: 'app',
      shortlister: {
        shortlist: (request: string, k: number) => {
          asked.push(request);
          return list.shortlist(request, k);
        },
      },
    },
  ];
  const tasks = [
    task('a', 'stripe.balance.retrieve'),
    task('b', 'slack.chat.postMessage', 'github.pulls.merge'),
    task('c'),
    {
      ...task('d', 'github.pulls.merge'),
      anyOf: [[{ op: 'github.issues.create', args: {} }]],
    },
  ];
  const { tasks: counted, recall, rows } = await measureRetrieval(ways, tasks);
  expect(counted).toBe(3);
  expect(recall).toEqual([
    { name: 'none', at: [1, 4, 8].map((k) => ({ k, recall: 0 })) },
    { name: 'app', at: [1, 4, 8].map((k) => ({ k, recall: k === 1 ? 1 / 3 : (1 + 0.5 + 1) / 3 })) },
  ]);
  expect(rows.map(({ id, missing }) => [id, missing])).toEqual([
    ['a', []],
    ['b', ['github.pulls.merge']],
    ['d', []],
  ]);
  expect(asked[0]).toBe('a request');
  expect(retrievalTable(recall)).toContain('| app | 33.3% | 83.3% | 83.3% |');
});
