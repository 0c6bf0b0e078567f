import type { Json, JsonObject } from '../../../shared/index.ts';
import type { ToolApi } from '../../kit/guest.ts';

/** Reads a JSON value as an object; anything else is an empty object. */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** Reads a JSON value as a list of objects; anything else is an empty list. */
export function asObjects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

/** Reads a JSON value as text; anything else is an empty string. */
export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The named fields of an object that are there, in that order. */
export function pick(value: JsonObject, names: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) {
    const field = value[name];
    if (field !== undefined) picked[name] = field;
  }
  return picked;
}

/** The named fields that tell something: nothing that is empty, false, 0 or not there. */
export function telling(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(pick(value, names)).filter(([, field]) => Boolean(field)));
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

function defined(query: Query): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(query)) if (value !== undefined) kept[name] = value;
  return kept;
}

/** Calls a Slack method that reads: `GET /api/<method>`; the broker has already turned `ok: false` into a failure. */
export async function read(api: ToolApi, method: string, query: Query = {}): Promise<JsonObject> {
  return asObject((await api.send({ method: 'GET', path: `/api/${method}`, query: defined(query) })).body);
}

/** Calls a Slack method that writes: `POST /api/<method>` with a JSON body without its undefined fields. */
export async function write(
  api: ToolApi,
  method: string,
  body: { readonly [name: string]: Json | undefined } = {},
): Promise<JsonObject> {
  const sent: JsonObject = {};
  for (const [name, value] of Object.entries(body)) if (value !== undefined) sent[name] = value;
  return asObject((await api.send({ method: 'POST', path: `/api/${method}`, body: sent })).body);
}

/**
 * Follows Slack's cursors (`response_metadata.next_cursor`, https://docs.slack.dev/apis/web-api/pagination) until `most`
 * items are read, there are no more, or `pages` requests were sent.
 */
export async function readPages(
  api: ToolApi,
  method: string,
  field: string,
  query: Query,
  most: number,
  pages = 10,
): Promise<{ items: Json[]; more: boolean }> {
  const items: Json[] = [];
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    const limit = Math.min(200, most - items.length);
    const body = await read(api, method, { ...query, limit, cursor: cursor || undefined });
    const found = body[field];
    if (Array.isArray(found)) items.push(...found);
    cursor = asText(asObject(body.response_metadata).next_cursor);
    if (cursor === '' || items.length >= most) break;
  }
  return { items: items.slice(0, most), more: cursor !== '' || items.length > most };
}

/** "1 message", "3 messages". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A text for one line: white space joined, at most `most` characters. */
export function short(text: string, most = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}

/** How a text that the model writes for "nothing" reads upstream: clearing is the empty string. */
export function orCleared(text: string): string {
  return /^(none|nothing|empty|clear)$/i.test(text.trim()) ? '' : text;
}
