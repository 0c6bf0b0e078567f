import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/index.ts';
import { destinationAudience, narrowest, sourceAudience } from './audience.ts';
import { customersOf, recipientsOf, repositoriesOf } from './recipients.ts';

const call = (tool: string, values: Readonly<Record<string, readonly [kind: string, value: Json]>>) => ({
  tool,
  params: Object.fromEntries(Object.entries(values).map(([name, [kind]]) => [name, { kind }])),
  args: Object.fromEntries(Object.entries(values).map(([name, [, value]]) => [name, value])),
});
type Call = ReturnType<typeof call>;

const names = ({ tool, params, args }: Call) => recipientsOf(tool, params, args).map(({ name }) => name);
const keys = ({ tool, params, args }: Call) => recipientsOf(tool, params, args).map(({ key }) => key);
const channel = (name: string, hidden = false): Json => ({ id: `C-${name}`, name, private: hidden });
const repo = (name: string, hidden: boolean): Json => ({ owner: 'Acme', repo: name, private: hidden });
const issue: Json = { owner: 'acme', repo: 'Web', number: 1, title: 'x' };

describe('recipients', () => {
  it('are told apart by what does not change, and named as people name them', () => {
    const to = (type: string): Call =>
      call('slack.chat.postMessage', { to: ['slack.destination', { id: 'X1', name: 'ana', type, private: true }] });
    expect([keys(to('channel')), names(to('channel'))]).toEqual([['slack.channel:X1'], ['#ana']]);
    expect([keys(to('person')), names(to('person'))]).toEqual([['slack.user:X1'], ['ana']]);
    // Renamed, a channel is the same; another one of the same name is not.
    expect(keys(call('t', { c: ['slack.channel', { id: 'X1', name: 'other', private: false }] }))).toEqual([
      'slack.channel:X1',
    ]);
  });

  it('are all of a list, each once, over every value', () => {
    const invite = call('slack.conversations.invite', {
      channel: ['slack.channel', channel('random')],
      users: [
        'slack.user',
        [
          { id: 'U1', name: 'Ana' },
          { id: 'U2', name: 'Joe' },
          { id: 'U1', name: 'Ana' },
        ],
      ],
    });
    expect(names(invite)).toEqual(['#random', 'Ana', 'Joe']);
  });

  it('compare GitHub names and e-mail addresses without case', () => {
    expect(keys(call('github.issues.comment', { issue: ['github.issue', issue] }))).toEqual(['github.repo:acme/web']);
    expect(keys(call('x', { email: ['email', ' Ana@Example.com'] }))).toEqual(['email:ana@example.com']);
  });

  it('are the customer behind a payment, an invoice or a subscription, where there is one', () => {
    const of = (kind: string, customer: Json) => {
      const { params, args } = call('stripe.refunds.create', { it: [kind, { id: 'x', customer, customer_name: 'O' }] });
      return customersOf(params, args).map(({ key }) => key);
    };
    for (const kind of ['stripe.payment', 'stripe.invoice', 'stripe.subscription'])
      expect(of(kind, 'cus_1')).toEqual(['stripe.customer:cus_1']);
    expect(of('stripe.payment', null)).toEqual([]);
  });

  it('are the Notion page that something is put into, not the one that is changed', () => {
    const page = { id: 'p1', title: 'Notes', data_source: null };
    expect(names(call('notion.blocks.children.append', { page: ['notion.page', page] }))).toEqual(['Notes']);
    expect(names(call('notion.pages.update', { page: ['notion.page', page] }))).toEqual([]);
    const parent = { type: 'data_source', id: 'd1', title: 'Tasks' };
    expect(keys(call('notion.pages.create', { parent: ['notion.parent', parent] }))).toEqual(['notion.database:d1']);
  });

  it('are none for values that are not what their kind says', () => {
    for (const value of [null, 'general', 5, [], [null], { id: 7 }, { name: 'x' }] as Json[])
      for (const kind of ['slack.channel', 'github.repo', 'stripe.customer', 'notion.parent'])
        expect(keys(call('t', { it: [kind, value] }))).toEqual([]);
  });
});

describe('repositories', () => {
  it('are named in records, in the texts of look-ups, and in what is to be made', () => {
    const of = ({ params, args }: Call) => repositoriesOf(params, args);
    expect(of(call('github.repos.find', { owner: ['text', 'Acme'], repo: ['text', 'Web'] }))).toEqual(['acme/web']);
    expect(of(call('t', { a: ['github.repo', repo('api', true)], b: ['github.issue', issue] }))).toEqual([
      'acme/api',
      'acme/web',
    ]);
    const made = { org: ['github.user', { login: 'Acme' }], name: ['text', 'Site'] } as const;
    expect(of(call('github.repos.create_in_org', made))).toEqual(['acme/site']);
  });
});

describe('who can read', () => {
  const history = (hidden: boolean): Call =>
    call('slack.conversations.history', { channel: ['slack.channel', channel('a', hidden)] });
  const message = (id: string): Call =>
    call('slack.conversations.replies', { message: ['slack.message', { channel: id, channel_name: 'a', ts: '1' }] });
  const comment = (more: Record<string, readonly [string, Json]> = {}): Call =>
    call('github.issues.comment', { issue: ['github.issue', issue], ...more });

  it('what a read brought back is told by its arguments; what they do not say is for few', () => {
    expect(sourceAudience(history(true))).toBe('few');
    expect(sourceAudience(history(false))).toBe('workspace');
    expect(sourceAudience(message('D123'))).toBe('few');
    expect(sourceAudience(message('C123'))).toBe('few');
    expect(sourceAudience(call('slack.search.messages', { query: ['text', 'x'] }))).toBe('few');
    expect(sourceAudience(call('github.search.code', { text: ['text', 'x'] }))).toBe('few');
    expect(sourceAudience(call('github.repos.get', { repo: ['github.repo', repo('web', false)] }))).toBe('world');
    expect(sourceAudience(comment())).toBe('few');
    expect(sourceAudience(call('todo.tasks.list', {}))).toBe('few');
    expect(sourceAudience(call('notion.search', {}))).toBe('workspace');
  });

  it('what a change writes is told the same way; what they do not say is for as many as can be', () => {
    expect(destinationAudience({ ...history(true), tool: 'slack.conversations.setTopic' })).toBe('few');
    expect(destinationAudience({ ...message('C123'), tool: 'slack.chat.update' })).toBe('workspace');
    expect(destinationAudience(comment())).toBe('world');
    expect(destinationAudience(comment({ repo: ['github.repo', repo('web', true)] }))).toBe('few');
    // Another repository beside it says nothing of this one.
    expect(destinationAudience(comment({ repo: ['github.repo', repo('api', true)] }))).toBe('world');
    expect(destinationAudience(call('github.gists.create', { public: ['boolean', true] }))).toBe('world');
    expect(destinationAudience(call('github.gists.create', {}))).toBe('few');
    expect(destinationAudience(call('github.repos.create', {}))).toBe('world');
    expect(destinationAudience(call('todo.tasks.create', {}))).toBe('world');
  });

  it('of several places is who can read the least of them', () => {
    expect(narrowest(['world', 'few', 'workspace'])).toBe('few');
    expect(narrowest(['world', 'workspace'])).toBe('workspace');
    expect(narrowest([])).toBeNull();
  });
});
