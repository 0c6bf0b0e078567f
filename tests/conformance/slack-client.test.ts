import {
  type ErrorCode,
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { operations, workspace } from '../../connectors/demo/index.ts';
import { type ServedEmulator, serveEmulator } from '../../connectors/index.ts';
import { createSlackEmulator, type SlackEmulatorOptions } from '../../connectors/slack/emulator/index.ts';

const sam = 'U0UJZDE8GXD';
const joe = 'U0WB3WKH5DN';
const general = 'C06ZV0MWUFX';
const design = 'C0PHKQDLMTT';
const files = Array.from({ length: 7 }, (_, index) => ({
  id: `F0AAAAAAAA${index}`,
  name: `page-${index}.pdf`,
  title: `Page ${index}`,
  filetype: 'pdf',
  size: 1000,
  user: joe,
  channel: design,
  created: 1772400000 + index,
}));

/** The refusals are asked for here; nobody has to read them. */
const nothing = (): void => undefined;
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

const served: ServedEmulator[] = [];
afterEach(async () => {
  await Promise.all(served.splice(0).map((one) => one.close()));
});

/** The official client, with an emulator of its own behind it. */
async function start(
  options: Partial<SlackEmulatorOptions> & { readonly client?: WebClientOptions; readonly as?: string } = {},
) {
  const { client: clientOptions, as = 'xoxp-test', ...rest } = options;
  const emulator = createSlackEmulator(
    { ...workspace, slack: { ...workspace.slack, files } },
    { now: () => Date.parse(workspace.now), token: 'xoxp-test', ...rest },
  );
  const server = await serveEmulator(emulator, operations);
  served.push(server);
  const client = new WebClient(as, {
    slackApiUrl: `${server.origin}/api/`,
    retryConfig: { retries: 0 },
    logger: silent,
    ...clientOptions,
  });
  return { client, server };
}

async function failure(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call did not fail');
}

describe('@slack/web-api as a client of the Slack emulator', () => {
  it('writes, edits, answers, marks and deletes messages', async () => {
    const { client } = await start();
    const posted = await client.chat.postMessage({ channel: general, text: 'Release at 5' });
    const ts = posted.ts ?? '';
    await client.chat.update({ channel: general, ts, text: 'Release at 6' });
    await client.chat.postMessage({ channel: general, text: 'ok', thread_ts: ts });
    await client.reactions.add({ channel: general, timestamp: ts, name: 'eyes' });
    await client.pins.add({ channel: general, timestamp: ts });
    const { messages = [] } = await client.conversations.history({ channel: general, limit: 1 });
    expect(messages[0]).toMatchObject({
      text: 'Release at 6',
      user: sam,
      reply_count: 1,
      reactions: [{ name: 'eyes', users: [sam], count: 1 }],
      pinned_to: [general],
    });
    const thread = await client.conversations.replies({ channel: general, ts });
    expect(thread.messages?.map((message) => message.text)).toEqual(['Release at 6', 'ok']);
    expect((await client.pins.list({ channel: general })).items).toHaveLength(1);
    expect((await client.search.messages({ query: 'release in:#general' })).messages?.total).toBe(1);
    await client.chat.delete({ channel: general, ts });
    expect((await client.search.messages({ query: 'release in:#general' })).messages?.total).toBe(0);
  });

  it('makes, names, fills and archives a channel', async () => {
    const { client } = await start();
    const made = await client.conversations.create({ name: 'launch', is_private: true });
    const channel = made.channel?.id ?? '';
    await client.conversations.rename({ channel, name: 'launch-april' });
    await client.conversations.setTopic({ channel, topic: 'April' });
    await client.conversations.invite({ channel, users: joe });
    expect((await client.conversations.members({ channel })).members).toEqual([sam, joe]);
    await client.conversations.kick({ channel, user: joe });
    await client.bookmarks.add({ channel_id: channel, title: 'Plan', type: 'link', link: 'https://brightloom.dev' });
    expect((await client.bookmarks.list({ channel_id: channel })).bookmarks).toMatchObject([{ title: 'Plan' }]);
    const { channel: shown } = await client.conversations.info({ channel });
    expect(shown).toMatchObject({ name: 'launch-april', topic: { value: 'April' }, is_private: true, num_members: 1 });
    await client.conversations.archive({ channel });
    const list = await client.conversations.list({ types: 'private_channel', exclude_archived: true });
    expect(list.channels?.map(({ name }) => name)).toEqual(['hiring']);
  });

  it('keeps status, snooze, reminders and scheduled messages', async () => {
    const { client } = await start();
    await client.users.profile.set({ profile: { status_text: 'Away', status_emoji: ':palm_tree:' } });
    expect((await client.users.profile.get({ user: sam })).profile).toMatchObject({ status_text: 'Away' });
    expect((await client.users.info({ user: sam })).user?.profile?.status_emoji).toBe(':palm_tree:');
    expect((await client.dnd.setSnooze({ num_minutes: 30 })).snooze_remaining).toBe(1800);
    expect(await client.dnd.info()).toMatchObject({ snooze_enabled: true, snooze_remaining: 1800 });
    await client.dnd.endSnooze();
    const { reminder } = await client.reminders.add({ text: 'call', time: '1772719200' });
    expect((await client.reminders.list()).reminders).toHaveLength(3);
    await client.reminders.delete({ reminder: reminder?.id ?? '' });
    expect((await client.reminders.list()).reminders).toHaveLength(2);
    const scheduled = await client.chat.scheduleMessage({ channel: general, text: 'later', post_at: 1772719200 });
    expect((await client.chat.scheduledMessages.list()).scheduled_messages).toMatchObject([{ text: 'later' }]);
    await client.chat.deleteScheduledMessage({
      channel: general,
      scheduled_message_id: scheduled.scheduled_message_id ?? '',
    });
    expect((await client.chat.scheduledMessages.list()).scheduled_messages).toEqual([]);
  });
});

describe('its paging', () => {
  it('goes through all people by cursors', async () => {
    const { client, server } = await start();
    const ids: unknown[] = [];
    for await (const page of client.paginate('users.list', { limit: 4 }))
      ids.push(...((page as { members?: { id: string }[] }).members ?? []).map(({ id }) => id));
    expect(new Set(ids).size).toBe(9);
    expect(ids).toHaveLength(9);
    expect(server.received).toHaveLength(3);
  });

  it('goes through more messages than a page, newest first, and stops where it is told', async () => {
    const { client, server } = await start();
    for (let index = 0; index < 25; index++) await client.chat.postMessage({ channel: design, text: `n${index}` });
    const texts: unknown[] = [];
    await client.paginate('conversations.history', { channel: design, limit: 10 }, (page) => {
      texts.push(...((page as { messages?: { text: string }[] }).messages ?? []).map(({ text }) => text));
      return texts.length >= 20;
    });
    expect(texts).toEqual(Array.from({ length: 20 }, (_, index) => `n${24 - index}`));
    expect(server.received.filter(({ path }) => path.endsWith('history'))).toHaveLength(2);
  });

  it('goes through files by pages', async () => {
    const { client } = await start();
    const names: unknown[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = await client.files.list({ channel: design, count: 3, page });
      pages = answer.paging?.pages ?? 0;
      names.push(...(answer.files ?? []).map(({ name }) => name));
    }
    expect(names).toEqual(Array.from({ length: 7 }, (_, index) => `page-${6 - index}.pdf`));
  });

  it('does not go on from a cursor that was never given', async () => {
    const { client } = await start();
    expect(await failure(client.users.list({ cursor: 'bm9wZQ==' }))).toMatchObject({
      data: { error: 'invalid_cursor' },
    });
  });
});

describe('its errors', () => {
  it.each([
    ['no credential', { as: '' }, 'not_authed'],
    ['a wrong credential', { as: 'xoxp-wrong' }, 'invalid_auth'],
    ['a revoked credential', { refusal: 'token_revoked' as const }, 'token_revoked'],
    ['a deactivated account', { refusal: 'account_inactive' as const }, 'account_inactive'],
  ])('tell of %s', async (_what, options, code) => {
    const { client } = await start(options);
    const error = await failure(client.auth.test());
    expect(error).toBeInstanceOf(WebAPIPlatformError);
    expect(error).toMatchObject({ data: { ok: false, error: code } });
  });

  it.each<[string, (client: WebClient) => Promise<unknown>, string]>([
    ['a channel', (client) => client.conversations.info({ channel: 'C0NOTTHERE1' }), 'channel_not_found'],
    ['a person', (client) => client.users.info({ user: 'U0NOBODY123' }), 'user_not_found'],
    ['an address', (client) => client.users.lookupByEmail({ email: 'mei@example.com' }), 'users_not_found'],
    ['a message', (client) => client.chat.delete({ channel: general, ts: 'x' }), 'message_not_found'],
    ['a method', (client) => client.apiCall('no.such'), 'unknown_method'],
    ['a taken name', (client) => client.conversations.create({ name: 'general' }), 'name_taken'],
    ['a time in the past', (client) => client.reminders.add({ text: 'x', time: '1000000000' }), 'time_in_past'],
    ['a missing argument', (client) => client.apiCall('chat.postMessage', { text: 'x' }), 'invalid_arguments'],
  ])('tell of %s', async (_what, call, code) => {
    const { client } = await start();
    const error = await failure(call(client));
    expect(error).toBeInstanceOf(WebAPIPlatformError);
    expect(error).toMatchObject({ data: { error: code } });
  });

  it('tell of a missing scope, of the one needed and of those there are', async () => {
    const { client } = await start({ scopes: ['channels:read'] });
    const error = await failure(client.chat.postMessage({ channel: general, text: 'x' }));
    expect(error).toMatchObject({
      data: {
        error: 'missing_scope',
        needed: 'chat:write',
        provided: 'channels:read',
        response_metadata: { scopes: ['channels:read'] },
      },
    });
  });

  it('tell of a rate limit and how long to wait', async () => {
    const { client } = await start({
      callsPerMinute: { 'conversations.history': 1 },
      client: { rejectRateLimitedCalls: true },
    });
    await client.conversations.history({ channel: general });
    const error = await failure(client.conversations.history({ channel: general }));
    expect(error).toBeInstanceOf(WebAPIRateLimitedError);
    expect(error).toMatchObject({ retryAfter: 60 });
  });

  it('are not raised where the client waits as it is told and calls again', async () => {
    const { client, server } = await start({ client: { retryConfig: { retries: 1, minTimeout: 1 } } });
    server.addFault({
      times: 1,
      action: {
        kind: 'respond',
        response: { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': '1' } },
      },
    });
    expect(await client.auth.test()).toMatchObject({ ok: true, user_id: sam });
    expect(server.received.map(({ status }) => status)).toEqual([429, 200]);
  });

  it('tell an outage from a broken connection', async () => {
    const { client, server } = await start();
    server.addFault({ times: 1, action: { kind: 'respond', response: { status: 503, body: null } } });
    expect(await failure(client.auth.test())).toBeInstanceOf(WebAPIHTTPError);
    server.addFault({ times: 1, action: { kind: 'drop' } });
    const broken = await failure(client.auth.test());
    expect(broken).toBeInstanceOf(WebAPIRequestError);
    expect(broken).toMatchObject({ code: 'slack_webapi_request_error' satisfies `${ErrorCode}` });
  });
});
