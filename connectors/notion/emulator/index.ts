import type { Json, JsonObject } from '../../../shared/index.ts';
import type { Emulator, EmulatorOptions, EmulatorRequest, EmulatorResponse } from '../../kit/index.ts';
import { objectOf } from '../json.ts';
import { blockRoutes } from './block-routes.ts';
import { databaseRoutes } from './database-routes.ts';
import { errorResponse, invalid, NotionError, unfit } from './errors.ts';
import { otherRoutes } from './other-routes.ts';
import { pageRoutes } from './pages.ts';
import type { Call, Capability, Route } from './route.ts';
import { seedState, workspaceSchema } from './seed.ts';
import type { State } from './state.ts';
import { seededId, stamp, uuid } from './state.ts';

export { notionFailure } from './errors.ts';
export type { Capability } from './route.ts';
export type { NotionWorkspace } from './seed.ts';

export interface NotionEmulatorOptions extends EmulatorOptions {
  /** What the connection may not do; everything else it may. */
  readonly without?: readonly Capability[];
}

const routes: readonly Route[] = [...otherRoutes, ...pageRoutes, ...blockRoutes, ...databaseRoutes];
const versions = ['2025-09-03', '2026-03-11'];

/** The checks that come before any endpoint: token, version header, address. */
function check(request: EmulatorRequest, token: string): { route: Route; id: string; version: string } {
  if (request.headers.authorization !== `Bearer ${token}`)
    throw new NotionError(401, 'unauthorized', 'API token is invalid.');
  const version = request.headers['notion-version'];
  if (version === undefined)
    throw new NotionError(
      400,
      'missing_version',
      'Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.',
    );
  if (!versions.includes(version))
    throw invalid(
      `Notion-Version header failed validation: Notion-Version header should be \`"2026-03-11"\` or \`"2025-09-03"\`, instead was \`"${version}"\`.`,
    );
  for (const route of routes) {
    const found = route.method === request.method ? route.path.exec(request.path) : null;
    if (found)
      return { route, version, id: found[1] === undefined ? '' : uuid(found[1], 'path failed validation: path.id') };
  }
  throw new NotionError(400, 'invalid_request_url', 'Invalid request URL.');
}

/** Refuses names that the endpoint does not take; of the older version also those that it has other names for now. */
function checkNames(route: Route, request: EmulatorRequest, version: string): void {
  const old = version < '2026-03-11' ? ['archived', 'after'] : [];
  for (const [where, given, known] of [
    ['query', request.query, route.query ?? []],
    ['body', request.body ?? {}, [...(route.body ?? []), ...old]],
  ] as const)
    for (const [name, value] of Object.entries(given))
      if (!known.includes(name)) throw unfit(`${where}.${name}`, 'not present', value);
}

/** Versions before 2026-03-11 call the trash `archived` as well. */
function versioned(body: JsonObject, version: string): JsonObject {
  if (version >= '2026-03-11') return body;
  const one = (item: Json): Json =>
    objectOf(item).in_trash === undefined ? item : { ...objectOf(item), archived: objectOf(item).in_trash ?? false };
  const results = body.results;
  return objectOf(one(Array.isArray(results) ? { ...body, results: results.map(one) } : body));
}

/**
 * Notion in memory: pages, blocks, databases with their data sources, users and comments over the demo workspace.
 * `workspace` is the parsed workspace file; a file without the needed parts throws. Deterministic for the same requests
 * and clock.
 */
export function createNotionEmulator(workspace: unknown, options: NotionEmulatorOptions): Emulator {
  const seed: State = seedState(workspaceSchema.parse(workspace));
  let state = seed;
  let requests = 0;
  return {
    service: 'notion',
    handle(request): EmulatorResponse {
      requests += 1;
      const requestId = seededId(`request/${requests}`);
      const before = state;
      try {
        const { route, id, version } = check(request, options.token);
        if (route.needs && options.without?.includes(route.needs))
          throw new NotionError(403, 'restricted_resource', 'Insufficient permissions for this endpoint.');
        checkNames(route, request, version);
        const clock = options.now();
        const given = request.body ?? {};
        const body =
          given.archived === undefined || given.in_trash !== undefined ? given : { ...given, in_trash: given.archived };
        const writes =
          request.method !== 'GET' && !request.path.endsWith('/query') && !request.path.endsWith('/search');
        if (writes) state = structuredClone(state);
        const call: Call = { state, id, query: request.query, body, now: stamp(clock), clock };
        // Cloned, so that nobody who keeps the response sees later changes.
        return {
          status: 200,
          body: structuredClone({ ...versioned(route.run(call), version), request_id: requestId }),
        };
      } catch (error) {
        state = before;
        if (error instanceof NotionError) return errorResponse(error, requestId);
        return errorResponse(new NotionError(500, 'internal_server_error', 'Unexpected error occurred.'), requestId);
      }
    },
    reset() {
      // Writes work on a clone, so the seed itself never changes.
      state = seed;
      requests = 0;
    },
    snapshot(): Json {
      return JSON.parse(JSON.stringify(state)) as Json;
    },
  };
}
