import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import type { EmulatorResponse } from '../../kit/index.ts';
import { createSlackEmulator, type SlackEmulatorOptions } from './index.ts';

const general = 'C06ZV0MWUFX';
const hiring = 'C0QCAB69M64';
const json = 'application/json; charset=utf-8';
const form = 'application/x-www-form-urlencoded';

function setUp(options: Partial<SlackEmulatorOptions> = {}) {
  const emulator = createSlackEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't', ...options });
  const ask = (method: string, args: JsonObject, type: string | null = json): EmulatorResponse =>
    emulator.handle({
      method: type === null ? 'GET' : 'POST',
      path: `/api/${method}`,
      query: type === null ? args : {},
      body: type === null ? null : args,
      headers: { authorization: 'Bearer t', ...(type === null ? {} : { 'content-type': type }) },
    });
  return { emulator, ask, body: (...given: Parameters<typeof ask>) => ask(...given).body as JsonObject };
}

describe('the protocol of the Slack emulator', () => {
  it('reads JSON only where the method takes it', () => {
    const { body } = setUp();
    expect(body('conversations.info', { channel: general }, form)).toMatchObject({ ok: true });
    expect(body('conversations.info', { channel: general })).toMatchObject({ error: 'invalid_arguments' });
    expect(body('dnd.setSnooze', { num_minutes: 5 })).toMatchObject({ error: 'missing_duration' });
    expect(body('dnd.setSnooze', { num_minutes: '5' }, form)).toMatchObject({ ok: true });
  });

  it('warns of a charset that is missing or superfluous, beside its own warnings', () => {
    const { body } = setUp();
    expect(body('conversations.join', { channel: general }, 'application/json')).toMatchObject({
      warning: 'already_in_channel,missing_charset',
      response_metadata: { warnings: ['already_in_channel', 'missing_charset'] },
    });
    expect(body('auth.test', {}, `${form}; charset=utf-8`)).toMatchObject({ warning: 'superfluous_charset' });
    expect(body('auth.test', {})).not.toHaveProperty('warning');
  });

  it('ignores names that a method does not know, and refuses those that are no names', () => {
    const { body } = setUp();
    expect(body('auth.test', { no_such_argument: 1 })).toMatchObject({ ok: true });
    expect(body('auth.test', { 'no such argument': 1 })).toEqual({ ok: false, error: 'invalid_arg_name' });
  });

  it.each(['token_revoked', 'token_expired', 'account_inactive'] as const)('refuses a token: %s', (refusal) => {
    const { ask } = setUp({ refusal });
    expect(ask('auth.test', {})).toEqual({ status: 200, body: { ok: false, error: refusal } });
  });

  it('says which scope is missing, by the kind of conversation, and what there is', () => {
    const { body, ask } = setUp({ scopes: ['channels:history', 'chat:write'] });
    expect(body('conversations.history', { channel: general }, null)).toMatchObject({ ok: true });
    expect(body('conversations.history', { channel: hiring }, null)).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'groups:history',
      provided: 'channels:history,chat:write',
    });
    expect(body('conversations.list', { types: 'public_channel,im' }, null)).toMatchObject({ needed: 'channels:read' });
    expect(body('conversations.create', { name: 'x', is_private: true })).toMatchObject({ needed: 'groups:write' });
    expect(body('reactions.add', { channel: general })).toMatchObject({ needed: 'reactions:write' });
    expect(ask('auth.test', {}).headers).toEqual({ 'x-oauth-scopes': 'channels:history,chat:write' });
  });

  it('limits calls a minute by method, and says how long to wait', () => {
    let now = Date.parse(workspace.now);
    const { ask, emulator } = setUp({ now: () => now, callsPerMinute: { 'conversations.history': 2 } });
    const read = (): EmulatorResponse => ask('conversations.history', { channel: general }, null);
    read();
    now += 20_000;
    read();
    expect(read()).toEqual({
      status: 429,
      body: { ok: false, error: 'ratelimited' },
      headers: { 'retry-after': '40' },
    });
    expect(ask('auth.test', {}).status).toBe(200);
    now += 40_000;
    expect(read().status).toBe(200);
    expect(read().status).toBe(429);
    emulator.reset();
    expect(read().status).toBe(200);
  });
});

describe("the Slack emulator's own error codes", () => {
  const gone = { channel: general, ts: '1772626603.999999' };
  const all = { channel: general, timestamp: '1772626603.422733' };
  it.each([
    ['chat.postMessage', { channel: general, text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['chat.postMessage', { channel: general, text: 'x', thread_ts: 'nonsense' }, 'thread_not_found'],
    ['chat.deleteScheduledMessage', { channel: general, scheduled_message_id: 'Q0' }, 'invalid_scheduled_message_id'],
    ['conversations.replies', { channel: general, ts: gone.ts }, 'thread_not_found'],
    ['conversations.history', { channel: general, oldest: 'yesterday' }, 'invalid_ts_oldest'],
    ['conversations.history', { channel: general, latest: 'now' }, 'invalid_ts_latest'],
    ['conversations.unarchive', { channel: general }, 'not_archived'],
    ['conversations.invite', { channel: general, users: 'U0UJZDE8GXD' }, 'cant_invite_self'],
    ['conversations.close', { channel: general }, 'method_not_supported_for_channel_type'],
    ['conversations.open', {}, 'users_list_not_supplied'],
    ['reactions.add', { channel: general, timestamp: 'nonsense', name: 'eyes' }, 'bad_timestamp'],
    ['pins.add', { channel: general }, 'no_item_specified'],
    ['reminders.add', { text: 'x', time: 'tomorrow', user: 'U0WB3WKH5DN' }, 'cannot_add_others'],
    ['reminders.add', { text: 'x', time: '1000000000' }, 'time_in_past'],
    ['search.messages', { query: ' ' }, 'no_query'],
    ['bookmarks.add', { channel_id: general, title: 'x', type: 'folder' }, 'invalid_bookmark_type'],
    ['bookmarks.remove', { channel_id: general, bookmark_id: 'Bk0' }, 'not_found'],
    ['files.list', { types: 'songs' }, 'unknown_type'],
    ['files.list', { user: 'U0NOBODY123' }, 'user_not_found'],
    ['files.list', { channel: 'C0NOTTHERE1' }, 'channel_not_found'],
    ['team.info', { domain: 'elsewhere' }, 'team_not_found'],
  ])('%s %j is %s', (method, args, code) => {
    const { body } = setUp();
    expect(body(method, args, form)).toMatchObject({ ok: false, error: code });
  });

  it('answers the second of two same changes as Slack does', () => {
    const { body } = setUp();
    const twice = (method: string, args: JsonObject): unknown => {
      expect(body(method, args)).toMatchObject({ ok: true });
      return body(method, args).error;
    };
    expect(twice('pins.add', all)).toBe('already_pinned');
    expect(twice('reactions.add', { ...all, name: 'eyes' })).toBe('already_reacted');
    expect(twice('conversations.create', { name: 'launch' })).toBe('name_taken');
    expect(twice('conversations.archive', { channel: 'C0PHKQDLMTT' })).toBe('already_archived');
  });

  it('takes nothing more in an archived channel', () => {
    const { body } = setUp();
    const channel = String((body('conversations.create', { name: 'launch' }).channel as JsonObject).id);
    const ts = String(body('chat.postMessage', { channel, text: 'x' }).ts);
    body('conversations.archive', { channel });
    const error = (method: string, args: JsonObject): unknown => body(method, { channel, ...args }).error;
    expect(error('chat.postMessage', { text: 'x' })).toBe('is_archived');
    expect(error('chat.update', { ts, text: 'y' })).toBe('is_inactive');
    expect(error('conversations.setTopic', { topic: 'y' })).toBe('is_archived');
    expect(error('conversations.invite', { users: 'U0WB3WKH5DN' })).toBe('is_archived');
    expect(error('pins.add', { timestamp: ts })).toBe('is_archived');
  });

  it('lets the last member of a private channel not go', () => {
    const { body } = setUp();
    const made = body('conversations.create', { name: 'launch', is_private: true }).channel as JsonObject;
    expect(body('conversations.leave', { channel: made.id ?? '' }).error).toBe('last_member');
  });
});
