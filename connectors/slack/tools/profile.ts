import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { asObject, orCleared, pick, write } from './wire.ts';

const plain = ['display_name', 'real_name', 'title', 'pronouns', 'phone', 'email'] as const;

/** https://docs.slack.dev/reference/methods/users.profile.set; an empty status text and emoji clear the status. */
export const setProfile = defineTool({
  name: 'slack.users.profile.set',
  title: 'Change the profile or status',
  description: 'Set or clear your Slack status, or change your name, title, phone, email or pronouns.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.users.profile.set', text: 'The old values can be set again.' },
  params: {
    status_text: {
      kind: 'text',
      description: 'Status text, or none to clear it',
      sets: ['profile.status_text'],
      also: ['none'],
    },
    status_emoji: {
      kind: 'emoji',
      description: 'Status emoji, or none to clear it',
      sets: ['profile.status_emoji'],
      also: ['none'],
    },
    until: { kind: 'when', description: 'When the status goes away', sets: ['profile.status_expiration'] },
    display_name: { kind: 'text', description: 'Display name', sets: ['profile.display_name'] },
    real_name: { kind: 'text', description: 'Full name', sets: ['profile.real_name'] },
    title: { kind: 'text', description: 'Job title', sets: ['profile.title'] },
    pronouns: { kind: 'text', description: 'Pronouns', sets: ['profile.pronouns'] },
    phone: { kind: 'text', description: 'Phone number', sets: ['profile.phone'] },
    email: { kind: 'email', description: 'Email address', sets: ['profile.email'] },
    user: {
      kind: 'slack.user',
      description: 'Person whose profile it is, if not you',
      sets: ['user'],
      refs: ['person'],
    },
  },
  effectText(args, labels) {
    const whose = args.user ? `${labels.user ?? args.user.name}'s` : 'your';
    const emoji = args.status_emoji ? `:${args.status_emoji}: ` : '';
    const text = args.status_text === undefined ? undefined : orCleared(args.status_text);
    const parts: string[] = [];
    if (text === '' || (text === undefined && args.status_emoji === '')) parts.push(`clear ${whose} status`);
    else if (text !== undefined || emoji)
      parts.push(`set ${whose} status to “${emoji}${text ?? ''}”`.replace(' ”', '”'));
    if (args.until) parts.push(`until ${labels.until ?? args.until.iso}`);
    for (const name of plain)
      if (args[name] !== undefined) parts.push(`set ${whose} ${name.replace('_', ' ')} to ${args[name]}`);
    const said = parts.join(', ');
    return said === '' ? `Change nothing in ${whose} profile` : said.charAt(0).toUpperCase() + said.slice(1);
  },
  async run(args, api) {
    const profile: JsonObject = {};
    if (args.status_text !== undefined) profile.status_text = orCleared(args.status_text);
    if (args.status_emoji !== undefined)
      profile.status_emoji = args.status_emoji === '' ? '' : `:${args.status_emoji}:`;
    // A cleared text without a word on the emoji clears the whole status: half a status is nobody's wish.
    if (profile.status_text === '' && profile.status_emoji === undefined) profile.status_emoji = '';
    if (args.until) profile.status_expiration = args.until.epoch;
    for (const name of plain) {
      const value = args[name];
      if (value !== undefined) profile[name] = value;
    }
    if (Object.keys(profile).length === 0) throw new Error('Say what in the profile should change.');
    const body = await write(api, 'users.profile.set', { profile, user: args.user?.id });
    const cleared = profile.status_text === '' && profile.status_emoji === '';
    return {
      data: { profile: pick(asObject(body.profile), Object.keys(profile)) },
      summary: cleared ? 'Cleared the status' : `Updated ${args.user ? `${args.user.name}'s` : 'your'} profile`,
    };
  },
});
