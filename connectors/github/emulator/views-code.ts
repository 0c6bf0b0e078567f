import type { JsonObject } from '../../../shared/index.ts';
import { findRepo, findUser, nameOf } from './find.ts';
import type { Commit, Gist, Notification, Release, Repo, Run, State } from './state.ts';
import { API, repoView, userView, WEB } from './views.ts';

/** Commits, releases, runs, notifications and gists as the REST API shows them. */

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
