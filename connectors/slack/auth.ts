import { type ConnectorAuth, type ScopeNeed, scopeList } from '../kit/guest.ts';
import { asObject, asText } from './tools/wire.ts';

const none: ScopeNeed = [];
const one = (...scopes: string[]): ScopeNeed => scopes.map((scope) => [scope]);
const readChannels = one('channels:read', 'groups:read');
const history = one('channels:history', 'groups:history', 'im:history', 'mpim:history');
const changeChannel: ScopeNeed = [['channels:write', 'groups:write']];

/**
 * User token scopes by method (https://docs.slack.dev/reference/methods, each method's "Required scopes"). Where a method
 * takes a scope for each kind of conversation, those that Thimble's own calls need are named.
 */
export const methodScopes: Readonly<Record<string, ScopeNeed>> = {
  'auth.test': none,
  'bookmarks.add': one('bookmarks:write'),
  'bookmarks.edit': one('bookmarks:write'),
  'bookmarks.list': one('bookmarks:read'),
  'bookmarks.remove': one('bookmarks:write'),
  'chat.delete': one('chat:write'),
  'chat.deleteScheduledMessage': one('chat:write'),
  'chat.getPermalink': none,
  'chat.postMessage': one('chat:write'),
  'chat.scheduleMessage': one('chat:write'),
  'chat.scheduledMessages.list': none,
  'chat.update': one('chat:write'),
  'conversations.archive': changeChannel,
  'conversations.close': [['im:write', 'mpim:write']],
  'conversations.create': changeChannel,
  'conversations.history': history,
  'conversations.info': readChannels,
  'conversations.invite': [['channels:write', 'channels:write.invites', 'groups:write', 'groups:write.invites']],
  'conversations.join': one('channels:write'),
  'conversations.kick': changeChannel,
  'conversations.leave': changeChannel,
  'conversations.list': readChannels,
  'conversations.members': readChannels,
  'conversations.open': [['im:write', 'mpim:write']],
  'conversations.rename': changeChannel,
  'conversations.replies': history,
  'conversations.setTopic': [['channels:write', 'channels:write.topic', 'groups:write', 'groups:write.topic']],
  'conversations.unarchive': changeChannel,
  'dnd.endSnooze': one('dnd:write'),
  'dnd.info': one('dnd:read'),
  'dnd.setSnooze': one('dnd:write'),
  'files.list': one('files:read'),
  // Thimble's own reading of recent messages, over conversations.history.
  'messages.recent': history,
  'pins.add': one('pins:write'),
  'pins.list': one('pins:read'),
  'pins.remove': one('pins:write'),
  'reactions.add': one('reactions:write'),
  'reactions.get': one('reactions:read'),
  'reactions.remove': one('reactions:write'),
  'reminders.add': one('reminders:write'),
  'reminders.complete': one('reminders:write'),
  'reminders.delete': one('reminders:write'),
  'reminders.info': one('reminders:read'),
  'reminders.list': one('reminders:read'),
  'search.messages': [['search:read', 'search:read.public']],
  'team.info': one('team:read'),
  'users.info': one('users:read'),
  'users.list': one('users:read'),
  'users.lookupByEmail': one('users:read', 'users:read.email'),
  'users.profile.get': one('users.profile:read'),
  'users.profile.set': one('users.profile:write'),
};

/** What tools read before they write, to know what takes the change back. */
const readFirst: Readonly<Record<string, string>> = {
  'bookmarks.remove': 'bookmarks.list',
  'conversations.rename': 'conversations.info',
  'conversations.setTopic': 'conversations.info',
  'dnd.endSnooze': 'dnd.info',
  'dnd.setSnooze': 'dnd.info',
  'reminders.delete': 'reminders.info',
  'users.profile.set': 'users.profile.get',
};

function scopesOf(method: string): ScopeNeed | null {
  const own = methodScopes[method];
  return own ? [...own, ...(methodScopes[readFirst[method] ?? ''] ?? [])] : null;
}

/** The least that all tools together need. */
const permissions: readonly string[] = [
  ...new Set(Object.values(methodScopes).flatMap((need) => (need ?? []).flatMap(([first]) => first ?? []))),
].sort();

/** Slack user tokens (https://docs.slack.dev/authentication/tokens#user): Thimble acts as you, not as a bot. */
export const slackAuth: ConnectorAuth = {
  credential: { kind: 'bearer' },
  token: {
    name: 'User OAuth token',
    pattern: /^xoxp-[0-9A-Za-z-]{10,250}$/,
    hint: 'It starts with xoxp-.',
    page: 'https://api.slack.com/apps',
    steps:
      'Create an app in your workspace. Under OAuth & Permissions add the User Token Scopes below, install it to the workspace, and copy the User OAuth Token. Private channels are changed with groups:write, and group messages opened with mpim:write: add these two if you want that.',
    permissions,
    refused: [
      {
        pattern: /^xoxb-/,
        text: 'That is a bot token, and Thimble acts as you. Copy the User OAuth Token of the same app (xoxp-).',
      },
      {
        pattern: /^xapp-/,
        text: 'That is an app-level token, which cannot call the Web API. Copy the User OAuth Token (xoxp-).',
      },
      {
        pattern: /^xoxe[.-]/,
        text: 'That token belongs to token rotation, which Thimble does not do. Turn rotation off for the app, and copy the User OAuth Token (xoxp-).',
      },
      {
        pattern: /^xox[cd]-/,
        text: 'That is a token of the Slack client itself, which apps may not use. Copy the User OAuth Token of an app (xoxp-).',
      },
    ],
    remarks: [],
  },
  identity: {
    method: 'GET',
    // https://docs.slack.dev/reference/methods/auth.test
    path: '/api/auth.test',
    read(body, headers) {
      const answer = asObject(body);
      const id = asText(answer.user_id);
      const name = asText(answer.user) || id;
      if (id === '') return null;
      const workspace = asText(answer.team);
      return {
        id,
        name,
        email: null,
        workspace: workspace || null,
        workspaceId: asText(answer.team_id) || null,
        suggestedName: workspace || name,
        scopes: scopeList(headers['x-oauth-scopes']),
        expiresAt: null,
      };
    },
  },
  device: null,
  scopesFor: (tool) => scopesOf(tool.replace(/^slack\./, '')),
};
