import { describe, expect, it } from 'vitest';
import workspace from '../../../connectors/demo/workspace.json' with { type: 'json' };
import { directApi } from '../../../connectors/kit/index.ts';
import { createSlackEmulator } from '../../../connectors/slack/emulator/index.ts';
import { slack } from '../../../connectors/slack/index.ts';
import { type Json, type JsonObject, ThimbleError } from '../../../shared/index.ts';
import { slackResolvers } from './slack.ts';
import type { Resolution, ResolveContext } from './types.ts';

const now = Date.parse(workspace.now);

function setUp(): (
  kind: keyof typeof slackResolvers,
  words: string,
  more?: { many?: boolean; tool?: string; resolved?: JsonObject; request?: string; channel?: string },
) => Promise<Resolution> {
  const emulator = createSlackEmulator(workspace, { now: () => now, token: 't' });
  const api = directApi(slack, emulator, 't');
  const lookup = async (name: string, args: JsonObject): Promise<Json> => {
    const tool = slack.tools.find((candidate) => candidate.name === name);
    if (!name.startsWith('slack.')) throw new ThimbleError('not_connected', 'Only Slack is connected.', '');
    if (tool?.effect !== 'read') throw new Error(`${name} is no read`);
    try {
      return (await tool.run(args as never, api)).data;
    } catch (error) {
      throw new ThimbleError('not_found', String(error), '');
    }
  };
  return (kind, words, more = {}) => {
    const resolver = slackResolvers[kind];
    if (!resolver) throw new Error(`no resolver for ${kind}`);
    const param: ResolveContext['param'] = { kind, description: '', sets: [], many: more.many ?? false };
    return resolver(words, {
      now,
      zone: workspace.timezone,
      me: { name: workspace.me.name, email: workspace.me.email },
      defaults: { githubOwner: '', slackChannel: more.channel ?? '' },
      param,
      tool: more.tool ?? 'test',
      resolved: more.resolved ?? {},
      request: more.request ?? words,
      lookup,
    });
  };
}

const said = (resolution: Resolution): string =>
  resolution.kind === 'resolved'
    ? resolution.label
    : resolution.kind === 'ambiguous'
      ? `? ${resolution.candidates.length}`
      : 'missing';

describe('channels', () => {
  it.each([
    ['#general', '#general'],
    ['the support channel', '#support'],
    ['Incidents', '#incidents'],
    ['#desgin', '#design'],
    ['marketting', '#marketing'],
    ['eng', '#engineering'],
    ['design team', '#design'],
    ['C0CLRI1QZJ8', '#finance'],
    ['C0NOTTHERE1', 'missing'],
    ['#payments', 'missing'],
    ['#design-systems', 'missing'],
  ])('%s is %s', async (words, label) => {
    expect(said(await setUp()('slack.channel', words))).toBe(label);
  });

  it('says what was looked for', async () => {
    expect(await setUp()('slack.channel', '#payments')).toEqual({
      kind: 'missing',
      message: 'There is no Slack channel called #payments.',
    });
  });
});

describe('the default channel', () => {
  it.each(['the channel', 'in our channel', 'slack', 'to the team channel'])('is meant by “%s”', async (words) => {
    for (const kind of ['slack.channel', 'slack.destination'] as const)
      expect(await setUp()(kind, words, { channel: 'engineering' })).toMatchObject({
        kind: 'resolved',
        label: '#engineering',
        via: 'the default channel in Settings',
      });
  });
  it.each([
    ['#general', '#general'],
    ['the design channel', '#design'],
    ['this channel', 'missing'],
    ['#payments', 'missing'],
    ['the chanel of nobody', 'missing'],
  ])('is not meant by “%s”', async (words, label) => {
    expect(said(await setUp()('slack.channel', words, { channel: 'engineering' }))).toBe(label);
  });
  it('is not guessed where none is set, and said where it is not there', async () => {
    expect(said(await setUp()('slack.channel', 'the channel'))).toBe('missing');
    expect(await setUp()('slack.destination', 'the channel', { channel: 'gone' })).toEqual({
      kind: 'missing',
      message: 'Your default channel #gone is not in Slack: change it in Settings, or name one.',
    });
  });
});

describe('people', () => {
  it.each([
    ['Anna', 'Ana Petrov'],
    ['Joe', 'Joe Kim'],
    ['me', 'Sam Rivera'],
    ['tomas', 'Tomás Ortega'],
    ['@joe.kim', 'Joe Kim'],
    ['priya@brightloom.dev', 'Priya Nair'],
    ['U0XFOGO4MVN', 'Lin Zhao'],
    ['Mrcus', 'Marcus Webb'],
    ["Eve's", 'Eve Johnson'],
    ['Ana Silva', 'missing'],
    ['someone@else.example', 'missing'],
    ['Zed', 'missing'],
  ])('%s is %s', async (words, label) => {
    expect(said(await setUp()('slack.user', words))).toBe(label);
  });

  it('reads several and everyone in a list, leaving out who is in the channel', async () => {
    const resolve = setUp();
    const both = await resolve('slack.user', 'Ana and Joe', { many: true });
    expect(both).toMatchObject({ value: [{ id: 'U081U33XTPL' }, { id: 'U0WB3WKH5DN' }] });
    const resolved = { channel: { id: 'C07NS26LRWB', name: 'marketing', private: false } };
    const others = await resolve('slack.user', 'everyone', { many: true, resolved });
    expect(others.kind === 'resolved' && Array.isArray(others.value) ? others.value.length : 0).toBe(5);
  });

  it('reads everyone of a channel as its members, never as the company', async () => {
    const resolve = setUp();
    const names = async (words: string, resolved: JsonObject = {}) =>
      said(await resolve('slack.user', words, { many: true, resolved }));
    const hiring = { channel: { id: 'C0QCAB69M64', name: 'hiring', private: true } };
    expect(await names('everyone in #support')).toBe('Ana Petrov, Joe Kim, Priya Nair');
    expect(await names('everybody from the support channel', hiring)).toBe('Priya Nair');
    expect(await names("everyone who isn't in #engineering yet")).toBe('Tomás Ortega, Eve Johnson');
    expect((await names('everyone in the company', hiring)).split(', ')).toHaveLength(5);
    expect(await names('everyone in #design', hiring)).toBe('missing');
    expect(await names('everyone in #warehouse', hiring)).toBe('missing');
  });

  it('leaves out of everyone those who are excepted, also by the words after it', async () => {
    const resolve = setUp();
    const names = async (words: string, request = words) =>
      said(await resolve('slack.user', words, { many: true, request }));
    const most = 'Ana Petrov, Joe Kim, Priya Nair, Marcus Webb, Lin Zhao, Tomás Ortega';
    expect(await names('everybody but Eve')).toBe(most);
    expect(await names('everyone except for Eve and Ana')).toBe(most.replace('Ana Petrov, ', ''));
    expect(await names('everyone', 'invite everyone but Eve to #marketing')).toBe(most);
    expect(await names('everyone', 'invite everyone, not Eve')).toBe(most);
    expect(await names('everyone', 'invite everyone to #marketing but tell Eve first')).toContain('Eve Johnson');
    expect(await names('everyone in #support but Ana')).toBe('Joe Kim, Priya Nair');
    expect(await names('everyone but Zed')).toBe('missing');
  });

  it('reads a pronoun by the one person that the request names', async () => {
    const resolve = setUp();
    expect(said(await resolve('slack.user', 'her', { request: 'ask Lin for the draft and tell her thanks' }))).toBe(
      'Lin Zhao',
    );
    expect(said(await resolve('slack.user', 'them', { request: 'ask Lin and Eve and tell them' }))).toBe('? 2');
  });
});

describe('destinations', () => {
  it.each([
    ['general', 'channel', '#general'],
    ['the support channel', 'channel', '#support'],
    ['Joe', 'person', 'Joe Kim'],
    ['tomas@brightloom.dev', 'person', 'Tomás Ortega'],
    ['U081U33XTPL', 'person', 'Ana Petrov'],
  ])('%s is a %s', async (words, type, label) => {
    expect(await setUp()('slack.destination', words)).toMatchObject({ kind: 'resolved', label, value: { type } });
  });

  it('never takes a person for a channel that is written with #', async () => {
    expect(said(await setUp()('slack.destination', '#lin'))).toBe('missing');
  });
});

describe('messages', () => {
  const stamp = (resolution: Resolution): string =>
    resolution.kind === 'resolved' ? String((resolution.value as JsonObject).ts) : said(resolution);

  it.each([
    ["Marcus's message on latency in #incidents", '1772618050.568771'],
    ["lin's rollback", '1772613482.790298'],
    ['the post on the rollback (412)', '1772613482.790298'],
    ['what I wrote in general', '1772626603.422733'],
    ['my last post', '1772626603.422733'],
    ['the bank payout message', '1772637348.512180'],
    ['“New onboarding mocks are in Figma”', '1772632535.325633'],
    ['the thread about the wrong address, support', '1772636834.781685'],
    ['Tomás mocks', '1772632535.325633'],
    ['the newest message in #incidents', '1772618050.568771'],
    ['the oldest message in #incidents', '1772613482.790298'],
    ['joes message from this morning', '1772626220.672424'],
    ['https://brightloom.slack.com/archives/C0RBFQFOEQH/p1772624161788400', '1772624161.788400'],
    ['1772617522.459351', '1772617522.459351'],
    ['the latency post', '? 2'],
    ['the message about unicorns', 'missing'],
    ["Eve's message in #random", 'missing'],
  ])('%s is %s', async (words, ts) => {
    expect(stamp(await setUp()('slack.message', words))).toBe(ts);
  });

  it('looks in the channel that the call names', async () => {
    const resolved = { channel: { id: 'C03AV90RIC7', name: 'incidents', private: false } };
    expect(stamp(await setUp()('slack.message', 'the message from Lin', { resolved }))).toBe('1772613482.790298');
    expect(stamp(await setUp()('slack.message', 'the ramen message', { resolved }))).toBe('missing');
  });

  it('takes a given stamp in a given channel even when it is older than what it read', async () => {
    const resolved = { to: { id: 'C03AV90RIC7', name: 'incidents', type: 'channel', private: false } };
    expect(await setUp()('slack.message', '1700000000.000100', { resolved })).toMatchObject({
      kind: 'resolved',
      value: { channel: 'C03AV90RIC7', ts: '1700000000.000100' },
    });
  });
});

describe('reminders', () => {
  it.each([
    ['Rm07K2QX9ZLA', 'Send the board deck'],
    ['the board deck reminder', 'Send the board deck'],
    ['renew the licence', 'Renew the design tool licence'],
    ['the Friday reminder', 'Send the board deck'],
    ['10am Monday', 'Renew the design tool licence'],
    ['my reminder', '? 2'],
    ['call the bank', 'missing'],
  ])('%s is %s', async (words, label) => {
    expect(said(await setUp()('slack.reminder', words))).toBe(label);
  });
});

describe('emoji', () => {
  it.each([
    ['👀', 'eyes'],
    ['👍🏽', '+1'],
    ['❤️', 'heart'],
    [':tada:', 'tada'],
    [':shipit:', 'shipit'],
    ['thumbsup', 'thumbsup'],
    ['a thumbs up', 'thumbsup'],
    ['palm tree', 'palm_tree'],
    ['face_with_thermometer', 'face_with_thermometer'],
    ['the party popper emoji', 'tada'],
    ['none', ''],
  ])('%s is %s', async (words, name) => {
    expect(await setUp()('emoji', words)).toMatchObject({ kind: 'resolved', value: name });
  });

  it('does not make one up', async () => {
    expect(said(await setUp()('emoji', 'blorp'))).toBe('missing');
  });
});
