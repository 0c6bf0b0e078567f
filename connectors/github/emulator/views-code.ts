import type { JsonObject } from '../../../shared/index.ts';
import { findRepo, findUser, nameOf } from './find.ts';
import { commitId } from './hash.ts';
import { API, runLinks, WEB } from './links.ts';
import type { Commit, Gist, Notification, Release, Repo, Run, State } from './state.ts';
import { repoView, userView } from './views.ts';

/** Commits, releases, runs, notifications and gists as the REST API shows them. */

export function commitView(state: State, repo: Repo, commit: Commit): JsonObject {
  const person = findUser(state, commit.author);
  const tree = commitId('tree', commit.sha);
  const at = (sha: string): string => `${API}/repos/${nameOf(repo)}/commits/${sha}`;
  const signature = { name: person?.name ?? commit.author, email: person?.email ?? '', date: commit.date };
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha.slice(0, 12)}`,
    commit: {
      author: signature,
      committer: signature,
      message: commit.message,
      tree: { sha: tree, url: `${API}/repos/${nameOf(repo)}/git/trees/${tree}` },
      url: `${API}/repos/${nameOf(repo)}/git/commits/${commit.sha}`,
      comment_count: 0,
    },
    url: at(commit.sha),
    comments_url: `${at(commit.sha)}/comments`,
    html_url: `${WEB}/${nameOf(repo)}/commit/${commit.sha}`,
    author: userView(state, commit.author),
    committer: userView(state, commit.author),
    parents: commit.parents.map((sha) => ({ sha, url: at(sha), html_url: `${WEB}/${nameOf(repo)}/commit/${sha}` })),
  };
}

export function releaseView(state: State, release: Release): JsonObject {
  return {
    id: release.id,
    node_id: `RE_${release.id}`,
    url: `${API}/repos/${release.repo}/releases/${release.id}`,
    assets_url: `${API}/repos/${release.repo}/releases/${release.id}/assets`,
    upload_url: `https://uploads.github.com/repos/${release.repo}/releases/${release.id}/assets{?name,label}`,
    tarball_url: release.draft ? null : `${API}/repos/${release.repo}/tarball/${release.tag}`,
    zipball_url: release.draft ? null : `${API}/repos/${release.repo}/zipball/${release.tag}`,
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
  const commit = repo?.commits.get(run.sha);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: `WFR_${run.id}`,
    head_branch: run.branch,
    head_sha: run.sha,
    path: `.github/workflows/${run.workflow.file}`,
    display_title: commit?.message ?? run.workflow.name,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    ...runLinks(run.repo, run.id, run.workflow.id),
    check_suite_id: run.id,
    pull_requests: [],
    previous_attempt_url: null,
    head_commit: commit
      ? {
          id: commit.sha,
          tree_id: commitId('tree', commit.sha),
          message: commit.message,
          timestamp: commit.date,
          author: { name: commit.author, email: findUser(state, commit.author)?.email ?? '' },
          committer: { name: commit.author, email: findUser(state, commit.author)?.email ?? '' },
        }
      : null,
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor: userView(state, run.actor),
    triggering_actor: userView(state, run.actor),
    repository: repo ? repoView(state, repo) : null,
    head_repository: repo ? repoView(state, repo) : null,
  };
}

export function notificationView(state: State, note: Notification): JsonObject {
  const repo = findRepo(state, note.repo);
  const path = note.type === 'PullRequest' ? 'pulls' : 'issues';
  const subject = `${API}/repos/${note.repo}/${path}/${note.number ?? ''}`;
  return {
    id: String(note.id),
    unread: note.unread,
    reason: note.reason,
    updated_at: note.updatedAt,
    last_read_at: null,
    subject: {
      title: note.title,
      url: subject,
      latest_comment_url: subject,
      type: note.type,
    },
    repository: repo ? repoView(state, repo) : null,
    url: `${API}/notifications/threads/${note.id}`,
    subscription_url: `${API}/notifications/threads/${note.id}/subscription`,
  };
}

export function gistView(state: State, gist: Gist): JsonObject {
  const files: JsonObject = {};
  for (const [filename, content] of gist.files)
    files[filename] = {
      filename,
      type: 'text/plain',
      language: 'Text',
      raw_url: `https://gist.githubusercontent.com/${state.me}/${gist.id}/raw/${filename}`,
      size: Buffer.byteLength(content),
      truncated: false,
      content,
    };
  return {
    id: gist.id,
    node_id: `G_${gist.id}`,
    url: `${API}/gists/${gist.id}`,
    forks_url: `${API}/gists/${gist.id}/forks`,
    commits_url: `${API}/gists/${gist.id}/commits`,
    comments_url: `${API}/gists/${gist.id}/comments`,
    git_pull_url: `https://gist.github.com/${gist.id}.git`,
    git_push_url: `https://gist.github.com/${gist.id}.git`,
    html_url: `https://gist.github.com/${state.me}/${gist.id}`,
    public: gist.public,
    description: gist.description,
    files,
    comments: 0,
    truncated: false,
    user: null,
    forks: [],
    history: [],
    owner: userView(state, state.me),
    created_at: gist.createdAt,
    updated_at: gist.createdAt,
  };
}
