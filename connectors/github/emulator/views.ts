import type { Json, JsonObject } from '../../../shared/index.ts';
import { findRepo, findUser, nameOf } from './find.ts';
import type { Issue, Label, Repo, State } from './state.ts';

/** Records as the REST API shows them (https://docs.github.com/rest), with the fields that clients use. */

export const API = 'https://api.github.com';
export const WEB = 'https://github.com';

export function userView(state: State, login: string): JsonObject {
  const user = findUser(state, login);
  return {
    login: user?.login ?? login,
    id: user?.id ?? 0,
    node_id: `U_${user?.id ?? 0}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${user?.id ?? 0}?v=4`,
    url: `${API}/users/${login}`,
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
    public_repos: [...state.repos.values()].filter((repo) => repo.owner === login && !repo.private).length,
    followers: 0,
    following: 0,
    created_at: '2021-05-03T09:00:00Z',
  };
}

export function repoView(state: State, repo: Repo): JsonObject {
  const name = nameOf(repo);
  return {
    id: repo.id,
    node_id: `R_${repo.id}`,
    name: repo.name,
    full_name: name,
    private: repo.private,
    owner: userView(state, repo.owner),
    html_url: `${WEB}/${name}`,
    description: repo.description,
    fork: repo.fork,
    url: `${API}/repos/${name}`,
    clone_url: `${WEB}/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    homepage: repo.homepage,
    size: repo.files.size,
    stargazers_count: repo.starred ? 1 : 0,
    watchers_count: repo.starred ? 1 : 0,
    language: null,
    has_issues: repo.hasIssues,
    has_wiki: repo.hasWiki,
    is_template: repo.template,
    archived: false,
    disabled: false,
    visibility: repo.private ? 'private' : 'public',
    license: repo.license === null ? null : { key: repo.license },
    open_issues_count: state.issues.filter((issue) => issue.repo === name && issue.state === 'open').length,
    default_branch: repo.defaultBranch,
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
    created_at: repo.createdAt,
    updated_at: repo.pushedAt,
    pushed_at: repo.pushedAt,
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

export function milestoneView(repo: Repo, number: number | null): Json {
  const milestone = repo.milestones.find((one) => one.number === number);
  return milestone ? { number: milestone.number, title: milestone.title, state: milestone.state } : null;
}

export function issueView(state: State, issue: Issue): JsonObject {
  const repo = findRepo(state, issue.repo);
  const url = `${API}/repos/${issue.repo}/issues/${issue.number}`;
  const pullUrl = `${API}/repos/${issue.repo}/pulls/${issue.number}`;
  const web = `${WEB}/${issue.repo}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
  return {
    id: issue.id,
    node_id: `I_${issue.id}`,
    url,
    repository_url: `${API}/repos/${issue.repo}`,
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
    milestone: repo ? milestoneView(repo, issue.milestone) : null,
    type: issue.type === null ? null : { name: issue.type },
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: 'MEMBER',
    body: issue.body,
    ...(issue.pull
      ? { draft: issue.pull.draft, pull_request: { url: pullUrl, html_url: web, merged_at: issue.pull.mergedAt } }
      : {}),
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
  const { pull_request: _, comments, state_reason: __, ...shared } = issueView(state, issue);
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
    url: `${API}/repos/${issue.repo}/pulls/${issue.number}`,
    diff_url: `${WEB}/${issue.repo}/pull/${issue.number}.diff`,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    requested_reviewers: pull.reviewers.map((login) => userView(state, login)),
    requested_teams: pull.teams.map((slug) => ({ slug, name: slug })),
    head: side(pull.head, pull.headSha),
    base: side(pull.base, repo?.branches.get(pull.base) ?? ''),
    draft: pull.draft,
    ...(full ? detail : {}),
  };
}
