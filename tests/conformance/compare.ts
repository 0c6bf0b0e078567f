import type { ReceivedRequest } from '../../connectors/index.ts';
import type { JsonObject } from '../../shared/index.ts';

/** What of a request must be equal: numbers and their strings are one in queries and forms, where all is text. */
export interface Wire {
  readonly method: string;
  readonly path: string;
  readonly query: JsonObject;
  readonly body: JsonObject | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface WireRules {
  /** Headers compared by value, in lower case: the API version, the content type. */
  readonly headers: readonly string[];
  /** Query and body names that one side may have alone. */
  readonly free: ReadonlySet<string>;
  /** Brings a service's equal notations together before the comparison (a JSON text in a form field, for example). */
  readonly normalise?: (wire: Wire) => Wire;
}

const asText = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : Array.isArray(value)
      ? value.map(asText)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]))
        : value;

const without = (values: JsonObject, free: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !free.has(name)));

/** The comparable part of a request. `form`: the body is a form, in which everything is text. */
export function wireOf(request: ReceivedRequest, rules: WireRules): Wire {
  const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const headers: Record<string, string> = {
    authorization: (request.headers.authorization ?? '').split(' ')[0]?.toLowerCase() ?? '',
  };
  for (const name of rules.headers) headers[name] = (request.headers[name] ?? '').toLowerCase().replace(/;.*$/u, '');
  const body = request.body === null ? null : without(request.body, rules.free);
  const empty = body === null || Object.keys(body).length === 0;
  const wire: Wire = {
    method: request.method,
    path: request.path,
    query: asText(without(request.query, rules.free)) as JsonObject,
    body: empty ? null : form ? (asText(body) as JsonObject) : body,
    headers,
  };
  return rules.normalise?.(wire) ?? wire;
}
