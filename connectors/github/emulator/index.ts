import type { Json } from '../../../shared/index.ts';
import type { Emulator, EmulatorOptions, EmulatorRequest, EmulatorResponse } from '../../kit/index.ts';
import { accountRoutes } from './account.ts';
import { actionRoutes } from './actions.ts';
import { gitRoutes } from './git.ts';
import { ApiError, createRouter, notFound } from './http.ts';
import { issueRoutes } from './issues.ts';
import { pullRoutes } from './pulls.ts';
import { repoRoutes } from './repos.ts';
import { searchRoutes } from './search.ts';
import { seedState } from './seed.ts';
import { workspaceSchema } from './workspace.ts';

/** REST API versions that are served (https://docs.github.com/rest/about-the-rest-api/api-versions). */
const VERSIONS = ['2022-11-28', '2026-03-10'];

const route = createRouter([
  ...accountRoutes,
  ...issueRoutes,
  ...pullRoutes,
  ...repoRoutes,
  ...gitRoutes,
  ...actionRoutes,
  ...searchRoutes,
]);

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
export function createGithubEmulator(workspace: unknown, options: EmulatorOptions): Emulator {
  const seed = workspaceSchema.parse(workspace);
  let state = seedState(seed);

  function answer(request: EmulatorRequest): EmulatorResponse {
    const authorization = request.headers.authorization;
    if (authorization === undefined) throw new ApiError(401, 'Requires authentication');
    if (!/^(?:bearer|token) /i.test(authorization) || authorization.replace(/^\w+ /, '') !== options.token)
      throw new ApiError(401, 'Bad credentials');
    const version = request.headers['x-github-api-version'];
    if (version !== undefined && !VERSIONS.includes(version))
      throw new ApiError(400, `"${version}" is not a supported version.`);
    const found = route(request.method, request.path);
    if (!found) throw notFound();
    const now = new Date(options.now()).toISOString().replace(/\.\d{3}Z$/, 'Z');
    return found.handler({ state, params: found.params, query: request.query, body: request.body ?? {}, now, request });
  }

  return {
    service: 'github',
    handle(request) {
      try {
        return answer(request);
      } catch (error) {
        if (error instanceof ApiError) return { status: error.status, body: error.body };
        return { status: 500, body: { message: 'Server Error', status: '500' } };
      }
    },
    reset() {
      state = seedState(seed);
    },
    snapshot: () => plain(state),
  };
}
