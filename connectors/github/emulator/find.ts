import { type Call, notFound } from './http.ts';
import type { Issue, PullPart, Release, Repo, Run, State, User } from './state.ts';

/** The repository of the path, or 404. */
export function repoOf(call: Call): Repo {
  const repo = findRepo(call.state, `${call.params.owner ?? ''}/${call.params.repo ?? ''}`);
  if (!repo) throw notFound();
  return repo;
}

export function findRepo(state: State, fullName: string): Repo | undefined {
  const repo = state.repos.get(fullName.toLowerCase());
  return repo && sees(state, repo) ? repo : undefined;
}

const sees = (state: State, repo: Repo): boolean => state.seesPrivate || !repo.private;

/** The repositories that the credential may see. */
export function visibleRepos(state: State): Repo[] {
  return [...state.repos.values()].filter((repo) => sees(state, repo));
}

/** The issues and pull requests of the repositories that the credential may see. */
export function visibleIssues(state: State): Issue[] {
  return state.issues.filter((issue) => findRepo(state, issue.repo) !== undefined);
}

export const nameOf = (repo: Repo): string => `${repo.owner}/${repo.name}`;

/** Issues and pull requests of a repository. */
export function issuesOf(state: State, repo: Repo): Issue[] {
  return state.issues.filter((issue) => issue.repo === nameOf(repo));
}

/** The issue or pull request of the path, or 404. */
export function issueOf(call: Call): Issue {
  const repo = repoOf(call);
  const found = issuesOf(call.state, repo).find((issue) => String(issue.number) === call.params.number);
  if (!found) throw notFound();
  return found;
}

/** The pull request of the path, or 404 (also for an issue's number). */
export function pullOf(call: Call): Issue & { pull: PullPart } {
  const issue = issueOf(call);
  if (!issue.pull) throw notFound();
  return issue as Issue & { pull: PullPart };
}

/** The workflow run of the path, or 404. */
export function runOf(call: Call): Run {
  const name = nameOf(repoOf(call));
  const run = call.state.runs.find((one) => one.repo === name && String(one.id) === call.params.run);
  if (!run) throw notFound();
  return run;
}

export function releasesOf(state: State, repo: Repo): Release[] {
  return state.releases
    .filter((release) => release.repo === nameOf(repo))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
}

export function findUser(state: State, login: string): User | undefined {
  return state.users.get(login.toLowerCase());
}

/** Whether a login can be assigned to issues and asked for reviews: members of the owner, or the owner itself. */
export function hasAccess(state: State, repo: Repo, login: string): boolean {
  const user = findUser(state, login);
  if (user?.type !== 'User') return false;
  return repo.owner === user.login || (state.orgs.get(repo.owner) ?? []).includes(user.login);
}

/** The commit that a branch, tag, full or short commit id names; `HEAD` is that of the default branch. */
export function commitOf(repo: Repo, ref: string): string | undefined {
  if (ref === 'HEAD') return repo.branches.get(repo.defaultBranch);
  const bare = ref.replace(/^refs\/(?:heads|tags)\//, '').replace(/^[^:/]+:/, '');
  const named = repo.branches.get(bare) ?? repo.tags.get(bare);
  if (named !== undefined) return named;
  if (!/^[0-9a-f]{7,40}$/.test(bare)) return undefined;
  return [...repo.commits.keys()].find((sha) => sha.startsWith(bare));
}
