import {
  APIErrorCode,
  APIResponseError,
  Client,
  collectAllDataSourceRows,
  collectPaginatedAPI,
  isFullBlock,
  isFullComment,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  isFullUser,
  isNotionClientError,
  iteratePaginatedAPI,
  LogLevel,
} from '@notionhq/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operations, workspace } from '../../connectors/demo/index.ts';
import { type Fault, type ServedEmulator, serveEmulator } from '../../connectors/index.ts';
import { createNotionEmulator, notionFailure } from '../../connectors/notion/emulator/index.ts';
import { lin, notes, paragraph, planning, tasks, webhooks, words } from './notion-records.ts';

/** The official SDK as a client of the emulator: it must not notice that this is not Notion. */

const token = 'secret';
const emulator = (without: readonly 'user_information'[] = []) =>
  createNotionEmulator(workspace, { now: () => Date.parse(workspace.now), token, without });
type ClientOptions = NonNullable<ConstructorParameters<typeof Client>[0]>;
const clientOf = (served: ServedEmulator, options: ClientOptions = {}): Client =>
  new Client({
    auth: token,
    baseUrl: served.origin,
    notionVersion: '2026-03-11',
    retry: false,
    // Errors are what some tests are about.
    logLevel: LogLevel.ERROR,
    ...options,
  });

let served: ServedEmulator;
let notion: Client;
beforeAll(async () => {
  served = await serveEmulator(emulator(), operations);
  notion = clientOf(served);
});
afterAll(() => served?.close());
beforeEach(() => served.reset());

/** The error that a call of the SDK throws. */
async function errorOf(call: Promise<unknown>): Promise<APIResponseError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(isNotionClientError(error)).toBe(true);
  if (!APIResponseError.isAPIResponseError(error)) throw new Error(`not an error of the API: ${String(error)}`);
  return error;
}

describe('records go there and back', () => {
  it('pages', async () => {
    const made = await notion.pages.create({
      parent: { data_source_id: tasks.data_source },
      properties: { Name: { title: words('Patch the host') }, Due: { date: { start: '2026-03-05' } } },
      icon: { type: 'emoji', emoji: '🚨' },
      markdown: '- [ ] see the runbook',
    });
    const changed = await notion.pages.update({
      page_id: made.id,
      properties: { Assignee: { people: [{ id: lin.id }] }, Status: { status: { name: 'Done' } } },
      is_locked: true,
    });
    if (!isFullPage(changed)) throw new Error('not a full page');
    expect(await notion.pages.retrieve({ page_id: made.id })).toMatchObject({
      parent: { type: 'data_source_id', data_source_id: tasks.data_source, database_id: tasks.id },
      properties: {
        Name: { type: 'title', title: [{ plain_text: 'Patch the host' }] },
        Due: { date: { start: '2026-03-05', end: null } },
        Assignee: { people: [{ object: 'user', name: 'Lin Zhao' }] },
        Status: { status: { name: 'Done' } },
      },
      icon: { emoji: '🚨' },
      is_locked: true,
      in_trash: false,
    });
    expect(await notion.pages.retrieveMarkdown({ page_id: made.id })).toMatchObject({
      markdown: '- [ ] see the runbook',
      truncated: false,
    });
    await notion.pages.update({ page_id: made.id, in_trash: true });
    expect(await notion.pages.retrieve({ page_id: made.id })).toMatchObject({ in_trash: true });
  });

  it('only the wanted values of a page, by their ids', async () => {
    const source = await notion.dataSources.retrieve({ data_source_id: tasks.data_source });
    const page = await notion.pages.retrieve({
      page_id: webhooks.id,
      filter_properties: [source.properties.Due?.id ?? '', 'title'],
    });
    expect(isFullPage(page) && Object.keys(page.properties)).toEqual(['Name', 'Due']);
  });

  it('blocks', async () => {
    const { results } = await notion.blocks.children.append({
      block_id: planning.id,
      children: [{ to_do: { rich_text: words('Book a room') } }, { divider: {} }],
      position: { type: 'after_block', after_block: { id: paragraph.id } },
    });
    const [todo] = results;
    if (!todo || !isFullBlock(todo) || todo.type !== 'to_do') throw new Error('not a to-do');
    expect(todo.to_do.checked).toBe(false);
    await notion.blocks.update({ block_id: todo.id, to_do: { rich_text: words('Book it'), checked: true } });
    expect(await notion.blocks.retrieve({ block_id: todo.id })).toMatchObject({
      parent: { type: 'page_id', page_id: planning.id },
      to_do: { checked: true, rich_text: [{ plain_text: 'Book it' }] },
    });
    await notion.blocks.delete({ block_id: todo.id });
    const left = await notion.blocks.children.list({ block_id: planning.id });
    expect(left.results.map((block) => isFullBlock(block) && block.type)).toEqual(['paragraph', 'divider']);
  });

  it('databases and their data sources', async () => {
    const made = await notion.databases.create({
      parent: { type: 'page_id', page_id: notes.id },
      title: words('Reading list'),
      initial_data_source: { properties: { Title: { title: {} }, Read: { checkbox: {} } } },
    });
    if (!isFullDatabase(made)) throw new Error('not a full database');
    const source = made.data_sources[0]?.id ?? '';
    await notion.dataSources.update({
      data_source_id: source,
      properties: { Read: { name: 'Finished' }, Stars: { number: { format: 'number' } } },
    });
    const columns = await notion.dataSources.retrieve({ data_source_id: source });
    if (!isFullDataSource(columns)) throw new Error('not a full data source');
    expect(Object.values(columns.properties).map(({ name, type }) => `${name} ${type}`)).toEqual([
      'Title title',
      'Finished checkbox',
      'Stars number',
    ]);
    await notion.databases.update({ database_id: made.id, description: words('Books'), is_inline: true });
    expect(await notion.databases.retrieve({ database_id: made.id })).toMatchObject({
      description: [{ plain_text: 'Books' }],
      is_inline: true,
    });
  });

  it('comments and users', async () => {
    const first = await notion.comments.create({ parent: { page_id: planning.id }, markdown: 'Looks good' });
    if (!isFullComment(first)) throw new Error('not a full comment');
    await notion.comments.create({ discussion_id: first.discussion_id, rich_text: words('Thanks') });
    const { results } = await notion.comments.list({ block_id: planning.id });
    expect(results.map(({ rich_text }) => rich_text[0]?.plain_text)).toEqual(['Looks good', 'Thanks']);
    await notion.comments.delete({ comment_id: first.id });
    expect(await notion.comments.list({ block_id: planning.id })).toMatchObject({ results: [] });
    const user = await notion.users.retrieve({ user_id: lin.id });
    expect(isFullUser(user) && user.name).toBe('Lin Zhao');
    expect(await notion.users.me({})).toMatchObject({ type: 'bot' });
  });

  it('in the older version, where the trash has two names', async () => {
    const older = clientOf(served, { notionVersion: '2025-09-03' });
    const page = await older.pages.update({ page_id: planning.id, archived: true });
    expect(page).toMatchObject({ archived: true, in_trash: true });
  });

  it('searches', async () => {
    const { results } = await notion.search({ query: 'runbook', filter: { property: 'object', value: 'page' } });
    expect(results).toMatchObject([{ object: 'page' }]);
  });
});

describe('paging helpers', () => {
  const line = (index: number) => ({ paragraph: { rich_text: words(`line ${index}`) } });

  it('iterate over more blocks than a page holds', async () => {
    for (const start of [0, 80])
      await notion.blocks.children.append({
        block_id: notes.id,
        children: Array.from({ length: 80 }, (_one, index) => line(start + index)),
      });
    const seen: string[] = [];
    for await (const block of iteratePaginatedAPI(notion.blocks.children.list, { block_id: notes.id }))
      if (isFullBlock(block) && block.type === 'paragraph') seen.push(block.paragraph.rich_text[0]?.plain_text ?? '');
    expect(seen).toEqual([
      'Meeting notes: first paragraph',
      ...Array.from({ length: 160 }, (_one, at) => `line ${at}`),
    ]);
    expect(served.received.filter(({ op }) => op === 'notion.blocks.children.list')).toHaveLength(2);
  });

  it('collect users, rows and search results, each once', async () => {
    const users = await collectPaginatedAPI(notion.users.list, { page_size: 2 });
    expect(new Set(users.map(({ id }) => id)).size).toBe(workspace.people.length + 1);
    const rows = await collectPaginatedAPI(notion.dataSources.query, {
      data_source_id: tasks.data_source,
      page_size: 3,
      sorts: [{ property: 'Due', direction: 'ascending' }],
    });
    expect(rows).toHaveLength(4);
    const found = await collectPaginatedAPI(notion.search, { page_size: 4 });
    expect(new Set(found.map(({ id }) => id)).size).toBe(
      workspace.notion.pages.length + workspace.notion.databases.length,
    );
  });

  it('collect every row by the time of its creation', async () => {
    const rows = await collectAllDataSourceRows(notion, { data_source_id: tasks.data_source, page_size: 2 });
    expect(rows.map(({ id }) => id)).toContain(webhooks.id);
    expect(rows).toHaveLength(4);
  });
});

describe('errors', () => {
  const missing = '00000000-0000-4000-8000-000000000000';

  it('of the token', async () => {
    const stranger = clientOf(served, { auth: 'wrong' });
    expect(await errorOf(stranger.users.me({}))).toMatchObject({ code: APIErrorCode.Unauthorized, status: 401 });
  });

  it('of what is not there', async () => {
    const error = await errorOf(notion.pages.retrieve({ page_id: missing }));
    expect(error).toMatchObject({ code: APIErrorCode.ObjectNotFound, status: 404 });
    expect(error.message).toContain(missing);
    expect(error.request_id).toMatch(/^[0-9a-f-]{36}$/u);
  });

  it('of the request', async () => {
    const long = await errorOf(
      notion.comments.create({ parent: { page_id: planning.id }, rich_text: words('x'.repeat(2001)) }),
    );
    expect(long).toMatchObject({ code: APIErrorCode.ValidationError, status: 400 });
    expect(long.message).toContain('body.rich_text[0].text.content.length should be ≤ `2000`');
    expect(await errorOf(notion.request({ path: 'nothing', method: 'get' }))).toMatchObject({
      code: APIErrorCode.InvalidRequestURL,
    });
  });

  it('of the trash', async () => {
    await notion.pages.update({ page_id: planning.id, in_trash: true });
    const error = await errorOf(notion.pages.update({ page_id: planning.id, is_locked: true }));
    expect(error.message).toContain('archived');
  });

  it('of what the integration may not do', async () => {
    const limited = await serveEmulator(emulator(['user_information']), operations);
    try {
      expect(await errorOf(clientOf(limited).users.list({}))).toMatchObject({
        code: APIErrorCode.RestrictedResource,
        status: 403,
      });
    } finally {
      await limited.close();
    }
  });

  it.each([
    ['rate_limited', APIErrorCode.RateLimited, 429],
    ['conflict_error', APIErrorCode.ConflictError, 409],
    ['internal_server_error', APIErrorCode.InternalServerError, 500],
    ['service_unavailable', APIErrorCode.ServiceUnavailable, 503],
    ['gateway_timeout', APIErrorCode.GatewayTimeout, 504],
  ] as const)('of the hour: %s', async (failure, code, status) => {
    served.addFault({ times: 1, action: { kind: 'respond', response: notionFailure(failure, 7) } });
    const error = await errorOf(notion.users.me({}));
    expect(error).toMatchObject({ code, status });
    expect(new Headers(error.headers as HeadersInit).get('retry-after')).toBe('7');
  });

  it('are waited out by the SDK where the service says how long', async () => {
    const fault: Fault = { times: 2, action: { kind: 'respond', response: notionFailure('rate_limited', 1) } };
    served.addFault(fault);
    const patient = clientOf(served, { retry: { maxRetries: 2, initialRetryDelayMs: 1, maxRetryDelayMs: 1 } });
    expect(await patient.users.me({})).toMatchObject({ type: 'bot' });
    expect(served.received.map(({ status }) => status)).toEqual([429, 429, 200]);
  });
});
