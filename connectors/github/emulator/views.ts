import type { Json, JsonObject } from '../../../shared/index.ts';
import { findRepo, findUser, nameOf } from './find.ts';
import { API, issueLinks, pullLinks, repoLinks, userLinks, WEB } from './links.ts';
import type { Issue, Label, Repo, State } from './state.ts';

/** Records as the REST API shows them (https://docs.github.com/rest), with the fields that clients use. */

export function userView(state: State, login: string): JsonObject {
  const user = findUser(state, login);
  return {
    login: user?.login ?? login,
    id: user?.id ?? 0,
    node_id: `U_${user?.id ?? 0}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${user?.id ?? 0}?v=4`,
    gravatar_id: '',
    ...userLinks(login),
    html_url: `${WEB}/${login}`,
    type: user?.type ?? 'User',
    site_admin: false,
  };
}

/** A user as `GET /users/{login}` gives it: with name and e-mail. */
export function profileView(state: State, login: string): JsonObject {
  const user = findUser(state, login);
  return {
    ...userView(state, login),
    name: user?.name ?? null,
    company: user?.type === 'User' ? ([...state.orgs.keys()].map((org) => `@${org}`)[0] ?? null) : null,
    blog: '',
    location: null,
    email: user?.email ?? null,
    bio: null,
    hireable: null,
    public_repos: [...state.repos.values()].filter((repo) => repo.owner === login && !repo.private).length,
    public_gists: login === state.me ? state.gists.filter((gist) => gist.public).length : 0,
    followers: 0,
    following: 0,
    created_at: '2021-05-03T09:00:00Z',
    updated_at: '2021-05-03T09:00:00Z',
  };
}

/** The own account, as `GET /user` gives it to a token of its owner. */
export function accountView(state: State): JsonObject {
  const own = [...state.repos.values()].filter((repo) => repo.owner === state.me && repo.private).length;
  return {
    ...profileView(state, state.me),
    private_gists: state.gists.filter((gist) => !gist.public).length,
    total_private_repos: own,
    owned_private_repos: own,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}

export function repoView(state: State, repo: Repo): JsonObject {
  const name = nameOf(repo);
  const open = state.issues.filter((issue) => issue.repo === name && issue.state === 'open').length;
  const stars = repo.starred ? 1 : 0;
  return {
    id: repo.id,
    node_id: `R_${repo.id}`,
    name: repo.name,
    full_name: name,
    private: repo.private,
    owner: userView(state, repo.owner),
    description: repo.description,
    fork: repo.fork,
    ...repoLinks(name),
    homepage: repo.homepage,
    size: repo.files.size,
    stargazers_count: stars,
    watchers_count: stars,
    watchers: stars,
    forks_count: 0,
    forks: 0,
    network_count: 0,
    subscribers_count: 0,
    mirror_url: null,
    topics: [],
    language: null,
    has_issues: repo.hasIssues,
    has_wiki: repo.hasWiki,
    has_projects: true,
    has_downloads: true,
    has_pages: false,
    has_discussions: false,
    is_template: repo.template,
    archived: false,
    disabled: false,
    visibility: repo.private ? 'private' : 'public',
    license: repo.license === null ? null : licenseView(repo.license),
    open_issues_count: open,
    open_issues: open,
    default_branch: repo.defaultBranch,
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
    created_at: repo.createdAt,
    updated_at: repo.pushedAt,
    pushed_at: repo.pushedAt,
  };
}

function licenseView(key: string): JsonObject {
  return {
    key,
    name: `${key.toUpperCase()} License`,
    spdx_id: key.toUpperCase(),
    url: `${API}/licenses/${key}`,
    node_id: `LIC_${key}`,
  };
}

export function labelView(repo: Repo, label: Label): JsonObject {
  const url = `${API}/repos/${nameOf(repo)}/labels/${encodeURIComponent(label.name)}`;
  return {
    id: label.id,
    node_id: `LA_${label.id}`,
    url,
    name: label.name,
    color: 'ededed',
    default: false,
    description: null,
  };
}

function issueLabels(state: State, issue: Issue): Json[] {
  const repo = findRepo(state, issue.repo);
  if (!repo) return [];
  return repo.labels.filter((label) => issue.labels.includes(label.name)).map((label) => labelView(repo, label));
}

export function milestoneView(state: State, repo: Repo, number: number | null): Json {
  const milestone = repo.milestones.find((one) => one.number === number);
  if (!milestone) return null;
  const of = (wanted: Issue['state']): number =>
    state.issues.filter((issue) => issue.repo === nameOf(repo) && issue.milestone === number && issue.state === wanted)
      .length;
  const url = `${API}/repos/${nameOf(repo)}/milestones/${milestone.number}`;
  return {
    id: repo.id * 100 + milestone.number,
    node_id: `MI_${repo.id}_${milestone.number}`,
    url,
    html_url: `${WEB}/${nameOf(repo)}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    number: milestone.number,
    title: milestone.title,
    state: milestone.state,
    description: null,
    creator: userView(state, state.me),
    open_issues: of('open'),
    closed_issues: of('closed'),
    created_at: milestone.createdAt,
    updated_at: milestone.createdAt,
    closed_at: null,
    due_on: null,
  };
}

export function issueView(state: State, issue: Issue): JsonObject {
  const repo = findRepo(state, issue.repo);
  const pullUrl = `${API}/repos/${issue.repo}/pulls/${issue.number}`;
  const web = `${WEB}/${issue.repo}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
  return {
    id: issue.id,
    node_id: `I_${issue.id}`,
    ...issueLinks(issue.repo, issue.number),
    html_url: web,
    number: issue.number,
    title: issue.title,
    user: userView(state, issue.author),
    labels: issueLabels(state, issue),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: issue.lockReason,
    assignee: issue.assignees[0] === undefined ? null : userView(state, issue.assignees[0]),
    assignees: issue.assignees.map((login) => userView(state, login)),
    milestone: repo ? milestoneView(state, repo, issue.milestone) : null,
    type: issue.type === null ? null : typeView(issue.type),
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: 'MEMBER',
    body: issue.body,
    ...(issue.pull
      ? {
          draft: issue.pull.draft,
          pull_request: {
            url: pullUrl,
            html_url: web,
            diff_url: `${web}.diff`,
            patch_url: `${web}.patch`,
            merged_at: issue.pull.mergedAt,
          },
        }
      : {}),
  };
}

/** The types that every organization starts with. */
const TYPE_IDS = ['Task', 'Bug', 'Feature'];

function typeView(name: string): JsonObject {
  const id = TYPE_IDS.indexOf(name) + 1;
  return { id, node_id: `IT_${id}`, name, description: null };
}

function teamView(state: State, slug: string): JsonObject {
  const org = [...state.orgs.keys()][0] ?? '';
  const id = 4_410_000 + state.teams.indexOf(slug);
  const url = `${API}/organizations/${id}/team/${id}`;
  return {
    id,
    node_id: `T_${id}`,
    name: slug,
    slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'push',
    type: 'organization',
    url,
    html_url: `${WEB}/orgs/${org}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null,
  };
}

/** A pull request; `full` adds what only `GET /pulls/{number}` and writes give. */
export function pullView(state: State, issue: Issue, full: boolean): JsonObject {
  const { pull } = issue;
  if (!pull) return {};
  const repo = findRepo(state, issue.repo);
  const owner = issue.repo.split('/')[0] ?? '';
  const side = (ref: string, sha: string): JsonObject => ({
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: userView(state, owner),
    repo: repo ? repoView(state, repo) : null,
  });
  const { pull_request: _, comments, state_reason: __, repository_url: ___, ...shared } = issueView(state, issue);
  const detail = {
    merged: pull.mergedAt !== null,
    mergeable: issue.state === 'open',
    mergeable_state: issue.state === 'open' ? 'clean' : 'unknown',
    merged_by: pull.mergedAt === null ? null : userView(state, state.me),
    comments: comments ?? 0,
    review_comments: 0,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: 1,
    additions: 3,
    deletions: 1,
    changed_files: 1,
  };
  return {
    ...shared,
    ...pullLinks(issue.repo, issue.number, pull.headSha),
    auto_merge: null,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    requested_reviewers: pull.reviewers.map((login) => userView(state, login)),
    requested_teams: pull.teams.map((slug) => teamView(state, slug)),
    head: side(pull.head, pull.headSha),
    base: side(pull.base, repo?.branches.get(pull.base) ?? ''),
    draft: pull.draft,
    ...(full ? detail : {}),
  };
}
