import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import { createSlackEmulator } from './index.ts';

const now = Date.parse(workspace.now);
const design = 'C0PHKQDLMTT';
const general = 'C06ZV0MWUFX';
const linMessage = { channel: 'C0BV932BYV7', timestamp: '1772617522.459351' };

function setUp(): {
  call(method: string, args?: JsonObject, verb?: string): JsonObject;
  emulator: ReturnType<typeof createSlackEmulator>;
} {
  const emulator = createSlackEmulator(workspace, { now: () => now, token: 't' });
  return {
    emulator,
    call(method, args = {}, verb = 'POST') {
      const get = verb === 'GET';
      const request = {
        method: verb,
        path: `/api/${method}`,
        query: get ? args : {},
        body: get ? null : args,
        headers: { authorization: 'Bearer t' },
      };
      return emulator.handle(request).body as JsonObject;
    },
  };
}

describe('the Slack emulator', () => {
  it('wants a credential', () => {
    const { emulator } = setUp();
    const ask = (headers: Record<string, string>) =>
      emulator.handle({ method: 'GET', path: '/api/auth.test', query: {}, body: null, headers });
    expect(ask({})).toEqual({ status: 200, body: { ok: false, error: 'not_authed' } });
    expect(ask({ authorization: 'Bearer wrong' }).body).toEqual({ ok: false, error: 'invalid_auth' });
    expect(ask({ authorization: 'Bearer t' }).body).toMatchObject({ ok: true, user: 'sam', user_id: 'U0UJZDE8GXD' });
  });

  it.each([
    ['no_such.method', {}, 'unknown_method'],
    ['chat.postMessage', { text: 'x' }, 'invalid_arguments'],
    ['chat.postMessage', { channel: general }, 'no_text'],
    ['chat.postMessage', { channel: 'C0NOTTHERE1', text: 'x' }, 'channel_not_found'],
    ['chat.update', { ...{ channel: 'C03AV90RIC7', ts: '1772618050.568771' }, text: 'x' }, 'cant_update_message'],
    ['chat.update', { channel: general, ts: 'nonsense', text: 'x' }, 'message_not_found'],
    ['chat.scheduleMessage', { channel: general, text: 'x', post_at: 1000 }, 'time_in_past'],
    ['chat.scheduleMessage', { channel: general, text: 'x', post_at: 1_800_000_000 }, 'time_too_far'],
    ['conversations.create', { name: 'general' }, 'name_taken'],
    ['conversations.create', { name: 'Big Name' }, 'invalid_name_specials'],
    ['conversations.archive', { channel: general }, 'cant_archive_general'],
    ['conversations.invite', { channel: design, users: 'U0WB3WKH5DN' }, 'already_in_channel'],
    ['conversations.invite', { channel: design, users: 'U0NOBODY123' }, 'user_not_found'],
    ['conversations.kick', { channel: design, user: 'U0XFOGO4MVN' }, 'not_in_channel'],
    ['conversations.kick', { channel: design, user: 'U0UJZDE8GXD' }, 'cant_kick_self'],
    ['conversations.leave', { channel: general }, 'cant_leave_general'],
    ['reactions.remove', { ...linMessage, name: 'eyes' }, 'no_reaction'],
    ['reactions.add', { ...linMessage, name: 'No Such' }, 'invalid_name'],
    ['pins.remove', linMessage, 'no_pin'],
    ['users.lookupByEmail', { email: 'mei.tanaka@example.com' }, 'users_not_found'],
    ['users.info', { user: 'U0NOBODY123' }, 'user_not_found'],
    ['users.profile.set', { profile: { status_text: 'x'.repeat(101) } }, 'too_long'],
    ['reminders.add', { text: 'x', time: 'blah' }, 'cannot_parse'],
    ['reminders.delete', { reminder: 'Rm0000000000' }, 'not_found'],
    ['dnd.setSnooze', {}, 'missing_duration'],
    ['dnd.endSnooze', {}, 'snooze_not_active'],
  ])('%s %j is %s', (method, args, code) => {
    const { call, emulator } = setUp();
    const before = emulator.snapshot();
    expect(call(method, args)).toMatchObject({ ok: false, error: code });
    expect(emulator.snapshot()).toEqual(before);
  });

  it('keeps what it is told, and forgets it on reset', () => {
    const { call, emulator } = setUp();
    const seed = emulator.snapshot();
    expect(call('reactions.add', { ...linMessage, name: 'thumbsup' })).toEqual({ ok: true });
    expect(call('reactions.add', { ...linMessage, name: '+1' })).toMatchObject({ error: 'already_reacted' });
    call('conversations.setTopic', { channel: design, topic: 'New' });
    call('conversations.kick', { channel: design, user: 'U0WB3WKH5DN' });
    const info = call('conversations.info', { channel: design }, 'GET').channel as JsonObject;
    expect(info).toMatchObject({ topic: { value: 'New' }, num_members: 2, is_channel: true });
    emulator.reset();
    expect(emulator.snapshot()).toEqual(seed);
  });

  it('shows threads, edits and pins as the API does', () => {
    const { call } = setUp();
    const parent = { channel: general, ts: '1772626603.422733' };
    call('chat.postMessage', { channel: general, text: 'ok', thread_ts: parent.ts });
    call('chat.update', { ...parent, text: 'changed' });
    const history = call('conversations.history', { channel: general }, 'GET').messages as JsonObject[];
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({ text: 'changed', reply_count: 1, edited: { user: 'U0UJZDE8GXD' } });
    const replies = call('conversations.replies', parent, 'GET').messages as JsonObject[];
    expect(replies.map((message) => message.text)).toEqual(['changed', 'ok']);
    expect(replies[0]).toMatchObject({ reply_users: ['U0UJZDE8GXD'], reply_users_count: 1 });
    expect(replies[1]).toMatchObject({ thread_ts: parent.ts, parent_user_id: 'U0UJZDE8GXD' });
  });

  it('pages lists with cursors and refuses others', () => {
    const { call } = setUp();
    const first = call('users.list', { limit: '5' }, 'GET');
    const cursor = (first.response_metadata as JsonObject).next_cursor as string;
    const second = call('users.list', { limit: '5', cursor }, 'GET');
    const ids = [...(first.members as JsonObject[]), ...(second.members as JsonObject[])].map((user) => user.id);
    expect(new Set(ids).size).toBe(9);
    expect(call('users.list', { cursor: 'bm9wZQ==' }, 'GET')).toMatchObject({ error: 'invalid_cursor' });
  });

  it('reads the form encoding of the official client: objects as JSON text, flags and numbers as text', () => {
    const { call } = setUp();
    expect(call('users.profile.set', { profile: '{"status_text":"Out"}' })).toMatchObject({
      profile: { status_text: 'Out', status_emoji: ':speech_balloon:' },
    });
    expect(call('conversations.create', { name: 'secret', is_private: 'true' })).toMatchObject({
      channel: { is_private: true },
    });
    expect(call('dnd.setSnooze', { num_minutes: '30' })).toMatchObject({ snooze_remaining: 1800 });
  });

  it('searches with modifiers', () => {
    const { call } = setUp();
    const total = (query: string): unknown => (call('search.messages', { query }, 'GET').messages as JsonObject).total;
    expect(total('invoices in:#support')).toBe(1);
    expect(total('invoices in:#random')).toBe(0);
    expect(total('latency')).toBe(2);
    expect(total('latency from:@lin')).toBe(1);
    expect(total('from:me')).toBe(1);
    expect(total('latency after:2026-03-04')).toBe(0);
    expect(total('latency on:2026-03-04')).toBe(2);
  });

  it('ends a status when its time has come', () => {
    let time = now;
    const emulator = createSlackEmulator(workspace, { now: () => time, token: 't' });
    const call = (method: string, body: JsonObject): JsonObject =>
      emulator.handle({
        method: 'POST',
        path: `/api/${method}`,
        query: {},
        body,
        headers: { authorization: 'Bearer t' },
      }).body as JsonObject;
    call('users.profile.set', { profile: { status_text: 'Lunch', status_expiration: now / 1000 + 60 } });
    expect(call('users.profile.get', {}).profile).toMatchObject({ status_text: 'Lunch' });
    time += 60_000;
    expect(call('users.profile.get', {}).profile).toMatchObject({ status_text: '', status_expiration: 0 });
    expect(call('users.info', { user: 'U0UJZDE8GXD' }).user).toMatchObject({ profile: { status_emoji: '' } });
  });

  it('opens a direct message when a user id is written to, once', () => {
    const { call } = setUp();
    const first = call('chat.postMessage', { channel: 'U0WB3WKH5DN', text: 'a' }).channel;
    expect(first).toMatch(/^D[A-Z0-9]{10}$/);
    expect(call('chat.postMessage', { channel: 'U0WB3WKH5DN', text: 'b' }).channel).toBe(first);
    expect(call('conversations.open', { users: 'U0WB3WKH5DN' })).toMatchObject({
      already_open: true,
      channel: { id: first },
    });
  });
});
