import { LogLevel, WebClient } from '@slack/web-api';
import type { ReceivedRequest } from '../../connectors/index.ts';
import type { ConformanceCase } from './case.ts';
import { sameArguments } from './slack-wire.ts';
import { proveConformance } from './suite.ts';

const joe = { id: 'U0WB3WKH5DN', name: 'Joe Kim' };
const lin = { id: 'U0XFOGO4MVN', name: 'Lin Zhao' };
const eve = { id: 'U02U66MR268', name: 'Eve Johnson' };
const general = { id: 'C06ZV0MWUFX', name: 'general', private: false };
const design = { id: 'C0PHKQDLMTT', name: 'design', private: false };
const toGeneral = { ...general, type: 'channel' };
const toJoe = { ...joe, type: 'person', private: true };
const allHands = {
  channel: general.id,
  channel_name: 'general',
  ts: '1772626603.422733',
  text: 'All-hands moves to Thursday 3pm',
  user: 'U0UJZDE8GXD',
};
const item = { channel: general.id, timestamp: allHands.ts };
const tomorrow = { iso: '2026-03-05T09:00:00-05:00', epoch: 1772719200 };
const days = { from: 1772427600, to: 1772600400 };

const cases: readonly ConformanceCase<WebClient>[] = [
  {
    op: 'slack.chat.postMessage',
    intent: 'a message in a channel',
    args: { to: toGeneral, text: 'Lunch & learn at 12?' },
    sdk: (client) => client.chat.postMessage({ channel: general.id, text: 'Lunch & learn at 12?' }),
  },
  {
    op: 'slack.chat.postMessage',
    intent: 'a message to a person',
    args: { to: toJoe, text: 'Tomás says “hi” 👋\nsecond line' },
    sdk: (client) => client.chat.postMessage({ channel: joe.id, text: 'Tomás says “hi” 👋\nsecond line' }),
  },
  {
    op: 'slack.chat.postMessage',
    intent: 'a reply in a thread, shown in the channel too',
    args: { thread: allHands, text: 'ok', broadcast: true },
    sdk: (client) =>
      client.chat.postMessage({ channel: general.id, text: 'ok', thread_ts: allHands.ts, reply_broadcast: true }),
  },
  {
    op: 'slack.chat.postMessage',
    intent: 'another name and picture, no previews of links',
    args: { to: toGeneral, text: 'x', preview: false, as_name: 'Release bot', icon: 'rocket' },
    sdk: (client) =>
      client.chat.postMessage({
        channel: general.id,
        text: 'x',
        unfurl_links: false,
        username: 'Release bot',
        icon_emoji: ':rocket:',
      }),
  },
  {
    op: 'slack.chat.update',
    intent: 'another text',
    args: { message: allHands, text: 'All-hands is off' },
    sdk: (client) => client.chat.update({ channel: general.id, ts: allHands.ts, text: 'All-hands is off' }),
  },
  {
    op: 'slack.chat.delete',
    intent: 'a message',
    args: { message: allHands },
    sdk: (client) => client.chat.delete({ channel: general.id, ts: allHands.ts }),
  },
  {
    op: 'slack.chat.scheduleMessage',
    intent: 'a message tomorrow',
    args: { to: toGeneral, text: 'later', when: tomorrow },
    sdk: (client) => client.chat.scheduleMessage({ channel: general.id, text: 'later', post_at: tomorrow.epoch }),
  },
  {
    op: 'slack.chat.scheduleMessage',
    intent: 'a reply in a thread tomorrow, shown in the channel too',
    args: { thread: allHands, text: 'later', when: tomorrow, broadcast: true },
    sdk: (client) =>
      client.chat.scheduleMessage({
        channel: general.id,
        text: 'later',
        post_at: tomorrow.epoch,
        thread_ts: allHands.ts,
        reply_broadcast: true,
      }),
  },
  {
    op: 'slack.conversations.list',
    intent: 'public and private channels, a page of 200',
    args: {},
    sdk: (client) => client.conversations.list({ types: 'public_channel,private_channel', limit: 200 }),
  },
  {
    op: 'slack.conversations.list',
    intent: 'three private channels in use',
    args: { types: 'private_channel', exclude_archived: true, limit: 3 },
    sdk: (client) => client.conversations.list({ types: 'private_channel', exclude_archived: true, limit: 3 }),
  },
  {
    op: 'slack.conversations.create',
    intent: 'a public channel',
    args: { name: 'Launch April' },
    sdk: (client) => client.conversations.create({ name: 'launch-april' }),
  },
  {
    op: 'slack.conversations.create',
    intent: 'a private channel',
    args: { name: 'board', is_private: true },
    sdk: (client) => client.conversations.create({ name: 'board', is_private: true }),
  },
  {
    op: 'slack.conversations.archive',
    intent: 'a channel',
    args: { channel: design },
    sdk: (client) => client.conversations.archive({ channel: design.id }),
  },
  {
    op: 'slack.conversations.invite',
    intent: 'two people',
    args: { channel: design, users: [lin, eve] },
    sdk: (client) => client.conversations.invite({ channel: design.id, users: `${lin.id},${eve.id}` }),
  },
  {
    op: 'slack.conversations.invite',
    intent: 'those who can be added, whoever cannot',
    args: { channel: design, users: [joe, lin], force: true },
    sdk: (client) => client.conversations.invite({ channel: design.id, users: `${joe.id},${lin.id}`, force: true }),
  },
  {
    op: 'slack.conversations.kick',
    intent: 'a person',
    args: { channel: design, user: joe },
    sdk: (client) => client.conversations.kick({ channel: design.id, user: joe.id }),
  },
  {
    op: 'slack.conversations.join',
    intent: 'a channel that was left',
    before: [{ tool: 'slack.conversations.leave', args: { channel: design } }],
    args: { channel: design },
    async sdk(client) {
      await client.conversations.leave({ channel: design.id });
      await client.conversations.join({ channel: design.id });
    },
  },
  {
    op: 'slack.conversations.leave',
    intent: 'a channel',
    args: { channel: design },
    sdk: (client) => client.conversations.leave({ channel: design.id }),
  },
  {
    op: 'slack.conversations.rename',
    intent: 'a name said in words',
    args: { channel: design, name: '#Product design' },
    sdk: (client) => client.conversations.rename({ channel: design.id, name: 'product-design' }),
  },
  {
    op: 'slack.conversations.setTopic',
    intent: 'a topic',
    args: { channel: design, topic: 'Mocks: v2 = final?' },
    sdk: (client) => client.conversations.setTopic({ channel: design.id, topic: 'Mocks: v2 = final?' }),
  },
  {
    op: 'slack.conversations.setTopic',
    intent: 'no topic',
    args: { channel: design, topic: 'none' },
    sdk: (client) => client.conversations.setTopic({ channel: design.id, topic: '' }),
  },
  {
    op: 'slack.conversations.history',
    intent: 'five messages of a stretch of time',
    args: { channel: toGeneral, since: days, until: days, limit: 5 },
    sdk: (client) =>
      client.conversations.history({
        channel: general.id,
        oldest: String(days.from),
        latest: String(days.to),
        limit: 5,
      }),
  },
  {
    op: 'slack.conversations.history',
    intent: 'the newest hundred messages',
    args: { channel: toGeneral },
    sdk: (client) => client.conversations.history({ channel: general.id, limit: 100 }),
  },
  {
    op: 'slack.conversations.history',
    intent: 'the last of the direct messages with a person, by their conversation',
    before: [{ tool: 'slack.chat.postMessage', args: { to: toJoe, text: 'hi' } }],
    args: { channel: toJoe, limit: 1 },
    async sdk(client) {
      const { channel = '' } = await client.chat.postMessage({ channel: joe.id, text: 'hi' });
      await client.conversations.history({ channel, limit: 1 });
    },
  },
  {
    op: 'slack.conversations.replies',
    intent: 'a thread, from a time on',
    args: { message: allHands, since: { from: days.from }, limit: 50 },
    sdk: (client) =>
      client.conversations.replies({ channel: general.id, ts: allHands.ts, oldest: String(days.from), limit: 50 }),
  },
  {
    op: 'slack.conversations.members',
    intent: 'a channel, a page of 200',
    args: { channel: design },
    sdk: (client) => client.conversations.members({ channel: design.id, limit: 200 }),
  },
  {
    op: 'slack.conversations.open',
    intent: 'one person, with the details',
    args: { users: [joe], return_im: true },
    sdk: (client) => client.conversations.open({ users: joe.id, return_im: true }),
  },
  {
    op: 'slack.conversations.open',
    intent: 'the direct messages that are there already',
    before: [{ tool: 'slack.chat.postMessage', args: { to: toJoe, text: 'hi' } }],
    args: { users: [joe], prevent_creation: true },
    async sdk(client) {
      await client.chat.postMessage({ channel: joe.id, text: 'hi' });
      await client.conversations.open({ users: joe.id, prevent_creation: true });
    },
  },
  {
    op: 'slack.conversations.open',
    intent: 'a group',
    args: { users: [joe, lin] },
    sdk: (client) => client.conversations.open({ users: `${joe.id},${lin.id}` }),
  },
  {
    op: 'slack.users.list',
    intent: 'everyone, with languages, a page of 200',
    args: { include_locale: true },
    sdk: (client) => client.users.list({ include_locale: true, limit: 200 }),
  },
  {
    op: 'slack.users.info',
    intent: 'a person with their language',
    args: { user: lin, include_locale: true },
    sdk: (client) => client.users.info({ user: lin.id, include_locale: true }),
  },
  {
    op: 'slack.users.lookupByEmail',
    intent: 'an address',
    args: { email: 'lin@brightloom.dev' },
    sdk: (client) => client.users.lookupByEmail({ email: 'lin@brightloom.dev' }),
  },
  {
    op: 'slack.users.profile.set',
    intent: 'a status with an emoji and an end',
    args: { status_text: 'Away', status_emoji: 'palm_tree', until: tomorrow },
    sdk: (client) =>
      client.users.profile.set({
        profile: { status_text: 'Away', status_emoji: ':palm_tree:', status_expiration: tomorrow.epoch },
      }),
  },
  {
    op: 'slack.users.profile.set',
    intent: 'no status',
    args: { status_text: 'none' },
    sdk: (client) => client.users.profile.set({ profile: { status_text: '', status_emoji: '' } }),
  },
  {
    op: 'slack.users.profile.set',
    intent: "another person's title and pronouns",
    args: { title: 'Head of R&D', pronouns: 'they/them', user: joe },
    sdk: (client) =>
      client.users.profile.set({ user: joe.id, profile: { title: 'Head of R&D', pronouns: 'they/them' } }),
  },
  {
    op: 'slack.reactions.add',
    intent: 'an emoji',
    args: { emoji: 'eyes', message: allHands },
    sdk: (client) => client.reactions.add({ ...item, name: 'eyes' }),
  },
  {
    op: 'slack.reactions.remove',
    intent: 'an emoji that was there',
    before: [{ tool: 'slack.reactions.add', args: { emoji: '+1', message: allHands } }],
    args: { emoji: '+1', message: allHands },
    async sdk(client) {
      await client.reactions.add({ ...item, name: '+1' });
      await client.reactions.remove({ ...item, name: '+1' });
    },
  },
  {
    op: 'slack.pins.add',
    intent: 'a message',
    args: { message: allHands },
    sdk: (client) => client.pins.add(item),
  },
  {
    op: 'slack.pins.remove',
    intent: 'a pinned message',
    before: [{ tool: 'slack.pins.add', args: { message: allHands } }],
    args: { message: allHands },
    async sdk(client) {
      await client.pins.add(item);
      await client.pins.remove(item);
    },
  },
  {
    op: 'slack.pins.list',
    intent: 'a channel',
    args: { channel: general },
    sdk: (client) => client.pins.list({ channel: general.id }),
  },
  {
    op: 'slack.reminders.add',
    intent: 'once',
    args: { text: 'call the bank', when: tomorrow },
    sdk: (client) => client.reminders.add({ text: 'call the bank', time: String(tomorrow.epoch) }),
  },
  {
    op: 'slack.reminders.add',
    intent: 'as often as a phrase says',
    args: { text: 'plan', every: 'every Monday' },
    sdk: (client) => client.reminders.add({ text: 'plan', time: 'every Monday' }),
  },
  {
    op: 'slack.reminders.add',
    intent: 'again and again from a time on',
    args: { text: 'plan', when: tomorrow, every: 'every weekday' },
    sdk: (client) =>
      client.reminders.add({
        text: 'plan',
        time: String(tomorrow.epoch),
        recurrence: { frequency: 'weekly', weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
      }),
  },
  {
    op: 'slack.reminders.list',
    intent: 'all',
    args: {},
    sdk: (client) => client.reminders.list(),
  },
  {
    op: 'slack.reminders.delete',
    intent: 'a reminder',
    args: { reminder: { id: 'Rm07K2QX9ZLA', text: 'Send the board deck' } },
    sdk: (client) => client.reminders.delete({ reminder: 'Rm07K2QX9ZLA' }),
  },
  {
    op: 'slack.search.messages',
    intent: 'words, twenty of them',
    args: { query: 'latency' },
    sdk: (client) => client.search.messages({ query: 'latency', count: 20 }),
  },
  {
    op: 'slack.search.messages',
    intent: 'words in a channel by a person in a stretch of days, oldest first, second page',
    args: {
      query: 'mocks',
      in: design,
      from: lin,
      after: '2026-03-01',
      before: '2026-03-04',
      sort: 'timestamp',
      sort_dir: 'asc',
      count: 5,
      page: 2,
    },
    sdk: (client) =>
      client.search.messages({
        query: `mocks in:#design from:<@${lin.id}> after:2026-03-01 before:2026-03-04`,
        sort: 'timestamp',
        sort_dir: 'asc',
        count: 5,
        page: 2,
      }),
  },
  {
    op: 'slack.search.messages',
    intent: 'what somebody wrote on a day',
    args: { from: lin, on: '2026-03-04' },
    sdk: (client) => client.search.messages({ query: `from:<@${lin.id}> on:2026-03-04`, count: 20 }),
  },
  {
    op: 'slack.dnd.setSnooze',
    intent: 'three quarters of an hour',
    args: { duration: { seconds: 2700 } },
    sdk: (client) => client.dnd.setSnooze({ num_minutes: 45 }),
  },
  {
    op: 'slack.dnd.endSnooze',
    intent: 'a snooze that runs',
    before: [{ tool: 'slack.dnd.setSnooze', args: { duration: { seconds: 2700 } } }],
    args: {},
    async sdk(client) {
      await client.dnd.setSnooze({ num_minutes: 45 });
      await client.dnd.endSnooze();
    },
  },
  {
    op: 'slack.bookmarks.add',
    intent: 'a link with an emoji',
    args: { channel: design, link: 'https://brightloom.dev/style?v=2&x=a%20b', title: 'Style guide', emoji: 'art' },
    sdk: (client) =>
      client.bookmarks.add({
        channel_id: design.id,
        title: 'Style guide',
        type: 'link',
        link: 'https://brightloom.dev/style?v=2&x=a%20b',
        emoji: ':art:',
      }),
  },
  {
    op: 'slack.files.list',
    intent: 'the newest twenty files',
    args: {},
    sdk: (client) => client.files.list({ count: 20 }),
  },
  {
    op: 'slack.files.list',
    intent: 'PDFs of a person in a channel in a stretch of time, second page, hidden ones too',
    args: { channel: design, user: joe, types: 'pdfs', since: days, until: days, count: 5, page: 2, hidden: true },
    sdk: (client) =>
      client.files.list({
        channel: design.id,
        user: joe.id,
        types: 'pdfs',
        ts_from: String(days.from),
        ts_to: String(days.to),
        count: 5,
        page: 2,
        show_files_hidden_by_limit: true,
      }),
  },
  {
    op: 'slack.team.info',
    intent: 'the workspace',
    args: {},
    sdk: (client) => client.team.info(),
  },
];

proveConformance<WebClient>({
  service: 'slack',
  client: (origin, token) =>
    new WebClient(token, { slackApiUrl: `${origin}/api/`, retryConfig: { retries: 0 }, logLevel: LogLevel.ERROR }),
  cases,
  headers: [],
  normalise: sameArguments,
  opOf: ({ path }: ReceivedRequest) => path.replace(/^\/api\//u, 'slack.'),
});
