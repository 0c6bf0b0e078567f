import type { Json, JsonObject } from '../../../shared/index.ts';
import type { Emulator, EmulatorOptions, EmulatorRequest, EmulatorResponse } from '../../kit/index.ts';
import { bookmarkMethods } from './bookmarks.ts';
import { chatMethods } from './chat.ts';
import { conversationReads } from './conversation-reads.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { itemMethods } from './items.ts';
import { Args, type Method, SlackError } from './method.ts';
import { peopleMethods } from './people.ts';
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

/** What the demo's token may do, as Slack says with every answer (https://docs.slack.dev/apis/web-api/#responses). */
const scopes = [
  'channels:history channels:read channels:write groups:history groups:read groups:write im:history im:read im:write',
  'mpim:history mpim:read mpim:write chat:write users:read users:read.email users.profile:read users.profile:write',
  'reactions:read reactions:write pins:read pins:write reminders:read reminders:write search:read dnd:read dnd:write',
  'bookmarks:read bookmarks:write files:read team:read',
]
  .join(' ')
  .replaceAll(' ', ',');

const failed = (code: string, more: JsonObject = {}): EmulatorResponse => ({
  status: 200,
  body: { ok: false, error: code, ...more },
});

/**
 * Slack's Web API in memory over the demo workspace: methods at `/api/<method>`, arguments in query, form or JSON, a
 * Bearer token (or `token` argument), answers `{ok: …}` with status 200, cursors, and each method's own error codes.
 * @param workspace the parsed demo workspace file; throws a ZodError where its Slack part is not as expected
 */
export function createSlackEmulator(workspace: unknown, options: EmulatorOptions): Emulator {
  const seed = seedState(workspaceSchema.parse(workspace));
  let state: State = structuredClone(seed);

  function handle(request: EmulatorRequest): EmulatorResponse {
    const name = /^\/api\/([\w.]+)$/.exec(request.path)?.[1];
    const method = name === undefined ? undefined : methods.get(name);
    if (request.method !== 'GET' && request.method !== 'POST') return { status: 405, body: null };
    if (name === undefined) return { status: 404, body: null };
    const args = new Args({ ...request.query, ...(request.body ?? {}) });
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? args.text('token');
    if (bearer === undefined) return failed('not_authed');
    if (bearer !== options.token) return failed('invalid_auth');
    if (!method) return failed('unknown_method', { req_method: name });
    const before = request.method === 'GET' ? state : structuredClone(state);
    try {
      return {
        status: 200,
        body: { ok: true, ...method(state, args, options.now()) },
        headers: { 'x-oauth-scopes': scopes },
      };
    } catch (error) {
      // A refused call leaves nothing behind, not even a conversation opened on the way.
      state = before;
      if (error instanceof SlackError) return failed(error.code, error.more);
      return failed('internal_error');
    }
  }

  return {
    service: 'slack',
    handle,
    reset() {
      state = structuredClone(seed);
    },
    snapshot: () => JSON.parse(JSON.stringify(state)) as Json,
  };
}
