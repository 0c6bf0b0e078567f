import { ApiError } from './http.ts';

/** How often the credential may call; nothing is refused where a number is not given. */
export interface GithubRateLimits {
  /** Requests an hour, searches not counted. */
  readonly core?: number;
  /** Searches a minute. */
  readonly search?: number;
  /** Searches of code a minute. */
  readonly codeSearch?: number;
  /** Requests a minute that are not reads: the secondary limit. */
  readonly writes?: number;
}

type Resource = 'core' | 'search' | 'code_search';

/** What GitHub grants a personal access token, and for how many seconds: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api. */
const GRANTED: Readonly<Record<Resource, { readonly limit: number; readonly seconds: number }>> = {
  core: { limit: 5000, seconds: 3600 },
  search: { limit: 30, seconds: 60 },
  code_search: { limit: 10, seconds: 60 },
};

const DOCS = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';

interface Window {
  /** Epoch seconds. */
  readonly reset: number;
  used: number;
}

export interface RateLimiter {
  /**
   * Counts a request. Answers the `x-ratelimit-*` headers and, over a limit, the refusal with its further headers.
   * @param now epoch milliseconds
   */
  count(method: string, path: string, now: number): { headers: Record<string, string>; refusal: ApiError | null };
  /** As `GET /rate_limit` shows it, which itself does not count. */
  view(now: number): { [resource: string]: { limit: number; used: number; remaining: number; reset: number } };
}

function resourceOf(path: string): Resource {
  if (path === '/search/code') return 'code_search';
  return path.startsWith('/search/') ? 'search' : 'core';
}

/** Counts requests by GitHub's rules. `userId` stands in the refusals. */
export function createRateLimiter(limits: GithubRateLimits, userId: number): RateLimiter {
  const enforced: Readonly<Record<Resource, number | undefined>> = {
    core: limits.core,
    search: limits.search,
    code_search: limits.codeSearch,
  };
  const windows = new Map<string, Window>();

  function windowOf(name: string, seconds: number, now: number): Window {
    const epoch = Math.floor(now / 1000);
    const known = windows.get(name);
    if (known && known.reset > epoch) return known;
    const fresh = { reset: epoch + seconds, used: 0 };
    windows.set(name, fresh);
    return fresh;
  }

  function shown(resource: Resource, now: number) {
    const limit = enforced[resource] ?? GRANTED[resource].limit;
    const { used, reset } = windowOf(resource, GRANTED[resource].seconds, now);
    return { limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), reset };
  }

  function refuse(now: number, resource: Resource, write: boolean): ApiError | null {
    const most = enforced[resource];
    if (most !== undefined && windowOf(resource, GRANTED[resource].seconds, now).used > most)
      return new ApiError(403, `API rate limit exceeded for user ID ${userId}.`, undefined, DOCS);
    if (!write || limits.writes === undefined) return null;
    const writes = windowOf('writes', 60, now);
    writes.used += 1;
    if (writes.used <= limits.writes) return null;
    return new ApiError(
      403,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      undefined,
      `${DOCS}#about-secondary-rate-limits`,
      { 'retry-after': String(writes.reset - Math.floor(now / 1000)) },
    );
  }

  return {
    count(method, path, now) {
      const resource = resourceOf(path);
      windowOf(resource, GRANTED[resource].seconds, now).used += 1;
      const refusal = refuse(now, resource, method !== 'GET');
      const { limit, used, remaining, reset } = shown(resource, now);
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': resource,
      };
      return { headers, refusal };
    },
    view: (now) => ({
      core: shown('core', now),
      search: shown('search', now),
      code_search: shown('code_search', now),
    }),
  };
}
