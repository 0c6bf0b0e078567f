import type { JsonObject } from '../../../shared/index.ts';
import { defineTool, type KindValue, type UndoCall } from '../../kit/guest.ts';
import { restorable } from './before.ts';
import { asObject, asText, orCleared, pick, read, short, write } from './wire.ts';
import { together } from './words.ts';

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
    const status = statusOf(args.status_text, args.status_emoji);
    const parts: string[] = [];
    if (status === '') parts.push(`clear ${whose} status`);
    else if (status !== undefined) parts.push(`set ${whose} status to “${status}”`);
    if (args.until) parts.push(`until ${labels.until ?? args.until.iso}`);
    for (const name of plain) {
      const value = args[name];
      const what = `${whose} ${name.replace('_', ' ')}`;
      if (value !== undefined) parts.push(value === '' ? `clear ${what}` : `set ${what} to ${value}`);
    }
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
    const former = asObject((await read(api, 'users.profile.get', { user: args.user?.id })).profile);
    const body = await write(api, 'users.profile.set', { profile, user: args.user?.id });
    const now = asObject(body.profile);
    const whose = args.user ? `${args.user.name}'s` : 'your';
    return {
      data: { profile: pick(now, Object.keys(profile)) },
      summary: summaryOf(profile, whose),
      undo: formerValues(former, now, profile, args.user),
    };
  },
});

/** ":palm_tree: Away", '' for a cleared status, undefined where neither text nor emoji is given. */
function statusOf(said: string | undefined, emoji: string | undefined): string | undefined {
  if (said === undefined && emoji === undefined) return undefined;
  return [emoji ? `:${emoji}:` : '', said === undefined ? '' : orCleared(said)].filter((part) => part !== '').join(' ');
}

function summaryOf(profile: JsonObject, whose: string): string {
  const status = [asText(profile.status_emoji), asText(profile.status_text)].filter((part) => part !== '').join(' ');
  const others = plain.filter((name) => profile[name] !== undefined).map((name) => name.replace('_', ' '));
  const parts: string[] = [];
  if (status !== '') parts.push(`Set ${whose} status to “${short(status, 140)}”`);
  else if (profile.status_text === '' || profile.status_emoji === '') parts.push(`Cleared ${whose} status`);
  else if (profile.status_expiration !== undefined) parts.push(`Changed when ${whose} status goes away`);
  if (others.length > 0) parts.push(`${parts.length > 0 ? 'changed' : 'Changed'} ${whose} ${together(others)}`);
  return parts.join(' and ');
}

/**
 * The call that gives a profile the values it had. Only what really changed is in it; empty where nothing did, or where a
 * former value is not known or cannot be said.
 */
function formerValues(
  former: JsonObject,
  now: JsonObject,
  asked: JsonObject,
  user: KindValue<'slack.user'> | undefined,
): readonly UndoCall[] {
  const args: JsonObject = {};
  const changed = (name: string): boolean => (former[name] ?? '') !== (now[name] ?? '');
  if (['status_text', 'status_emoji', 'status_expiration'].some(changed)) {
    const text = asText(former.status_text);
    if (!restorable(text)) return [];
    args.status_text = text;
    args.status_emoji = asText(former.status_emoji).replace(/^:|:$/gu, '');
    const until = former.status_expiration;
    // Without a time the status stays until it is changed, as one with 0 does.
    if (typeof until === 'number' && until > 0)
      args.until = { iso: new Date(until * 1000).toISOString(), epoch: until };
  }
  for (const name of plain) {
    if (asked[name] === undefined || !changed(name)) continue;
    // An address that the token may not read is not an empty one.
    if (name === 'email' && former.email === undefined) return [];
    args[name] = asText(former[name]);
  }
  if (Object.keys(args).length === 0) return [];
  const what = Object.keys(args).filter((name) => !name.startsWith('status_') && name !== 'until');
  const words = [...(args.status_text === undefined ? [] : ['status']), ...what.map((name) => name.replace('_', ' '))];
  const whose = user ? `${user.name}'s` : 'your';
  return [
    {
      tool: 'slack.users.profile.set',
      args: user ? { ...args, user } : args,
      text: `Set ${whose} ${together(words)} back to what ${words.length > 1 ? 'they were' : 'it was'}.`,
    },
  ];
}
