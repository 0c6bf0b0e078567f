import type { Json } from '../../../shared/index.ts';
import { findRepo, findUser, nameOf, repoOf } from './find.ts';
import { commitId, nextId } from './hash.ts';
import { bodyText, type Call, empty, invalid, malformed, notFound, ok, paged, queryText, type Route } from './http.ts';
import { orgLinks } from './links.ts';
import type { Gist, Notification } from './state.ts';
import { accountView, profileView, userView } from './views.ts';
import { gistView, notificationView } from './views-code.ts';

const PARTICIPATING = [
  'assign',
  'author',
  'comment',
  'mention',
  'review_requested',
  'team_mention',
  'invitation',
  'manual',
  'state_change',
];

function time(text: string | undefined, field: string): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid('Notification', field, 'invalid');
  return at;
}

function notifications(call: Call) {
  const all = queryText(call, 'all') === 'true';
  const participating = queryText(call, 'participating') === 'true';
  const since = time(queryText(call, 'since'), 'since');
  const before = time(queryText(call, 'before'), 'before');
  const found = call.state.notifications.filter((note) => {
    const at = Date.parse(note.updatedAt);
    return (
      findRepo(call.state, note.repo) !== undefined &&
      (all || note.unread) &&
      (!participating || PARTICIPATING.includes(note.reason)) &&
      (since === undefined || at >= since) &&
      (before === undefined || at < before)
    );
  });
  found.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  // Pages of notifications are smaller than others.
  return paged(
    call,
    found.map((note) => notificationView(call.state, note)),
    (page) => page,
    50,
  );
}

function markRead(call: Call, only: (note: Notification) => boolean) {
  const until = time(bodyText(call, 'last_read_at'), 'last_read_at') ?? Number.POSITIVE_INFINITY;
  for (const note of call.state.notifications)
    if (only(note) && Date.parse(note.updatedAt) <= until) note.unread = false;
  return empty(205);
}

function thread(call: Call): Notification {
  const found = call.state.notifications.find(
    (note) => String(note.id) === call.params.thread && findRepo(call.state, note.repo) !== undefined,
  );
  if (!found) throw notFound();
  return found;
}

function createGist(call: Call) {
  const files = call.body.files;
  if (typeof files !== 'object' || files === null || Array.isArray(files)) throw malformed('"files" wasn\'t supplied.');
  const kept = new Map<string, string>();
  for (const [name, file] of Object.entries(files)) kept.set(name, fileContent(file));
  if (kept.size === 0 || [...kept.values()].some((content) => content === ''))
    throw invalid('Gist', 'files', 'missing_field');
  const flag = call.body.public;
  const gist = {
    id: commitId('gist', nextId(call.state)).slice(0, 32),
    description: bodyText(call, 'description') ?? null,
    public: flag === true || flag === 'true',
    files: kept,
    createdAt: call.now,
  };
  call.state.gists.push(gist);
  return ok(gistView(call.state, gist), 201);
}

function gist(call: Call): Gist {
  const found = call.state.gists.find((one) => one.id === call.params.gist);
  if (!found) throw notFound();
  return found;
}

function fileContent(file: Json): string {
  const content = typeof file === 'object' && file !== null && !Array.isArray(file) ? file.content : undefined;
  return typeof content === 'string' ? content : '';
}

function user(call: Call) {
  const found = findUser(call.state, call.params.login ?? '');
  if (!found) throw notFound();
  return ok(profileView(call.state, found.login));
}

function members(call: Call) {
  const org = [...call.state.orgs].find(([login]) => login.toLowerCase() === call.params.org?.toLowerCase());
  if (!org) throw notFound();
  return paged(
    call,
    org[1].map((login) => userView(call.state, login)),
  );
}

/** The account, people, notifications and gists. */
export const accountRoutes: readonly Route[] = [
  ['GET', '/user', (call) => ok(accountView(call.state))],
  [
    'GET',
    '/user/orgs',
    (call) =>
      paged(
        call,
        [...call.state.orgs.keys()].map((login) => {
          const { id = 0, node_id = '', avatar_url = '' } = userView(call.state, login);
          return { login, id, node_id, avatar_url, ...orgLinks(login), description: '' };
        }),
      ),
  ],
  ['GET', '/orgs/{org}/members', members],
  ['GET', '/users/{login}', user],
  ['GET', '/notifications', notifications],
  ['PUT', '/notifications', (call) => markRead(call, () => true)],
  [
    'PUT',
    '/repos/{owner}/{repo}/notifications',
    (call) => {
      const name = nameOf(repoOf(call));
      return markRead(call, (note) => note.repo === name);
    },
  ],
  ['GET', '/notifications/threads/{thread}', (call) => ok(notificationView(call.state, thread(call)))],
  [
    'PATCH',
    '/notifications/threads/{thread}',
    (call) => {
      thread(call).unread = false;
      return empty(205);
    },
  ],
  ['POST', '/gists', createGist],
  ['GET', '/gists/{gist}', (call) => ok(gistView(call.state, gist(call)))],
  [
    'DELETE',
    '/gists/{gist}',
    (call) => {
      call.state.gists.splice(call.state.gists.indexOf(gist(call)), 1);
      return empty();
    },
  ],
];
