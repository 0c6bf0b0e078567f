import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { operationMatcher } from '../../connectors/index.ts';
import type { Json, JsonObject } from '../../shared/index.ts';

/** What of a request the document speaks of. */
export interface CheckedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: JsonObject;
  readonly body: JsonObject | null;
}

const object = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.map(object) : []);

const file = createRequire(import.meta.url).resolve('@octokit/openapi/package.json');
const document = JSON.parse(
  readFileSync(file.replace(/package\.json$/u, 'generated/api.github.com.json'), 'utf8'),
) as JsonObject;
const paths = object(document.paths);

/** The value at a `#/a/b` reference. */
function referred(reference: string): Json | undefined {
  let here: Json | undefined = document;
  for (const part of reference.replace(/^#\//u, '').split('/'))
    here = object(here)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  return here;
}

/** A copy without references: what a request may hold, whose names are wanted. Requests have no circular ones. */
function inlined(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map(inlined);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const { $ref: reference, nullable, ...rest } = value;
  if (typeof reference === 'string') return inlined(referred(reference));
  const copy = Object.fromEntries(Object.entries(rest).map(([name, one]) => [name, inlined(one)]));
  // OpenAPI 3.0 says `nullable` where JSON Schema has a type of its own.
  return nullable === true ? { anyOf: [copy, { type: 'null' }] } : copy;
}

const methods = ['get', 'put', 'post', 'patch', 'delete'];
const match = operationMatcher(
  Object.entries(paths).flatMap(([path, item]) =>
    methods
      .filter((method) => object(item)[method] !== undefined)
      .map((method) => ({ op: `${method} ${path}`, method: method.toUpperCase(), path })),
  ),
);

// Numbers and flags of queries and paths are text on the wire; bodies are as typed as they are.
const typed = new Ajv({ strict: false, allErrors: true });
const coercing = new Ajv({ strict: false, allErrors: true, coerceTypes: true });
for (const ajv of [typed, coercing]) {
  formats.default(ajv);
  // `owner/name`; GitHub's own format.
  ajv.addFormat('repo.nwo', /^[\w.-]+\/[\w.-]+$/u);
  ajv.addFormat('timestamp', true);
}

/** Where the document's schema is narrower than its own words. */
const described = new Set([
  // Typed as one instant, described as a range in the syntax of searches ("created within the given date-time range").
  'get /repos/{owner}/{repo}/actions/runs created',
]);

const added = new Set<string>();

/** A copy whose references lead to schemas of their own, each compiled once: answers share most of theirs. */
function shared(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map(shared);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const { $ref: reference, nullable, ...rest } = value;
  if (typeof reference === 'string') {
    const id = `openapi:${reference.slice(1)}`;
    if (!added.has(id)) {
      added.add(id);
      typed.addSchema(object(shared(referred(reference))), id);
    }
    return { $ref: id };
  }
  const copy = Object.fromEntries(Object.entries(rest).map(([name, one]) => [name, shared(one)]));
  return nullable === true ? { anyOf: [copy, { type: 'null' }] } : copy;
}

const compiled = new Map<string, ValidateFunction>();
function problems(ajv: Ajv, key: string, schema: Json, value: Json): string[] {
  const validate = compiled.get(key) ?? ajv.compile(object(schema));
  compiled.set(key, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${key}${error.instancePath} ${error.message ?? 'is wrong'}`);
}

/** The names that an object schema knows, those of its alternatives included. */
function namesOf(schema: JsonObject): string[] {
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => list(schema[name]));
  return [...Object.keys(object(schema.properties)), ...parts.flatMap(namesOf)];
}

/**
 * What GitHub's OpenAPI document finds wrong with a request: a path that it does not have, unknown or malformed query
 * and path parameters, unknown or malformed names of the body. Empty when nothing is.
 */
export function openApiProblems(request: CheckedRequest): string[] {
  const found = match(request.method, request.path);
  if (!found) return [`${request.method} ${request.path} is no operation of GitHub`];
  const [method = '', path = ''] = found.op.split(' ');
  const item = object(paths[path]);
  const operation = object(item[method]);
  const parameters = list(inlined([...list(item.parameters), ...list(operation.parameters)]));
  const out: string[] = [];
  const given = (place: string): JsonObject => (place === 'path' ? { ...found.params } : request.query);
  for (const place of ['path', 'query']) {
    const known = parameters.filter((one) => one.in === place);
    for (const name of Object.keys(given(place)))
      if (!known.some((one) => one.name === name)) out.push(`${found.op} has no ${place} parameter ${name}`);
    for (const one of known) {
      const value = given(place)[String(one.name)];
      if (value === undefined) {
        if (one.required === true) out.push(`${found.op} needs ${String(one.name)}`);
        continue;
      }
      if (described.has(`${found.op} ${String(one.name)}`)) continue;
      // Checked in an object, as only members can be coerced.
      const schema = { type: 'object', properties: { [String(one.name)]: one.schema ?? {} } };
      out.push(...problems(coercing, `${found.op} ${String(one.name)}`, schema, { [String(one.name)]: value }));
    }
  }
  return [...out, ...bodyProblems(found.op, object(operation.requestBody), request.body)];
}

/**
 * The names that an operation takes in its path, its query and its body.
 * @param template of its path, with any names of parameters: `/repos/{owner}/{repo}/issues`
 */
export function openApiNames(method: string, template: string): string[] {
  const bare = (path: string): string => path.replace(/\{[^}]+\}/gu, '{}');
  const path = Object.keys(paths).find((one) => bare(one) === bare(template));
  const item = object(path === undefined ? undefined : paths[path]);
  const operation = object(item[method.toLowerCase()]);
  if (Object.keys(operation).length === 0) throw new Error(`${method} ${template} is no operation of GitHub`);
  const parameters = list(inlined([...list(item.parameters), ...list(operation.parameters)]));
  const requestBody = object(inlined(operation.requestBody));
  const schema = object(object(object(requestBody.content)['application/json']).schema);
  return [...parameters.map(({ name }) => String(name)), ...namesOf(schema)];
}

/** What GitHub's OpenAPI document finds wrong with an answer to a request; empty when nothing is. */
export function openApiAnswerProblems(request: CheckedRequest, status: number, answer: Json): string[] {
  const found = match(request.method, request.path);
  if (!found) return [`${request.method} ${request.path} is no operation of GitHub`];
  const [method = '', path = ''] = found.op.split(' ');
  const responses = object(object(object(paths[path])[method]).responses);
  const known = responses[String(status)];
  const key = `${found.op} ${status}`;
  if (known === undefined) return [`${key} is not an answer of GitHub`];
  const reference = object(known).$ref;
  const response = object(typeof reference === 'string' ? referred(reference) : known);
  const schema = object(object(response.content)['application/json']).schema;
  if (schema !== undefined) return problems(typed, key, shared(schema), answer);
  return answer === null || Object.keys(object(answer)).length === 0 ? [] : [`${key} has no body`];
}

function bodyProblems(op: string, reference: JsonObject, body: JsonObject | null): string[] {
  const requestBody = object(inlined(reference));
  const schema = object(object(object(requestBody.content)['application/json']).schema);
  if (body === null) return requestBody.required === true ? [`${op} needs a body`] : [];
  const known = namesOf(schema);
  // A schema without names (a map of files, inputs) takes any.
  const unknown = known.length === 0 ? Object.keys(body) : Object.keys(body).filter((name) => !known.includes(name));
  return [
    ...unknown.map((name) => `${op} has no body name ${name}`),
    ...(Object.keys(schema).length === 0 ? [] : problems(typed, `${op} body`, schema, body)),
  ];
}
