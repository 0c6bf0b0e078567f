import type { ToolDefinition, ToolParam } from '../../connectors/index.ts';
import type { Json, JsonObject } from '../../shared/index.ts';
import { isQuery } from './equal.ts';
import { scalarsOf } from './oracle-words.ts';
import { parseQuery, plainText, tokenF1 } from './text.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWild = (segment: string): boolean => segment === '*' || segment === '+' || segment.startsWith('{');

/** Values of `args` at a dotted path of operations.json; `*` and `{property}` stand for any key; at the end they give the keys too. */
function at(value: Json, path: readonly string[]): Json[] {
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  if (value === null || typeof value !== 'object') return [];
  if (isWild(head))
    return [...(rest.length === 0 ? Object.keys(value) : []), ...Object.values(value).flatMap((one) => at(one, rest))];
  return Object.hasOwn(value, head) ? at((value as JsonObject)[head] ?? null, rest) : [];
}

/** A search query as its parts: free words under `words`, the rest by qualifier (`is`, `created>=`). */
function queryParts(query: string): JsonObject {
  const { qualifiers, words } = parseQuery(query);
  const parts: Record<string, Json[]> = words.trim() === '' ? {} : { words: [words.trim()] };
  for (const one of qualifiers) {
    const found = /^(-?[a-z_]+(?:[~<>]=?|:(?:[<>]=?(?=\d))?))(.*)$/u.exec(one);
    const key = (found?.[1] ?? one).replace(':', '');
    const value = found?.[2] ?? '';
    // Slack writes people and channels as `<@U…>` and `<#C…>`; resolved values have the bare id. Ids are upper case.
    const id = /^<[@#](\w+)/u.exec(value)?.[1]?.toUpperCase();
    parts[key] = [...(parts[key] ?? []), value, ...(id === undefined ? [] : [id])];
  }
  return parts;
}

/** The arguments with search queries taken apart, as parameters' `sets` name their parts. */
export function withQueries(op: string, args: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      isQuery(op, name) && typeof value === 'string' ? queryParts(value) : value,
    ]),
  );
}

/** What the expected arguments say about one parameter, by its `sets`. Empty: nothing. */
export function wantedBy(param: ToolParam, args: JsonObject): Json[] {
  const found = param.sets.flatMap((path) => at(args, path.split('.')));
  return [...new Map(found.map((value) => [JSON.stringify(value), value])).values()];
}

function keysOf(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return isObject(value) ? [...Object.keys(value), ...Object.values(value).flatMap(keysOf)] : [];
}

/** Texts that a value may have to say: its scalars, its keys, and all that people read of it. */
export function textsOf(values: readonly Json[]): string[] {
  return [...new Set(values.flatMap((value) => [...scalarsOf(value), plainText(value), ...keysOf(value)]))].filter(
    (text) => text !== '',
  );
}

const sameScalar = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase() || (a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b));

/** How much of what is wanted a resolved value says, 0 to 1: one equal scalar is enough for a record. */
export function agreement(value: Json, wanted: readonly string[], isText: boolean): number {
  if (isText) return Math.max(0, ...wanted.map((text) => tokenF1(plainText(value), text)));
  const said = scalarsOf(value);
  return wanted.some((one) => said.some((other) => sameScalar(one, other))) ? 1 : 0;
}

/** Which of the wanted scalars a value says, as a share. */
export function coverage(value: Json, wanted: readonly string[]): number {
  const said = scalarsOf(value);
  const hit = wanted.filter((one) => said.some((other) => sameScalar(one, other)));
  return wanted.length === 0 ? 0 : hit.length / wanted.length;
}

/** One entry that a map parameter may be given. */
export interface WantedEntry {
  readonly name: string;
  readonly value: Json;
  /** Another parameter says it: "before" of a date. */
  readonly claimed: boolean;
}

/** The entries that a map parameter may be given: a page's properties, or the conditions of a filter by property. */
export function wantedEntries(tool: ToolDefinition, name: string, args: JsonObject): WantedEntry[] {
  const param = tool.params[name];
  if (!param) return [];
  const conditions: WantedEntry[] = [];
  const claimed = (condition: JsonObject): boolean =>
    Object.entries(tool.params).some(
      ([other, one]) =>
        other !== name && wantedBy(one, { filter: condition }).length > 0 && !one.sets.includes('filter'),
    );
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (typeof value.property === 'string') {
      const { property, ...rest } = value;
      conditions.push({ name: property, value: rest, claimed: claimed(value) });
    } else Object.values(value).forEach(visit);
  };
  if (args.filter !== undefined) visit(args.filter);
  if (conditions.length > 0) {
    const names = [...new Set(conditions.map((one) => one.name))];
    return names.map((property) => {
      const own = conditions.filter((one) => one.name === property);
      return { name: property, value: own.map(({ value }) => value), claimed: own.every((one) => one.claimed) };
    });
  }
  const elsewhere = new Set(
    Object.entries(tool.params).flatMap(([other, { sets }]) => (other === name ? [] : [...sets])),
  );
  const paths = param.sets.filter((path) => !path.split('.').some(isWild)).sort((a, b) => b.length - a.length);
  for (const path of paths)
    for (const value of at(args, path.split('.')))
      if (isObject(value))
        return Object.entries(value)
          .filter(([key]) => !elsewhere.has(`${path}.${key}`))
          .map(([key, item]) => ({ name: key, value: item, claimed: false }));
  return [];
}
