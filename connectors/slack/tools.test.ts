import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/index.ts';
import workspace from '../demo/workspace.json' with { type: 'json' };
import type { Emulator, EmulatorRequest } from '../kit/index.ts';
import { directApi } from '../kit/index.ts';
import { createSlackEmulator } from './emulator/index.ts';
import { slack } from './index.ts';

const now = Date.parse(workspace.now);
const token = 'xoxp-test';
const sam = 'U0UJZDE8GXD';
const joe = { id: 'U0WB3WKH5DN', name: 'Joe Kim' };
const lin = { id: 'U0XFOGO4MVN', name: 'Lin Zhao' };
const general = { id: 'C06ZV0MWUFX', name: 'general', private: false };
const design = { id: 'C0PHKQDLMTT', name: 'design', private: false };
const allHands = {
  channel: general.id,
  channel_name: 'general',
  ts: '1772626603.422733',
  text: 'All-hands moves to Thursday 3pm',
  user: sam,
};
const at = (iso: string): JsonObject => ({ iso, epoch: Date.parse(iso) / 1000 });

interface Sent {
  method: string;
  path: string;
  query: JsonObject;
  body: JsonObject | null;
}

function setUp(): {
  sent: Sent[];
  run(tool: string, args: JsonObject): Promise<{ data: JsonObject; summary: string }>;
} {
  const emulator = createSlackEmulator(workspace, { now: () => now, token });
  const sent: Sent[] = [];
  const watched: Emulator = {
    ...emulator,
    handle(request: EmulatorRequest) {
      sent.push({ method: request.method, path: request.path, query: request.query, body: request.body });
      return emulator.handle(request);
    },
  };
  const api = directApi(slack, watched, token);
  return {
    sent,
    async run(name, args) {
      const tool = slack.tools.find((candidate) => candidate.name === name);
      if (!tool) throw new Error(`no tool ${name}`);
      const { data, summary } = await tool.run(args as never, api);
      return { data: data as JsonObject, summary };
    },
  };
}

/** Tool, arguments, and the one request that it must send. */
const requests: readonly [string, JsonObject, string, string, JsonObject][] = [
  [
    'slack.chat.postMessage',
    { to: { ...general, type: 'channel' }, text: 'hi' },
    'POST',
    'chat.postMessage',
    { channel: general.id, text: 'hi' },
  ],
  [
    'slack.chat.postMessage',
    { to: { ...joe, type: 'person', private: true }, text: 'hi' },
    'POST',
    'chat.postMessage',
    { channel: joe.id, text: 'hi' },
  ],
  [
    'slack.chat.postMessage',
    { thread: allHands, text: 'ok', broadcast: true },
    'POST',
    'chat.postMessage',
    { channel: general.id, text: 'ok', thread_ts: allHands.ts, reply_broadcast: true },
  ],
  [
    'slack.chat.postMessage',
    { to: { ...general, type: 'channel' }, text: 'x', preview: false, as_name: 'Bot', icon: 'tada' },
    'POST',
    'chat.postMessage',
    { channel: general.id, text: 'x', unfurl_links: false, username: 'Bot', icon_emoji: ':tada:' },
  ],
  [
    'slack.chat.update',
    { message: allHands, text: 'new' },
    'POST',
    'chat.update',
    { channel: general.id, ts: allHands.ts, text: 'new' },
  ],
  ['slack.chat.delete', { message: allHands }, 'POST', 'chat.delete', { channel: general.id, ts: allHands.ts }],
  [
    'slack.chat.scheduleMessage',
    { to: { ...general, type: 'channel' }, text: 'later', when: at('2026-03-05T09:00:00-05:00') },
    'POST',
    'chat.scheduleMessage',
    { channel: general.id, text: 'later', post_at: 1772719200 },
  ],
  [
    'slack.conversations.list',
    { types: 'private_channel', exclude_archived: true },
    'GET',
    'conversations.list',
    { types: 'private_channel', exclude_archived: 'true', limit: '200' },
  ],
  [
    'slack.conversations.create',
    { name: '#Launch April', is_private: true },
    'POST',
    'conversations.create',
    { name: 'launch-april', is_private: true },
  ],
  ['slack.conversations.archive', { channel: design }, 'POST', 'conversations.archive', { channel: design.id }],
  [
    'slack.conversations.invite',
    { channel: design, users: [lin, { id: 'U02U66MR268', name: 'Eve' }, lin] },
    'POST',
    'conversations.invite',
    { channel: design.id, users: 'U0XFOGO4MVN,U02U66MR268' },
  ],
  [
    'slack.conversations.kick',
    { channel: design, user: joe },
    'POST',
    'conversations.kick',
    { channel: design.id, user: joe.id },
  ],
  ['slack.conversations.join', { channel: design }, 'POST', 'conversations.join', { channel: design.id }],
  ['slack.conversations.leave', { channel: design }, 'POST', 'conversations.leave', { channel: design.id }],
  [
    'slack.conversations.rename',
    { channel: design, name: 'Product design' },
    'POST',
    'conversations.rename',
    { channel: design.id, name: 'product-design' },
  ],
  [
    'slack.conversations.setTopic',
    { channel: design, topic: 'none' },
    'POST',
    'conversations.setTopic',
    { channel: design.id, topic: '' },
  ],
  [
    'slack.conversations.history',
    { channel: { ...general, type: 'channel' }, since: { from: 1772427600 }, until: { to: 1772600400 }, limit: 5 },
    'GET',
    'conversations.history',
    { channel: general.id, oldest: '1772427600', latest: '1772600400', limit: '5' },
  ],
  [
    'slack.conversations.replies',
    { message: allHands },
    'GET',
    'conversations.replies',
    { channel: general.id, ts: allHands.ts, limit: '200' },
  ],
  [
    'slack.conversations.members',
    { channel: design },
    'GET',
    'conversations.members',
    { channel: design.id, limit: '200' },
  ],
  [
    'slack.conversations.open',
    { users: [joe, lin] },
    'POST',
    'conversations.open',
    { users: 'U0WB3WKH5DN,U0XFOGO4MVN' },
  ],
  ['slack.users.list', {}, 'GET', 'users.list', { limit: '200' }],
  [
    'slack.users.info',
    { user: lin, include_locale: true },
    'GET',
    'users.info',
    { user: lin.id, include_locale: 'true' },
  ],
  [
    'slack.users.lookupByEmail',
    { email: 'lin@brightloom.dev' },
    'GET',
    'users.lookupByEmail',
    { email: 'lin@brightloom.dev' },
  ],
  [
    'slack.users.profile.set',
    { status_text: 'Away', status_emoji: 'palm_tree', until: at('2026-03-06T18:00:00-05:00') },
    'POST',
    'users.profile.set',
    { profile: { status_text: 'Away', status_emoji: ':palm_tree:', status_expiration: 1772838000 } },
  ],
  [
    'slack.users.profile.set',
    { status_text: 'none' },
    'POST',
    'users.profile.set',
    { profile: { status_text: '', status_emoji: '' } },
  ],
  [
    'slack.reactions.add',
    { emoji: 'eyes', message: allHands },
    'POST',
    'reactions.add',
    { channel: general.id, name: 'eyes', timestamp: allHands.ts },
  ],
  ['slack.pins.add', { message: allHands }, 'POST', 'pins.add', { channel: general.id, timestamp: allHands.ts }],
  ['slack.pins.list', { channel: general }, 'GET', 'pins.list', { channel: general.id }],
  [
    'slack.reminders.add',
    { text: 'call', when: at('2026-03-04T10:50:00-05:00') },
    'POST',
    'reminders.add',
    { text: 'call', time: '1772639400' },
  ],
  [
    'slack.reminders.add',
    { text: 'plan', every: 'every Monday' },
    'POST',
    'reminders.add',
    { text: 'plan', time: 'every Monday' },
  ],
  [
    'slack.reminders.add',
    { text: 'plan', every: 'every weekday', when: at('2026-03-05T09:00:00-05:00') },
    'POST',
    'reminders.add',
    {
      text: 'plan',
      time: '1772719200',
      recurrence: { frequency: 'weekly', weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
    },
  ],
  ['slack.reminders.list', {}, 'GET', 'reminders.list', {}],
  [
    'slack.reminders.delete',
    { reminder: { id: 'Rm07K2QX9ZLA', text: 'x' } },
    'POST',
    'reminders.delete',
    { reminder: 'Rm07K2QX9ZLA' },
  ],
  [
    'slack.search.messages',
    { query: 'mocks', in: design, from: lin, after: '2026-03-01', sort: 'timestamp', sort_dir: 'asc' },
    'GET',
    'search.messages',
    { query: 'mocks in:#design from:<@U0XFOGO4MVN> after:2026-03-01', sort: 'timestamp', sort_dir: 'asc', count: '20' },
  ],
  ['slack.team.info', {}, 'GET', 'team.info', {}],
  [
    'slack.bookmarks.add',
    { channel: design, link: 'https://brightloom.dev/style', title: 'Style guide', emoji: 'art' },
    'POST',
    'bookmarks.add',
    {
      channel_id: design.id,
      title: 'Style guide',
      type: 'link',
      link: 'https://brightloom.dev/style',
      emoji: ':art:',
    },
  ],
  ['slack.files.list', {}, 'GET', 'files.list', { count: '20' }],
  [
    'slack.files.list',
    {
      channel: design,
      user: joe,
      types: 'pdfs',
      since: { from: 1772427600 },
      until: { to: 1772600400 },
      count: 5,
      page: 2,
      hidden: true,
    },
    'GET',
    'files.list',
    {
      channel: design.id,
      user: joe.id,
      types: 'pdfs',
      ts_from: '1772427600',
      ts_to: '1772600400',
      count: '5',
      page: '2',
      show_files_hidden_by_limit: 'true',
    },
  ],
];

/** What a tool reads before it writes, to know what takes the change back. */
const readFirst: Readonly<Record<string, string>> = {
  'slack.chat.update': 'conversations.replies',
  'slack.conversations.rename': 'conversations.info',
  'slack.conversations.setTopic': 'conversations.info',
  'slack.users.profile.set': 'users.profile.get',
  'slack.reminders.delete': 'reminders.info',
};

/** Whose answers name people by id: their names are read too. */
const namesAfter = ['slack.conversations.replies', 'slack.conversations.members'];

describe('requests of the Slack tools', () => {
  it.each(requests)('%s %j', async (tool, args, method, path, wanted) => {
    const { sent, run } = setUp();
    await run(tool, args);
    const [first, after] = [readFirst[tool], namesAfter.includes(tool)];
    expect(sent.map((request) => `${request.method} ${request.path}`)).toEqual([
      ...(first === undefined ? [] : [`GET /api/${first}`]),
      `${method} /api/${path}`,
      ...(after ? ['GET /api/users.list'] : []),
    ]);
    const own = sent.find((request) => request.path === `/api/${path}`);
    expect(method === 'GET' ? own?.query : own?.body).toEqual(wanted);
  });

  it('sends the minutes of a snooze in the query, since that method takes no JSON', async () => {
    const { sent, run } = setUp();
    const { data } = await run('slack.dnd.setSnooze', { duration: { seconds: 2700 } });
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatchObject({ method: 'GET', path: '/api/dnd.info' });
    expect(sent[1]).toMatchObject({
      method: 'POST',
      path: '/api/dnd.setSnooze',
      query: { num_minutes: '45' },
      body: null,
    });
    expect(data.snooze_remaining).toBe(2700);
    expect((await run('slack.dnd.endSnooze', {})).data.snooze_enabled).toBe(false);
  });

  it('every tool that writes says whether it can be undone by a tool that exists', () => {
    const names = new Set(slack.tools.map((tool) => tool.name));
    for (const tool of slack.tools) {
      expect(tool.undo.text).not.toBe('');
      if (tool.undo.kind === 'call') expect(names).toContain(tool.undo.tool);
    }
  });
});

describe('answers of the Slack tools', () => {
  it('gives the channel and the stamp of a message, so that a later step can pin it', async () => {
    const { run } = setUp();
    const { data } = await run('slack.chat.postMessage', { to: { ...general, type: 'channel' }, text: 'hello' });
    expect(data.channel).toBe(general.id);
    expect(data.ts).toMatch(/^1772638200\.\d{6}$/);
    const message = { channel: general.id, channel_name: 'general', ts: String(data.ts), text: 'hello', user: sam };
    await run('slack.pins.add', { message });
    expect((await run('slack.pins.list', { channel: general })).summary).toBe('1 pin in #general');
  });

  it('opens a group conversation that can be written to', async () => {
    const { run } = setUp();
    const { data } = await run('slack.conversations.open', { users: [joe, lin] });
    const id = String((data.channel as JsonObject).id);
    const posted = await run('slack.chat.postMessage', {
      to: { id, name: '', type: 'channel', private: true },
      text: 'hi',
    });
    expect(posted.data.channel).toBe(id);
  });

  it('says whether a person is a member', async () => {
    const { run } = setUp();
    expect((await run('slack.conversations.members', { channel: design, person: lin })).summary).toBe(
      'Lin Zhao is not in #design',
    );
    expect((await run('slack.conversations.members', { channel: design, person: joe })).summary).toBe(
      'Joe Kim is in #design',
    );
  });

  it('reads the direct messages with a person by their conversation', async () => {
    const { run, sent } = setUp();
    const opened = (await run('slack.conversations.open', { users: [joe] })).data.channel as JsonObject;
    await run('slack.conversations.history', { channel: { ...joe, type: 'person', private: true } });
    expect(sent.find((request) => request.path.endsWith('.history'))?.query.channel).toBe(opened.id);
  });

  it('gives people their names, as Slack answers with ids alone', async () => {
    const { run } = setUp();
    const history = await run('slack.conversations.history', { channel: { ...design, type: 'channel' } });
    expect((history.data.messages as JsonObject[])[0]).toMatchObject({ from: 'Tomás Ortega', user: 'U01MNBQNS6P' });
    const members = await run('slack.conversations.members', { channel: design });
    expect(members.data.people).toContainEqual({ name: 'Joe Kim', id: joe.id });
    expect(members.summary).toBe('3 members in #design: Sam Rivera, Ana Petrov and Joe Kim');
    await run('slack.pins.add', { message: allHands });
    const pins = await run('slack.pins.list', { channel: general });
    expect((pins.data.items as JsonObject[])[0]).toMatchObject({ from: 'Sam Rivera', text: allHands.text });
  });

  it('tells who wrote what where of what a search finds', async () => {
    const { run } = setUp();
    const { data, summary } = await run('slack.search.messages', {
      query: 'invoices',
      in: { id: 'C065UFRDL1E', name: 'support' },
    });
    expect(summary).toBe('1 message found');
    expect(data).toEqual({
      query: 'invoices in:#support',
      total: 1,
      matches: [
        {
          from: 'priya',
          text: 'Customer Harborview says invoices are going to the wrong address',
          channel: { name: 'support', id: 'C065UFRDL1E' },
          ts: '1772636834.781685',
          user: 'U08XUI6D39Z',
          permalink: 'https://brightloom.slack.com/archives/C065UFRDL1E/p1772636834781685',
        },
      ],
    });
  });

  it('leaves out what says nothing, so that the model sees more of a list', async () => {
    const { run } = setUp();
    const { channels } = (await run('slack.conversations.list', {})).data;
    expect((channels as JsonObject[])[0]).toEqual({
      id: general.id,
      name: 'general',
      is_member: true,
      num_members: 8,
      created: 1735689600,
      topic: { value: 'Company-wide announcements' },
    });
    const { members } = (await run('slack.users.list', {})).data;
    expect((members as JsonObject[])[2]).toEqual({
      id: joe.id,
      name: 'joe.kim',
      real_name: 'Joe Kim',
      tz: 'America/New_York',
      profile: { real_name: 'Joe Kim', display_name: 'joe.kim', email: 'joe.kim@brightloom.dev' },
    });
  });

  it('follows cursors until the limit', async () => {
    const { run, sent } = setUp();
    for (let index = 0; index < 205; index++)
      await run('slack.chat.postMessage', { to: { ...general, type: 'channel' }, text: `n${index}` });
    sent.length = 0;
    const { data } = await run('slack.conversations.history', { channel: { ...general, type: 'channel' }, limit: 203 });
    expect(sent.filter((request) => request.path.endsWith('.history'))).toHaveLength(2);
    expect(data.messages).toHaveLength(203);
    expect(data.has_more).toBe(true);
  });

  it('refuses what cannot be sent', async () => {
    const { run, sent } = setUp();
    await expect(run('slack.chat.postMessage', { text: 'x' })).rejects.toThrow('which channel or person');
    await expect(run('slack.search.messages', {})).rejects.toThrow('what to search for');
    await expect(run('slack.users.profile.set', {})).rejects.toThrow('should change');
    await expect(run('slack.reminders.add', { text: 'x' })).rejects.toThrow('when');
    expect(sent).toHaveLength(0);
  });
});

describe('effects in words', () => {
  const say = (name: string, args: JsonObject, labels: Record<string, string> = {}): string =>
    slack.tools.find((tool) => tool.name === name)?.effectText(args as never, labels) ?? '';

  it('names who and what', () => {
    expect(say('slack.chat.postMessage', { to: { ...general, type: 'channel' }, text: 'hi' })).toBe(
      'Post “hi” in #general',
    );
    expect(say('slack.chat.postMessage', { to: { ...joe, type: 'person' }, text: 'hi' })).toBe(
      'Send Joe Kim the message “hi”',
    );
    expect(say('slack.conversations.setTopic', { channel: design, topic: 'none' })).toBe('Clear the topic of #design');
    expect(say('slack.users.profile.set', { status_text: 'none' })).toBe('Clear your status');
    expect(say('slack.users.profile.set', { status_text: 'Away', status_emoji: 'eyes' })).toBe(
      'Set your status to “:eyes: Away”',
    );
    expect(say('slack.chat.delete', { message: allHands })).toContain('All-hands moves to Thursday 3pm');
  });
});

describe('reading Slack answers', () => {
  it.each([
    [200, { ok: true }, true],
    [200, { ok: false, error: 'invalid_auth' }, 'unauthorized'],
    [200, { ok: false, error: 'missing_scope', needed: 'groups:read', provided: '' }, 'unauthorized'],
    [401, null, 'unauthorized'],
    [429, null, 'rate_limited'],
    [200, { ok: false, error: 'ratelimited' }, 'rate_limited'],
    [200, { ok: false, error: 'channel_not_found' }, 'not_found'],
    [200, { ok: false, error: 'name_taken' }, 'service_error'],
    [200, { ok: false, error: 'a_new_code' }, 'service_error'],
    [500, null, 'service_error'],
    [200, 'html', 'service_error'],
  ])('%i %j', (status, body, expected) => {
    const reading = slack.readResponse(status, body);
    expect(reading.ok ? true : reading.code).toBe(expected);
    if (!reading.ok) expect(reading.message).toMatch(/^\S.*\.$/);
  });

  it('names the right that a token lacks', () => {
    const body = { ok: false, error: 'missing_scope', needed: 'groups:read', provided: 'chat:write' };
    expect(slack.readResponse(200, body)).toMatchObject({
      message: 'The Slack token may not do this: it lacks groups:read.',
    });
  });
});
