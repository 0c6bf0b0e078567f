import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json, JsonObject } from '../../shared/index.ts';
import workspace from '../demo/workspace.json' with { type: 'json' };
import { directApi, kinds, type ToolDefinition, type ToolResult } from '../kit/index.ts';
import { createSlackEmulator } from './emulator/index.ts';
import { slack } from './index.ts';

const sam = 'U0UJZDE8GXD';
const joe = { id: 'U0WB3WKH5DN', name: 'Joe Kim' };
const lin = { id: 'U0XFOGO4MVN', name: 'Lin Zhao' };
const eve = { id: 'U02U66MR268', name: 'Eve Johnson' };
const general = { id: 'C06ZV0MWUFX', name: 'general', private: false };
const design = { id: 'C0PHKQDLMTT', name: 'design', private: false };
const hiring = { id: 'C0QCAB69M64', name: 'hiring', private: true };
const allHands = {
  channel: general.id,
  channel_name: 'general',
  ts: '1772626603.422733',
  text: 'All-hands moves to Thursday 3pm',
  user: sam,
};
const at = (iso: string): JsonObject => ({ iso, epoch: Date.parse(iso) / 1000 });
const tomorrow = at('2026-03-05T09:00:00-05:00');

function toolNamed(name: string): ToolDefinition {
  const tool = slack.tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool;
}

/** Throws where arguments are not resolved values of the tool's own parameters. */
function checkResolved(tool: ToolDefinition, args: JsonObject): void {
  const shape = Object.fromEntries(
    Object.entries(tool.params).map(([name, param]) => {
      const one = kinds[param.kind].value as z.ZodType;
      const value = param.many ? z.array(one).min(1) : one;
      return [name, param.required ? value : value.optional()];
    }),
  );
  z.strictObject(shape).parse(args);
}

function setUp() {
  const emulator = createSlackEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
  const api = directApi(slack, emulator, 't');
  return {
    /** The state but for the counter that new ids come from. */
    state: (): JsonObject => ({ ...(emulator.snapshot() as JsonObject), made: 0 }),
    /** A change that was made in Slack itself. */
    ask(method: string, body: JsonObject): void {
      const headers = { authorization: 'Bearer t' };
      emulator.handle({ method: 'POST', path: `/api/${method}`, query: {}, body, headers });
    },
    async run(name: string, args: JsonObject): Promise<ToolResult> {
      const tool = toolNamed(name);
      checkResolved(tool, args);
      // As the sandbox hands it over: JSON, nothing more.
      return JSON.parse(JSON.stringify(await tool.run(args as never, api))) as ToolResult;
    },
  };
}

type Step = readonly [tool: string, args: JsonObject];
interface Case {
  readonly what: string;
  readonly before?: readonly Step[];
  readonly call: Step;
  readonly text: string | readonly string[];
  /** What Slack itself leaves behind, taken out of both states before they are compared. */
  readonly leaves?: (state: JsonObject) => Json;
}

const without = (state: JsonObject, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !names.includes(name)));
const messagesOf = (state: JsonObject, channel: string): JsonObject[] =>
  (state.messages as Record<string, JsonObject[]>)[channel] ?? [];

const cases: readonly Case[] = [
  {
    what: 'a message in a channel',
    call: ['slack.chat.postMessage', { to: { ...general, type: 'channel' }, text: 'hi' }],
    text: 'Delete the message.',
  },
  {
    what: 'a reply in a thread',
    call: ['slack.chat.postMessage', { thread: allHands, text: 'ok', broadcast: true }],
    text: 'Delete the message.',
  },
  {
    what: 'a message to a person; the conversation that it opened stays',
    call: ['slack.chat.postMessage', { to: { ...joe, type: 'person', private: true }, text: 'hi' }],
    text: 'Delete the message.',
    leaves: (state) => ({
      ...state,
      channels: (state.channels as JsonObject[]).filter((channel) => channel.type !== 'im'),
      messages: Object.fromEntries(
        Object.entries(state.messages as Record<string, JsonObject[]>).filter(([, list]) => list.length > 0),
      ),
    }),
  },
  {
    what: 'an edit; the mark that it was edited stays',
    call: ['slack.chat.update', { message: { ...allHands, text: 'not read' }, text: 'All-hands is off' }],
    text: 'Change the message back to “All-hands moves to Thursday 3pm”.',
    leaves: (state) => ({
      ...state,
      messages: messagesOf(state, general.id).map((message) => without(message, 'edited')),
    }),
  },
  {
    what: 'a scheduled message',
    call: ['slack.chat.scheduleMessage', { to: { ...general, type: 'channel' }, text: 'later', when: tomorrow }],
    text: 'Delete the scheduled message.',
  },
  {
    what: 'a new channel, which is archived',
    call: ['slack.conversations.create', { name: 'Launch April', is_private: true }],
    text: 'Archive #launch-april.',
    leaves: (state) => ({
      ...state,
      channels: (state.channels as JsonObject[]).filter((channel) => channel.is_archived !== true),
    }),
  },
  {
    what: 'an archived channel',
    call: ['slack.conversations.archive', { channel: design }],
    text: 'Unarchive #design.',
  },
  {
    what: 'an unarchived channel',
    before: [['slack.conversations.archive', { channel: design }]],
    call: ['slack.conversations.unarchive', { channel: design }],
    text: 'Archive #design.',
  },
  {
    what: 'a renamed channel, with the name it really had',
    before: [['slack.conversations.rename', { channel: design, name: '-odd--name_' }]],
    call: ['slack.conversations.rename', { channel: design, name: 'Product design' }],
    text: 'Rename #product-design back to #-odd--name_.',
  },
  {
    what: 'a topic',
    call: ['slack.conversations.setTopic', { channel: design, topic: 'Mocks' }],
    text: 'Set the topic of #design back to “Product design”.',
  },
  {
    what: 'a topic where there was none',
    before: [['slack.conversations.setTopic', { channel: design, topic: 'none' }]],
    call: ['slack.conversations.setTopic', { channel: design, topic: 'Mocks' }],
    text: 'Clear the topic of #design.',
  },
  {
    what: 'people added to a channel, one call each',
    call: ['slack.conversations.invite', { channel: design, users: [lin, eve] }],
    text: ['Remove Lin Zhao from #design.', 'Remove Eve Johnson from #design.'],
  },
  {
    what: 'those who were really added, where others were members already',
    call: ['slack.conversations.invite', { channel: design, users: [joe, lin], force: true }],
    text: 'Remove Lin Zhao from #design.',
  },
  {
    what: 'a person removed from a channel',
    call: ['slack.conversations.kick', { channel: design, user: joe }],
    text: 'Add Joe Kim to #design again.',
    leaves: membersInOrder,
  },
  {
    what: 'a channel joined',
    before: [['slack.conversations.leave', { channel: design }]],
    call: ['slack.conversations.join', { channel: design }],
    text: 'Leave #design again.',
  },
  {
    what: 'a channel left',
    call: ['slack.conversations.leave', { channel: design }],
    text: 'Join #design again.',
    leaves: membersInOrder,
  },
  {
    what: 'a conversation opened; it stays, closed',
    call: ['slack.conversations.open', { users: [joe, lin] }],
    text: 'Close the conversation with Joe Kim and Lin Zhao.',
    leaves: (state) => ({
      ...state,
      channels: (state.channels as JsonObject[]).filter((channel) => channel.is_open === true),
    }),
  },
  {
    what: 'a status where there was none',
    call: ['slack.users.profile.set', { status_text: 'Away', status_emoji: 'palm_tree', until: tomorrow }],
    text: 'Set your status back to what it was.',
  },
  {
    what: 'a status over another, with its time',
    before: [['slack.users.profile.set', { status_text: 'Away', status_emoji: 'palm_tree', until: tomorrow }]],
    call: ['slack.users.profile.set', { status_text: 'none' }],
    text: 'Set your status back to what it was.',
  },
  {
    what: 'only the time of a status',
    before: [['slack.users.profile.set', { status_text: 'Away', status_emoji: 'palm_tree' }]],
    call: ['slack.users.profile.set', { until: tomorrow }],
    text: 'Set your status back to what it was.',
  },
  {
    what: 'fields of a profile, empty ones too',
    call: [
      'slack.users.profile.set',
      { title: 'CTO', phone: '555', display_name: 'samr', email: 'cto@brightloom.dev' },
    ],
    text: 'Set your display name, title, phone and email back to what they were.',
  },
  {
    what: 'the profile of somebody else',
    call: ['slack.users.profile.set', { title: 'Designer', user: joe }],
    text: "Set Joe Kim's title back to what it was.",
  },
  {
    what: 'a reaction',
    call: ['slack.reactions.add', { emoji: 'eyes', message: allHands }],
    text: 'Take your :eyes: off again.',
  },
  {
    what: 'a reaction taken off',
    before: [['slack.reactions.add', { emoji: 'eyes', message: allHands }]],
    call: ['slack.reactions.remove', { emoji: 'eyes', message: allHands }],
    text: 'React with :eyes: again.',
  },
  { what: 'a pin', call: ['slack.pins.add', { message: allHands }], text: 'Unpin the message.' },
  {
    what: 'a pin taken off',
    before: [['slack.pins.add', { message: allHands }]],
    call: ['slack.pins.remove', { message: allHands }],
    text: 'Pin the message again.',
  },
  {
    what: 'a reminder',
    call: ['slack.reminders.add', { text: 'call', when: tomorrow }],
    text: 'Delete the reminder.',
  },
  {
    what: 'a deleted reminder; the new one has a new id',
    call: ['slack.reminders.delete', { reminder: { id: 'Rm07K2QX9ZLA', text: 'the deck' } }],
    text: 'Set the reminder “Send the board deck” again.',
    leaves: remindersWithoutIds,
  },
  {
    what: 'a snooze',
    call: ['slack.dnd.setSnooze', { duration: { seconds: 2700 } }],
    text: 'Turn the notifications back on.',
  },
  {
    what: 'a snooze over another',
    before: [['slack.dnd.setSnooze', { duration: { seconds: 2700 } }]],
    call: ['slack.dnd.setSnooze', { duration: { seconds: 60 } }],
    text: 'Snooze the notifications for 45 minutes, as before.',
  },
  {
    what: 'the end of a snooze',
    before: [['slack.dnd.setSnooze', { duration: { seconds: 2700 } }]],
    call: ['slack.dnd.endSnooze', {}],
    text: 'Snooze the notifications for 45 minutes, as before.',
  },
  {
    what: 'a bookmark',
    call: ['slack.bookmarks.add', { channel: design, link: 'https://brightloom.dev/style', title: 'Style' }],
    text: 'Remove the bookmark.',
  },
];

function membersInOrder(state: JsonObject): Json {
  const channels = (state.channels as { members: string[] }[]).map((channel) => ({
    ...channel,
    members: [...channel.members].sort(),
  }));
  return { ...state, channels } as Json;
}

function remindersWithoutIds(state: JsonObject): Json {
  const reminders = (state.reminders as JsonObject[]).map((reminder) => JSON.stringify(without(reminder, 'id')));
  return { ...state, reminders: reminders.sort() };
}

describe('what takes a Slack call back', () => {
  it.each(cases.map((one) => [one.call[0], one.what, one] as const))('%s: %s', async (_tool, _what, one) => {
    const { run, state } = setUp();
    for (const [name, args] of one.before ?? []) await run(name, args);
    const before = state();
    const { undo = [] } = await run(...one.call);
    const shown = one.leaves ?? ((value: JsonObject) => value);
    expect(shown(state()), 'the call changed something').not.toEqual(shown(before));
    expect(undo.map(({ text }) => text)).toEqual([one.text].flat());
    for (const call of undo) await run(call.tool, call.args);
    expect(shown(state())).toEqual(shown(before));
  });

  it.each([
    ['slack.chat.update', { message: allHands, text: allHands.text }],
    ['slack.conversations.rename', { channel: design, name: 'design' }],
    ['slack.conversations.setTopic', { channel: design, topic: 'Product design' }],
    ['slack.conversations.join', { channel: design }],
    ['slack.users.profile.set', { status_text: 'none', title: '' }],
  ] as const)('is nothing where %s changed nothing', async (name, args) => {
    const { run } = setUp();
    expect((await run(name, args as unknown as JsonObject)).undo).toEqual([]);
  });

  it.each([
    ['a private channel that was left', 'slack.conversations.leave', { channel: hiring }],
    ['a deleted message', 'slack.chat.delete', { message: allHands }],
  ])('is nothing for %s', async (_what, name, args) => {
    const { run } = setUp();
    expect((await run(name, args)).undo ?? []).toEqual([]);
  });

  it('is nothing where a conversation was open already or closed already', async () => {
    const { run } = setUp();
    const opened = await run('slack.conversations.open', { users: [joe] });
    expect((await run('slack.conversations.open', { users: [joe] })).undo).toEqual([]);
    const close = opened.undo?.[0]?.args ?? {};
    expect((await run('slack.conversations.close', close)).undo).toHaveLength(1);
    expect((await run('slack.conversations.close', close)).undo).toEqual([]);
  });

  it.each([
    [20, 20],
    [21, 0],
  ])('is all of %i invitations or none: %i calls, as the host takes twenty', async (count, calls) => {
    const users = Array.from({ length: count }, (_, index) => ({ id: `U0AAAAAAA${index}`, name: `Person ${index}` }));
    const send = async () => ({
      status: 200,
      body: { ok: true, channel: { id: design.id, name: 'design' } },
      link: '',
    });
    const args = { channel: design, users };
    expect((await toolNamed('slack.conversations.invite').run(args as never, { send })).undo).toHaveLength(calls);
  });

  it('sets a reminder again with how it repeats, and not one whose rule Slack does not tell', async () => {
    const { run, state } = setUp();
    const before = await run('slack.reminders.add', { text: 'plan', when: tomorrow, every: 'every other Thursday' });
    const made = before.undo?.[0]?.args ?? {};
    const held = remindersWithoutIds(state());
    const deleted = await run('slack.reminders.delete', made);
    expect(deleted.undo?.[0]?.args).toMatchObject({ every: 'every other Thursday', when: { epoch: tomorrow.epoch } });
    await run('slack.reminders.add', deleted.undo?.[0]?.args ?? {});
    expect(remindersWithoutIds(state())).toEqual(held);
    const phrased = await run('slack.reminders.add', { text: 'water', every: 'every full moon' });
    expect((await run('slack.reminders.delete', phrased.undo?.[0]?.args ?? {})).undo).toEqual([]);
  });

  it('is not offered for a former text that the tool would read as “clear”', async () => {
    const { run, ask } = setUp();
    ask('conversations.setTopic', { channel: design.id, topic: 'nothing' });
    expect((await run('slack.conversations.setTopic', { channel: design, topic: 'x' })).undo).toEqual([]);
    ask('users.profile.set', { profile: { status_text: 'none' } });
    expect((await run('slack.users.profile.set', { status_text: 'x' })).undo).toEqual([]);
  });

  it('agrees with what each tool says before it runs', () => {
    const undone = new Set(cases.map(({ call }) => call[0]));
    for (const tool of slack.tools) {
      if (tool.effect === 'read') expect(tool.undo.kind, tool.name).toBe('none');
      else if (tool.undo.kind === 'call' && !tool.internal) expect(undone, tool.name).toContain(tool.name);
      else if (tool.undo.kind === 'none') expect(undone, tool.name).not.toContain(tool.name);
    }
  });
});
