import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import type { EmulatorResponse } from '../../kit/index.ts';
import { type Capability, createNotionEmulator, notionFailure } from './index.ts';

const workspace: unknown = JSON.parse(readFileSync(new URL('../../demo/workspace.json', import.meta.url), 'utf8'));
const headers = { authorization: 'Bearer secret', 'notion-version': '2026-03-11' };
const tasks = '1ba4ea5e-e874-4e76-a944-7ab57a683536';
const tasksDatabase = '5fb85967-f532-43ab-acc2-d0b698d5c7e4';
const planning = '572b4e3c-02ea-47f3-a4a7-15e4e48dd740';
const paragraph = '89a58f3a-ef34-46f9-a86b-d8773c9d5194';
const webhooks = 'd74ff1fe-4f7f-405a-af9e-bdd25b001a3f';

function start(without: readonly Capability[] = []) {
  const emulator = createNotionEmulator(workspace, {
    now: () => Date.parse('2026-03-04T15:30:00Z'),
    token: 'secret',
    without,
  });
  const send = (
    method: string,
    path: string,
    body: JsonObject | null = null,
    query: JsonObject = {},
    version = headers['notion-version'],
  ): EmulatorResponse =>
    emulator.handle({ method, path, query, body, headers: { ...headers, 'notion-version': version } });
  return { emulator, send };
}

const text = (content: string): JsonObject[] => [{ text: { content } }];
const messageOf = (response: EmulatorResponse): unknown => (response.body as JsonObject).message;

/** A refusal as the API words it, with nothing changed. */
function refused(send: () => EmulatorResponse, message: string): void {
  const response = send();
  expect(response).toMatchObject({ status: 400, body: { object: 'error', code: 'validation_error' } });
  expect(messageOf(response)).toContain(message);
}

describe('names that an endpoint does not take', () => {
  it.each([
    ['PATCH', `/v1/pages/${planning}`, { title: 'x' }, {}, 'body.title should be not present, instead was `"x"`.'],
    ['POST', '/v1/search', { text: 'x' }, {}, 'body.text should be not present'],
    ['PATCH', `/v1/databases/${tasksDatabase}`, { properties: {} }, {}, 'body.properties should be not present'],
    ['GET', '/v1/users', null, { limit: '5' }, 'query failed validation: query.limit should be not present'],
    ['PATCH', `/v1/pages/${planning}`, { archived: true }, {}, 'body.archived should be not present'],
  ])('%s %s refuses %j %j', (method, path, body, query, message) => {
    const { emulator, send } = start();
    const before = emulator.snapshot();
    refused(() => send(method, path, body, query), message);
    expect(emulator.snapshot()).toEqual(before);
  });

  it('takes the older names in the older version', () => {
    const { send } = start();
    const archive = send('PATCH', `/v1/pages/${planning}`, { archived: true }, {}, '2025-09-03');
    expect(archive).toMatchObject({ status: 200, body: { in_trash: true, archived: true } });
  });
});

describe('lists', () => {
  it('gives at most 100 a page, and knows its own cursors only', () => {
    const { send } = start();
    const list = (query: JsonObject): EmulatorResponse => send('GET', '/v1/users', null, query);
    refused(() => list({ page_size: '101' }), 'query.page_size should be ≤ `100`, instead was `"101"`.');
    refused(() => list({ page_size: '0' }), 'query.page_size should be ≥ `1`');
    refused(() => list({ page_size: 'many' }), 'query.page_size should be an integer');
    refused(() => list({ start_cursor: 'x' }), 'query.start_cursor should be a valid uuid');
    refused(() => list({ start_cursor: planning }), 'The start_cursor provided is invalid');
    const query = `/v1/data_sources/${tasks}/query`;
    refused(() => send('POST', query, { page_size: 101 }), 'body.page_size should be ≤ `100`, instead was `101`.');
    refused(() => send('POST', query, { page_size: '5' }), 'body.page_size should be an integer');
  });

  it('finds what is in the trash where asked to', () => {
    const { send } = start();
    send('PATCH', `/v1/pages/${planning}`, { in_trash: true });
    const found = send('POST', '/v1/search', { filter: { in_trash: true } });
    expect(found).toMatchObject({ body: { results: [{ id: planning, in_trash: true }] } });
  });
});

describe('the trash', () => {
  it('keeps what is in it, and what lies in that, from being edited', () => {
    const { send } = start();
    const inside = send('POST', '/v1/pages', {
      parent: { page_id: planning },
      properties: { title: text('Inside') },
    }).body as { id: string };
    send('PATCH', `/v1/pages/${planning}`, { in_trash: true });
    const itself = "Can't edit block that is archived.";
    const ancestor = "Can't edit page on block with an archived ancestor.";
    refused(() => send('PATCH', `/v1/pages/${planning}`, { is_locked: true }), itself);
    refused(() => send('PATCH', `/v1/blocks/${planning}/children`, { children: [{ divider: {} }] }), itself);
    refused(() => send('PATCH', `/v1/pages/${inside.id}`, { is_locked: true }), ancestor);
    refused(() => send('PATCH', `/v1/pages/${inside.id}`, { in_trash: false }), ancestor);
    refused(() => send('PATCH', `/v1/blocks/${paragraph}`, { paragraph: { rich_text: text('x') } }), ancestor);
    refused(() => send('DELETE', `/v1/blocks/${paragraph}`), ancestor);
    refused(() => send('POST', '/v1/comments', { parent: { page_id: planning }, markdown: 'x' }), itself);
    refused(
      () => send('POST', '/v1/pages', { parent: { page_id: planning }, properties: { title: text('x') } }),
      ancestor,
    );
    send('PATCH', `/v1/databases/${tasksDatabase}`, { in_trash: true });
    refused(() => send('PATCH', `/v1/pages/${webhooks}`, { is_locked: true }), ancestor);
    refused(() => send('PATCH', `/v1/data_sources/${tasks}`, { title: text('x') }), itself);
  });
});

describe('sizes', () => {
  const append = (send: ReturnType<typeof start>['send'], children: JsonObject[]): EmulatorResponse =>
    send('PATCH', `/v1/blocks/${planning}/children`, { children });
  const block = (rich_text: JsonObject[]): JsonObject => ({ paragraph: { rich_text } });

  it('limits texts, lists of them, addresses and blocks', () => {
    const { send } = start();
    const long = (length: number): string => 'x'.repeat(length);
    refused(
      () => append(send, [block(text(long(2001)))]),
      'body.children[0].paragraph.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`.',
    );
    refused(
      () => append(send, [block(Array.from({ length: 101 }, () => ({ text: { content: 'x' } })))]),
      'rich_text.length should be ≤ `100`, instead was `101`.',
    );
    refused(
      () =>
        append(
          send,
          Array.from({ length: 101 }, () => ({ divider: {} })),
        ),
      'body.children.length should be ≤ `100`, instead was `101`.',
    );
    refused(() => append(send, [{ bookmark: { url: long(2001) } }]), 'bookmark.url.length should be ≤ `2000`');
    const option = (name: string): EmulatorResponse =>
      send('PATCH', `/v1/pages/${webhooks}`, { properties: { Priority: { select: { name } } } });
    refused(() => option(long(101)), 'length should be ≤ `100`');
    refused(() => option('High, Low'), 'commas not allowed');
  });

  it('takes blocks two levels deep, in blocks that can hold some', () => {
    const { send } = start();
    const nest = (...children: JsonObject[]): JsonObject => ({ toggle: { rich_text: text('x'), children } });
    expect(append(send, [nest(block(text('in')))])).toMatchObject({ status: 200 });
    refused(() => append(send, [nest(nest(nest()))]), 'body.children[0].toggle.children[0].toggle.children');
    const added = append(send, [{ divider: {} }]).body as { results: { id: string }[] };
    refused(
      () => send('PATCH', `/v1/blocks/${added.results[0]?.id}/children`, { children: [{ divider: {} }] }),
      'of type divider does not support children',
    );
  });
});

describe('queries', () => {
  const query = (body: JsonObject): EmulatorResponse => {
    const { send } = start();
    // Without rows a filter is refused all the same.
    for (const { id } of (send('POST', `/v1/data_sources/${tasks}/query`, {}).body as { results: { id: string }[] })
      .results)
      send('PATCH', `/v1/pages/${id}`, { in_trash: true });
    return send('POST', `/v1/data_sources/${tasks}/query`, body);
  };

  it.each([
    [{ property: 'Status', select: { equals: 'Done' } }, 'database property status does not match filter select'],
    [{ property: 'Nope', select: { equals: 'x' } }, 'Could not find property with name or id: Nope'],
    [{ property: 'Status', status: { equals: 'Someday' } }, 'status option "Someday" not found'],
    [{ property: 'Priority', select: { contains: 'High' } }, 'body.filter.select.contains should be not present'],
    [{ property: 'Name', title: { equals: 5 } }, 'body.filter.title.equals should be a string, instead was `5`.'],
    [{ property: 'Assignee', people: { contains: 'Lin' } }, 'body.filter.people.contains should be a valid uuid'],
    [{ property: 'Due', date: { is_empty: false } }, 'body.filter.date.is_empty should be `true`'],
    [{ property: 'Due', date: { before: 'soon' } }, 'should be a valid ISO 8601 date string'],
    [{ property: 'Due', date: { before: '2026-03-05', after: '2026-03-01' } }, 'should have one condition'],
    [{ timestamp: 'due', due: { before: '2026-03-05' } }, 'filter.timestamp should be'],
    [{ and: [{ or: [{ and: [{ property: 'Due', date: { is_empty: true } }] }] }] }, 'nested too deep'],
  ])('refuses the filter %j', (filter, message) => {
    refused(() => query({ filter }), message);
  });

  it.each([
    [{ property: 'Nope', direction: 'ascending' }, 'Could not find sort property'],
    [{ property: 'Due', direction: 'up' }, 'body.sorts[0].direction should be'],
    [{ timestamp: 'due', direction: 'ascending' }, 'body.sorts[0].timestamp should be'],
  ])('refuses the sort %j', (sort, message) => {
    refused(() => query({ sorts: [sort] }), message);
  });
});

describe('what an integration may do', () => {
  it('refuses what it was not given', () => {
    const forbidden = { status: 403, body: { object: 'error', code: 'restricted_resource' } };
    const { send } = start(['user_information', 'insert_comments']);
    expect(send('GET', '/v1/users')).toMatchObject(forbidden);
    expect(send('GET', '/v1/users/me')).toMatchObject({ status: 200 });
    expect(send('POST', '/v1/comments', { parent: { page_id: planning }, markdown: 'x' })).toMatchObject(forbidden);
    expect(send('GET', '/v1/comments', null, { block_id: planning })).toMatchObject({ status: 200 });
  });

  it('deletes its own comments only, the replies with the first', () => {
    const { send } = start();
    const comment = (body: JsonObject): { id: string; discussion_id: string } =>
      send('POST', '/v1/comments', { ...body, markdown: 'x' }).body as { id: string; discussion_id: string };
    const first = comment({ parent: { page_id: planning } });
    const reply = comment({ discussion_id: first.discussion_id });
    expect(send('DELETE', `/v1/comments/${first.id}`)).toMatchObject({ status: 200, body: { id: first.id } });
    expect(send('DELETE', `/v1/comments/${reply.id}`)).toMatchObject({
      status: 404,
      body: { code: 'object_not_found' },
    });
  });
});

describe('databases', () => {
  it('keeps the ids of options through renames, and takes no icon off', () => {
    const { emulator, send } = start();
    const before = emulator.snapshot();
    const column = (name: string): JsonObject =>
      (send('GET', `/v1/data_sources/${tasks}`).body as { properties: Record<string, JsonObject> }).properties[name] ??
      {};
    const { id, select } = column('Priority');
    const { options } = select as { options: JsonObject[] };
    send('PATCH', `/v1/data_sources/${tasks}`, { properties: { Priority: { name: 'Weight', select: { options } } } });
    expect(column('Weight')).toMatchObject({ id, select: { options } });
    emulator.reset();
    refused(
      () => send('PATCH', `/v1/databases/${tasksDatabase}`, { icon: null }),
      'body.icon should be an object or `undefined`, instead was `null`.',
    );
    expect(emulator.snapshot()).toEqual(before);
  });
});

describe('scripted failures', () => {
  it('look as the service’s own', () => {
    expect(notionFailure('rate_limited', 3)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '3' },
      body: { object: 'error', status: 429, code: 'rate_limited' },
    });
    expect(notionFailure('conflict_error')).toMatchObject({ status: 409, body: { code: 'conflict_error' } });
    expect(notionFailure('conflict_error')).not.toHaveProperty('headers');
  });
});
