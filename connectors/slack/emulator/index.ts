import type { Json, JsonObject } from '../../../shared/index.ts';
import type { Emulator, EmulatorOptions, EmulatorRequest, EmulatorResponse } from '../../kit/index.ts';
import { bookmarkMethods } from './bookmarks.ts';
import { chatMethods } from './chat.ts';
import { conversationReads } from './conversation-reads.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { itemMethods } from './items.ts';
import { Args, type Method, SlackError } from './method.ts';
import { argumentsOf, badName, warningsOf, withWarnings } from './notation.ts';
import { peopleMethods } from './people.ts';
import { createRateLimiter } from './rate.ts';
import { everyScope, missingScope } from './scopes.ts';
import { searchMethods } from './search.ts';
import { type State, seedState } from './state.ts';
import { workspaceSchema } from './workspace.ts';

const methods: ReadonlyMap<string, Method> = new Map(
  [
    bookmarkMethods,
    chatMethods,
    conversationMethods,
    conversationReads,
    fileMethods,
    itemMethods,
    peopleMethods,
    searchMethods,
  ].flatMap((group) => Object.entries(group)),
);

/** Slack's own options: what the token may do, how often it may call, and whether it still works. */
export interface SlackEmulatorOptions extends EmulatorOptions {
  /** Scopes of the token; every scope that Thimble's tools need unless given. */
  readonly scopes?: readonly string[];
  /** Calls a minute by method; no limits unless given. */
  readonly callsPerMinute?: Readonly<Record<string, number>>;
  /** Why the token no longer works. */
  readonly refusal?: 'token_revoked' | 'token_expired' | 'account_inactive';
}

const failed = (code: string, more: JsonObject = {}): EmulatorResponse => ({
  status: 200,
  body: { ok: false, error: code, ...more },
});

/**
 * Slack's Web API in memory over the demo workspace: methods at `/api/<method>`, arguments in query, form or JSON, a
 * Bearer token (or `token` argument), answers `{ok: …}` with status 200, 429 over a rate limit, cursors, scopes, warnings,
 * and each method's own error codes (https://docs.slack.dev/apis/web-api/).
 * @param workspace the parsed demo workspace file; throws a ZodError where its Slack part is not as expected
 */
export function createSlackEmulator(workspace: unknown, options: SlackEmulatorOptions): Emulator {
  const seed = seedState(workspaceSchema.parse(workspace));
  let state: State = structuredClone(seed);
  const scopes = options.scopes ?? everyScope;
  const granted = new Set(scopes);
  const limiter = createRateLimiter(options.callsPerMinute ?? {}, options.now);

  /** Runs a method; a refused call leaves nothing behind, not even a conversation opened on the way. */
  function call(name: string, method: Method, args: Args): JsonObject {
    const needed = missingScope(name, args, state, granted);
    if (needed !== null) return { ok: false, error: 'missing_scope', needed, provided: scopes.join(',') };
    const before = structuredClone(state);
    try {
      return { ok: true, ...method(state, args, options.now()) };
    } catch (error) {
      state = before;
      if (error instanceof SlackError) return { ok: false, error: error.code, ...error.more };
      return { ok: false, error: 'internal_error' };
    }
  }

  function handle(request: EmulatorRequest): EmulatorResponse {
    if (request.method !== 'GET' && request.method !== 'POST') return { status: 405, body: null };
    const name = /^\/api\/([\w.]+)$/.exec(request.path)?.[1];
    if (name === undefined) return { status: 404, body: null };
    const given = argumentsOf(name, request);
    const args = new Args(given);
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? args.text('token');
    if (bearer === undefined) return failed('not_authed');
    if (bearer !== options.token) return failed('invalid_auth');
    if (options.refusal) return failed(options.refusal);
    const method = methods.get(name);
    if (!method) return failed('unknown_method', { req_method: name });
    const wait = limiter.take(name);
    if (wait > 0)
      return { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': String(wait) } };
    if (badName(given)) return failed('invalid_arg_name');
    const body = withWarnings(call(name, method, args), warningsOf(request));
    return { status: 200, body, headers: { 'x-oauth-scopes': scopes.join(',') } };
  }

  return {
    service: 'slack',
    handle,
    reset() {
      state = structuredClone(seed);
      limiter.reset();
    },
    snapshot: () => JSON.parse(JSON.stringify(state)) as Json,
  };
}
