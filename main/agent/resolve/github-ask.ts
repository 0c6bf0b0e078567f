import type { Json, JsonObject } from '../../../shared/index.ts';
import { ThimbleError } from '../../../shared/index.ts';
import type { Candidate, Resolution, ResolveContext } from './types.ts';

/** A repository as the resolvers use it. */
export interface RepoRecord {
  readonly owner: string;
  readonly repo: string;
  readonly private: boolean;
  readonly description: string;
  readonly defaultBranch: string;
}

/** Which repository, as far as look-ups need it. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly private: boolean;
}

export function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(object) : [];
}

export function text(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A look-up whose "not found" is an answer. Every other error goes on. */
export async function lookupOrNull(
  context: ResolveContext,
  tool: string,
  args: JsonObject,
): Promise<JsonObject | null> {
  try {
    return object(await context.lookup(tool, args));
  } catch (error) {
    if (error instanceof ThimbleError && error.code === 'not_found') return null;
    throw error;
  }
}

function repoRecord(data: JsonObject): RepoRecord {
  return {
    owner: text(object(data.owner).login),
    repo: text(data.name),
    private: data.private === true,
    description: text(data.description),
    defaultBranch: text(data.default_branch),
  };
}

/** The repositories that the account can reach. */
export async function myRepos(context: ResolveContext): Promise<RepoRecord[]> {
  return list(await context.lookup('github.repos.list_mine', {})).map(repoRecord);
}

/** One repository by its exact name, or null. */
export async function exactRepo(context: ResolveContext, owner: string, repo: string): Promise<RepoRecord | null> {
  const known = (await myRepos(context)).find(
    (one) => `${one.owner}/${one.repo}`.toLowerCase() === `${owner}/${repo}`.toLowerCase(),
  );
  if (known) return known;
  const found = await lookupOrNull(context, 'github.repos.find', { owner, repo });
  return found === null ? null : repoRecord(found);
}

/** What a repository parameter holds. */
export const repoValue = (repo: RepoRecord): JsonObject => ({
  owner: repo.owner,
  repo: repo.repo,
  private: repo.private,
});

/** The repository that the call is about: said itself, or the one of its issue, pull request or run. */
export function repoOfCall(context: ResolveContext): Place | null {
  for (const name of ['repo', 'issue', 'pull', 'run', 'workflow']) {
    const value = object(context.resolved[name]);
    if (typeof value.owner === 'string' && typeof value.repo === 'string')
      return { owner: value.owner, repo: value.repo, private: value.private === true };
  }
  return null;
}

/** The lists of one repository take the repository as their argument. */
export const within = (repo: Place): JsonObject => ({
  repo: { owner: repo.owner, repo: repo.repo, private: repo.private },
});

export const resolved = (value: Json, label: string, via: string | null): Resolution => ({
  kind: 'resolved',
  value,
  label,
  via,
});
export const missing = (message: string): Resolution => ({ kind: 'missing', message });

/** One candidate is the answer, several are a question (at most eight are shown). */
export function choose(candidates: readonly Candidate[], question: string, via: string): Resolution {
  const [first, second] = candidates;
  if (first && !second) return resolved(first.value, first.label, via);
  return { kind: 'ambiguous', question, candidates: candidates.slice(0, 8) };
}
