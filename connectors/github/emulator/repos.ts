import { nameOf, releasesOf, repoOf, visibleRepos } from './find.ts';
import { requireRef } from './git.ts';
import { commitId, nextId } from './hash.ts';
import {
  ApiError,
  bodyFlag,
  bodyText,
  type Call,
  empty,
  invalid,
  notFound,
  ok,
  paged,
  type Route,
  requiredText,
} from './http.ts';
import type { Release, Repo } from './state.ts';
import { repoView } from './views.ts';
import { releaseView } from './views-code.ts';

const DEFAULT_LABELS = [
  'bug',
  'documentation',
  'duplicate',
  'enhancement',
  'good first issue',
  'help wanted',
  'invalid',
  'question',
  'wontfix',
];

function create(call: Call, owner: string) {
  // What a name cannot hold becomes a hyphen without a word.
  const name = requiredText(call, 'name').replace(/[^\w.-]+/g, '-');
  if (name === '') throw invalid('Repository', 'name', 'missing_field');
  if (name.length > 100) throw invalid('Repository', 'name', 'custom', 'name is too long (maximum is 100 characters)');
  if (call.state.repos.has(`${owner}/${name}`.toLowerCase()))
    throw new ApiError(422, 'Repository creation failed.', [
      { resource: 'Repository', code: 'custom', field: 'name', message: 'name already exists on this account' },
    ]);
  const visibility = bodyText(call, 'visibility');
  const template = bodyText(call, 'gitignore_template');
  const license = bodyText(call, 'license_template') ?? null;
  const hasFiles = bodyFlag(call, 'auto_init') === true || template !== undefined || license !== null;
  const first = commitId(owner, name, 'first');
  const repo: Repo = {
    id: nextId(call.state),
    owner,
    name,
    description: bodyText(call, 'description') ?? null,
    homepage: bodyText(call, 'homepage') ?? null,
    private: visibility === undefined ? (bodyFlag(call, 'private') ?? false) : visibility !== 'public',
    fork: false,
    template: bodyFlag(call, 'is_template') ?? false,
    hasIssues: bodyFlag(call, 'has_issues') ?? true,
    hasWiki: bodyFlag(call, 'has_wiki') ?? true,
    defaultBranch: 'main',
    createdAt: call.now,
    license,
    nextNumber: 1,
    starred: false,
    pushedAt: call.now,
    branches: new Map(hasFiles ? [['main', first]] : []),
    tags: new Map(),
    commits: new Map(
      hasFiles
        ? [
            [
              first,
              {
                sha: first,
                message: 'Initial commit',
                author: call.state.me,
                date: call.now,
                parents: [],
                files: ['README.md'],
              },
            ],
          ]
        : [],
    ),
    labels: DEFAULT_LABELS.map((label) => ({ id: nextId(call.state), name: label })),
    milestones: [],
    workflows: [],
    files: new Map(hasFiles ? [['README.md', `# ${name}\n`]] : []),
  };
  call.state.repos.set(`${owner}/${name}`.toLowerCase(), repo);
  return ok(repoView(call.state, repo), 201);
}

function fork(call: Call) {
  const source = repoOf(call);
  const organization = bodyText(call, 'organization');
  if (organization !== undefined && !call.state.orgs.has(organization))
    throw new ApiError(422, 'Validation Failed', [{ resource: 'Fork', field: 'organization', code: 'invalid' }]);
  const owner = organization ?? call.state.me;
  const name = bodyText(call, 'name') ?? source.name;
  const key = `${owner}/${name}`.toLowerCase();
  // Forking twice answers with the fork that is there; a fork never replaces the repository that it comes from.
  const there = call.state.repos.get(key);
  if (there && !there.fork) throw new ApiError(403, 'A repository cannot be forked onto itself.');
  const only = bodyFlag(call, 'default_branch_only') ?? false;
  const made: Repo = there ?? {
    ...source,
    id: nextId(call.state),
    owner,
    name,
    fork: true,
    createdAt: call.now,
    nextNumber: 1,
    starred: false,
    branches: new Map([...source.branches].filter(([branch]) => !only || branch === source.defaultBranch)),
    tags: new Map(source.tags),
    commits: new Map(source.commits),
    labels: [...source.labels],
    milestones: [],
    workflows: [...source.workflows],
    files: new Map(source.files),
  };
  call.state.repos.set(key, made);
  return ok(repoView(call.state, made), 202);
}

function star(call: Call, starred: boolean) {
  repoOf(call).starred = starred;
  return empty();
}

function createRelease(call: Call) {
  const repo = repoOf(call);
  const tag = requiredText(call, 'tag_name');
  if (tag.trim() === '' || /\s/.test(tag)) throw invalid('Release', 'tag_name', 'invalid');
  if (releasesOf(call.state, repo).some((release) => release.tag === tag))
    throw invalid('Release', 'tag_name', 'already_exists');
  const target = bodyText(call, 'target_commitish') ?? repo.defaultBranch;
  const draft = bodyFlag(call, 'draft') ?? false;
  const latest = bodyText(call, 'make_latest');
  if (latest !== undefined && !['true', 'false', 'legacy'].includes(latest))
    throw invalid('Release', 'make_latest', 'invalid');
  const sha = repo.tags.get(tag) ?? requireRef(repo, target, 'Release', 'target_commitish');
  const notes =
    bodyFlag(call, 'generate_release_notes') === true
      ? `**Full Changelog**: https://github.com/${nameOf(repo)}/commits/${tag}`
      : null;
  const release: Release = {
    id: nextId(call.state),
    repo: nameOf(repo),
    tag,
    name: bodyText(call, 'name') ?? (notes === null ? null : tag),
    body: bodyText(call, 'body') ?? notes,
    target,
    draft,
    prerelease: bodyFlag(call, 'prerelease') ?? false,
    author: call.state.me,
    createdAt: call.now,
    publishedAt: draft ? null : call.now,
  };
  if (!draft) repo.tags.set(tag, sha);
  call.state.releases.push(release);
  return ok(releaseView(call.state, release), 201);
}

function latestRelease(call: Call) {
  const found = releasesOf(call.state, repoOf(call)).find((release) => !release.draft && !release.prerelease);
  if (!found) throw notFound();
  return ok(releaseView(call.state, found));
}

function deleteRelease(call: Call) {
  const name = nameOf(repoOf(call));
  const at = call.state.releases.findIndex((one) => one.repo === name && String(one.id) === call.params.release);
  if (at < 0) throw notFound();
  call.state.releases.splice(at, 1);
  return empty();
}

function listed(call: Call, owner?: string) {
  const repos = visibleRepos(call.state).filter(
    (repo) => owner === undefined || repo.owner.toLowerCase() === owner.toLowerCase(),
  );
  repos.sort((a, b) => b.pushedAt.localeCompare(a.pushedAt));
  return paged(
    call,
    repos.map((repo) => repoView(call.state, repo)),
  );
}

const at = '/repos/{owner}/{repo}';

/** Repositories, stars and releases. */
export const repoRoutes: readonly Route[] = [
  ['GET', '/user/repos', (call) => listed(call)],
  ['POST', '/user/repos', (call) => create(call, call.state.me)],
  ['GET', '/orgs/{org}/repos', (call) => listed(call, call.params.org)],
  [
    'POST',
    '/orgs/{org}/repos',
    (call) => {
      const org = [...call.state.orgs.keys()].find((login) => login.toLowerCase() === call.params.org?.toLowerCase());
      if (org === undefined) throw notFound();
      return create(call, org);
    },
  ],
  ['GET', at, (call) => ok(repoView(call.state, repoOf(call)))],
  ['POST', `${at}/forks`, fork],
  [
    'GET',
    '/user/starred',
    (call) =>
      paged(
        call,
        visibleRepos(call.state)
          .filter((repo) => repo.starred)
          .map((repo) => repoView(call.state, repo)),
      ),
  ],
  [
    'GET',
    '/user/starred/{owner}/{repo}',
    (call) => {
      if (!repoOf(call).starred) throw notFound();
      return empty();
    },
  ],
  ['PUT', '/user/starred/{owner}/{repo}', (call) => star(call, true)],
  ['DELETE', '/user/starred/{owner}/{repo}', (call) => star(call, false)],
  ['POST', `${at}/releases`, createRelease],
  [
    'GET',
    `${at}/releases`,
    (call) =>
      paged(
        call,
        releasesOf(call.state, repoOf(call)).map((release) => releaseView(call.state, release)),
      ),
  ],
  ['GET', `${at}/releases/latest`, latestRelease],
  ['DELETE', `${at}/releases/{release}`, deleteRelease],
];
