import type { JsonObject } from '../../../shared/index.ts';
import type { EmulatorRequest } from '../../kit/index.ts';

/** Methods that write and yet take no JSON: theirs is the form alone (each method's page, "Content types"). */
const formOnly: ReadonlySet<string> = new Set(['dnd.setSnooze']);
/** Reads take their arguments by query and form. */
const reads =
  /^(?:conversations\.(?:list|info|history|replies|members)|users\.(?:list|info|lookupByEmail|profile\.get)|(?:pins|reminders|files|bookmarks)\.(?:list|info)|search\.messages|team\.info|dnd\.info)$/u;

function mediaType(request: EmulatorRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The arguments that a method sees: query and body are one to Slack, but JSON is not read where a method takes none. */
export function argumentsOf(method: string, request: EmulatorRequest): JsonObject {
  const deaf = mediaType(request) === 'application/json' && (formOnly.has(method) || reads.test(method));
  return { ...request.query, ...(deaf ? {} : request.body) };
}

/** An argument name that Slack refuses (`invalid_arg_name`); other names that a method does not know are ignored. */
export function badName(args: JsonObject): boolean {
  return Object.keys(args).some((name) => !/^[A-Za-z0-9_]{1,255}$/u.test(name));
}

/** What Slack warns of in a request's own headers (https://docs.slack.dev/apis/web-api/#responses). */
export function warningsOf(request: EmulatorRequest): string[] {
  if (request.body === null) return [];
  const charset = /;\s*charset=/iu.test(request.headers['content-type'] ?? '');
  const type = mediaType(request);
  if (type === 'application/json' && !charset) return ['missing_charset'];
  return type === 'application/x-www-form-urlencoded' && charset ? ['superfluous_charset'] : [];
}

/** An answer with warnings beside those that the method gave itself. */
export function withWarnings(body: JsonObject, warnings: readonly string[]): JsonObject {
  if (warnings.length === 0) return body;
  const metadata = body.response_metadata;
  const inner: JsonObject =
    typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? metadata : {};
  const all = [...(Array.isArray(inner.warnings) ? inner.warnings : []), ...warnings];
  return { ...body, warning: all.join(','), response_metadata: { ...inner, warnings: all } };
}
