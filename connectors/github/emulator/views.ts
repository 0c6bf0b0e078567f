import type { Json, JsonObject } from '../../../shared/index.ts';
import { findRepo, findUser, nameOf } from './find.ts';
import type { Commit, Gist, Issue, Label, Notification, Release, Repo, Run, State } from './state.ts';

/** Records as the REST API shows them (https://docs.github.com/rest), with the fields that clients use. */

const API = 'https://api.github.com';
const WEB = 'https://github.com';

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

export function commitView(state: State, repo: Repo, commit: Commit): JsonObject {
  const person = findUser(state, commit.author);
  const signature = { name: person?.name ?? commit.author, email: person?.email ?? '', date: commit.date };
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha.slice(0, 12)}`,
    commit: { author: signature, committer: signature, message: commit.message, comment_count: 0 },
    url: `${API}/repos/${nameOf(repo)}/commits/${commit.sha}`,
    html_url: `${WEB}/${nameOf(repo)}/commit/${commit.sha}`,
    author: userView(state, commit.author),
    committer: userView(state, commit.author),
    parents: commit.parents.map((sha) => ({ sha })),
  };
}

export function releaseView(state: State, release: Release): JsonObject {
  return {
    id: release.id,
    url: `${API}/repos/${release.repo}/releases/${release.id}`,
    html_url: `${WEB}/${release.repo}/releases/tag/${release.tag}`,
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    author: userView(state, release.author),
    assets: [],
  };
}

export function runView(state: State, run: Run): JsonObject {
  const repo = findRepo(state, run.repo);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: `WFR_${run.id}`,
    head_branch: run.branch,
    head_sha: run.sha,
    path: `.github/workflows/${run.workflow.file}`,
    display_title: repo?.commits.get(run.sha)?.message ?? run.workflow.name,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    url: `${API}/repos/${run.repo}/actions/runs/${run.id}`,
    html_url: `${WEB}/${run.repo}/actions/runs/${run.id}`,
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor: userView(state, run.actor),
    triggering_actor: userView(state, run.actor),
    repository: { full_name: run.repo },
  };
}

export function notificationView(state: State, note: Notification): JsonObject {
  const repo = findRepo(state, note.repo);
  const path = note.type === 'PullRequest' ? 'pulls' : 'issues';
  return {
    id: String(note.id),
    unread: note.unread,
    reason: note.reason,
    updated_at: note.updatedAt,
    last_read_at: null,
    subject: {
      title: note.title,
      url: `${API}/repos/${note.repo}/${path}/${note.number ?? ''}`,
      latest_comment_url: null,
      type: note.type,
    },
    repository: repo ? repoView(state, repo) : null,
    url: `${API}/notifications/threads/${note.id}`,
  };
}

export function gistView(state: State, gist: Gist): JsonObject {
  const files: JsonObject = {};
  for (const [filename, content] of gist.files)
    files[filename] = {
      filename,
      type: 'text/plain',
      language: null,
      raw_url: `https://gist.githubusercontent.com/${state.me}/${gist.id}/raw/${filename}`,
      size: Buffer.byteLength(content),
      truncated: false,
      content,
    };
  return {
    id: gist.id,
    url: `${API}/gists/${gist.id}`,
    html_url: `https://gist.github.com/${state.me}/${gist.id}`,
    public: gist.public,
    description: gist.description,
    files,
    comments: 0,
    owner: userView(state, state.me),
    created_at: gist.createdAt,
    updated_at: gist.createdAt,
  };
}
