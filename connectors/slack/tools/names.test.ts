import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import type { ToolApi } from '../../kit/guest.ts';
import { namesOf, withAuthor } from './names.ts';

/** A workspace whose first page has `listed`, and which knows `others` one by one. */
function workspaceOf(listed: JsonObject[], others: JsonObject[]): { api: ToolApi; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    api: {
      async send({ path, query }) {
        asked.push(`${path} ${query?.user ?? ''}`.trim());
        if (path === '/api/users.list') return { status: 200, body: { ok: true, members: listed }, link: '' };
        const user = others.find((one) => one.id === query?.user);
        if (!user) throw new Error('user_not_found');
        return { status: 200, body: { ok: true, user }, link: '' };
      },
    },
  };
}

const ada = { id: 'U1', real_name: 'Ada Bell', name: 'ada' };
const bo = { id: 'U2', name: 'bo', profile: { real_name: 'Bo Lee' } };

describe('namesOf', () => {
  it('asks nobody where there is nobody', async () => {
    const { api, asked } = workspaceOf([ada], []);
    expect(await namesOf(api, ['', ''])).toEqual(new Map());
    expect(asked).toEqual([]);
  });

  it('takes the first page, and asks one by one for whom it does not have', async () => {
    const { api, asked } = workspaceOf([ada, { id: 'U9', real_name: 'Not asked for' }], [bo]);
    expect(await namesOf(api, ['U1', 'U2', 'U1'])).toEqual(
      new Map([
        ['U1', 'Ada Bell'],
        ['U2', 'Bo Lee'],
      ]),
    );
    expect(asked).toEqual(['/api/users.list', '/api/users.info U2']);
  });

  it('keeps what it has where the rest cannot be read', async () => {
    const { api } = workspaceOf([ada], []);
    expect(await namesOf(api, ['U1', 'U3'])).toEqual(new Map([['U1', 'Ada Bell']]));
  });

  it('asks for ten people at most', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `U${index}`, name: `n${index}` }));
    const { api, asked } = workspaceOf([], many);
    const names = await namesOf(
      api,
      many.map(({ id }) => id),
    );
    expect([names.size, asked.length]).toEqual([10, 11]);
  });
});

describe('withAuthor', () => {
  it('puts the name in front, and leaves alone what has none', () => {
    expect(JSON.stringify(withAuthor({ text: 'hi', user: 'U1' }, new Map([['U1', 'Ada']])))).toBe(
      '{"from":"Ada","text":"hi","user":"U1"}',
    );
    expect(withAuthor({ text: 'hi', user: 'U2' }, new Map())).toEqual({ text: 'hi', user: 'U2' });
  });
});
