import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/index.ts';
import type { ToolApi, ToolRequest, ToolResult } from '../kit/index.ts';
import { directApi, modelSchema } from '../kit/index.ts';
import { createNotionEmulator } from './emulator/index.ts';
import { notion } from './index.ts';

const workspace: unknown = JSON.parse(readFileSync(new URL('../demo/workspace.json', import.meta.url), 'utf8'));
const emulator = createNotionEmulator(workspace, { now: () => Date.parse('2026-03-04T15:30:00Z'), token: 'secret' });

const tasks = {
  id: '5fb85967-f532-43ab-acc2-d0b698d5c7e4',
  data_source: '1ba4ea5e-e874-4e76-a944-7ab57a683536',
  title: 'Tasks',
};
const crm = {
  id: 'c4499d86-3386-4e10-ad79-e048c07dd775',
  data_source: '3eda83d7-c58d-4e0d-aa0c-f318656b3e6f',
  title: 'CRM',
};
const webhooks = {
  id: 'd74ff1fe-4f7f-405a-af9e-bdd25b001a3f',
  title: 'Migrate billing webhooks',
  data_source: tasks.data_source,
};
const planning = { id: '572b4e3c-02ea-47f3-a4a7-15e4e48dd740', title: 'Q1 planning', data_source: null };
const notes = { id: '52ad6074-dce1-4188-a383-0d71939b5318', title: 'Meeting notes', data_source: null };
const block = { id: '89a58f3a-ef34-46f9-a86b-d8773c9d5194', type: 'paragraph', text: 'Q1 planning: first paragraph' };
const lin = { id: 'f0fb23c6-f5da-4cec-a554-04e4fb440034', name: 'Lin Zhao' };

/** Runs a tool on a fresh emulator; answers its result and the requests that it sent. */
async function call(
  name: string,
  args: JsonObject,
  before?: (api: ToolApi) => Promise<unknown>,
): Promise<ToolResult & { sent: ToolRequest[]; last: ToolRequest }> {
  emulator.reset();
  const direct = directApi(notion, emulator, 'secret');
  await before?.(direct);
  const sent: ToolRequest[] = [];
  const api: ToolApi = {
    send: (request) => {
      sent.push(request);
      return direct.send(request);
    },
  };
  const tool = notion.tools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  const result = await tool.run(args as never, api);
  const last = sent.at(-1);
  if (!last) throw new Error('nothing was sent');
  return { ...result, sent, last };
}

describe('pages', () => {
  it('creates a row under the title property of its database', async () => {
    const { last, data } = await call('notion.pages.create', {
      title: 'Patch the host',
      parent: { type: 'data_source', id: tasks.data_source, title: 'Tasks' },
      properties: {
        Assignee: { type: 'people', value: [lin.id], label: 'Lin Zhao' },
        Due: { type: 'date', value: ['2026-03-05', '2026-03-06'], label: '5 to 6 March' },
        Priority: { type: 'select', value: 'High', label: 'High' },
      },
      content: 'See the runbook',
    });
    expect(last).toEqual({
      method: 'POST',
      path: '/v1/pages',
      body: {
        parent: { data_source_id: tasks.data_source },
        properties: {
          Name: { title: [{ text: { content: 'Patch the host' } }] },
          Assignee: { people: [{ id: lin.id }] },
          Due: { date: { start: '2026-03-05', end: '2026-03-06' } },
          Priority: { select: { name: 'High' } },
        },
        markdown: 'See the runbook',
      },
    });
    expect(data).toMatchObject({
      title: 'Patch the host',
      properties: { Assignee: { people: [{ id: lin.id, name: 'Lin Zhao' }] } },
    });
  });

  it('creates a page under a page with the plain title', async () => {
    const { sent } = await call('notion.pages.create', {
      title: 'Retro',
      parent: { type: 'page', id: notes.id, title: 'Meeting notes' },
      icon: '🚨',
      cover: 'https://example.com/a.png',
    });
    expect(sent).toEqual([
      {
        method: 'POST',
        path: '/v1/pages',
        body: {
          parent: { page_id: notes.id },
          properties: { title: { title: [{ text: { content: 'Retro' } }] } },
          icon: { type: 'emoji', emoji: '🚨' },
          cover: { type: 'external', external: { url: 'https://example.com/a.png' } },
        },
      },
    ]);
  });

  it('updates and clears properties', async () => {
    const { last } = await call('notion.pages.update', {
      page: webhooks,
      properties: {
        Due: { type: 'date', value: null, label: 'cleared' },
        Assignee: { type: 'people', value: null, label: 'cleared' },
        Status: { type: 'status', value: 'Done', label: 'Done' },
      },
    });
    expect(last).toEqual({
      method: 'PATCH',
      path: `/v1/pages/${webhooks.id}`,
      body: { properties: { Due: { date: null }, Assignee: { people: [] }, Status: { status: { name: 'Done' } } } },
    });
  });

  it.each([
    [{ new_title: 'Plan' }, { properties: { title: { title: [{ text: { content: 'Plan' } }] } } }],
    [{ trash: true }, { in_trash: true }],
    [{ icon: '🎉' }, { icon: { type: 'emoji', emoji: '🎉' } }],
    [{ remove: 'icon' }, { icon: null }],
    [{ locked: true }, { is_locked: true }],
    [{ erase_content: true }, { erase_content: true }],
  ])('updates a page by %j', async (args, body) => {
    const { last } = await call('notion.pages.update', { page: planning, ...args });
    expect(last.body).toEqual(body);
  });

  it('refuses an update that changes nothing, before sending', async () => {
    await expect(call('notion.pages.update', { page: planning })).rejects.toThrow('Say what should change');
  });

  it('says the asked-for properties', async () => {
    const { summary } = await call('notion.pages.retrieve', { page: webhooks, properties: ['due', 'Assignee'] });
    expect(summary).toBe('Migrate billing webhooks: Due: 2026-03-13, Assignee: Joe Kim.');
    const { data } = await call('notion.pages.retrieve', { page: webhooks, properties: ['due'] });
    expect(Object.keys((data as { properties: JsonObject }).properties)).toEqual(['Name', 'Due']);
  });

  it.each([
    [
      { action: 'update_content', find: 'first', text: 'second' },
      { type: 'update_content', update_content: { content_updates: [{ old_str: 'first', new_str: 'second' }] } },
    ],
    [
      { action: 'update_content', find: 'first', everywhere: true },
      {
        type: 'update_content',
        update_content: { content_updates: [{ old_str: 'first', new_str: '', replace_all_matches: true }] },
      },
    ],
    [
      { action: 'replace_content', text: 'New' },
      { type: 'replace_content', replace_content: { new_str: 'New' } },
    ],
    [
      { action: 'insert_content', text: 'New', position: 'start' },
      { type: 'insert_content', insert_content: { content: 'New', position: { type: 'start' } } },
    ],
    [
      { action: 'replace_content_range', text: 'New', section: 'planning' },
      { type: 'replace_content_range', replace_content_range: { content: 'New', content_range: 'planning' } },
    ],
  ])('edits Markdown by %j', async (args, body) => {
    const { last } = await call('notion.pages.update_markdown', { page: planning, ...args });
    expect(last).toEqual({ method: 'PATCH', path: `/v1/pages/${planning.id}/markdown`, body });
  });
});

describe('blocks', () => {
  it.each([
    [{ text: 'Hi' }, [{ type: 'paragraph', paragraph: { rich_text: [{ text: { content: 'Hi' } }] } }]],
    [{ text: 'Hi', as: 'heading_1' }, [{ type: 'heading_1', heading_1: { rich_text: [{ text: { content: 'Hi' } }] } }]],
    [
      { items: ['a', 'b'], as: 'to_do' },
      ['a', 'b'].map((content) => ({ type: 'to_do', to_do: { rich_text: [{ text: { content } }] } })),
    ],
    [{ link: 'https://a.example' }, [{ type: 'bookmark', bookmark: { url: 'https://a.example' } }]],
    [{ as: 'divider' }, [{ type: 'divider', divider: {} }]],
  ])('appends %j', async (args, children) => {
    const { last } = await call('notion.blocks.children.append', { page: notes, ...args });
    expect(last).toEqual({ method: 'PATCH', path: `/v1/blocks/${notes.id}/children`, body: { children } });
  });

  it('appends a section after a block', async () => {
    const { last, data } = await call('notion.blocks.children.append', {
      page: planning,
      heading: 'Scope',
      text: 'All of it',
      after: block,
    });
    expect(last.body?.position).toEqual({ type: 'after_block', after_block: { id: block.id } });
    expect(data).toMatchObject({
      results: [
        { type: 'heading_2', text: 'Scope' },
        { type: 'paragraph', text: 'All of it' },
      ],
    });
  });

  it('rewords a block under the key of its own type', async () => {
    const { last, data } = await call('notion.blocks.update', { block, text: 'New words' });
    expect(last).toEqual({
      method: 'PATCH',
      path: `/v1/blocks/${block.id}`,
      body: { paragraph: { rich_text: [{ text: { content: 'New words' } }] } },
    });
    expect(data).toMatchObject({ text: 'New words' });
    await expect(call('notion.blocks.update', { block, checked: true })).rejects.toThrow('is not a to-do');
  });

  it('deletes a block, and reads what is left', async () => {
    const { last } = await call('notion.blocks.delete', { block });
    expect(last).toEqual({ method: 'DELETE', path: `/v1/blocks/${block.id}` });
    const read = await call('notion.blocks.children.list', { page: planning }, (api) => api.send(last));
    expect(read.data).toMatchObject({ results: [] });
  });
});

describe('databases', () => {
  it.each([
    [{}, {}],
    [
      { where: { Priority: { type: 'select', value: 'High', label: 'High' } } },
      { filter: { property: 'Priority', select: { equals: 'High' } } },
    ],
    [
      { where: { Priority: { type: 'select', value: 'High', label: 'High' } }, before: '2026-03-15' },
      {
        filter: {
          and: [
            { property: 'Priority', select: { equals: 'High' } },
            { property: 'Due', date: { before: '2026-03-15' } },
          ],
        },
      },
    ],
    [
      { where: { Status: { type: 'status', value: ['Done', 'In progress'], label: '' } } },
      {
        filter: {
          or: [
            { property: 'Status', status: { equals: 'Done' } },
            { property: 'Status', status: { equals: 'In progress' } },
          ],
        },
      },
    ],
    [
      { where: { Assignee: { type: 'people', value: null, label: 'empty' } } },
      { filter: { property: 'Assignee', people: { is_empty: true } } },
    ],
    [
      { except: { Assignee: { type: 'people', value: [lin.id], label: 'Lin' } } },
      { filter: { property: 'Assignee', people: { does_not_contain: lin.id } } },
    ],
    [{ span: 'next_week' }, { filter: { property: 'Due', date: { next_week: {} } } }],
    [
      { since: '2026-03-01', date_property: 'last_edited_time' },
      { filter: { timestamp: 'last_edited_time', last_edited_time: { on_or_after: '2026-03-01' } } },
    ],
    [{ title: 'billing' }, { filter: { property: 'Name', title: { contains: 'billing' } } }],
    [{ sort_by: 'due date' }, { sorts: [{ property: 'Due', direction: 'ascending' }] }],
    [{ sort_by: 'their deadlines' }, { sorts: [{ property: 'Due', direction: 'ascending' }] }],
    [{ sort_by: 'owner' }, { sorts: [{ property: 'Assignee', direction: 'ascending' }] }],
    [
      { sort_by: 'created_time', direction: 'descending' },
      { sorts: [{ timestamp: 'created_time', direction: 'descending' }] },
    ],
  ])('queries by %j', async (args, body) => {
    const { last } = await call('notion.data_sources.query', { database: tasks, ...args });
    expect(last).toEqual({
      method: 'POST',
      path: `/v1/data_sources/${tasks.data_source}/query`,
      body: { ...body, page_size: 100 },
    });
  });

  it('asks about the row’s own times and makers by the types of their columns', async () => {
    const columns = (api: ToolApi): Promise<unknown> =>
      api.send({
        method: 'PATCH',
        path: `/v1/data_sources/${tasks.data_source}`,
        body: { properties: { Made: { created_time: {} }, Maker: { created_by: {} } } },
      });
    const bot = (await call('notion.users.me', {})).data as { id: string };
    const where = { Maker: { type: 'created_by', value: [bot.id], label: 'Thimble' } };
    const args = { database: tasks, where, since: '2026-01-01', date_property: 'made' };
    const { last, data } = await call('notion.data_sources.query', args, columns);
    expect(last.body?.filter).toEqual({
      and: [
        { property: 'Maker', created_by: { contains: bot.id } },
        { property: 'Made', created_time: { on_or_after: '2026-01-01' } },
      ],
    });
    expect((data as { results: unknown[] }).results).toHaveLength(4);
    await expect(
      call('notion.data_sources.query', { database: tasks, on: '2026-03-01', date_property: 'Priority' }),
    ).rejects.toThrow('Priority holds no dates.');
  });

  it('gives rows as few words, so that several fit into what the model sees', async () => {
    const { data } = await call('notion.data_sources.query', { database: tasks, sort_by: 'Due' });
    const { results } = data as { results: JsonObject[] };
    expect(results[1]).toEqual({
      object: 'page',
      id: 'c12a4b00-6298-4475-ab46-c5296f62e338',
      title: 'Write the March changelog',
      url: expect.stringContaining('c12a4b0062984475ab46c5296f62e338'),
      properties: { Status: 'In progress', Assignee: ['Eve Johnson'], Due: '2026-03-06', Priority: 'Medium' },
    });
    expect(results).toHaveLength(4);
    expect(JSON.stringify(data).length).toBeLessThanOrEqual(2048);
  });

  it('keeps the wanted columns only', async () => {
    const { data, summary } = await call('notion.data_sources.query', {
      database: tasks,
      columns: ['owner'],
      title: 'webhooks',
    });
    expect(data).toMatchObject({ results: [{ title: 'Migrate billing webhooks' }] });
    expect((data as { results: { properties: JsonObject }[] }).results[0]?.properties).toEqual({
      Assignee: ['Joe Kim'],
    });
    expect(summary).toBe('1 row of Tasks: Migrate billing webhooks (Assignee Joe Kim)');
  });

  it('asks which column is meant by a number only where there are several', async () => {
    const { last, data } = await call('notion.data_sources.query', { database: crm, more_than: 8000 });
    expect(last.body?.filter).toEqual({ property: 'ARR', number: { greater_than: 8000 } });
    expect(data).toMatchObject({ results: [{ title: 'Harborview Clinic' }] });
    await expect(call('notion.data_sources.query', { database: tasks, more_than: 1 })).rejects.toThrow(
      'no number column',
    );
  });

  it('creates a database and adds the title column that nobody named', async () => {
    const { last, data } = await call('notion.databases.create', {
      title: 'Reading list',
      parent: notes,
      columns: {
        Read: { type: 'checkbox', value: null, label: '' },
        Size: { type: 'select', value: ['S', 'L'], label: '' },
      },
    });
    expect(last.body).toEqual({
      parent: { type: 'page_id', page_id: notes.id },
      title: [{ text: { content: 'Reading list' } }],
      initial_data_source: {
        properties: {
          Name: { title: {} },
          Read: { checkbox: {} },
          Size: { select: { options: [{ name: 'S' }, { name: 'L' }] } },
        },
      },
    });
    expect(data).toMatchObject({ title: 'Reading list', data_sources: [{ name: 'Reading list' }] });
  });

  it.each([
    [{ new_title: 'Work' }, { title: [{ text: { content: 'Work' } }] }],
    [{ description: 'All work' }, { description: [{ text: { content: 'All work' } }] }],
    [{ remove: 'description' }, { description: [] }],
    [{ parent: notes }, { parent: { type: 'page_id', page_id: notes.id } }],
    [{ inline: false }, { is_inline: false }],
  ])('updates a database by %j', async (args, body) => {
    const { last } = await call('notion.databases.update', { database: tasks, ...args });
    expect(last).toEqual({ method: 'PATCH', path: `/v1/databases/${tasks.id}`, body });
  });

  it.each([
    [{ property: 'due', new_name: 'Deadline' }, { properties: { Due: { name: 'Deadline' } } }],
    [{ property: 'Notes' }, { properties: { Notes: { rich_text: {} } } }],
    [{ property: 'Cost', type: 'number' }, { properties: { Cost: { number: {} } } }],
    [
      { property: 'priority', option: 'Urgent' },
      {
        properties: {
          Priority: { select: { options: ['High', 'Medium', 'Low', 'Urgent'].map((name) => ({ name })) } },
        },
      },
    ],
    [{ property: 'Priority', remove: true }, { properties: { Priority: null } }],
  ])('changes columns by %j', async (args, body) => {
    const { last } = await call('notion.data_sources.update', { database: tasks, ...args });
    expect(last).toEqual({ method: 'PATCH', path: `/v1/data_sources/${tasks.data_source}`, body });
  });

  it('names the columns where there is no such one', async () => {
    await expect(
      call('notion.data_sources.update', { database: tasks, property: 'Cost', remove: true }),
    ).rejects.toThrow('the columns are Name, Status');
  });

  it('reads a database and its columns', async () => {
    expect((await call('notion.databases.retrieve', { database: tasks })).data).toMatchObject({
      data_sources: [{ id: tasks.data_source }],
    });
    const { summary } = await call('notion.data_sources.retrieve', { database: tasks, property: 'priority' });
    expect(summary).toBe('Tasks has Priority (High, Medium, Low).');
  });
});

describe('search, users, comments', () => {
  it('searches', async () => {
    const { last, data } = await call('notion.search', {
      query: 'runbook',
      type: 'page',
      order: 'descending',
      count: 5,
    });
    expect(last).toEqual({
      method: 'POST',
      path: '/v1/search',
      body: {
        query: 'runbook',
        filter: { property: 'object', value: 'page' },
        sort: { timestamp: 'last_edited_time', direction: 'descending' },
        page_size: 5,
      },
    });
    expect(data).toMatchObject({ results: [{ title: 'Incident runbook' }] });
    expect((await call('notion.search', { query: 'runbook' })).summary).toBe('Found 1 result: Incident runbook.');
    expect((await call('notion.search', { query: 'no such thing' })).summary).toBe('Found nothing.');
  });

  it('reads users', async () => {
    const found = await call('notion.users.list', { who: 'lin' });
    expect(found.summary).toBe('In the workspace: Lin Zhao');
    expect(found.data).toMatchObject({ results: [{ name: 'Lin Zhao' }] });
    expect((await call('notion.users.retrieve', { user: lin })).data).toMatchObject({
      name: 'Lin Zhao',
      email: 'lin@brightloom.dev',
    });
    expect((await call('notion.users.me', {})).data).toMatchObject({ type: 'bot' });
  });

  it('comments on a page and replies in its discussion', async () => {
    const first = await call('notion.comments.create', { page: planning, text: 'Looks good' });
    expect(first.last).toEqual({
      method: 'POST',
      path: '/v1/comments',
      body: { parent: { page_id: planning.id }, rich_text: [{ text: { content: 'Looks good' } }] },
    });
    const seed = (api: ToolApi): Promise<unknown> => api.send(first.last);
    const reply = await call('notion.comments.create', { page: planning, text: 'Thanks', reply: true }, seed);
    expect(reply.last.body).toEqual({
      discussion_id: expect.any(String),
      rich_text: [{ text: { content: 'Thanks' } }],
    });
    const read = await call('notion.comments.list', { page: planning }, seed);
    expect(read.summary).toBe('1 comment on “Q1 planning”: “Looks good”');
    await expect(call('notion.comments.create', { page: planning, text: 'x', reply_to: lin }, seed)).rejects.toThrow(
      'no such comment',
    );
  });
});

describe('manifest', () => {
  it('gives every tool a schema, an effect text and operations.json’s name', () => {
    expect(notion.tools.filter((tool) => !tool.internal)).toHaveLength(20);
    for (const tool of notion.tools)
      expect(modelSchema(tool)).toMatchObject({ type: 'object', additionalProperties: false });
    const update = notion.tools.find((tool) => tool.name === 'notion.pages.update');
    expect(update?.effectText({ page: planning, trash: true } as never, {})).toBe(
      'Change “Q1 planning”: move it to the trash.',
    );
  });

  it('reads responses by Notion’s conventions', () => {
    expect(notion.readResponse(200, {})).toEqual({ ok: true });
    expect(notion.readResponse(401, { object: 'error', message: 'x' })).toMatchObject({ code: 'unauthorized' });
    expect(notion.readResponse(403, { message: 'no' })).toMatchObject({ code: 'unauthorized' });
    expect(notion.readResponse(429, {})).toMatchObject({ code: 'rate_limited' });
    expect(notion.readResponse(404, { message: 'gone' })).toMatchObject({ code: 'not_found' });
    expect(notion.readResponse(400, { message: 'bad' })).toMatchObject({
      code: 'service_error',
      message: 'Notion did not accept the request: bad',
    });
    expect(notion.readPaths.some((path) => path.test('/v1/data_sources/abc/query'))).toBe(true);
    expect(notion.readPaths.some((path) => path.test('/v1/pages'))).toBe(false);
  });
});
