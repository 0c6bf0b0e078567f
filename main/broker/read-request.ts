import { z } from 'zod';
import type { ToolRequest } from '../../connectors/index.ts';
import { type JsonObject, jsonObjectSchema, type ThimbleError } from '../../shared/index.ts';
import { cleanJson } from '../sandbox/index.ts';
import { pathProblem } from './check-path.ts';
import type { BrokerLimits } from './limits.ts';
import { refuse } from './refuse.ts';

const name = z.string().regex(/^[\w.:[\]-]{1,100}$/);
const queryValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).max(200)]);

const requestSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string(),
  query: z.record(name, queryValue).optional(),
  body: jsonObjectSchema.optional(),
});

/** A request in the form in which it may go out. `target` is path and query. */
export interface CheckedRequest {
  readonly method: ToolRequest['method'];
  readonly path: string;
  readonly query: JsonObject;
  readonly target: string;
  readonly body: JsonObject | null;
}

function encodeQuery(query: NonNullable<ToolRequest['query']>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (Array.isArray(value)) for (const item of value) params.append(key, item);
    else params.append(key, String(value));
  return params.toString();
}

/** Reads what connector code asked for. Nothing in it is trusted. @throws ThimbleError `denied`. */
export function readRequest(raw: unknown, limits: BrokerLimits): CheckedRequest {
  let clean: unknown;
  try {
    clean = cleanJson(raw);
  } catch {
    throw refuse('a request that is not JSON');
  }
  const parsed = requestSchema.safeParse(clean);
  if (!parsed.success) throw refuse('a request of an unknown form');
  const { method, path, query, body } = parsed.data;
  const problem: ThimbleError | null = problemOf(method, path, body);
  if (problem !== null) throw problem;
  const search = query === undefined ? '' : encodeQuery(query);
  const target = search === '' ? path : `${path}?${search}`;
  if (target.length > limits.targetChars) throw refuse('a path that is too long');
  return { method, path, query: query ?? {}, target, body: body ?? null };
}

function problemOf(method: string, path: string, body: JsonObject | undefined): ThimbleError | null {
  const problem = pathProblem(path);
  if (problem !== null) return refuse(problem);
  return method === 'GET' && body !== undefined ? refuse('a read with a body') : null;
}
