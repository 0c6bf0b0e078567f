import { describe, expect, it } from 'vitest';
import { defineTool } from '../../../connectors/index.ts';
import { resolveCall } from './call.ts';
import type { Resolution, Resolvers } from './types.ts';

const tool = defineTool({
  name: 'slack.users.info',
  title: 'Look up a person',
  description: 'Look up a person.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: { user: { kind: 'slack.user', description: 'Person to look up', required: true, sets: ['user'] } },
  effectText: () => 'Look up a person.',
  run: async () => ({ data: null, summary: '' }),
});

const known = ['Lin', 'Of Montreal'];
const resolvers: Resolvers = {
  'slack.user': async (words): Promise<Resolution> =>
    known.includes(words)
      ? { kind: 'resolved', value: { id: 'U1', name: words }, label: words, via: 'people' }
      : { kind: 'missing', message: `Nobody is called “${words}”.` },
};

async function read(user: string): Promise<string> {
  const call = await resolveCall(
    {
      tool,
      args: { user },
      confidence: {},
      trace: (text) => ({ kind: 'words', text }),
      choices: new Map(),
      request: user,
      now: 0,
      zone: 'UTC',
      me: null,
      lookup: async () => null,
    },
    resolvers,
  );
  if (call.kind === 'resolved') return call.labels.user ?? '';
  return call.kind === 'missing' ? call.message : call.question.text;
}

describe('resolveCall', () => {
  it.each([
    ['Lin', 'Lin'],
    ['to Lin', 'Lin'],
    ['Lin for', 'Lin'],
    ['with Lin, thanks', 'Lin'],
    ['Of Montreal', 'Of Montreal'],
  ])('reads “%s” as %s', async (words, label) => expect(await read(words)).toBe(label));

  it.each(['to Zed', 'Lin Zed', 'to'])('says of “%s” what was said', async (words) =>
    expect(await read(words)).toBe(`Nobody is called “${words}”.`),
  );

  it('keeps where every item of a list and every pair of a map came from', async () => {
    const many = defineTool({
      name: 'slack.conversations.invite',
      title: 'Invite',
      description: 'Invite.',
      effect: 'write',
      undo: { kind: 'none', text: '' },
      params: {
        users: { kind: 'slack.user', description: 'People', many: true, required: true, sets: ['users'] },
        note: { kind: 'notion.properties', description: 'Values', sets: ['properties'] },
      },
      effectText: () => 'Invite.',
      run: async () => ({ data: null, summary: '' }),
    });
    const call = await resolveCall(
      {
        tool: many,
        args: { users: ['Lin', 'Of Montreal'], note: { Planted: 'Lin' } },
        confidence: {},
        trace: (text) => (text === 'Planted' ? { kind: 'result', step: 1, text } : { kind: 'words', text }),
        choices: new Map(),
        request: '',
        now: 0,
        zone: 'UTC',
        me: null,
        lookup: async () => null,
      },
      {
        ...resolvers,
        'notion.properties': async () => ({
          kind: 'resolved',
          value: { Planted: { type: 'text', value: 'Lin', label: 'Lin' } },
          label: 'x',
          via: null,
        }),
      },
    );
    if (call.kind !== 'resolved') throw new Error(JSON.stringify(call));
    expect(call.itemSources.users?.map((source) => source.kind === 'resolver' && source.text)).toEqual([
      'Lin',
      'Of Montreal',
    ]);
    expect(call.sources.note).toMatchObject({ kind: 'result', text: 'Planted' });
  });

  it('shows resolvers the request without the texts of others', async () => {
    let shown = '';
    const seeing: Resolvers = {
      'slack.user': async (words, context) => {
        shown = context.request;
        return { kind: 'resolved', value: { id: 'U1', name: words }, label: words, via: 'people' };
      },
    };
    const request = 'look her up: “Hello. I am Diego Morales.” and “Lin Chen”';
    await resolveCall(
      {
        tool,
        args: { user: 'her' },
        confidence: {},
        trace: (text) => ({ kind: 'words', text }),
        choices: new Map(),
        request,
        now: 0,
        zone: 'UTC',
        me: null,
        lookup: async () => null,
      },
      seeing,
    );
    expect(shown).not.toMatch(/Diego/u);
    expect(shown).toMatch(/look her up.*Lin Chen/u);
  });

  it('says what a value is for when there is none', async () => {
    const empty = { tool, args: {}, confidence: {}, choices: new Map(), request: '', now: 0, zone: 'UTC', me: null };
    const call = await resolveCall(
      { ...empty, trace: (text) => ({ kind: 'words', text }), lookup: async () => null },
      resolvers,
    );
    expect(call).toMatchObject({ kind: 'missing', param: 'user', message: 'One thing is missing: person to look up.' });
  });
});
