import { describe, expect, it } from 'vitest';
import type { KindName } from '../../../connectors/index.ts';
import { type Json, ThimbleError } from '../../../shared/index.ts';
import { resolvers } from './index.ts';
import type { Resolution } from './types.ts';

/** Three directories that know the same people by different names. Kim Stone is in GitHub alone. */
const answers: Readonly<Record<string, Json>> = {
  'slack.users.list': {
    members: [
      { id: 'U000000001', name: 'jp', real_name: 'Joana Pereira', profile: { email: 'joana@acme.example' } },
      { id: 'U000000002', name: 'danw', real_name: 'Dan Wu', profile: { email: 'dan@acme.example' } },
      { id: 'U000000003', name: 'dan.b', real_name: 'Dan Bell', profile: { email: 'bell@acme.example' } },
    ],
  },
  'slack.auth.test': { user_id: 'U000000001', user: 'jp' },
  'slack.conversations.list': { channels: [{ id: 'C000000001', name: 'general' }] },
  'github.orgs.list_mine': [{ login: 'acme' }],
  'github.orgs.members': [
    { login: 'octo-jo', name: 'Joana Pereira', email: null },
    { login: 'wuuu', name: null, email: 'dan@acme.example' },
    { login: 'stonek', name: 'Kim Stone', email: null },
  ],
  'github.user.get': { login: 'me-myself', name: 'Sam Hill', email: null },
  'notion.users.list': {
    results: [
      { id: '11111111-1111-4111-8111-111111111111', name: 'J. Pereira', email: 'Joana@acme.example', type: 'person' },
      { id: '22222222-2222-4222-8222-222222222222', name: 'Dan Bell', email: '', type: 'person' },
      { id: '33333333-3333-4333-8333-333333333333', name: 'Helper', email: '', type: 'bot' },
    ],
  },
};

async function resolve(kind: KindName, words: string, down: readonly string[] = []): Promise<Resolution> {
  const resolver = resolvers[kind];
  if (!resolver) throw new Error(`no resolver for ${kind}`);
  return resolver(words, {
    now: 0,
    zone: 'UTC',
    me: null,
    param: { kind, description: '', sets: [] },
    tool: 'test',
    resolved: {},
    request: words,
    lookup: async (tool) => {
      if (down.some((service) => tool.startsWith(service))) throw new ThimbleError('service_error', 'It is down.', '');
      const answer = answers[tool];
      if (answer === undefined) throw new ThimbleError('not_found', `There is no ${tool} here.`, '');
      return answer;
    },
  });
}

const value = async (kind: KindName, words: string, down?: readonly string[]): Promise<Json> => {
  const found = await resolve(kind, words, down);
  return found.kind === 'resolved' ? found.value : found.kind === 'missing' ? found.message : found.kind;
};

describe('the person themselves', () => {
  it('is found in Notion, whose integration is nobody’s, as another account’s owner', async () => {
    expect(await value('notion.user', 'me')).toEqual({
      id: '11111111-1111-4111-8111-111111111111',
      name: 'J. Pereira',
    });
  });
  it('is not guessed where no service tells an address', async () => {
    expect(await value('notion.user', 'me', ['slack'])).toMatch(/does not know which Notion user you are/u);
    expect(await value('notion.user', 'me', ['slack', 'github'])).toMatch(/say your name instead/u);
  });
});

describe('a person named as another service knows them', () => {
  it.each<[KindName, string, Json]>([
    ['github.user', '@jp', { login: 'octo-jo' }],
    ['github.user', 'joana@acme.example', { login: 'octo-jo' }],
    ['github.user', 'danw', { login: 'wuuu' }],
    ['github.user', 'U000000002', { login: 'wuuu' }],
    ['slack.user', 'octo-jo', { id: 'U000000001', name: 'Joana Pereira' }],
    ['slack.user', "@wuuu's", { id: 'U000000002', name: 'Dan Wu' }],
    ['slack.destination', '@octo-jo', { id: 'U000000001', name: 'Joana Pereira', type: 'person', private: true }],
    ['slack.destination', 'wuuu', { id: 'U000000002', name: 'Dan Wu', type: 'person', private: true }],
    ['notion.user', 'octo-jo', { id: '11111111-1111-4111-8111-111111111111', name: 'J. Pereira' }],
    ['notion.user', '@dan.b', { id: '22222222-2222-4222-8222-222222222222', name: 'Dan Bell' }],
    ['notion.user', 'jp', { id: '11111111-1111-4111-8111-111111111111', name: 'J. Pereira' }],
  ])('%s: %s', async (kind, words, expected) => {
    expect(await value(kind, words)).toEqual(expected);
  });

  it('says how it knows, and that the other service has them where nobody here is the same', async () => {
    expect(await resolve('github.user', '@jp')).toMatchObject({ via: 'Slack, matched by e-mail address or name' });
    expect(await value('slack.user', 'stonek')).toBe(
      'There is nobody called “stonek” in Slack: GitHub has that person, but nobody there has the same address or name.',
    );
    expect(await value('notion.user', 'nobody')).toBe('There is no person called “nobody” in the Notion workspace.');
  });

  it('does without a service that cannot be asked', async () => {
    expect(await value('notion.user', '@dan.b', ['github'])).toMatchObject({ name: 'Dan Bell' });
    expect(await value('notion.user', 'octo-jo', ['github', 'slack'])).toMatch(/^There is no person/u);
  });

  it('asks no other service for somebody who is known here', async () => {
    expect(await value('slack.user', 'joana', ['github', 'notion'])).toMatchObject({ id: 'U000000001' });
    expect(await value('slack.destination', 'general', ['github', 'notion'])).toMatchObject({ id: 'C000000001' });
  });
});
