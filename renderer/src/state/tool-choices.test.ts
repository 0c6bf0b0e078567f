import { describe, expect, it } from 'vitest';
import { toolChoices } from './tool-choices.ts';

const param = (name: string, required = false) => ({ name, description: `The ${name}`, required });
const tools = [
  {
    name: 'slack.chat.postMessage',
    title: 'Post a message',
    service: 'slack',
    params: [param('to'), param('text', true)],
  },
  { name: 'slack.chat.delete', title: 'Delete a message', service: 'slack', params: [param('message', true)] },
  { name: 'todo.lists.all', title: 'Show the lists', service: 'todo', params: [] },
];
const texts = (line: string): string[] => toolChoices(line, tools).map(({ text }) => text);

describe('toolChoices', () => {
  it('offers nothing for a sentence', () => {
    expect(texts('post a message')).toEqual([]);
    expect(texts('')).toEqual([]);
  });

  it('offers every tool after the slash, then those that fit, the closest first', () => {
    expect(texts('/')).toHaveLength(3);
    expect(texts('/message')).toEqual(['/slack.chat.postMessage text: ', '/slack.chat.delete message: ']);
    expect(texts('/chat del')).toEqual(['/slack.chat.delete message: ']);
    expect(texts('/todo')).toEqual(['/todo.lists.all']);
    expect(texts('/todo.lists.all')).toEqual([]);
    expect(texts('/nothing')).toEqual([]);
  });

  it('offers the values that are not there yet, required ones first', () => {
    expect(texts('/slack.chat.postMessage ')).toEqual([
      '/slack.chat.postMessage text: ',
      '/slack.chat.postMessage to: ',
    ]);
    expect(toolChoices('/slack.chat.postMessage text: it is out', tools)).toEqual([
      { text: '/slack.chat.postMessage text: it is out, to: ', label: 'to:', detail: 'The to' },
    ]);
    expect(texts('/slack.chat.postMessage text: ')).toEqual([]);
    expect(texts('/slack.chat.postMessage text: a, to: #x')).toEqual([]);
    expect(texts('/slack.chat.postMessage hello')).toEqual([]);
  });
});
