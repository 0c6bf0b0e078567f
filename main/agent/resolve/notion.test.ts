import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { directApi } from '../../../connectors/index.ts';
import { createNotionEmulator } from '../../../connectors/notion/emulator/index.ts';
import { notion } from '../../../connectors/notion/index.ts';
import { type JsonObject, ThimbleError } from '../../../shared/index.ts';
import { notionResolvers } from './notion.ts';
import type { Resolution, ResolveContext } from './types.ts';

const workspace: unknown = JSON.parse(
  readFileSync(new URL('../../../connectors/demo/workspace.json', import.meta.url), 'utf8'),
);
const now = Date.parse('2026-03-04T15:30:00Z');
const emulator = createNotionEmulator(workspace, { now: () => now, token: 'secret' });
const api = directApi(notion, emulator, 'secret');

const tool = (name: string) => {
  const found = notion.tools.find((one) => one.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
};

const lookup: ResolveContext['lookup'] = async (name, args) => {
  try {
    return (await tool(name).run(args as never, api)).data;
  } catch (error) {
    throw new ThimbleError('not_found', error instanceof Error ? error.message : 'failed', 'Try again.');
  }
};

/** Resolves one parameter of a tool as the agent would. */
async function resolve(
  name: string,
  param: string,
  words: string | JsonObject,
  resolved: JsonObject = {},
  request = '',
): Promise<Resolution> {
  const definition = tool(name).params[param];
  const resolver = definition && notionResolvers[definition.kind];
  if (!definition || !resolver) throw new Error(`nothing resolves ${name} ${param}`);
  const context: ResolveContext = {
    now,
    zone: 'America/New_York',
    me: { name: 'Sam Rivera', email: 'sam@brightloom.dev' },
    param: definition,
    tool: name,
    resolved,
    request,
    lookup,
  };
  return resolver(typeof words === 'string' ? words : JSON.stringify(words), context);
}

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

describe('pages', () => {
  it.each([
    ['Incident runbook', 'Incident runbook'],
    ['the incident runbook page', 'Incident runbook'],
    ['“meeting notes”', 'Meeting notes'],
    ['Meeting', 'Meeting notes'],
    ['the changelog task', 'Write the March changelog'],
    ['incidnet runbok', 'Incident runbook'],
    ['soc2 renewal', 'Renew the SOC 2 report'],
    ["Tomas's onboarding task", 'Refresh onboarding emails'],
    ['the offline thing on the roadmap', 'Offline mode'],
    ['Quarry in the CRM', 'Quarry Outdoor Supply'],
    ['34f087e51b424fe8a10102c995f1abef', 'Quarry Outdoor Supply'],
    ['https://www.notion.so/Quarry-34f087e51b424fe8a10102c995f1abef?pvs=4', 'Quarry Outdoor Supply'],
  ])('finds “%s”', async (words, title) => {
    expect(await resolve('notion.pages.update', 'page', words)).toMatchObject({ kind: 'resolved', label: title });
  });

  it('asks where two fit, and says what tells them apart', async () => {
    const answer = await resolve('notion.pages.update', 'page', 'onboarding');
    expect(answer).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ label: 'Onboarding guide' }, { label: 'Refresh onboarding emails' }],
    });
    expect(await resolve('notion.pages.update', 'page', 'the onboarding task')).toMatchObject({
      label: 'Refresh onboarding emails',
    });
    expect(await resolve('notion.pages.update', 'page', 'onboarding', { database: tasks })).toMatchObject({
      label: 'Refresh onboarding emails',
    });
  });

  it.each(['the security audit', 'Northwind', 'ffffffff-0000-4000-8000-000000000000'])(
    'does not invent “%s”',
    async (words) => {
      expect(await resolve('notion.pages.update', 'page', words)).toMatchObject({ kind: 'missing' });
    },
  );

  it('looks into the trash when something is to be restored', async () => {
    const page = {
      id: '9421cc1c-9301-4f1c-a261-e5351d30b498',
      title: 'Refresh onboarding emails',
      data_source: tasks.data_source,
    };
    await tool('notion.pages.update').run({ page, trash: true } as never, api);
    const request = 'restore the onboarding emails task';
    expect(
      await resolve('notion.pages.update', 'page', 'onboarding emails', {}, 'rename the onboarding emails'),
    ).toMatchObject({ kind: 'missing' });
    expect(await resolve('notion.pages.update', 'page', 'onboarding emails task', {}, request)).toMatchObject({
      kind: 'resolved',
      value: { id: page.id },
    });
    emulator.reset();
  });

  it('finds pages outside of databases, and databases, in the trash', async () => {
    const planning = { id: '572b4e3c-02ea-47f3-a4a7-15e4e48dd740', title: 'Q1 planning', data_source: null };
    await tool('notion.pages.update').run({ page: planning, trash: true } as never, api);
    await tool('notion.databases.update').run({ database: tasks, trash: true } as never, api);
    const find = (name: string, param: string, words: string, request: string): Promise<Resolution> =>
      resolve(name, param, words, {}, request);
    expect(await find('notion.pages.update', 'page', 'Q1 planning', 'I want Q1 planning back')).toMatchObject({
      value: planning,
    });
    const database = 'notion.databases.update';
    expect(await find(database, 'database', 'Tasks', 'rename the Tasks database to Work')).toMatchObject({
      kind: 'missing',
    });
    expect(await find(database, 'database', 'Tasks', 'recover the Tasks database')).toMatchObject({ value: tasks });
    emulator.reset();
  });
});

describe('databases and parents', () => {
  it.each(['Tasks', 'the task board', 'our Tasks database', tasks.id, tasks.data_source, 'taks'])(
    'finds Tasks as “%s”',
    async (words) => {
      expect(await resolve('notion.databases.retrieve', 'database', words)).toMatchObject({
        kind: 'resolved',
        value: tasks,
      });
    },
  );

  it('finds parents of either sort', async () => {
    expect(await resolve('notion.pages.create', 'parent', 'the CRM')).toMatchObject({
      value: { type: 'data_source', id: crm.data_source },
    });
    expect(await resolve('notion.pages.create', 'parent', 'the onboarding guide')).toMatchObject({
      value: { type: 'page', title: 'Onboarding guide' },
    });
    expect(await resolve('notion.pages.create', 'parent', 'Budgets')).toMatchObject({ kind: 'missing' });
    expect(await resolve('notion.databases.retrieve', 'database', 'Budgets')).toMatchObject({ kind: 'missing' });
  });
});

describe('people and icons', () => {
  it.each([
    ['me', 'Sam Rivera'],
    ['Tomas', 'Tomás Ortega'],
    ['@lin', 'Lin Zhao'],
    ['joe.kim@brightloom.dev', 'Joe Kim'],
    ['Prya', 'Priya Nair'],
    ['Anna', 'Ana Petrov'],
  ])('reads “%s”', async (words, name) => {
    expect(await resolve('notion.users.retrieve', 'user', words)).toMatchObject({ kind: 'resolved', label: name });
  });

  it('does not invent people or emoji', async () => {
    expect(await resolve('notion.users.retrieve', 'user', 'Gustav')).toMatchObject({ kind: 'missing' });
    expect(await resolve('notion.pages.update', 'icon', 'no such thing at all')).toMatchObject({ kind: 'missing' });
    expect(await resolve('notion.pages.update', 'icon', ':rocket:')).toMatchObject({ value: '🚀' });
    expect(await resolve('notion.pages.update', 'icon', 'a 👩‍💻 icon')).toMatchObject({ value: '👩‍💻' });
  });
});

describe('blocks', () => {
  const page = { id: '52ad6074-dce1-4188-a383-0d71939b5318', title: 'Meeting notes', data_source: null };
  it('finds blocks by place, type and words', async () => {
    const add = (text: string, as: string): Promise<unknown> =>
      tool('notion.blocks.children.append').run({ page, text, as } as never, api);
    await add('Book the room', 'to_do');
    await add('Order the cake', 'to_do');
    await add('Agenda', 'heading_2');
    const read = (words: string): Promise<Resolution> => resolve('notion.blocks.update', 'block', words, { page });
    expect(await read('the first paragraph')).toMatchObject({ value: { type: 'paragraph' } });
    expect(await read('the second to-do')).toMatchObject({ label: 'Order the cake' });
    expect(await read('the to-do about the room')).toMatchObject({ label: 'Book the room' });
    expect(await read('the Agenda heading')).toMatchObject({ label: 'Agenda' });
    expect(await read('the checkbox')).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ label: 'Book the room' }, { label: 'Order the cake' }],
    });
    expect(await read('the line about pricing')).toMatchObject({ kind: 'missing' });
    expect(await resolve('notion.blocks.delete', 'block', 'the last block of Meeting notes')).toMatchObject({
      label: 'Agenda',
    });
    emulator.reset();
  });

  it('reads a block by its id and needs a page otherwise', async () => {
    const id = '2e4e349d-9872-4e7c-abe9-ff907a76cc0b';
    expect(await resolve('notion.blocks.delete', 'block', id)).toMatchObject({ value: { id, type: 'paragraph' } });
    expect(await resolve('notion.blocks.delete', 'block', 'the intro')).toMatchObject({ kind: 'missing' });
  });
});

describe('property values', () => {
  const parent = { type: 'data_source', id: tasks.data_source, title: 'Tasks' };
  const values = (map: JsonObject): Promise<Resolution> =>
    resolve('notion.pages.create', 'properties', map, { parent });

  it('reads each by its column', async () => {
    const answer = await values({
      assignee: 'Lin and me',
      deadline: 'tomorrow',
      prio: 'urgent',
      Status: 'already started',
    });
    expect(answer).toMatchObject({
      kind: 'resolved',
      value: {
        Assignee: {
          type: 'people',
          value: ['f0fb23c6-f5da-4cec-a554-04e4fb440034', '612dd272-d137-4c17-a49d-439536b3216f'],
        },
        Due: { type: 'date', value: '2026-03-05' },
        Priority: { type: 'select', value: 'High' },
        Status: { type: 'status', value: 'In progress' },
      },
    });
  });

  it('reads ranges, clearing and money', async () => {
    expect(await values({ Due: 'March 9 to March 12', Assignee: 'nobody' })).toMatchObject({
      value: { Due: { value: ['2026-03-09', '2026-03-12'] }, Assignee: { value: null } },
    });
    const account = { page: { id: 'x', title: 'Northgate', data_source: crm.data_source } };
    expect(
      await resolve(
        'notion.pages.update',
        'properties',
        { ARR: '$2.4k', stage: 'won', 'last contact': 'Feb 27' },
        account,
      ),
    ).toMatchObject({
      value: { ARR: { value: 2400 }, Stage: { value: 'Customer' }, 'Last contact': { value: '2026-02-27' } },
    });
  });

  it('forgives a slip of the finger in an option, and reads numbers in words', async () => {
    expect(await values({ Status: 'Doen', Priority: 'Hgih' })).toMatchObject({
      value: { Status: { value: 'Done' }, Priority: { value: 'High' } },
    });
    const account = { page: { id: 'x', title: 'Northgate', data_source: crm.data_source } };
    for (const [said, value] of [
      ['twelve thousand', 12_000],
      ['1.5 bn', 1_500_000_000],
      ['-$300', -300],
    ] as const)
      expect(await resolve('notion.pages.update', 'properties', { ARR: said }, account)).toMatchObject({
        value: { ARR: { value } },
      });
  });

  it('names the choices where a value or a column is unknown', async () => {
    expect(await values({ Priority: 'purple' })).toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('High, Medium, Low'),
    });
    expect(await values({ Colour: 'red' })).toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('Name, Status'),
    });
    const page = { id: 'x', title: 'Meeting notes', data_source: null };
    expect(await resolve('notion.pages.update', 'properties', { Status: 'Done' }, { page })).toMatchObject({
      kind: 'missing',
    });
  });

  it('reads alternatives as a filter only', async () => {
    const filter = await resolve(
      'notion.data_sources.query',
      'where',
      { Status: 'not started or in progress' },
      { database: tasks },
    );
    expect(filter).toMatchObject({ value: { Status: { value: ['Not started', 'In progress'] } } });
  });

  it('reads a stretch of days as a filter, and takes one end of it for no day', async () => {
    const where = (words: string) => resolve('notion.data_sources.query', 'where', { Due: words }, { database: tasks });
    expect(await where('this week')).toMatchObject({ value: { Due: { value: ['2026-03-02', '2026-03-08'] } } });
    expect(await where('Friday')).toMatchObject({ value: { Due: { value: '2026-03-06' } } });
    for (const words of ['overdue', 'before Friday', 'after March 20'])
      expect(await where(words)).toMatchObject({ kind: 'missing' });
  });

  it('keeps the time of what lies behind', async () => {
    const account = { page: { id: 'x', title: 'Northgate', data_source: crm.data_source } };
    expect(
      await resolve('notion.pages.update', 'properties', { 'Last contact': 'yesterday at 3pm' }, account),
    ).toMatchObject({ value: { 'Last contact': { value: '2026-03-03T15:00:00-05:00' } } });
  });

  it('reads the columns of a new database', async () => {
    const answer = await resolve('notion.databases.create', 'columns', {
      Name: 'name',
      When: 'date',
      Size: 'select: S, M',
      Notes: 'text',
    });
    expect(answer).toMatchObject({
      value: {
        Name: { type: 'title' },
        When: { type: 'date' },
        Size: { type: 'select', value: ['S', 'M'] },
        Notes: { type: 'rich_text' },
      },
    });
  });
});

describe('days', () => {
  it('look ahead for a due date and back for a last contact', async () => {
    expect(await resolve('notion.data_sources.query', 'before', 'March 15', { database: tasks })).toMatchObject({
      value: '2026-03-15',
    });
    expect(await resolve('notion.data_sources.query', 'before', '1 February', { database: crm })).toMatchObject({
      value: '2026-02-01',
    });
    expect(await resolve('notion.data_sources.query', 'until', 'Friday', { database: tasks })).toMatchObject({
      value: '2026-03-06',
    });
    expect(
      await resolve('notion.data_sources.query', 'since', 'Monday', {
        database: tasks,
        date_property: 'last_edited_time',
      }),
    ).toMatchObject({ value: '2026-03-02' });
    expect(await resolve('notion.data_sources.query', 'on', 'whenever', { database: tasks })).toMatchObject({
      kind: 'missing',
    });
  });
});
