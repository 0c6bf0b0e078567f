import type { JsonObject } from '../../../shared/index.ts';
import { dateMatches } from './dates.ts';
import { nameOf, visibleIssues, visibleRepos } from './find.ts';
import { commitId } from './hash.ts';
import { ApiError, type Call, paged, queryChoice, queryText, type Route } from './http.ts';
import type { Issue, Repo, State } from './state.ts';
import { issueView, repoView } from './views.ts';

interface Query {
  readonly words: string[];
  readonly qualifiers: (readonly [name: string, value: string])[];
}

const MOST_RESULTS = 1000;
/** Characters of a search, qualifiers not counted: https://docs.github.com/rest/search/search#limitations-on-query-length. */
const LONGEST = 256;

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
  if (words.join(' ').length > LONGEST)
    throw new ApiError(422, 'Validation Failed', [
      {
        message: 'The search is longer than 256 characters.',
        resource: 'Search',
        field: 'q',
        code: 'invalid',
      },
    ]);
  if (words.filter((word) => ['and', 'or', 'not'].includes(word)).length > 5)
    throw new ApiError(422, 'Validation Failed', [
      {
        message: 'More than five AND / OR / NOT operators were used.',
        resource: 'Search',
        field: 'q',
        code: 'invalid',
      },
    ]);
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
  const kinds = ['issue', 'pr', 'pull-request'];
  if (!query.qualifiers.some(([name, value]) => (name === 'is' || name === 'type') && kinds.includes(value)))
    throw new ApiError(
      422,
      "Query must include 'is:issue' or 'is:pull-request'",
      undefined,
      'https://docs.github.com/rest/search/search#search-issues-and-pull-requests',
    );
  const sort = queryText(call, 'sort');
  const direction = queryText(call, 'order') === 'asc' ? 1 : -1;
  const found = visibleIssues(call.state).filter((issue) => issueMatches(call.state, issue, query));
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
    { search_type: 'lexical' },
  );
}

/** One page of results; GitHub gives the first 1,000 of any search. */
function results(call: Call, items: JsonObject[], more: JsonObject = {}) {
  const size = Math.min(100, Number(queryText(call, 'per_page') ?? 30));
  if (Number(queryText(call, 'page') ?? 1) * size > MOST_RESULTS + size - 1)
    throw new ApiError(422, 'Only the first 1000 search results are available');
  return paged(call, items, (page) => ({
    total_count: items.length,
    incomplete_results: false,
    items: page,
    ...more,
  }));
}

function repositories(call: Call) {
  const query = parse(call);
  const sort = queryChoice(
    call,
    'sort',
    ['stars', 'forks', 'help-wanted-issues', 'updated', 'best-match'],
    'best-match',
  );
  const direction = queryText(call, 'order') === 'asc' ? 1 : -1;
  const places = query.qualifiers.filter(([name]) => name === 'in').map(([, value]) => value);
  const found = visibleRepos(call.state).filter((repo) => {
    const texts = [
      ...(places.length === 0 || places.includes('name') ? [nameOf(repo)] : []),
      ...(places.length === 0 || places.includes('description') ? [repo.description ?? ''] : []),
      ...(places.includes('readme') ? [repo.files.get('README.md') ?? ''] : []),
    ];
    const text = texts.join('\n').toLowerCase();
    return (
      query.words.every((word) => text.includes(word)) &&
      ownedBy(call.state, query, repo) &&
      query.qualifiers.every(([name, value]) => repoQualifies(repo, name, value))
    );
  });
  const stars = (repo: Repo): number => (repo.starred ? 1 : 0);
  if (sort === 'stars') found.sort((a, b) => (stars(a) - stars(b)) * direction);
  if (sort === 'updated') found.sort((a, b) => a.pushedAt.localeCompare(b.pushedAt) * direction);
  return results(
    call,
    found.map((repo) => ({ ...repoView(call.state, repo), score: 1 })),
  );
}

/** Whether the search's owners and repositories, if it names any, are this one's. */
function ownedBy(state: State, query: Query, repo: Repo): boolean {
  const values = (...names: string[]): string[] =>
    query.qualifiers.filter(([name]) => names.includes(name)).map(([, value]) => (value === '@me' ? state.me : value));
  const owners = values('org', 'user').map((owner) => owner.toLowerCase());
  const repos = values('repo');
  return (
    (owners.length === 0 || owners.includes(repo.owner.toLowerCase())) &&
    (repos.length === 0 || repos.includes(nameOf(repo).toLowerCase()))
  );
}

function repoQualifies(repo: Repo, name: string, value: string): boolean {
  switch (name) {
    case 'archived':
      return value === 'false';
    case 'is':
      return value === 'private' ? repo.private : value === 'public' ? !repo.private : true;
    case 'language':
    case 'topic':
      // No repository of the workspace has either.
      return false;
    case 'stars':
      return numberMatches(repo.starred ? 1 : 0, value);
    case 'pushed':
      return dateMatches(repo.pushedAt, value);
    case 'created':
      return dateMatches(repo.createdAt, value);
    default:
      return true;
  }
}

/** GitHub's number filter: `10`, `>10`, `<=10`, `10..20`. */
function numberMatches(number: number, filter: string): boolean {
  const [, from, to] = /^(\d+|\*)\.\.(\d+|\*)$/.exec(filter) ?? [];
  if (from !== undefined && to !== undefined)
    return (from === '*' || number >= Number(from)) && (to === '*' || number <= Number(to));
  const [, sign = '', text = ''] = /^(>=|<=|>|<)?(\d+)$/.exec(filter) ?? [];
  const other = Number(text);
  if (sign === '>') return number > other;
  if (sign === '>=') return number >= other;
  if (sign === '<') return number < other;
  if (sign === '<=') return number <= other;
  return number === other;
}

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  yaml: ['yml', 'yaml'],
  markdown: ['md'],
  typescript: ['ts', 'tsx'],
  javascript: ['js', 'jsx', 'mjs', 'cjs'],
  python: ['py'],
  go: ['go'],
  rust: ['rs'],
};

function code(call: Call) {
  const query = parse(call);
  if (query.words.length === 0)
    throw new ApiError(422, 'ERROR_TYPE_QUERY_PARSING_FATAL unable to parse query!', [
      { resource: 'Search', field: 'q', code: 'invalid' },
    ]);
  const items = visibleRepos(call.state)
    .filter((repo) => ownedBy(call.state, query, repo))
    .flatMap((repo) =>
      [...repo.files]
        .filter(
          ([path, text]) =>
            query.words.every((word) => `${path}\n${text}`.toLowerCase().includes(word)) &&
            query.qualifiers.every(([name, value]) => fileQualifies(path.toLowerCase(), name, value)),
        )
        .map(([path, text]) => ({
          name: path.split('/').at(-1) ?? path,
          path,
          sha: commitId('blob', text),
          url: `https://api.github.com/repos/${nameOf(repo)}/contents/${path}?ref=${repo.branches.get(repo.defaultBranch) ?? ''}`,
          git_url: `https://api.github.com/repos/${nameOf(repo)}/git/blobs/${commitId('blob', text)}`,
          html_url: `https://github.com/${nameOf(repo)}/blob/${repo.branches.get(repo.defaultBranch) ?? repo.defaultBranch}/${path}`,
          repository: repoView(call.state, repo),
          score: 1,
        })),
    );
  return results(call, items);
}

function fileQualifies(path: string, name: string, value: string): boolean {
  const file = path.split('/').at(-1) ?? path;
  const extension = /\.([^.]+)$/.exec(file)?.[1] ?? '';
  switch (name) {
    case 'path':
      return value === '/' ? !path.includes('/') : path.startsWith(`${value.replace(/^\/|\/$/g, '')}/`);
    case 'filename':
      return file.includes(value);
    case 'extension':
      return extension === value;
    case 'language':
      return (EXTENSIONS[value] ?? [value]).includes(extension);
    default:
      return true;
  }
}

/** The three searches. */
export const searchRoutes: readonly Route[] = [
  ['GET', '/search/issues', issues],
  ['GET', '/search/repositories', repositories],
  ['GET', '/search/code', code],
];
