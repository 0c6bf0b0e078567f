import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import type { EmulatorResponse } from '../../kit/index.ts';
import { createNotionEmulator } from './index.ts';

const workspace: unknown = JSON.parse(readFileSync(new URL('../../demo/workspace.json', import.meta.url), 'utf8'));
const headers = { authorization: 'Bearer secret', 'notion-version': '2026-03-11' };
const tasks = '1ba4ea5e-e874-4e76-a944-7ab57a683536';
const planning = '572b4e3c-02ea-47f3-a4a7-15e4e48dd740';
const webhooks = 'd74ff1fe-4f7f-405a-af9e-bdd25b001a3f';

function start() {
  const emulator = createNotionEmulator(workspace, { now: () => Date.parse('2026-03-04T15:30:00Z'), token: 'secret' });
  const send = (
    method: string,
    path: string,
    body: JsonObject | null = null,
    query: JsonObject = {},
    own: Record<string, string> = headers,
  ): EmulatorResponse => emulator.handle({ method, path, query, body, headers: own });
  return { emulator, send };
}

const text = (content: string): JsonObject[] => [{ text: { content } }];

describe('what every request needs', () => {
  it('wants the token and a version that it knows', () => {
    const { send } = start();
    expect(send('GET', '/v1/users/me', null, {}, {})).toMatchObject({
      status: 401,
      body: { object: 'error', code: 'unauthorized', message: 'API token is invalid.' },
    });
    expect(send('GET', '/v1/users/me', null, {}, { authorization: 'Bearer secret' })).toMatchObject({
      status: 400,
      body: { code: 'missing_version' },
    });
    expect(send('GET', '/v1/users/me', null, {}, { ...headers, 'notion-version': '2022-06-28' })).toMatchObject({
      status: 400,
      body: { code: 'validation_error' },
    });
  });

  it('answers unknown addresses, ids that are none, and ids that nobody has', () => {
    const { send } = start();
    expect(send('GET', '/v1/nothing')).toMatchObject({ status: 400, body: { code: 'invalid_request_url' } });
    expect(send('GET', '/v1/pages/abc')).toMatchObject({ status: 400, body: { code: 'validation_error' } });
    expect(send('GET', '/v1/pages/00000000-0000-4000-8000-000000000000')).toMatchObject({
      status: 404,
      body: { code: 'object_not_found' },
    });
    expect(send('GET', `/v1/pages/${planning.replaceAll('-', '')}`)).toMatchObject({
      status: 200,
      body: { id: planning },
    });
  });

  it('keeps `archived` for the older version only', () => {
    const { send } = start();
    expect(send('GET', `/v1/pages/${planning}`).body).not.toHaveProperty('archived');
    expect(
      send('GET', `/v1/pages/${planning}`, null, {}, { ...headers, 'notion-version': '2025-09-03' }).body,
    ).toMatchObject({ archived: false });
  });
});

describe('pages', () => {
  it('refuses unknown properties, wrong types, unknown people and statuses, and changes nothing then', () => {
    const { emulator, send } = start();
    const before = emulator.snapshot();
    const update = (properties: JsonObject): EmulatorResponse => send('PATCH', `/v1/pages/${webhooks}`, { properties });
    expect(update({ Colour: { select: { name: 'Red' } } }).body).toMatchObject({
      message: 'Colour is not a property that exists.',
    });
    expect(update({ Due: { number: 3 } }).body).toMatchObject({ message: 'Due is expected to be date.' });
    expect(update({ Due: { date: { start: 'tomorrow' } } })).toMatchObject({ status: 400 });
    expect(update({ Status: { status: { name: 'Someday' } } })).toMatchObject({ status: 400 });
    expect(update({ Priority: { select: { name: 'Odd' } }, Assignee: { people: [{ id: planning }] } })).toMatchObject({
      status: 400,
    });
    expect(emulator.snapshot()).toEqual(before);
  });

  it('lets a select gain an option and starts a new row at the first status', () => {
    const { send } = start();
    const made = send('POST', '/v1/pages', {
      parent: { data_source_id: tasks },
      properties: { Name: { title: text('X') }, Priority: { select: { name: 'Urgent' } } },
    });
    expect(made).toMatchObject({
      status: 200,
      body: { properties: { Status: { status: { name: 'Not started' } }, Priority: { select: { name: 'Urgent' } } } },
    });
    expect(JSON.stringify(send('GET', `/v1/data_sources/${tasks}`).body)).toContain('Urgent');
  });

  it('trashes, hides and restores', () => {
    const { send } = start();
    send('PATCH', `/v1/pages/${planning}`, { in_trash: true });
    expect(send('POST', '/v1/search', { query: 'Q1' }).body).toMatchObject({ results: [] });
    expect(send('PATCH', `/v1/pages/${planning}`, { properties: { title: text('No') } })).toMatchObject({
      status: 400,
    });
    expect(send('PATCH', `/v1/pages/${planning}`, { in_trash: false })).toMatchObject({
      status: 200,
      body: { in_trash: false },
    });
  });

  it('edits Markdown in place and keeps the block', () => {
    const { send } = start();
    const edit = (old_str: string): EmulatorResponse =>
      send('PATCH', `/v1/pages/${planning}/markdown`, {
        type: 'update_content',
        update_content: { content_updates: [{ old_str, new_str: 'kickoff' }] },
      });
    expect(edit('no such words')).toMatchObject({ status: 400, body: { code: 'validation_error' } });
    expect(edit('first paragraph')).toMatchObject({ status: 200, body: { markdown: 'Q1 planning: kickoff' } });
    expect(send('GET', `/v1/blocks/${planning}/children`).body).toMatchObject({
      results: [{ id: '89a58f3a-ef34-46f9-a86b-d8773c9d5194', type: 'paragraph' }],
    });
  });

  it('does not drop a child page with the text unless told so', () => {
    const { send } = start();
    send('POST', '/v1/pages', { parent: { page_id: planning }, properties: { title: text('Inside') } });
    const replace = (allow: boolean): EmulatorResponse =>
      send('PATCH', `/v1/pages/${planning}/markdown`, {
        type: 'replace_content',
        replace_content: { new_str: '# New\n- [x] a', allow_deleting_content: allow },
      });
    expect(replace(false)).toMatchObject({ status: 400 });
    expect(replace(true)).toMatchObject({ body: { markdown: '# New\n- [x] a' } });
  });
});

describe('queries', () => {
  it('filters, sorts and pages', () => {
    const { send } = start();
    const query = (body: JsonObject): EmulatorResponse => send('POST', `/v1/data_sources/${tasks}/query`, body);
    const open = query({
      filter: {
        and: [
          { property: 'Status', status: { does_not_equal: 'Done' } },
          { property: 'Due', date: { before: '2026-03-15' } },
        ],
      },
      sorts: [{ property: 'Due', direction: 'descending' }],
    });
    expect(open.body).toMatchObject({ results: [{ id: webhooks }, { id: 'c12a4b00-6298-4475-ab46-c5296f62e338' }] });
    const first = query({ page_size: 3 }).body;
    expect(first).toMatchObject({ has_more: true });
    const rest = query({ page_size: 3, start_cursor: (first as { next_cursor: string }).next_cursor }).body;
    expect(rest).toMatchObject({ has_more: false, next_cursor: null, results: [{ object: 'page' }] });
    expect(query({ filter: { property: 'Due', date: { next_week: {} } } }).body).toMatchObject({
      results: [{ id: 'c12a4b00-6298-4475-ab46-c5296f62e338' }],
    });
  });

  it('refuses filters that do not fit the schema', () => {
    const { send } = start();
    const query = (filter: JsonObject): EmulatorResponse => send('POST', `/v1/data_sources/${tasks}/query`, { filter });
    expect(query({ property: 'Nope', select: { equals: 'x' } })).toMatchObject({
      status: 400,
      body: { message: 'Could not find property with name or id: Nope' },
    });
    expect(query({ property: 'Status', select: { equals: 'Done' } })).toMatchObject({
      status: 400,
      body: { message: 'database property status does not match filter select' },
    });
  });
});

describe('databases and blocks', () => {
  it('renames and removes columns in the rows too', () => {
    const { send } = start();
    expect(
      send('PATCH', `/v1/data_sources/${tasks}`, { properties: { Due: { name: 'Deadline' }, Priority: null } }),
    ).toMatchObject({ status: 200 });
    const page = send('GET', `/v1/pages/${webhooks}`).body as { properties: JsonObject };
    expect(Object.keys(page.properties)).toEqual(['Name', 'Status', 'Assignee', 'Deadline']);
    expect(send('PATCH', `/v1/data_sources/${tasks}`, { properties: { Name: null } })).toMatchObject({ status: 400 });
  });

  it('places blocks and deletes each once', () => {
    const { send } = start();
    const children = [{ divider: {} }];
    expect(send('PATCH', `/v1/blocks/${planning}/children`, { children, position: { type: 'start' } })).toMatchObject({
      status: 200,
    });
    const list = send('GET', `/v1/blocks/${planning}/children`).body as { results: { id: string; type: string }[] };
    expect(list.results.map((block) => block.type)).toEqual(['divider', 'paragraph']);
    const id = list.results[0]?.id ?? '';
    expect(send('DELETE', `/v1/blocks/${id}`)).toMatchObject({ status: 200, body: { in_trash: true } });
    expect(send('DELETE', `/v1/blocks/${id}`)).toMatchObject({ status: 400 });
    expect(send('PATCH', `/v1/blocks/${planning}/children`, { children: [{ nonsense: {} }] })).toMatchObject({
      status: 400,
    });
  });

  it('gives the same ids after a reset', () => {
    const { emulator, send } = start();
    const make = (): unknown =>
      (send('POST', '/v1/comments', { parent: { page_id: planning }, markdown: 'hi' }).body as { id: string }).id;
    const before = emulator.snapshot();
    const first = make();
    emulator.reset();
    expect(emulator.snapshot()).toEqual(before);
    expect(make()).toBe(first);
  });
});
