import { defineTool } from '../../kit/guest.ts';
import { takenBackBy } from './before.ts';
import { namesOf } from './names.ts';
import { asObject, asObjects, asText, counted, pick, readPages, short, write } from './wire.ts';
import { channelWords, together } from './words.ts';

const channelParam = {
  kind: 'slack.channel',
  description: 'Channel',
  required: true,
  sets: ['channel'],
  refs: ['channel'],
} as const;

/** https://docs.slack.dev/reference/methods/conversations.invite (`users` is one comma-separated string). */
export const inviteToChannel = defineTool({
  name: 'slack.conversations.invite',
  title: 'Add people to a channel',
  description: 'Invite one or more people to a channel.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.conversations.kick', text: 'The people can be removed again.' },
  params: {
    channel: channelParam,
    users: {
      kind: 'slack.user',
      many: true,
      description: 'People to add',
      required: true,
      within: ['channel'],
      sets: ['users'],
      refs: ['person', 'people', 'email'],
    },
    force: { kind: 'boolean', description: 'Add the others when somebody cannot be added', sets: ['force'] },
  },
  effectText(args, labels) {
    const who = labels.users ?? together(args.users.map((user) => user.name));
    return `Add ${who} to ${channelWords(args.channel, labels.channel)}`;
  },
  async run(args, api) {
    const asked = [...new Map(args.users.map((user) => [user.id, user])).values()];
    const users = asked.map((user) => user.id).join(',');
    const body = await write(api, 'conversations.invite', { channel: args.channel.id, users, force: args.force });
    // With `force` Slack adds whom it can and names the others.
    const failures = asObjects(body.errors);
    const [added, others] = [
      asked.filter((user) => !failures.some((failure) => failure.user === user.id)),
      asked.filter((user) => failures.some((failure) => failure.user === user.id)),
    ];
    const where = `#${args.channel.name}`;
    const names = (people: typeof asked): string => short(together(people.map((user) => user.name)), 400);
    return {
      data: {
        channel: pick(asObject(body.channel), ['id', 'name', 'num_members']),
        users: added.map((user) => user.id).join(','),
        ...(others.length === 0 ? {} : { not_added: failures.map((failure) => pick(failure, ['user', 'error'])) }),
      },
      summary: `Added ${names(added)} to ${where}${others.length === 0 ? '' : `, but not ${names(others)}`}`,
      undo: takenBackBy(
        added.map((user) => ({
          tool: 'slack.conversations.kick',
          args: { channel: args.channel, user },
          text: `Remove ${user.name} from ${where}.`,
        })),
      ),
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.kick */
export const removeFromChannel = defineTool({
  name: 'slack.conversations.kick',
  title: 'Remove a person from a channel',
  description: 'Take somebody out of a channel.',
  effect: 'destructive',
  undo: { kind: 'call', tool: 'slack.conversations.invite', text: 'The person can be invited again.' },
  params: {
    channel: channelParam,
    user: {
      kind: 'slack.user',
      description: 'Person to remove',
      required: true,
      within: ['channel'],
      sets: ['user'],
      refs: ['person', 'email'],
    },
  },
  effectText: (args, labels) =>
    `Remove ${labels.user ?? args.user.name} from ${channelWords(args.channel, labels.channel)}`,
  async run(args, api) {
    await write(api, 'conversations.kick', { channel: args.channel.id, user: args.user.id });
    return {
      data: { channel: args.channel.id, user: args.user.id },
      summary: `Removed ${args.user.name} from #${args.channel.name}`,
      undo: [
        {
          tool: 'slack.conversations.invite',
          args: { channel: args.channel, users: [args.user] },
          text: `Add ${args.user.name} to #${args.channel.name} again.`,
        },
      ],
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.join */
export const joinChannel = defineTool({
  name: 'slack.conversations.join',
  title: 'Join a channel',
  description: 'Become a member of a public channel yourself.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.conversations.leave', text: 'The channel can be left again.' },
  params: { channel: channelParam },
  effectText: (args, labels) => `Join ${channelWords(args.channel, labels.channel)}`,
  async run(args, api) {
    const body = await write(api, 'conversations.join', { channel: args.channel.id });
    const where = `#${args.channel.name}`;
    const was = body.warning === 'already_in_channel';
    return {
      data: { channel: pick(asObject(body.channel), ['id', 'name', 'is_member']) },
      summary: was ? `You were in ${where} already` : `Joined ${where}`,
      undo: was
        ? []
        : [{ tool: 'slack.conversations.leave', args: { channel: args.channel }, text: `Leave ${where} again.` }],
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.leave */
export const leaveChannel = defineTool({
  name: 'slack.conversations.leave',
  title: 'Leave a channel',
  description: 'Stop being a member of a channel yourself.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'slack.conversations.join',
    text: 'A public channel can be joined again; a private one needs an invitation.',
  },
  params: { channel: channelParam },
  effectText: (args, labels) => `Leave ${channelWords(args.channel, labels.channel)}`,
  async run(args, api) {
    const body = await write(api, 'conversations.leave', { channel: args.channel.id });
    const where = `#${args.channel.name}`;
    const was = body.not_in_channel !== true;
    return {
      data: { channel: args.channel.id },
      summary: was ? `Left ${where}` : `You were not in ${where}`,
      undo:
        was && !args.channel.private
          ? [{ tool: 'slack.conversations.join', args: { channel: args.channel }, text: `Join ${where} again.` }]
          : [],
    };
  },
});

/** A summary names up to this many people. */
const mostNamed = 12;

/** https://docs.slack.dev/reference/methods/conversations.members, with the names of the people. */
export const listMembers = defineTool({
  name: 'slack.conversations.members',
  title: 'List the members of a channel',
  description: 'See who is in a channel, or whether a person is.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    channel: channelParam,
    person: {
      kind: 'slack.user',
      description: 'Person to look for among the members',
      sets: [],
      refs: ['person', 'email'],
    },
    limit: { kind: 'integer', description: 'How many at most', sets: ['limit'] },
  },
  effectText: (args, labels) => `List the members of ${channelWords(args.channel, labels.channel)}`,
  async run(args, api) {
    const { items, more } = await readPages(
      api,
      'conversations.members',
      'members',
      { channel: args.channel.id },
      args.limit ?? 1000,
    );
    const where = `#${args.channel.name}`;
    if (args.person) {
      const member = items.includes(args.person.id);
      return {
        data: { members: items, has_more: more, is_member: member },
        summary: `${args.person.name} is ${member ? '' : 'not '}in ${where}`,
      };
    }
    const names = await namesOf(api, items.map(asText));
    const people = items.map((id) => ({ name: names.get(asText(id)) ?? asText(id), id }));
    const listed = names.size > 0 && items.length <= mostNamed ? `: ${together(people.map(({ name }) => name))}` : '';
    return {
      data: { members: items, has_more: more, people },
      summary: `${counted(items.length, 'member')} in ${where}${listed}`,
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.open; one person opens a direct message, several a group one. */
export const openConversation = defineTool({
  name: 'slack.conversations.open',
  title: 'Open a conversation',
  description: 'Start or open a direct message or group message with people, without writing in it.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'slack.conversations.close',
    text: 'The conversation can be closed again; nobody is notified of either.',
  },
  params: {
    users: {
      kind: 'slack.user',
      many: true,
      description: 'People to talk to',
      required: true,
      sets: ['users'],
      refs: ['person', 'people', 'email'],
    },
    return_im: { kind: 'boolean', description: 'Give the details of the conversation', sets: ['return_im'] },
    prevent_creation: {
      kind: 'boolean',
      description: 'Only when the conversation exists already',
      sets: ['prevent_creation'],
    },
  },
  effectText: (args, labels) =>
    `Open a conversation with ${labels.users ?? together(args.users.map((user) => user.name))}`,
  async run(args, api) {
    const users = [...new Set(args.users.map((user) => user.id))].join(',');
    const body = await write(api, 'conversations.open', {
      users,
      return_im: args.return_im,
      prevent_creation: args.prevent_creation,
    });
    const channel = pick(asObject(body.channel), ['id', 'name', 'is_im', 'is_mpim', 'user', 'created']);
    const who = short(together(args.users.map((user) => user.name)), 200);
    const id = asText(channel.id);
    const was = body.already_open === true;
    return {
      data: { channel },
      summary: was ? `The conversation with ${who} was open already` : `Opened the conversation with ${who}`,
      undo:
        was || id === ''
          ? []
          : [
              {
                tool: 'slack.conversations.close',
                args: { channel: id, users: args.users },
                text: `Close the conversation with ${who}.`,
              },
            ],
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.close: it leaves the list, its messages stay. */
export const closeConversation = defineTool({
  name: 'slack.conversations.close',
  title: 'Close a conversation',
  description: 'Take a direct message or group message off the list; its messages stay.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'slack.conversations.open', text: 'The conversation can be opened again.' },
  params: {
    channel: { kind: 'text', description: 'Conversation id', required: true, sets: ['channel'] },
    users: { kind: 'slack.user', many: true, description: 'The people in it', required: true, sets: [] },
  },
  effectText: (args, labels) =>
    `Close the conversation with ${labels.users ?? together(args.users.map((user) => user.name))}`,
  async run(args, api) {
    const body = await write(api, 'conversations.close', { channel: args.channel });
    const who = short(together(args.users.map((user) => user.name)), 200);
    const was = body.already_closed !== true;
    return {
      data: { channel: args.channel },
      summary: was ? `Closed the conversation with ${who}` : `The conversation with ${who} was closed already`,
      undo: was
        ? [
            {
              tool: 'slack.conversations.open',
              args: { users: args.users },
              text: `Open the conversation with ${who} again.`,
            },
          ]
        : [],
    };
  },
});
