import { describe, expect, it } from 'vitest';
import { callLine } from './call-command.ts';

const tools = [
  {
    name: 'todo.tasks.create',
    title: 'Add a task',
    service: 'todo',
    params: ['title', 'due'].map((name) => ({ name, description: name, required: name === 'title' })),
  },
  { name: 'todo.lists.all', title: 'All lists', service: 'todo', params: [] },
];

describe('callLine', () => {
  it('writes what the agent reads, whatever the values hold', () => {
    expect(callLine('todo.tasks.create', ['title=buy milk', 'due=tomorrow at 9'], tools)).toBe(
      '/todo.tasks.create title: buy milk, due: tomorrow at 9',
    );
    expect(callLine('todo.tasks.create', ['title=a=b, due: never'], tools)).toBe(
      '/todo.tasks.create title: "a=b, due: never"',
    );
    expect(callLine('todo.lists.all', [], tools)).toBe('/todo.lists.all');
  });

  it.each([
    ['todo.tasks.drop', [], /No tool is called todo\.tasks\.drop/u],
    ['todo.tasks.create', ['name=x'], /takes no “name=x”/u],
    ['todo.tasks.create', ['buy milk'], /takes no “buy milk”/u],
    ['todo.tasks.create', ['title=a', 'title=b'], /given twice/u],
    ['todo.lists.all', ['x=1'], /takes no “x=1”/u],
  ])('refuses %s %j', (tool, given, sentence) => {
    expect(() => callLine(tool, given, tools)).toThrow(sentence);
  });
});
