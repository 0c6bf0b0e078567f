import type { Json, JsonObject } from '../../../shared/index.ts';
import type { EmulatorRequest, EmulatorResponse } from '../../kit/index.ts';
import type { State } from './state.ts';

/** An answer other than success, thrown by handlers. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors?: Json[],
    documentation = 'https://docs.github.com/rest',
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.body = {
      message,
      ...(errors ? { errors } : {}),
      documentation_url: documentation,
      status: String(status),
    };
    this.headers = headers;
  }
}

export const notFound = (): ApiError => new ApiError(404, 'Not Found');

/** 422 as GitHub writes it for a field of a resource. */
export function invalid(resource: string, field: string, code: string, message?: string): ApiError {
  return new ApiError(422, 'Validation Failed', [
    { ...(message === undefined ? {} : { message }), resource, code, field },
  ]);
}

/** 422 for a body that does not fit the endpoint's schema. */
export function malformed(sentence: string): ApiError {
  return new ApiError(422, `Invalid request.\n\n${sentence}`);
}

/** What a handler gets. */
export interface Call {
  readonly state: State;
  readonly params: Readonly<Record<string, string>>;
  readonly query: JsonObject;
  readonly body: JsonObject;
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly request: EmulatorRequest;
}

export type Handler = (call: Call) => EmulatorResponse;
export type Route = readonly [method: string, template: string, handler: Handler];

/** Finds the route of a request. `{path...}` takes the rest of the path, slashes and all. */
export function createRouter(
  routes: readonly Route[],
): (method: string, path: string) => { handler: Handler; params: Record<string, string> } | null {
  const compiled = routes.map(([method, template, handler]) => {
    const names: string[] = [];
    const pattern = template
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/\{(\w+)(\\\.\\\.\\\.)?\}/g, (_, name: string, rest?: string) => {
        names.push(name);
        return rest === undefined ? '([^/]+)' : '(.*)';
      });
    return { method, expression: new RegExp(`^${pattern}$`), names, handler };
  });
  return (method, path) => {
    for (const route of compiled) {
      if (route.method !== method) continue;
      const match = route.expression.exec(path);
      if (!match) continue;
      const params: Record<string, string> = {};
      for (const [index, name] of route.names.entries()) params[name] = match[index + 1] ?? '';
      return { handler: route.handler, params };
    }
    return null;
  };
}

export const ok = (body: Json, status = 200): EmulatorResponse => ({ status, body });
export const empty = (status = 204): EmulatorResponse => ({ status, body: null });

/**
 * One page of a list, with the Link header that leads to the others. `wrap` builds the body where it is not the list;
 * `most` is the largest page.
 */
export function paged(
  call: Call,
  records: readonly Json[],
  wrap: (page: Json[]) => Json = (page) => page,
  most = 100,
): EmulatorResponse {
  const size = positive(call.query.per_page, Math.min(30, most), most);
  const page = positive(call.query.page, 1, Number.MAX_SAFE_INTEGER);
  const last = Math.max(1, Math.ceil(records.length / size));
  const body = wrap(records.slice((page - 1) * size, page * size));
  const links: string[] = [];
  // Clients follow these links as they are: they lead back to where the request came in.
  const { host } = call.request.headers;
  const origin = host === undefined ? 'https://api.github.com' : `http://${host}`;
  const link = (to: number, rel: string): void => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query)) if (name !== 'page') query.set(name, String(value));
    query.set('page', String(to));
    links.push(`<${origin}${encodeURI(call.request.path)}?${query}>; rel="${rel}"`);
  };
  if (page > 1) link(page - 1, 'prev');
  if (page < last) {
    link(page + 1, 'next');
    link(last, 'last');
  }
  if (page > 1) link(1, 'first');
  return links.length === 0 ? ok(body) : { status: 200, body, headers: { link: links.join(', ') } };
}

function positive(value: Json | undefined, fallback: number, most: number): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : fallback;
}

/** A text of the query; undefined where it is absent. */
export function queryText(call: Call, name: string): string | undefined {
  const value = call.query[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** One of the values that the endpoint knows, or 422. */
export function queryChoice(call: Call, name: string, values: readonly string[], fallback: string): string {
  const value = queryText(call, name) ?? fallback;
  if (!values.includes(value)) throw invalid('Search', name, 'invalid');
  return value;
}

/** A text of the body, or undefined where it is absent or null; 422 for anything else. */
export function bodyText(call: Call, name: string): string | undefined {
  const value = call.body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw malformed(`For 'properties/${name}', ${JSON.stringify(value)} is not a string.`);
  return value;
}

/** A text that must be there. */
export function requiredText(call: Call, name: string): string {
  const value = bodyText(call, name);
  if (value === undefined) throw malformed(`"${name}" wasn't supplied.`);
  return value;
}

/** A flag of the body. */
export function bodyFlag(call: Call, name: string): boolean | undefined {
  const value = call.body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean')
    throw malformed(`For 'properties/${name}', ${JSON.stringify(value)} is not a boolean.`);
  return value;
}

/** A list of texts of the body; labels and assignees may also come as objects with a name. */
export function bodyTexts(call: Call, name: string): string[] | undefined {
  const value = call.body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw malformed(`For 'properties/${name}', ${JSON.stringify(value)} is not an array.`);
  return value.map((member) => {
    if (typeof member === 'string') return member;
    const named = typeof member === 'object' && member !== null && !Array.isArray(member) ? member.name : undefined;
    if (typeof named === 'string') return named;
    throw malformed(`For 'properties/${name}', ${JSON.stringify(member)} is not a string.`);
  });
}
