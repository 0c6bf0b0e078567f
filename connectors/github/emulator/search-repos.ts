import { dateMatches } from './dates.ts';
import { nameOf, visibleRepos } from './find.ts';
import { commitId } from './hash.ts';
import { ApiError, type Call, queryChoice, queryText, type Route } from './http.ts';
import { parse, type Query, results } from './search-query.ts';
import type { Repo, State } from './state.ts';
import { repoView } from './views.ts';

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

/** The searches of repositories and of code. */
export const repoSearchRoutes: readonly Route[] = [
  ['GET', '/search/repositories', repositories],
  ['GET', '/search/code', code],
];
