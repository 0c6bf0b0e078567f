import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/index.ts';
import { directApi, kinds, type ToolApi, type ToolDefinition, type ToolResult } from '../kit/index.ts';
import { createNotionEmulator } from './emulator/index.ts';
import { notion } from './index.ts';

const workspace: unknown = JSON.parse(readFileSync(new URL('../demo/workspace.json', import.meta.url), 'utf8'));
let minutes = 0;
const emulator = createNotionEmulator(workspace, {
  now: () => Date.parse('2026-03-04T15:30:00Z') + minutes * 60_000,
  token: 'secret',
});
const api = directApi(notion, emulator, 'secret');

const tasks = {
  id: '5fb85967-f532-43ab-acc2-d0b698d5c7e4',
  data_source: '1ba4ea5e-e874-4e76-a944-7ab57a683536',
  title: 'Tasks',
};
const webhooks = {
  id: 'd74ff1fe-4f7f-405a-af9e-bdd25b001a3f',
  title: 'Migrate billing webhooks',
  data_source: tasks.data_source,
};
const planning = { id: '572b4e3c-02ea-47f3-a4a7-15e4e48dd740', title: 'Q1 planning', data_source: null };
const notes = { id: '52ad6074-dce1-4188-a383-0d71939b5318', title: 'Meeting notes', data_source: null };
const block = { id: '89a58f3a-ef34-46f9-a86b-d8773c9d5194', type: 'paragraph', text: 'Q1 planning: first paragraph' };
const lin = 'f0fb23c6-f5da-4cec-a554-04e4fb440034';

function toolOf(name: string): ToolDefinition {
  const tool = notion.tools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool;
}

const run = (name: string, args: JsonObject): Promise<ToolResult> => toolOf(name).run(args as never, api);
const send = (method: 'POST' | 'PATCH', path: string, body: JsonObject): ReturnType<ToolApi['send']> =>
  api.send({ method, path, body });

type Things = Record<
  string,
  { inTrash: boolean; edited: string; children?: string[]; parent?: string; database?: string }
>;
interface Snapshot {
  pages: Things;
  blocks: Things;
  databases: Things;
  sources: Things;
  comments: Json;
}

/**
 * The state without what Notion keeps after any undo: the time of the last edit, and in the trash what is new since
 * `before`, with what lies in it (pages, databases and blocks are never really deleted).
 */
function apart(snapshot: Json, before: Json): unknown {
  const [now, then] = [structuredClone(snapshot) as unknown as Snapshot, before as unknown as Snapshot];
  const left = new Set<string>();
  for (const kind of ['pages', 'databases', 'blocks'] as const)
    for (const [id, one] of Object.entries(now[kind])) if (one.inTrash && !then[kind][id]) left.add(id);
  for (const [id, one] of [...Object.entries(now.sources), ...Object.entries(now.blocks)])
    if (left.has(one.database ?? one.parent ?? '')) left.add(id);
  const keep = (things: Things): unknown =>
    Object.fromEntries(
      Object.entries(things)
        .filter(([id]) => !left.has(id))
        .map(([id, { edited: _edited, ...rest }]) => [
          id,
          { ...rest, ...(rest.children ? { children: rest.children.filter((child) => !left.has(child)) } : {}) },
        ]),
    );
  return {
    pages: keep(now.pages),
    blocks: keep(now.blocks),
    databases: keep(now.databases),
    sources: keep(now.sources),
    comments: now.comments,
  };
}

/** Each call is one that can be run later: a known tool, every argument of its parameter's kind. */
function expectRunnable({ tool, args, text }: NonNullable<ToolResult['undo']>[number]): void {
  const { params } = toolOf(tool);
  expect(text.length).toBeLessThanOrEqual(300);
  for (const [name, value] of Object.entries(args)) {
    const param = params[name];
    expect(param, `${tool} takes ${name}`).toBeDefined();
    if (param) expect(kinds[param.kind].value.safeParse(value).success, `${tool}.${name}`).toBe(true);
  }
  for (const [name, param] of Object.entries(params)) if (param.required) expect(args).toHaveProperty(name);
}

/** Runs a tool and then what takes it back; checks that the first changed something and the second left nothing of it. */
async function takeBack(name: string, args: JsonObject, prepare?: () => Promise<unknown>): Promise<ToolResult> {
  emulator.reset();
  minutes = 0;
  await prepare?.();
  const before = emulator.snapshot();
  minutes = 10;
  const result = await run(name, args);
  expect(apart(emulator.snapshot(), before), 'it changed something').not.toEqual(apart(before, before));
  expect(toolOf(name).undo).toMatchObject({ kind: 'call', tool: result.undo?.[0]?.tool });
  minutes = 20;
  for (const call of result.undo ?? []) {
    expectRunnable(call);
    await run(call.tool, call.args);
  }
  expect(apart(emulator.snapshot(), before), 'all is as it was').toEqual(apart(before, before));
  return result;
}

const dressed = (): Promise<unknown> =>
  send('PATCH', `/v1/pages/${webhooks.id}`, {
    icon: { external: { url: 'https://example.com/i.png' } },
    cover: { external: { url: 'https://example.com/c.png' } },
    is_locked: true,
    properties: {
      Name: {
        title: [
          { text: { content: 'Migrate ' } },
          {
            text: { content: 'webhooks', link: { url: 'https://example.com' } },
            annotations: { bold: true, color: 'red' },
          },
          { mention: { user: { id: lin } } },
        ],
      },
      Due: { date: { start: '2026-03-13T09:00:00-05:00', end: '2026-03-14T09:00:00-05:00' } },
    },
  });

describe('pages', () => {
  it.each([
    [
      'properties',
      {
        properties: {
          Status: { type: 'status', value: 'Done', label: 'Done' },
          Priority: { type: 'select', value: null, label: 'cleared' },
          Assignee: { type: 'people', value: [lin], label: 'Lin Zhao' },
          Due: { type: 'date', value: '2026-04-01', label: '1 April' },
        },
      },
      'Put “Migrate billing webhooks” back as it was: Status Not started, Priority High, Assignee Joe Kim, Due 2026-03-13.',
    ],
    [
      'title',
      { new_title: 'Webhooks' },
      'Put “Migrate billing webhooks” back as it was: Name Migrate billing webhooks.',
    ],
    ['trash', { trash: true }, 'Put “Migrate billing webhooks” back as it was: out of the trash.'],
    [
      'looks, lock and archive',
      { icon: '🚀', cover: 'https://a.example/b.png', locked: true, archived: true },
      'Put “Migrate billing webhooks” back as it was: no icon, no cover, unlocked, not archived.',
    ],
  ])('puts %s back', async (_what, args, text) => {
    const { undo } = await takeBack('notion.pages.update', { page: webhooks, ...args });
    expect(undo?.map((call) => call.text)).toEqual([text]);
  });

  it('puts back styles, links, mentions, times and a picture', async () => {
    await takeBack(
      'notion.pages.update',
      {
        page: webhooks,
        new_title: 'Plain',
        properties: { Due: { type: 'date', value: null, label: 'cleared' } },
        icon: '🚀',
        remove: 'cover',
        locked: false,
      },
      dressed,
    );
  });

  it('leaves an option that the change brought to its column', async () => {
    emulator.reset();
    const columns = (): Json =>
      (emulator.snapshot() as unknown as { sources: Record<string, Json> }).sources[tasks.data_source] ?? null;
    const { undo } = await run('notion.pages.update', {
      page: webhooks,
      properties: { Priority: { type: 'select', value: 'Urgent', label: 'Urgent' } },
    });
    for (const call of undo ?? []) await run(call.tool, call.args);
    expect(JSON.stringify(columns())).toContain('Urgent');
    const { data } = await run('notion.pages.retrieve', { page: webhooks });
    expect(data).toMatchObject({ properties: { Priority: { select: { name: 'High' } } } });
  });

  it('puts a restored page into the trash again', async () => {
    await takeBack('notion.pages.update', { page: webhooks, trash: false }, () =>
      send('PATCH', `/v1/pages/${webhooks.id}`, { in_trash: true }),
    );
  });

  it('puts back only what really changed, and nothing where nothing did', async () => {
    emulator.reset();
    const properties = {
      Status: { type: 'status', value: 'Not started', label: 'Not started' },
      Priority: { type: 'select', value: 'Low', label: 'Low' },
    };
    const { undo } = await run('notion.pages.update', { page: webhooks, properties });
    expect(undo?.map(({ args }) => Object.keys((args.before as JsonObject).properties as JsonObject))).toEqual([
      ['Priority'],
    ]);
    expect((await run('notion.pages.update', { page: webhooks, properties })).undo).toEqual([]);
  });

  it('leaves out values of which the answer shows only a part', async () => {
    emulator.reset();
    const long = Array.from({ length: 30 }, (_one, index) => ({ text: { content: String(index) } }));
    await send('PATCH', `/v1/pages/${webhooks.id}`, { properties: { Name: { title: long } } });
    const { undo } = await run('notion.pages.update', { page: webhooks, new_title: 'Short', trash: true });
    expect(undo).toMatchObject([{ args: { before: {}, trash: false, says: 'out of the trash' } }]);
  });

  it('moves a new page to the trash', async () => {
    await takeBack('notion.pages.create', {
      parent: { type: 'data_source', id: tasks.data_source, title: 'Tasks' },
      title: 'Patch the host',
      content: '- [ ] now',
    });
    await takeBack('notion.pages.create', {
      parent: { type: 'page', id: notes.id, title: 'Meeting notes' },
      title: 'A',
    });
  });

  it('does the change again where its undo is undone', async () => {
    emulator.reset();
    const { undo } = await run('notion.pages.update', { page: webhooks, new_title: 'Webhooks', icon: '🚀' });
    const changed = emulator.snapshot();
    const [back] = undo ?? [];
    const again = await run(back?.tool ?? '', back?.args ?? {});
    for (const call of again.undo ?? []) await run(call.tool, call.args);
    expect(apart(emulator.snapshot(), changed)).toEqual(apart(changed, changed));
  });

  it('refuses an undo that would change more than such an undo may', async () => {
    const call = (before: JsonObject): Promise<ToolResult> =>
      run('notion.pages.restore', { page: webhooks, before, says: 'it' });
    await expect(call({ erase_content: true })).rejects.toThrow('erase_content');
  });
});

describe('text', () => {
  const edit = (args: JsonObject): Promise<ToolResult> =>
    takeBack('notion.pages.update_markdown', { page: planning, ...args });
  it.each([
    [{ action: 'update_content', find: 'first', text: 'second' }],
    [{ action: 'insert_content', text: '## Goals\n- one\n- two' }],
    [{ action: 'replace_content_range', section: 'planning', text: 'Nothing' }],
  ])('puts back what a page said before %j', async (args) => {
    const { undo } = await edit(args);
    expect(undo).toMatchObject([{ args: { text: 'Q1 planning: first paragraph' } }]);
  });

  /** The words, not the blocks: what was erased is in the trash, and its words come back in new blocks. */
  it('writes erased text again', async () => {
    emulator.reset();
    const { undo } = await run('notion.pages.update', { page: planning, erase_content: true });
    for (const call of undo ?? []) await run(call.tool, call.args);
    const { data } = await run('notion.blocks.children.list', { page: planning });
    expect(data).toMatchObject({ results: [{ type: 'paragraph', text: 'Q1 planning: first paragraph' }] });
  });

  it('does not offer to write erased pages again', async () => {
    emulator.reset();
    await send('POST', '/v1/pages', {
      parent: { page_id: planning.id },
      properties: { title: [{ text: { content: 'In' } }] },
    });
    expect((await run('notion.pages.update', { page: planning, erase_content: true })).undo).toEqual([]);
  });

  it('does not overwrite what somebody wrote since', async () => {
    emulator.reset();
    const { undo } = await run('notion.pages.update_markdown', {
      page: planning,
      action: 'insert_content',
      text: 'Mine',
    });
    await run('notion.blocks.children.append', { page: planning, text: 'Yours' });
    const before = emulator.snapshot();
    const [call] = undo ?? [];
    await expect(run(call?.tool ?? '', call?.args ?? {})).rejects.toThrow('has been edited since');
    expect(emulator.snapshot()).toEqual(before);
  });
});

describe('text that cannot be put back', () => {
  it.each([
    ['it was cut off', { truncated: true }],
    ['some blocks have no Markdown', { unknown_block_ids: [block.id] }],
    ['it is too long for the log', { markdown: 'x'.repeat(50_001) }],
    ['uploaded files in it have passing addresses', { markdown: '![](https://files.example/a?X-Amz-Signature=1)' }],
  ])('as %s', async (_why, answer) => {
    emulator.reset();
    const partial: ToolApi = {
      async send(request) {
        const response = await api.send(request);
        const body = response.body as JsonObject;
        return request.method === 'GET' ? { ...response, body: { ...body, ...answer } } : response;
      },
    };
    const args = { page: planning, action: 'replace_content', text: 'New' };
    expect((await toolOf('notion.pages.update_markdown').run(args as never, partial)).undo).toEqual([]);
  });
});

describe('blocks', () => {
  it('deletes what was added', async () => {
    const { undo } = await takeBack('notion.blocks.children.append', {
      page: planning,
      heading: 'Scope',
      items: ['a', 'b'],
    });
    expect(undo?.map((call) => call.text)).toEqual([
      'Delete the added heading “Scope”.',
      'Delete the added bullet “a”.',
      'Delete the added bullet “b”.',
    ]);
    const many = Array.from({ length: 21 }, (_one, index) => `line ${index}`);
    expect((await run('notion.blocks.children.append', { page: notes, items: many })).undo).toEqual([]);
  });

  it('puts text and ticks back', async () => {
    const styled = { rich_text: [{ text: { content: 'Bold' }, annotations: { bold: true } }] };
    await takeBack('notion.blocks.update', { block, text: 'New words' }, () =>
      send('PATCH', `/v1/blocks/${block.id}`, { paragraph: styled }),
    );
    await takeBack('notion.blocks.update', { block, trash: true });
    emulator.reset();
    const added = await run('notion.blocks.children.append', { page: notes, text: 'Book a room', as: 'to_do' });
    const [todo] = ((added.data as JsonObject).results ?? []) as JsonObject[];
    const { undo } = await run('notion.blocks.update', {
      block: { id: todo?.id ?? '', type: 'to_do', text: 'Book a room' },
      checked: true,
    });
    expect(undo).toMatchObject([{ args: { before: { to_do: { checked: false } }, says: 'not ticked' } }]);
  });

  it('brings a deleted block back to its place', async () => {
    await takeBack('notion.blocks.delete', { block, page: planning });
  });

  it('brings back a deleted page or database that lies in a page', async () => {
    emulator.reset();
    const page = await run('notion.pages.create', {
      parent: { type: 'page', id: notes.id, title: '' },
      title: 'Inside',
    });
    const made = await run('notion.databases.create', { parent: notes, title: 'List' });
    for (const [type, result] of [
      ['child_page', page],
      ['child_database', made],
    ] as const) {
      const before = emulator.snapshot();
      const id = (result.data as { id: string }).id;
      const { undo } = await run('notion.blocks.delete', { block: { id, type, text: 'It' } });
      expect(emulator.snapshot()).not.toEqual(before);
      for (const call of undo ?? []) {
        expectRunnable(call);
        await run(call.tool, call.args);
      }
      expect(apart(emulator.snapshot(), before)).toEqual(apart(before, before));
    }
  });
});

describe('databases', () => {
  it.each([
    [{ new_title: 'Work' }],
    [{ description: 'All work' }],
    [{ locked: true, inline: true }],
    [{ parent: notes }],
    [{ trash: true }],
  ])('puts a database back after %j', async (args) => {
    await takeBack('notion.databases.update', { database: tasks, ...args });
  });

  it('puts an icon and a cover of a database back, but cannot take a first one off', async () => {
    const dress = (): Promise<unknown> =>
      send('PATCH', `/v1/databases/${tasks.id}`, {
        icon: { emoji: '📗' },
        cover: { external: { url: 'https://a.example/a.png' } },
      });
    const looks = { icon: '🗂', cover: 'https://a.example/b.png' };
    const { undo } = await takeBack('notion.databases.update', { database: tasks, ...looks }, dress);
    expect(undo?.[0]?.text).toBe('Put the database Tasks back as it was: its icon 📗, its cover.');
    emulator.reset();
    expect((await run('notion.databases.update', { database: tasks, ...looks })).undo).toEqual([]);
  });

  it('moves a new database to the trash', async () => {
    await takeBack('notion.databases.create', { title: 'Reading list', parent: notes });
  });

  it.each([
    [{ property: 'Notes' }],
    [{ property: 'Cost', type: 'number', number_format: undefined }],
    [{ property: 'Due', new_name: 'Deadline' }],
    [{ property: 'Priority', option: 'Urgent' }],
    [{ property: 'Priority', option: 'Urgent', new_name: 'Weight' }],
    [{ property: 'Status', option: 'Blocked' }],
    [{ title: 'Work', icon: '🗂' }],
  ])('puts columns back after %j', async (args) => {
    await takeBack('notion.data_sources.update', { database: tasks, ...args } as JsonObject);
  });

  it('cannot bring back the values of a removed or retyped column', async () => {
    emulator.reset();
    const change = async (args: JsonObject): Promise<ToolResult['undo']> =>
      (await run('notion.data_sources.update', { database: tasks, ...args })).undo;
    expect(await change({ property: 'Due', type: 'rich_text' })).toEqual([]);
    expect(await change({ property: 'Priority', remove: true, title: 'Work' })).toMatchObject([
      { args: { before: { title: [{ text: { content: 'Tasks' } }] }, says: 'the name Tasks' } },
    ]);
  });
});

describe('comments', () => {
  it('deletes a comment', async () => {
    const { undo } = await takeBack('notion.comments.create', { page: planning, text: 'Looks good' });
    expect(undo?.[0]?.text).toBe('Delete the comment “Looks good”, with any replies to it.');
  });
});

describe('all tools', () => {
  it('say what takes them back by a tool that is there and reads the same', () => {
    for (const { name, effect, undo } of notion.tools) {
      if (undo.kind === 'call') expect(notion.tools.map((tool) => tool.name)).toContain(undo.tool);
      if (effect === 'read') expect(undo.kind, name).toBe('none');
    }
  });
});
