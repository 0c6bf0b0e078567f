import type { ToolApi } from '../../kit/guest.ts';
import { repoPath } from '../request.ts';
import { textAt } from '../shape.ts';

interface Where {
  readonly owner: string;
  readonly repo: string;
}

const SHA = /^[0-9a-f]{40}$/;

const encoded = (name: string): string => name.split('/').map(encodeURIComponent).join('/');

/** Where a ref (`refs/heads/hotfix`) is read (`ref`) or deleted (`refs`): https://docs.github.com/rest/git/refs. */
export function refPath(where: Where, ref: string, kind: 'ref' | 'refs' = 'ref'): string {
  return repoPath(where, `/git/${kind}/${encoded(ref.replace(/^refs\//, ''))}`);
}

/**
 * The commit that a branch, tag or short id names; `HEAD` is that of the default branch
 * (https://docs.github.com/rest/commits/commits#get-a-commit).
 */
export async function commitOf(api: ToolApi, where: Where, ref: string): Promise<string> {
  if (SHA.test(ref)) return ref;
  return textAt((await api.send({ method: 'GET', path: repoPath(where, `/commits/${encoded(ref)}`) })).body, 'sha');
}
