import type { Json, JsonObject } from '../../shared/index.ts';
import type { ToolApi, ToolRequest } from '../kit/guest.ts';
import { asArray, asObject } from './shape.ts';

/** Where a repository is. */
interface RepoRef {
  readonly owner: string;
  readonly repo: string;
}

/** The largest page that the REST API gives. */
const PAGE = 100;

/** `/repos/{owner}/{repo}` with `rest` behind it, percent-encoded. */
export function repoPath(repo: RepoRef, rest = ''): string {
  return `/repos/${encodeURIComponent(repo.owner)}/${encodeURIComponent(repo.repo)}${rest}`;
}

/** `owner/repo`, as people read it. */
export function fullName(repo: RepoRef): string {
  return `${repo.owner}/${repo.repo}`;
}

/** Epoch seconds as ISO 8601 UTC without a fraction: `2026-03-04T14:00:00Z`, the form of GitHub's own documentation. */
export function isoTime(epoch: number): string {
  return new Date(epoch * 1000).toISOString().replace('.000Z', 'Z');
}

/** Leaves out what is absent, for queries and bodies built from optional arguments. */
export function present<T>(values: { readonly [name: string]: T | undefined }): { [name: string]: T } {
  const out: { [name: string]: T } = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) out[name] = value;
  return out;
}

/** The body of a request, where there is something in it: an endpoint whose names are all optional takes none at all. */
export function bodyOf(values: JsonObject): { body?: JsonObject } {
  return Object.keys(values).length === 0 ? {} : { body: values };
}

/**
 * Reads a paged list to `cap` records by following `rel="next"` of the Link header
 * (https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api).
 * `member` names the list where the body is an object around it (`workflow_runs`).
 */
export async function readPages(
  api: ToolApi,
  path: string,
  query: NonNullable<ToolRequest['query']>,
  cap: number,
  member?: string,
): Promise<{ records: Json[]; total: number }> {
  const records: Json[] = [];
  let total = 0;
  const size = Math.max(1, Math.min(PAGE, cap));
  for (let page = 1; records.length < cap; page += 1) {
    const paging = page === 1 ? { per_page: size } : { per_page: size, page };
    const response = await api.send({ method: 'GET', path, query: { ...query, ...paging } });
    const body = member === undefined ? response.body : asObject(response.body)[member];
    const found = asArray(body);
    records.push(...found);
    const count = asObject(response.body).total_count;
    total = typeof count === 'number' ? count : records.length;
    if (found.length === 0 || !response.link.includes('rel="next"')) break;
  }
  return { records: records.slice(0, cap), total };
}

/** "1 issue", "3 issues". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function sentenceList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** Text cut for one line of a card or a summary. */
export function quote(text: string, limit = 120): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return `“${flat.length > limit ? `${flat.slice(0, limit - 1)}…` : flat}”`;
}
