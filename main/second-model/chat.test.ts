import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { chatBody, functionNames, readCompletion } from './chat.ts';

const tools = connectors
  .flatMap((connector) => connector.tools)
  .filter(({ name }) =>
    ['slack.chat.postMessage', 'stripe.refunds.create', 'slack.conversations.invite'].includes(name),
  );
const message = (content: unknown, calls?: unknown): string =>
  JSON.stringify({ choices: [{ message: { role: 'assistant', content, tool_calls: calls } }], usage: {} });
const call = (name: string, args: unknown) => ({ id: 'c1', type: 'function', function: { name, arguments: args } });
const read = (body: string) => readCompletion(body, tools);

describe('what the second model is told', () => {
  it('is the request, the time and the tools, under names that servers take', () => {
    const body = chatBody('llama', { request: 'hi there', now: '2026-03-04T10:30:00-05:00', zone: 'UTC', tools });
    expect(body).toMatchObject({ model: 'llama', stream: false, tool_choice: 'auto' });
    expect(body.messages).toMatchObject([{ role: 'system' }, { role: 'user', content: 'hi there' }]);
    expect(body.tools).toContainEqual(
      expect.objectContaining({
        type: 'function',
        function: expect.objectContaining({
          name: 'slack_chat_postMessage',
          parameters: expect.objectContaining({ type: 'object', additionalProperties: false }),
        }),
      }),
    );
    expect(chatBody('llama', { request: 'hi', now: '', zone: '', tools: [] })).not.toHaveProperty('tools');
  });
  it('gives every tool a name of its own', () => {
    const all = connectors.flatMap((connector) => connector.tools);
    const names = functionNames([...all, ...all]);
    expect(names.size).toBe(all.length * 2);
    for (const name of names.keys()) expect(name).toMatch(/^[\w-]{1,64}$/u);
  });
});

describe('what the second model answers', () => {
  it('may be words', () => {
    expect(read(message(' Paris. \n'))).toEqual({ kind: 'words', text: 'Paris.' });
    const long = read(message('x'.repeat(20_000)));
    expect(long.kind === 'words' && long.text.length).toBe(8001);
  });
  it('may be a call, with values as text', () => {
    const args = { payment: 'the last one', amount: 5, reason: null };
    const expected = { kind: 'call', tool: 'stripe.refunds.create', args: { payment: 'the last one', amount: '5' } };
    expect(read(message(null, [call('stripe_refunds_create', JSON.stringify(args))]))).toEqual(expected);
    // Some servers send the object itself.
    expect(read(message('', [call('stripe_refunds_create', args)]))).toEqual(expected);
    expect(
      read(message(null, [call('slack_conversations_invite', '{"channel":"#a","users":["Ana","Bo"]}')])),
    ).toMatchObject({ args: { users: ['Ana', 'Bo'] } });
  });
  it.each([
    ['not JSON', 'Hello!'],
    ['another shape', '{"error":{"message":"no"}}'],
    ['no choice', '{"choices":[]}'],
    ['nothing', message('  ')],
    ['null', 'null'],
    ['a tool that was not offered', message(null, [call('stripe_customers_delete', '{}')])],
    ['a name of ours, which is not the one given', message(null, [call('stripe.refunds.create', '{}')])],
    ['arguments that are no JSON', message(null, [call('stripe_refunds_create', '{"payment":')])],
    ['arguments that are no object', message(null, [call('stripe_refunds_create', '[1]')])],
    ['arguments nested too deep', message(null, [call('stripe_refunds_create', '{"payment":{"a":{"b":1}}}')])],
    [
      'two calls at once',
      message('', [call('stripe_refunds_create', '{}'), call('stripe_refunds_create', '{"payment":"x"}')]),
    ],
  ])('is of no use when it is %s', (_name, body) => {
    expect(read(body)).toMatchObject({ kind: 'trouble', why: expect.stringMatching(/^[a-z].*[^.]$/u) });
  });
});
