import { describe, expect, it } from 'vitest';
import { operations, workspace } from '../../connectors/demo/index.ts';
import { serveEmulator } from '../../connectors/index.ts';
import { createSlackEmulator } from '../../connectors/slack/emulator/index.ts';
import type { Json, JsonObject } from '../../shared/index.ts';
import { sameArguments } from './slack-wire.ts';

const general = 'C06ZV0MWUFX';
const design = 'C0PHKQDLMTT';
const item = { channel: general, timestamp: '1772626603.422733' };
const message = { channel: general, ts: item.timestamp };
const lin = 'U0XFOGO4MVN';
const [pin, reaction] = [item, { ...item, name: 'eyes' }];

/** Arguments of every operation, and the call that has to come first. */
const calls: Readonly<Record<string, { args: JsonObject; first?: readonly [string, JsonObject] }>> = {
  'chat.postMessage': { args: { channel: general, text: 'a & b = c?', unfurl_links: false } },
  'chat.update': { args: { ...message, text: 'new' } },
  'chat.delete': { args: message },
  'chat.scheduleMessage': { args: { channel: general, text: 'later', post_at: 1772719200 } },
  'conversations.list': { args: { types: 'public_channel,private_channel', exclude_archived: true, limit: 3 } },
  'conversations.create': { args: { name: 'launch', is_private: true } },
  'conversations.archive': { args: { channel: design } },
  'conversations.invite': { args: { channel: design, users: `${lin},U02U66MR268`, force: true } },
  'conversations.kick': { args: { channel: design, user: 'U0WB3WKH5DN' } },
  'conversations.join': { args: { channel: design }, first: ['conversations.leave', { channel: design }] },
  'conversations.leave': { args: { channel: design } },
  'conversations.rename': { args: { channel: design, name: 'product-design' } },
  'conversations.setTopic': { args: { channel: design, topic: '' } },
  'conversations.history': { args: { channel: general, oldest: '1772427600', inclusive: true, limit: 5 } },
  'conversations.replies': { args: { ...message, limit: 5 } },
  'conversations.members': { args: { channel: design, limit: 2 } },
  'conversations.open': { args: { users: lin, return_im: true } },
  'users.list': { args: { include_locale: true, limit: 2 } },
  'users.info': { args: { user: lin, include_locale: true } },
  'users.lookupByEmail': { args: { email: 'lin@brightloom.dev' } },
  'users.profile.set': { args: { profile: { status_text: 'Away', status_expiration: 1772719200 } } },
  'reactions.add': { args: reaction },
  'reactions.remove': { args: reaction, first: ['reactions.add', reaction] },
  'pins.add': { args: pin },
  'pins.remove': { args: pin, first: ['pins.add', pin] },
  'pins.list': { args: { channel: general }, first: ['pins.add', pin] },
  'reminders.add': {
    args: { text: 'plan', time: '1772719200', recurrence: { frequency: 'weekly', weekdays: ['monday', 'friday'] } },
  },
  'reminders.list': { args: {} },
  'reminders.delete': { args: { reminder: 'Rm07K2QX9ZLA' } },
  'search.messages': { args: { query: 'latency from:@lin', count: 1, sort_dir: 'asc' } },
  'dnd.setSnooze': { args: { num_minutes: 45 } },
  'dnd.endSnooze': { args: {}, first: ['dnd.setSnooze', { num_minutes: 45 }] },
  'bookmarks.add': { args: { channel_id: design, title: 'Style', type: 'link', link: 'https://brightloom.dev?a=1&b' } },
  'files.list': { args: { channel: design, types: 'pdfs,images', count: 2 } },
  'team.info': { args: {} },
};

type Notation = 'query' | 'form' | 'json';

const flat = (args: JsonObject): URLSearchParams =>
  new URLSearchParams(
    Object.entries(args).map(([name, value]): [string, string] => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );

/** What a call in one notation answers, and what it leaves. */
async function outcomeOf(method: string, notation: Notation): Promise<{ answer: Json; state: Json }> {
  const emulator = createSlackEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
  const server = await serveEmulator(emulator, operations);
  const ask = async (name: string, args: JsonObject, as: Notation): Promise<Json> => {
    const url = `${server.origin}/api/${name}`;
    const authorization = 'Bearer t';
    if (as === 'query') return (await fetch(`${url}?${flat(args)}`, { headers: { authorization } })).json() as never;
    const [type, body] =
      as === 'form'
        ? ['application/x-www-form-urlencoded', flat(args).toString()]
        : ['application/json; charset=utf-8', JSON.stringify(args)];
    const headers = { authorization, 'content-type': type };
    return (await fetch(url, { method: 'POST', headers, body })).json() as never;
  };
  try {
    const { args = {}, first } = calls[method] ?? {};
    if (first) await ask(first[0], first[1], 'form');
    return { answer: await ask(method, args, notation), state: emulator.snapshot() };
  } finally {
    await server.close();
  }
}

const slackOperations = operations.filter(({ op }) => op.startsWith('slack.'));
/** Its content type is the form alone (https://docs.slack.dev/reference/methods/dnd.setSnooze). */
const takesNoJson = ({ op, effect }: (typeof operations)[number]): boolean =>
  effect === 'read' || op === 'slack.dnd.setSnooze';

describe('sameArguments', () => {
  const wire = (query: JsonObject, body: JsonObject | null) =>
    sameArguments({ method: body ? 'POST' : 'GET', path: '/api/x', query, body, headers: {} });

  it('brings the notations of the same arguments together', () => {
    const json = wire({}, { n: 5, flag: true, profile: { status_text: 'a', status_expiration: 7 } });
    expect(wire({}, { n: '5', flag: 'true', profile: '{"status_text":"a","status_expiration":7}' })).toEqual(json);
    expect(wire({ n: '5', flag: 'true' }, { profile: '{"status_expiration":7,"status_text":"a"}' })).toEqual(json);
  });

  it.each([
    ['another value', { text: 'a' }, { text: 'b' }],
    ['another name', { ts: '1.2' }, { timestamp: '1.2' }],
    ['one argument more', { text: 'a' }, { text: 'a', mrkdwn: true }],
    ['another inner value', { profile: { a: 1 } }, { profile: { a: 2 } }],
    ['text that only looks like JSON', { text: '[WIP] a' }, { text: '[WIP] b' }],
  ])('tells apart %s', (_what, one, other) => {
    expect(wire({}, one)).not.toEqual(wire({}, other));
  });
});

describe('the notations of a Slack call are one to the emulator', () => {
  it.each(slackOperations.map((operation) => [operation.op, operation] as const))('%s', async (op, operation) => {
    const method = op.replace(/^slack\./u, '');
    const form = await outcomeOf(method, 'form');
    expect(form.answer).toMatchObject({ ok: true });
    expect(await outcomeOf(method, 'query')).toEqual(form);
    if (takesNoJson(operation)) return;
    expect(await outcomeOf(method, 'json')).toEqual(form);
  });

  it('has arguments for every operation', () => {
    expect(Object.keys(calls).sort()).toEqual(slackOperations.map(({ op }) => op.replace(/^slack\./u, '')).sort());
  });
});
