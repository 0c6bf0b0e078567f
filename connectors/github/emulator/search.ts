import type { JsonObject } from '../../../shared/index.ts';
import { dateMatches } from './dates.ts';
import { findRepo, nameOf } from './find.ts';
import { ApiError, type Call, paged, queryText, type Route } from './http.ts';
import type { Issue, State } from './state.ts';
import { issueView, repoView } from './views.ts';

interface Query {
  readonly words: string[];
  readonly qualifiers: (readonly [name: string, value: string])[];
}

/** Words and `name:value` qualifiers; quotation marks keep spaces. */
function parse(call: Call): Query {
  const q = queryText(call, 'q')?.trim() ?? '';
  if (q === '') throw new ApiError(422, 'Validation Failed', [{ resource: 'Search', field: 'q', code: 'missing' }]);
  const words: string[] = [];
  const qualifiers: [string, string][] = [];
  for (const match of q.matchAll(/(-?[\w-]+):("[^"]*"|\S+)|"([^"]*)"|(\S+)/g)) {
    if (match[1] !== undefined)
      qualifiers.push([match[1].toLowerCase(), (match[2] ?? '').replaceAll('"', '').toLowerCase()]);
    else words.push((match[3] ?? match[4] ?? '').toLowerCase());
  }
  return { words: words.filter((word) => word !== ''), qualifiers };
}

function issueMatches(state: State, issue: Issue, query: Query): boolean {
  const places = query.qualifiers.filter(([name]) => name === 'in').map(([, value]) => value);
  const texts = [
    ...(places.length === 0 || places.includes('title') ? [issue.title] : []),
    ...(places.length === 0 || places.includes('body') ? [issue.body ?? ''] : []),
    ...(places.length === 0 || places.includes('comments') ? issue.comments.map((one) => one.body) : []),
  ];
  const text = texts.join('\n').toLowerCase();
  return (
    query.words.every((word) => text.includes(word)) &&
    query.qualifiers.every(([name, value]) => qualifies(state, issue, name, value))
  );
}

function qualifies(state: State, issue: Issue, name: string, value: string): boolean {
  const same = (login: string): boolean => login.toLowerCase() === (value === '@me' ? state.me.toLowerCase() : value);
  switch (name) {
    case 'is':
    case 'type':
    case 'state':
      if (value === 'issue') return issue.pull === null;
      if (value === 'pr' || value === 'pull-request') return issue.pull !== null;
      if (value === 'merged') return issue.pull?.mergedAt != null;
      if (value === 'unmerged') return issue.pull !== null && issue.pull.mergedAt === null;
      if (value === 'locked') return issue.locked;
      if (value === 'draft') return issue.pull?.draft === true;
      return issue.state === value;
    case 'repo':
      return issue.repo.toLowerCase() === value;
    case 'org':
    case 'user':
      return issue.repo.toLowerCase().startsWith(`${value}/`);
    case 'author':
      return same(issue.author);
    case 'assignee':
      return issue.assignees.some(same);
    case 'review-requested':
      return issue.pull?.reviewers.some(same) ?? false;
    case 'mentions':
      return `${issue.body ?? ''} ${issue.comments.map((one) => one.body).join(' ')}`
        .toLowerCase()
        .includes(`@${value === '@me' ? state.me.toLowerCase() : value}`);
    case 'involves':
      return [issue.author, ...issue.assignees].some(same);
    case 'label':
      return issue.labels.some((label) => label.toLowerCase() === value);
    case 'no':
      return value === 'assignee' ? issue.assignees.length === 0 : value === 'label' ? issue.labels.length === 0 : true;
    case 'created':
      return dateMatches(issue.createdAt, value);
    case 'updated':
      return dateMatches(issue.updatedAt, value);
    default:
      return true;
  }
}

function issues(call: Call) {
  const query = parse(call);
  const sort = queryText(call, 'sort');
  const direction = queryText(call, 'order') === 'asc' ? 1 : -1;
  const found = call.state.issues.filter((issue) => issueMatches(call.state, issue, query));
  const key = (issue: Issue): number =>
    sort === 'created'
      ? Date.parse(issue.createdAt)
      : sort === 'updated'
        ? Date.parse(issue.updatedAt)
        : issue.comments.length;
  if (sort !== undefined) found.sort((a, b) => (key(a) - key(b)) * direction);
  return results(
    call,
    found.map((issue) => ({ ...issueView(call.state, issue), score: 1 })),
  );
}

function results(call: Call, items: JsonObject[]) {
  return paged(call, items, (page) => ({ total_count: items.length, incomplete_results: false, items: page }));
}

function repositories(call: Call) {
  const query = parse(call);
  const owners = query.qualifiers.filter(([name]) => name === 'org' || name === 'user').map(([, value]) => value);
  const found = [...call.state.repos.values()].filter((repo) => {
    const text = `${nameOf(repo)} ${repo.description ?? ''}`.toLowerCase();
    return (
      query.words.every((word) => text.includes(word)) &&
      (owners.length === 0 || owners.includes(repo.owner.toLowerCase()))
    );
  });
  return results(
    call,
    found.map((repo) => ({ ...repoView(call.state, repo), score: 1 })),
  );
}

function code(call: Call) {
  const query = parse(call);
  const value = (name: string): string | undefined => query.qualifiers.find(([one]) => one === name)?.[1];
  const only = value('repo');
  const owner = value('org') ?? value('user');
  const repos = [...call.state.repos.values()].filter(
    (repo) =>
      (only === undefined || repo === findRepo(call.state, only)) &&
      (owner === undefined || repo.owner.toLowerCase() === owner),
  );
  const items = repos.flatMap((repo) =>
    [...repo.files]
      .filter(([path, text]) => query.words.every((word) => `${path}\n${text}`.toLowerCase().includes(word)))
      .map(([path]) => ({
        name: path.split('/').at(-1) ?? path,
        path,
        html_url: `https://github.com/${nameOf(repo)}/blob/${repo.defaultBranch}/${path}`,
        repository: repoView(call.state, repo),
        score: 1,
      })),
  );
  return results(call, items);
}

/** The three searches. */
export const searchRoutes: readonly Route[] = [
  ['GET', '/search/issues', issues],
  ['GET', '/search/repositories', repositories],
  ['GET', '/search/code', code],
];
