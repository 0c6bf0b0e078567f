import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { toolFinder } from './tools.ts';
import { readTypedCall } from './typed-call.ts';

const read = (request: string) =>
  readTypedCall(
    request,
    toolFinder(() => connectors),
  );

describe('readTypedCall', () => {
  it('gives the words of each value, all of them typed by the person', () => {
    expect(read('/slack.chat.postMessage to: #releases, text: it is out')).toMatchObject({
      tool: { name: 'slack.chat.postMessage' },
      args: { to: '#releases', text: 'it is out' },
      edited: new Set(['to', 'text']),
      steered: false,
    });
  });

  it('reads flags, choices and lists as a card does', () => {
    expect(read('/slack.conversations.create name: ops, is_private: yes')).toMatchObject({
      args: { is_private: true },
    });
    expect(read('/github.issues.update issue: api #1, state: Closed')).toMatchObject({ args: { state: 'closed' } });
    expect(read('/slack.conversations.invite channel: #ops, users: Sam, Priya')).toMatchObject({
      args: { users: ['Sam', 'Priya'] },
    });
    expect(() => read('/slack.conversations.create name: ops, is_private: perhaps')).toThrow(/yes or no/u);
    expect(() => read('/slack.chat.postMessage to: #releases, text: ')).toThrow(/cannot be empty/u);
    expect(() => read('/slack.chat.postMessage to: #releases, text: a\u202eb')).toThrow(/invisible/u);
  });

  it.each([
    ['/', /Write a tool/u],
    ['/slack.chat.post text: x', /no tool is called slack\.chat\.post\./u],
    ['/slack.chat.postMessage hello', /which value is which\. Write \/slack\.chat\.postMessage \[to: …\], text: …/u],
    ['/slack.chat.postMessage __proto__: x', /which value is which/u],
    ['/stripe.balance.retrieve now: yes', /which value is which/u],
  ])('%s is answered with what to write', (request, sentence) => {
    expect(read(request)).toMatch(sentence);
  });

  it('reaches no tool that is not offered to people', () => {
    const hidden = connectors.flatMap((connector) => connector.tools).find((tool) => tool.internal);
    expect(hidden && read(`/${hidden.name}`)).toMatch(/no tool is called/u);
  });
});
