import { ApiError, notFound } from './http.ts';

/** What Thimble asks for: https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps. */
export const everyScope: readonly string[] = ['gist', 'notifications', 'read:org', 'repo'];

/**
 * Refuses what the scopes of the token do not allow, as GitHub does: mostly as if it were not there.
 * @throws ApiError 403 or 404
 */
export function checkScopes(method: string, path: string, scopes: readonly string[]): void {
  const has = (...names: string[]): boolean => names.some((name) => scopes.includes(name));
  if (path.startsWith('/notifications') && !has('notifications', 'repo'))
    throw new ApiError(403, "Missing the 'notifications' scope.");
  if (path === '/user/orgs' && !has('read:org', 'write:org', 'admin:org', 'user'))
    throw new ApiError(403, 'You need at least read:org scope or user scope to list your organizations.');
  if (path.startsWith('/gists') && method !== 'GET' && !has('gist')) throw notFound();
  const writesRepos = /^\/(?:repos|orgs|user\/(?:repos|starred))\b/.test(path) && method !== 'GET';
  if (writesRepos && !has('repo', 'public_repo')) throw notFound();
}
