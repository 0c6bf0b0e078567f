import { type ConnectorAuth, type ScopeNeed, scopeList } from '../kit/guest.ts';
import { textAt } from './shape.ts';

const none: ScopeNeed = [];
/** Private repositories need `repo`; a token with `public_repo` works on the public ones. */
const repo: ScopeNeed = [['repo', 'public_repo']];
const orgs: ScopeNeed = [['read:org', 'write:org', 'admin:org']];
const notifications: ScopeNeed = [['notifications', 'repo']];

/**
 * Scopes of classic tokens by group of tools
 * (https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps). Fine-grained tokens have
 * permissions instead, which the API does not tell.
 */
const groupScopes: Readonly<Record<string, ScopeNeed>> = {
  actions: repo,
  gists: [['gist']],
  issues: repo,
  labels: repo,
  notifications,
  orgs,
  pulls: repo,
  releases: repo,
  repos: repo,
  runs: repo,
  search: none,
  tags: repo,
  user: none,
  users: none,
  workflows: repo,
};

/** Scopes of single tools that need other ones than their group. */
const toolScopes: Readonly<Record<string, ScopeNeed>> = {
  'repos.create_in_org': [['repo', 'public_repo'], ...orgs],
};

/** `2026-12-01 12:00:00 UTC` or `2026-12-01 12:00:00 -0700` as ISO 8601; null for anything else. */
function expiryOf(header: string | undefined): string | null {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:UTC|([+-]\d{2}):?(\d{2}))$/.exec(header?.trim() ?? '');
  if (!parts) return null;
  const [, day, time, hours, minutes] = parts;
  const at = Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** GitHub tokens: personal access tokens (https://docs.github.com/authentication) and those of the device flow. */
export const githubAuth: ConnectorAuth = {
  credential: { kind: 'bearer' },
  token: {
    name: 'Personal access token (classic)',
    pattern: /^(?:gh[pou]_[0-9A-Za-z_]{20,255}|github_pat_[0-9A-Za-z_]{20,255}|[0-9a-f]{40})$/,
    hint: 'It starts with ghp_ or github_pat_.',
    page: 'https://github.com/settings/tokens/new?description=Thimble&scopes=repo,read:org,gist,notifications',
    steps: 'The scopes below are ticked already. Choose an expiry, generate the token and copy it.',
    permissions: ['repo', 'read:org', 'gist', 'notifications'],
    refused: [
      {
        pattern: /^gh[sr]_/,
        text: 'That is a token of an app’s installation or for refreshing, which does not stand for you. Make a personal access token.',
      },
    ],
    remarks: [
      {
        pattern: /^github_pat_/,
        text: 'This is a fine-grained token: GitHub does not tell what it may do, so a missing permission shows only when a call needs it.',
      },
    ],
  },
  identity: {
    method: 'GET',
    // https://docs.github.com/rest/users/users#get-the-authenticated-user
    path: '/user',
    read(body, headers) {
      const id = textAt(body, 'id');
      const login = textAt(body, 'login');
      if (id === '' || login === '') return null;
      return {
        id,
        name: textAt(body, 'name') || login,
        email: textAt(body, 'email') || null,
        workspace: login,
        workspaceId: null,
        suggestedName: login,
        scopes: scopeList(headers['x-oauth-scopes']),
        expiresAt: expiryOf(headers['github-authentication-token-expiration']),
      };
    },
  },
  // https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow
  device: {
    origin: 'https://github.com',
    codePath: '/login/device/code',
    tokenPath: '/login/oauth/access_token',
    scopes: ['repo', 'read:org', 'gist', 'notifications'],
    clientHint:
      'Signing in on github.com needs the client ID of an OAuth app with the device flow turned on (github.com, Settings, Developer settings, OAuth Apps). Put it in Settings, or paste a token instead.',
  },
  scopesFor(tool) {
    const name = tool.replace(/^github\./, '');
    return toolScopes[name] ?? groupScopes[name.split('.')[0] ?? ''] ?? null;
  },
};
