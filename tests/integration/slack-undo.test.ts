import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/index.ts';
import { approvingApp } from '../support/approving-app.ts';

/** Changes in Slack and their undos through the whole app: policy, approval, sandbox, broker, log. */

const here = approvingApp();

/** The state without what an undo does not turn back: the counter of ids, marks of edits, ids of reminders, orders. */
function bare(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(bare);
    return items.every((item) => typeof item === 'string') || items.some(isReminder)
      ? items.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
      : items;
  }
  if (value === null || typeof value !== 'object') return value;
  const left = Object.entries(value)
    .filter(([name]) => name !== 'made' && name !== 'edited' && !(name === 'id' && String(value.id).startsWith('Rm')))
    .map(([name, one]) => [name, bare(one)]);
  return Object.fromEntries(left);
}

const isReminder = (item: Json): boolean => typeof item === 'object' && item !== null && 'recurrence' in item;

describe('a change in Slack is taken back', () => {
  const message = 'message: the all-hands message in #general';
  it.each<[words: string, undoneBy: string, first?: string]>([
    ['/slack.chat.postMessage to: #releases, text: web is out', 'slack.chat.delete'],
    [`/slack.chat.update ${message}, text: All-hands is off`, 'slack.chat.update'],
    [
      '/slack.chat.scheduleMessage to: #releases, text: web is out, when: tomorrow at 9',
      'slack.chat.deleteScheduledMessage',
    ],
    ['/slack.conversations.archive channel: #design', 'slack.conversations.unarchive'],
    ['/slack.conversations.rename channel: #design, name: product-design', 'slack.conversations.rename'],
    ['/slack.conversations.setTopic channel: #design, topic: Mocks', 'slack.conversations.setTopic'],
    ['/slack.conversations.invite channel: #design, users: Marcus Webb', 'slack.conversations.kick'],
    ['/slack.conversations.leave channel: #design', 'slack.conversations.join'],
    [
      '/slack.conversations.join channel: #design',
      'slack.conversations.leave',
      '/slack.conversations.leave channel: #design',
    ],
    [
      '/slack.users.profile.set status_text: Away, status_emoji: palm_tree, until: tomorrow at 9',
      'slack.users.profile.set',
    ],
    ['/slack.users.profile.set title: CTO, pronouns: they', 'slack.users.profile.set'],
    [`/slack.reactions.add emoji: eyes, ${message}`, 'slack.reactions.remove'],
    [
      `/slack.reactions.remove emoji: eyes, ${message}`,
      'slack.reactions.add',
      `/slack.reactions.add emoji: eyes, ${message}`,
    ],
    [`/slack.pins.add ${message}`, 'slack.pins.remove'],
    [`/slack.pins.remove ${message}`, 'slack.pins.add', `/slack.pins.add ${message}`],
    ['/slack.reminders.add text: call the bank, when: tomorrow at 9', 'slack.reminders.delete'],
    ['/slack.reminders.delete reminder: Send the board deck', 'slack.reminders.add'],
    ['/slack.dnd.setSnooze duration: 45 minutes', 'slack.dnd.endSnooze'],
    ['/slack.dnd.endSnooze', 'slack.dnd.setSnooze', '/slack.dnd.setSnooze duration: 45 minutes'],
    [
      '/slack.bookmarks.add channel: #design, link: https://brightloom.dev/style, title: Style',
      'slack.bookmarks.remove',
    ],
  ])('%s', async (words, tool, first) => {
    if (first) await here.run(first);
    const snapshot = (): Json => bare(here.demo.emulators.slack.snapshot());
    const before = snapshot();
    const done = await here.run(words);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(snapshot()).not.toEqual(before);
    const entry = done.steps[0]?.auditId ?? '';
    expect(here.app.agent.undoOf(entry)).toMatchObject({ state: 'offered' });
    const undone = await here.undo(done);
    expect(undone).toMatchObject({ state: 'done', steps: [{ tool, state: 'succeeded' }] });
    expect(snapshot()).toEqual(before);
  });

  it('as far as Slack goes: a new channel is archived, an opened conversation closed', async () => {
    const channels = (): JsonObject[] => (here.demo.emulators.slack.snapshot() as { channels: JsonObject[] }).channels;
    expect(await here.undo(await here.run('/slack.conversations.create name: launch'))).toMatchObject({
      state: 'done',
    });
    expect(channels().at(-1)).toMatchObject({ name: 'launch', is_archived: true });
    expect(await here.undo(await here.run('/slack.conversations.open users: Joe Kim'))).toMatchObject({
      state: 'done',
    });
    expect(channels().at(-1)).toMatchObject({ type: 'im', is_open: false });
  });

  it.each([
    ['/slack.chat.delete message: the all-hands message in #general', 'Slack cannot bring back a deleted message'],
    ['/slack.conversations.leave channel: #hiring', 'There is nothing to undo'],
  ])('not: %s', async (words, text) => {
    const done = await here.run(words);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    const undo = here.app.agent.undoOf(done.steps[0]?.auditId ?? '');
    expect(undo.state).toBe('none');
    expect(undo.text).toContain(text);
  });
});
