import type { Json, JsonObject } from '../../../shared/index.ts';
import { list, lookupOrNull, myRepos, object, type Place, text, within } from './github-ask.ts';
import type { ResolveContext } from './types.ts';

/** An issue or pull request as it is matched. */
export interface Thread {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  readonly title: string;
  readonly open: boolean;
  readonly isPull: boolean;
  readonly head: string;
  readonly base: string;
  readonly author: string;
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  readonly created: string;
}

export function thread(data: JsonObject, repo?: { owner: string; repo: string }): Thread {
  const path = text(data.repository_url).split('/').slice(-2);
  const logins = (value: Json | undefined): string[] => list(value).map((one) => text(one.login));
  return {
    owner: repo?.owner ?? path[0] ?? '',
    repo: repo?.repo ?? path[1] ?? '',
    number: Number(data.number),
    title: text(data.title),
    open: data.state === 'open',
    isPull: data.pull_request !== undefined || data.head !== undefined,
    head: text(object(data.head).ref),
    base: text(object(data.base).ref),
    author: text(object(data.user).login),
    assignees: logins(data.assignees),
    labels: list(data.labels).map((one) => text(one.name)),
    created: text(data.created_at),
  };
}

export async function threads(place: Place | null, context: ResolveContext, pullsOnly: boolean): Promise<Thread[]> {
  if (place === null) {
    const all = list(await context.lookup('github.issues.everywhere', {})).map((data) => thread(data));
    return pullsOnly ? all.filter((one) => one.isPull) : all;
  }
  const found = await context.lookup(pullsOnly ? 'github.pulls.all' : 'github.issues.all', within(place));
  return list(found).map((data) => thread(data, place));
}

export const label = (one: Thread): string => `${one.owner}/${one.repo}#${one.number} “${one.title}”`;
export const detail = (one: Thread): string =>
  [one.isPull ? 'pull request' : 'issue', one.open ? 'open' : 'closed', one.author === '' ? '' : `by ${one.author}`]
    .filter((part) => part !== '')
    .join(', ');

/** The kind's value; a pull request needs its branches, which lists of issues lack. */
export async function threadValue(one: Thread, context: ResolveContext, pull: boolean): Promise<Json> {
  const base = { owner: one.owner, repo: one.repo, number: one.number, title: one.title };
  if (!pull) return base;
  if (one.head !== '') return { ...base, head: one.head, base: one.base };
  const data = await lookupOrNull(context, 'github.pulls.find', {
    owner: one.owner,
    repo: one.repo,
    number: one.number,
  });
  return { ...base, head: text(object(data?.head).ref), base: text(object(data?.base).ref) };
}

/** Every repository's pull requests with their branches, for words that only a branch's name has. */
export async function pullsWithBranches(context: ResolveContext): Promise<Thread[]> {
  const out: Thread[] = [];
  for (const repo of (await myRepos(context)).slice(0, 10)) out.push(...(await threads(repo, context, true)));
  return out;
}
