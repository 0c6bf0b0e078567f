import type { Json } from '../../../shared/index.ts';
import { commitOf, findUser, nameOf, repoOf } from './find.ts';
import { commitId } from './hash.ts';
import {
  ApiError,
  type Call,
  empty,
  invalid,
  notFound,
  ok,
  paged,
  queryText,
  type Route,
  requiredText,
} from './http.ts';
import type { Commit, Repo } from './state.ts';
import { commitView } from './views-code.ts';

/** A commit and everything before it, newest first. */
export function ancestors(repo: Repo, sha: string): string[] {
  const seen = new Set<string>();
  const waiting = [sha];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(repo.commits.get(next)?.parents ?? []));
  }
  return [...seen];
}

function known(repo: Repo, shas: readonly string[]): Commit[] {
  const commits = shas.map((sha) => repo.commits.get(sha)).filter((commit) => commit !== undefined);
  return commits.sort((a, b) => b.date.localeCompare(a.date));
}

function branchView(repo: Repo, name: string, sha: string): Json {
  const url = `https://api.github.com/repos/${nameOf(repo)}/commits/${sha}`;
  return { name, commit: { sha, url }, protected: name === repo.defaultBranch };
}

function listBranches(call: Call) {
  const repo = repoOf(call);
  const wanted = queryText(call, 'protected');
  const found = [...repo.branches].filter(
    ([name]) => wanted === undefined || String(name === repo.defaultBranch) === wanted,
  );
  return paged(
    call,
    found
      .map(([name, sha]) => branchView(repo, name, sha))
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  );
}

function listCommits(call: Call) {
  const repo = repoOf(call);
  const ref = queryText(call, 'sha') ?? repo.defaultBranch;
  const start = commitOf(repo, ref);
  if (start === undefined) throw repo.branches.size === 0 ? new ApiError(409, 'Git Repository is empty.') : notFound();
  const path = queryText(call, 'path');
  const author = queryText(call, 'author')?.toLowerCase();
  const since = queryText(call, 'since');
  const until = queryText(call, 'until');
  const email = (login: string): string | undefined => findUser(call.state, login)?.email?.toLowerCase();
  const found = known(repo, ancestors(repo, start)).filter(
    (commit) =>
      (path === undefined ||
        commit.files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`))) &&
      (author === undefined || commit.author.toLowerCase() === author || email(commit.author) === author) &&
      (since === undefined || Date.parse(commit.date) >= Date.parse(since)) &&
      (until === undefined || Date.parse(commit.date) <= Date.parse(until)),
  );
  return paged(
    call,
    found.map((commit) => commitView(call.state, repo, commit)),
  );
}

function fileChange(repo: Repo, sha: string, filename: string): Json {
  const { owner, name } = repo;
  return {
    sha: commitId('blob', filename),
    filename,
    status: 'modified',
    additions: 3,
    deletions: 1,
    changes: 4,
    blob_url: `https://github.com/${owner}/${name}/blob/${sha}/${filename}`,
    raw_url: `https://github.com/${owner}/${name}/raw/${sha}/${filename}`,
    contents_url: `https://api.github.com/repos/${owner}/${name}/contents/${filename}?ref=${sha}`,
  };
}

function compare(call: Call) {
  const repo = repoOf(call);
  const [baseRef = '', headRef = ''] = (call.params.basehead ?? '').split('...');
  const base = commitOf(repo, baseRef);
  const head = commitOf(repo, headRef);
  if (base === undefined || head === undefined) throw notFound();
  const before = ancestors(repo, base);
  const after = ancestors(repo, head);
  const ahead = known(
    repo,
    after.filter((sha) => !before.includes(sha)),
  ).reverse();
  const behind = before.filter((sha) => !after.includes(sha));
  const status =
    ahead.length > 0 ? (behind.length > 0 ? 'diverged' : 'ahead') : behind.length > 0 ? 'behind' : 'identical';
  const files = [...new Set(ahead.flatMap((commit) => commit.files))];
  const web = `https://github.com/${nameOf(repo)}/compare`;
  const view = (sha: string | undefined): Json => {
    const commit = sha === undefined ? undefined : repo.commits.get(sha);
    return commit ? commitView(call.state, repo, commit) : null;
  };
  return ok({
    url: `https://api.github.com/repos/${nameOf(repo)}/compare/${baseRef}...${headRef}`,
    html_url: `${web}/${baseRef}...${headRef}`,
    permalink_url: `${web}/${repo.owner}:${base.slice(0, 7)}...${repo.owner}:${head.slice(0, 7)}`,
    diff_url: `${web}/${baseRef}...${headRef}.diff`,
    patch_url: `${web}/${baseRef}...${headRef}.patch`,
    base_commit: view(base),
    merge_base_commit: view(before.find((sha) => after.includes(sha))),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.map((commit) => commitView(call.state, repo, commit)),
    files: files.map((filename) => fileChange(repo, head, filename)),
  });
}

function refView(repo: Repo, ref: string, sha: string): Json {
  const url = `https://api.github.com/repos/${nameOf(repo)}/git`;
  return {
    ref,
    node_id: `REF_${commitId(nameOf(repo), ref).slice(0, 16)}`,
    url: `${url}/${ref}`,
    object: { type: 'commit', sha, url: `${url}/commits/${sha}` },
  };
}

function createRef(call: Call) {
  const repo = repoOf(call);
  const ref = requiredText(call, 'ref');
  const sha = requiredText(call, 'sha');
  const match = /^refs\/(heads|tags)\/(.+)$/.exec(ref);
  const name = match?.[2];
  if (name === undefined)
    throw new ApiError(422, "Reference name must start with 'refs/' and contain at least two slashes.");
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw new ApiError(422, 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
  const target = match?.[1] === 'tags' ? repo.tags : repo.branches;
  if (target.has(name)) throw new ApiError(422, 'Reference already exists');
  target.set(name, sha);
  // A commit that was pushed by others is known to GitHub though the workspace does not list it.
  if (!repo.commits.has(sha))
    repo.commits.set(sha, { sha, message: 'Update', author: call.state.me, date: call.now, parents: [], files: [] });
  return ok(refView(repo, ref, sha), 201);
}

function getRef(call: Call) {
  const repo = repoOf(call);
  const ref = call.params.ref ?? '';
  const sha = ref.startsWith('tags/') ? repo.tags.get(ref.slice(5)) : repo.branches.get(ref.replace(/^heads\//, ''));
  if (sha === undefined) throw notFound();
  return ok(refView(repo, `refs/${ref}`, sha));
}

/** Deletes a branch or tag (https://docs.github.com/rest/git/refs#delete-a-reference); its commits stay. */
function deleteRef(call: Call) {
  const repo = repoOf(call);
  const [, kind, name = ''] = /^(heads|tags)\/(.+)$/.exec(call.params.ref ?? '') ?? [];
  if (kind === 'heads' && name === repo.defaultBranch) throw new ApiError(422, 'Cannot delete the default branch');
  const there = kind === 'tags' ? repo.tags : repo.branches;
  if (kind === undefined || !there.delete(name)) throw new ApiError(422, 'Reference does not exist');
  return empty();
}

function getCommit(call: Call) {
  const repo = repoOf(call);
  const ref = call.params.ref ?? '';
  const sha = commitOf(repo, ref.replace(/^(?:heads|tags)\//, ''));
  const commit = sha === undefined ? undefined : repo.commits.get(sha);
  if (commit === undefined) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return ok(commitView(call.state, repo, commit));
}

function getContents(call: Call) {
  const repo = repoOf(call);
  const ref = queryText(call, 'ref');
  if (ref !== undefined && commitOf(repo, ref) === undefined)
    throw new ApiError(404, `No commit found for the ref ${ref}`);
  const path = (call.params.path ?? '').replace(/^\/+|\/+$/g, '');
  const at = ref ?? repo.defaultBranch;
  const view = (type: 'file' | 'dir', full: string, text: string): { [name: string]: Json } => {
    const sha = commitId('blob', text);
    const url = `https://api.github.com/repos/${nameOf(repo)}/contents/${full}?ref=${at}`;
    const git = `https://api.github.com/repos/${nameOf(repo)}/git/${type === 'file' ? 'blobs' : 'trees'}/${sha}`;
    const web = `https://github.com/${nameOf(repo)}/${type === 'file' ? 'blob' : 'tree'}/${at}/${full}`;
    return {
      type,
      name: full.split('/').at(-1) ?? full,
      path: full,
      sha,
      size: type === 'file' ? Buffer.byteLength(text) : 0,
      url,
      git_url: git,
      html_url: web,
      download_url: type === 'file' ? `https://raw.githubusercontent.com/${nameOf(repo)}/${at}/${full}` : null,
      _links: { self: url, git, html: web },
    };
  };
  const text = repo.files.get(path);
  if (text !== undefined)
    return ok({
      ...view('file', path, text),
      encoding: 'base64',
      content: `${Buffer.from(text).toString('base64')}\n`,
    });
  const prefix = path === '' ? '' : `${path}/`;
  const entries = new Map<string, Json>();
  for (const [file, content] of repo.files) {
    if (!file.startsWith(prefix)) continue;
    const [first = '', ...deeper] = file.slice(prefix.length).split('/');
    entries.set(first, deeper.length === 0 ? view('file', file, content) : view('dir', `${prefix}${first}`, ''));
  }
  if (entries.size === 0) throw notFound();
  return ok([...entries.values()]);
}

function listTags(call: Call) {
  const repo = repoOf(call);
  return paged(
    call,
    [...repo.tags].map(([name, sha]) => ({
      name,
      node_id: `REF_${commitId(nameOf(repo), name).slice(0, 16)}`,
      commit: { sha, url: `https://api.github.com/repos/${nameOf(repo)}/commits/${sha}` },
      zipball_url: `https://api.github.com/repos/${nameOf(repo)}/zipball/refs/tags/${name}`,
      tarball_url: `https://api.github.com/repos/${nameOf(repo)}/tarball/refs/tags/${name}`,
    })),
  );
}

/** Refuses a target that is not there; used by releases. */
export function requireRef(repo: Repo, ref: string, resource: string, field: string): string {
  const sha = commitOf(repo, ref) ?? (/^[0-9a-f]{40}$/.test(ref) ? ref : undefined);
  if (sha === undefined) throw invalid(resource, field, 'invalid');
  return sha;
}

const at = '/repos/{owner}/{repo}';

/** Branches, tags, commits and files. */
export const gitRoutes: readonly Route[] = [
  ['GET', `${at}/branches`, listBranches],
  ['GET', `${at}/tags`, listTags],
  ['GET', `${at}/commits`, listCommits],
  ['GET', `${at}/commits/{ref...}`, getCommit],
  ['GET', `${at}/compare/{basehead...}`, compare],
  ['POST', `${at}/git/refs`, createRef],
  ['GET', `${at}/git/ref/{ref...}`, getRef],
  ['DELETE', `${at}/git/refs/{ref...}`, deleteRef],
  ['GET', `${at}/contents`, getContents],
  ['GET', `${at}/contents/{path...}`, getContents],
];
