import type { ToolApi } from '../../kit/guest.ts';
import { readPages, repoPath } from '../request.ts';
import { at, textAt } from '../shape.ts';

/**
 * The number that issues take for a milestone's title (https://docs.github.com/rest/issues/milestones). Answers null
 * for "none" (clears it). Throws when the repository has no milestone of that title.
 */
export async function milestoneNumber(
  api: ToolApi,
  repo: { owner: string; repo: string },
  title: string,
): Promise<number | null> {
  const wanted = title.trim().toLowerCase();
  if (wanted === 'none') return null;
  const { records } = await readPages(api, repoPath(repo, '/milestones'), { state: 'all' }, 300);
  for (const record of records) {
    const number = at(record, 'number');
    if (typeof number === 'number' && textAt(record, 'title').toLowerCase() === wanted) return number;
  }
  throw new Error(`${repo.owner}/${repo.repo} has no milestone called “${title.trim()}”.`);
}
