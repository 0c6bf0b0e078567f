import type { Json } from '../../../shared/index.ts';
import type { Emulator, EmulatorOptions, EmulatorRequest, EmulatorResponse } from '../../kit/index.ts';
import { accountRoutes } from './account.ts';
import { actionRoutes } from './actions.ts';
import { commentRoutes } from './comments.ts';
import { findUser } from './find.ts';
import { gitRoutes } from './git.ts';
import { commitId } from './hash.ts';
import { ApiError, createRouter, notFound, ok } from './http.ts';
import { issuePartRoutes } from './issue-parts.ts';
import { issueRoutes } from './issues.ts';
import { createRateLimiter, type GithubRateLimits, type RateLimiter } from './limits.ts';
import { pullRoutes } from './pulls.ts';
import { repoRoutes } from './repos.ts';
import { checkScopes, everyScope } from './scopes.ts';
import { issueSearchRoutes } from './search-issues.ts';
import { repoSearchRoutes } from './search-repos.ts';
import { seedState } from './seed.ts';
import { workspaceSchema } from './workspace.ts';

export { createDeviceFlowEmulator, type DeviceFlowEmulator } from './device-flow.ts';

/** REST API versions that are served (https://docs.github.com/rest/about-the-rest-api/api-versions). */
const VERSIONS = ['2022-11-28', '2026-03-10'];

const route = createRouter([
  ...accountRoutes,
  ...issueRoutes,
  ...issuePartRoutes,
  ...commentRoutes,
  ...pullRoutes,
  ...repoRoutes,
  ...gitRoutes,
  ...actionRoutes,
  ...issueSearchRoutes,
  ...repoSearchRoutes,
]);

/** GitHub's own options: what the token may do, and how often it may call. */
export interface GithubEmulatorOptions extends EmulatorOptions {
  /** Scopes of the token; all that Thimble asks for unless given. Without `repo` private repositories are not seen. */
  readonly scopes?: readonly string[];
  /** No limits unless given. */
  readonly limits?: GithubRateLimits;
}

/** Maps and everything in them as plain JSON. */
function plain(value: unknown): Json {
  return JSON.parse(
    JSON.stringify(value, (_, member: unknown) => (member instanceof Map ? Object.fromEntries(member) : member)),
  );
}

/**
 * GitHub's REST API in memory over the demo workspace. Throws when `workspace` lacks what it needs; after that
 * {@link Emulator.handle} never throws.
 */
export function createGithubEmulator(workspace: unknown, options: GithubEmulatorOptions): Emulator {
  const seed = workspaceSchema.parse(workspace);
  const scopes = options.scopes ?? everyScope;
  const seesPrivate = scopes.includes('repo');
  const limiter = (): RateLimiter => createRateLimiter(options.limits ?? {}, findUser(state, state.me)?.id ?? 0);
  let state = seedState(seed, seesPrivate);
  let limits = limiter();
  let requests = 0;

  function answer(request: EmulatorRequest, headers: Record<string, string>): EmulatorResponse {
    // https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent
    if (request.headers.host !== undefined && (request.headers['user-agent'] ?? '') === '')
      throw new ApiError(
        403,
        'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
      );
    const authorization = request.headers.authorization;
    if (authorization === undefined) throw new ApiError(401, 'Requires authentication');
    if (!/^(?:bearer|token) /i.test(authorization) || authorization.replace(/^\w+ /, '') !== options.token)
      throw new ApiError(401, 'Bad credentials');
    const version = request.headers['x-github-api-version'];
    if (version !== undefined && !VERSIONS.includes(version))
      throw new ApiError(400, `"${version}" is not a supported version.`);
    headers['x-oauth-scopes'] = scopes.join(', ');
    headers['x-github-api-version-selected'] = version ?? '2022-11-28';
    if (request.path === '/rate_limit') {
      const resources = limits.view(options.now());
      return ok({ resources, rate: resources.core ?? null });
    }
    const counted = limits.count(request.method, request.path, options.now());
    Object.assign(headers, counted.headers);
    if (counted.refusal) throw counted.refusal;
    checkScopes(request.method, request.path, scopes);
    const found = route(request.method, request.path);
    if (!found) throw notFound();
    const now = new Date(options.now()).toISOString().replace(/\.\d{3}Z$/, 'Z');
    return found.handler({ state, params: found.params, query: request.query, body: request.body ?? {}, now, request });
  }

  return {
    service: 'github',
    handle(request) {
      requests += 1;
      const id = commitId('request', requests).toUpperCase();
      const headers: Record<string, string> = {
        'x-github-request-id': `${id.slice(0, 4)}:${id.slice(4, 10)}:${id.slice(10, 16)}:${id.slice(16, 22)}:${id.slice(22, 30)}`,
        'x-github-media-type': 'github.v3; format=json',
      };
      try {
        const done = answer(request, headers);
        return { ...done, headers: { ...headers, ...done.headers } };
      } catch (error) {
        if (error instanceof ApiError)
          return { status: error.status, body: error.body, headers: { ...headers, ...error.headers } };
        return { status: 500, body: { message: 'Server Error', status: '500' }, headers };
      }
    },
    reset() {
      state = seedState(seed, seesPrivate);
      limits = limiter();
      requests = 0;
    },
    snapshot: () => plain(state),
  };
}
