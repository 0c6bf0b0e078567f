import type { JsonObject } from '../../../shared/index.ts';
import { showChannel } from './conversation-reads.ts';
import { type Args, directChannel, findChannel, findUser, type Method, needOpen, newId, SlackError } from './method.ts';
import type { Channel, State } from './state.ts';

function ownChannel(state: State, args: Args): Channel {
  const channel = findChannel(state, args.required('channel'));
  if (channel.type === 'im' || channel.type === 'mpim') throw new SlackError('method_not_supported_for_channel_type');
  return channel;
}

/** Checks a channel name by the rules of conversations.create; throws its error codes. */
function checkedName(state: State, name: string, except?: Channel): string {
  if (name.length > 80) throw new SlackError('invalid_name_maxlength');
  if (!/[\p{L}\p{N}]/u.test(name)) throw new SlackError('invalid_name_punctuation');
  if (name !== name.toLowerCase() || !/^[\p{L}\p{N}_-]+$/u.test(name)) throw new SlackError('invalid_name_specials');
  if (state.channels.some((channel) => channel.name === name && channel !== except)) throw new SlackError('name_taken');
  return name;
}

function idsOf(args: Args): string[] {
  return [
    ...new Set(
      args
        .required('users')
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    ),
  ];
}

/** The `conversations.*` methods that change something (https://docs.slack.dev/reference/methods?family=conversations). */
export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.create'(state, args, now) {
    const said = args.text('name') ?? '';
    if (said === '') throw new SlackError('invalid_name_required');
    const channel: Channel = {
      id: newId(state, 'C'),
      name: checkedName(state, said),
      type: args.flag('is_private') === true ? 'private_channel' : 'public_channel',
      topic: '',
      is_archived: false,
      is_open: true,
      created: Math.floor(now / 1000),
      creator: state.me,
      members: [state.me],
    };
    state.channels.push(channel);
    return { channel: showChannel(state, channel) };
  },

  'conversations.archive'(state, args) {
    const channel = ownChannel(state, args);
    if (channel.is_archived) throw new SlackError('already_archived');
    if (channel.name === 'general') throw new SlackError('cant_archive_general');
    needOpen(state, channel);
    channel.is_archived = true;
    return {};
  },

  'conversations.unarchive'(state, args) {
    const channel = ownChannel(state, args);
    if (!channel.is_archived) throw new SlackError('not_archived');
    channel.is_archived = false;
    return {};
  },

  'conversations.invite'(state, args) {
    const channel = ownChannel(state, args);
    needOpen(state, channel);
    const errors: JsonObject[] = [];
    const added: string[] = [];
    for (const id of idsOf(args)) {
      const code = !state.users.some((user) => user.id === id)
        ? 'user_not_found'
        : id === state.me
          ? 'cant_invite_self'
          : channel.members.includes(id)
            ? 'already_in_channel'
            : undefined;
      if (code === undefined) added.push(id);
      else errors.push({ user: id, ok: false, error: code });
    }
    const first = errors[0]?.error;
    if (typeof first === 'string' && (args.flag('force') !== true || added.length === 0))
      throw new SlackError(first, { errors });
    channel.members.push(...added);
    return errors.length > 0
      ? { channel: showChannel(state, channel), errors }
      : { channel: showChannel(state, channel) };
  },

  'conversations.kick'(state, args) {
    const channel = ownChannel(state, args);
    const user = findUser(state, args.required('user'));
    needOpen(state, channel);
    if (user.id === state.me) throw new SlackError('cant_kick_self');
    if (channel.name === 'general') throw new SlackError('cant_kick_from_general');
    if (!channel.members.includes(user.id)) throw new SlackError('not_in_channel');
    channel.members = channel.members.filter((id) => id !== user.id);
    return { errors: {} };
  },

  'conversations.join'(state, args) {
    const channel = ownChannel(state, args);
    if (channel.is_archived) throw new SlackError('is_archived');
    if (channel.members.includes(state.me))
      return {
        channel: showChannel(state, channel),
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      };
    channel.members.push(state.me);
    return { channel: showChannel(state, channel) };
  },

  'conversations.leave'(state, args) {
    const channel = ownChannel(state, args);
    if (channel.is_archived) throw new SlackError('is_archived');
    if (channel.name === 'general') throw new SlackError('cant_leave_general');
    if (!channel.members.includes(state.me)) return { not_in_channel: true };
    if (channel.type === 'private_channel' && channel.members.length === 1) throw new SlackError('last_member');
    channel.members = channel.members.filter((id) => id !== state.me);
    return {};
  },

  'conversations.rename'(state, args) {
    const channel = ownChannel(state, args);
    const name = args.required('name');
    needOpen(state, channel);
    channel.name = checkedName(state, name, channel);
    return { channel: showChannel(state, channel) };
  },

  'conversations.setTopic'(state, args) {
    const channel = findChannel(state, args.required('channel'));
    const topic = args.text('topic');
    if (topic === undefined) args.required('topic');
    needOpen(state, channel);
    if ((topic ?? '').length > 250) throw new SlackError('too_long');
    channel.topic = topic ?? '';
    return { channel: showChannel(state, channel) };
  },

  'conversations.open'(state, args, now) {
    const known = args.text('channel');
    if (known !== undefined) {
      const channel = findChannel(state, known);
      if (channel.type !== 'im' && channel.type !== 'mpim')
        throw new SlackError('method_not_supported_for_channel_type');
      if (channel.is_open) return { no_op: true, already_open: true, channel: { id: channel.id } };
      channel.is_open = true;
      return { channel: { id: channel.id } };
    }
    if ((args.text('users') ?? '') === '') throw new SlackError('users_list_not_supplied');
    const others = idsOf(args)
      .map((id) => findUser(state, id))
      .filter((user) => user.id !== state.me);
    const [only, ...rest] = others;
    if (others.length > 8) throw new SlackError('too_many_users');
    const brief = args.flag('return_im') !== true;
    if (only === undefined || rest.length === 0) {
      const user = only ?? findUser(state, state.me);
      const existing = state.channels.some((channel) => channel.type === 'im' && channel.members.includes(user.id));
      if (!existing && args.flag('prevent_creation') === true) throw new SlackError('channel_not_found');
      const { channel, isNew } = directChannel(state, user, now);
      const shown = brief ? { id: channel.id } : showChannel(state, channel);
      return isNew ? { channel: shown } : { no_op: true, already_open: true, channel: shown };
    }
    const members = [state.me, ...others.map((user) => user.id)];
    const found = state.channels.find(
      (channel) =>
        channel.type === 'mpim' &&
        channel.members.length === members.length &&
        members.every((id) => channel.members.includes(id)),
    );
    if (found) {
      const shown = brief ? { id: found.id } : showChannel(state, found);
      if (found.is_open) return { no_op: true, already_open: true, channel: shown };
      found.is_open = true;
      return { channel: shown };
    }
    if (args.flag('prevent_creation') === true) throw new SlackError('channel_not_found');
    const handles = members.map((id) => findUser(state, id).name);
    const channel: Channel = {
      id: newId(state, 'C'),
      name: `mpdm-${handles.join('--')}-1`,
      type: 'mpim',
      topic: '',
      is_archived: false,
      is_open: true,
      created: Math.floor(now / 1000),
      creator: state.me,
      members,
    };
    state.channels.push(channel);
    return { channel: brief ? { id: channel.id } : showChannel(state, channel) };
  },

  'conversations.close'(state, args) {
    const channel = findChannel(state, args.required('channel'));
    if (channel.type !== 'im' && channel.type !== 'mpim') throw new SlackError('method_not_supported_for_channel_type');
    if (!channel.is_open) return { no_op: true, already_closed: true };
    channel.is_open = false;
    return {};
  },
};
