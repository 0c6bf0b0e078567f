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

  it('says what a value is for when there is none', async () => {
    const empty = { tool, args: {}, confidence: {}, choices: new Map(), request: '', now: 0, zone: 'UTC', me: null };
    const call = await resolveCall(
      { ...empty, trace: (text) => ({ kind: 'words', text }), lookup: async () => null },
      resolvers,
    );
    expect(call).toMatchObject({ kind: 'missing', param: 'user', message: 'One thing is missing: person to look up.' });
  });
});
