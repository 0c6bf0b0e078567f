import type { Json, JsonObject } from '../../../shared/index.ts';

/** A result in a shape that people can read. */
export type ReadableResult =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly more: number }
  | { readonly kind: 'fields'; readonly fields: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly more: number;
    };

const maxColumns = 5;
const maxRows = 25;
const maxFields = 16;
const maxText = 240;

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cut(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText - 1)}…` : text;
}

/** One value as text: scalars as they are, small structures in short, null as a dash. */
export function scalarText(value: Json | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value))
    return value.every((item) => typeof item !== 'object')
      ? cut(value.map(scalarText).join(', '))
      : `${value.length} items`;
  const named = value.name ?? value.title ?? value.login ?? value.label ?? value.id;
  return named === undefined || typeof named === 'object' ? `${Object.keys(value).length} fields` : scalarText(named);
}

/** "created_at" as "created at". */
export function fieldName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function table(rows: readonly JsonObject[]): ReadableResult {
  const seen = new Map<string, number>();
  for (const row of rows)
    for (const [name, value] of Object.entries(row))
      if (value !== null && value !== '') seen.set(name, (seen.get(name) ?? 0) + 1);
  // Columns most rows have, in the order they come; those that no row fills say nothing.
  const columns = [...seen]
    .filter(([, count]) => count * 2 >= rows.length)
    .map(([name]) => name)
    .slice(0, maxColumns);
  const shown = rows.slice(0, maxRows);
  return {
    kind: 'table',
    columns,
    rows: shown.map((row) => columns.map((name) => scalarText(row[name]))),
    more: rows.length - shown.length,
  };
}

/** The one list inside a wrapper such as `{object: 'list', data: […], has_more: false}`, if there is just one. */
function wrappedList(value: JsonObject): Json[] | null {
  const lists = Object.values(value).filter(
    (item): item is Json[] => Array.isArray(item) && item.length > 0 && item.every(isObject),
  );
  const structures = Object.values(value).filter((item) => typeof item === 'object' && item !== null);
  return lists.length === 1 && structures.length <= 2 ? (lists[0] ?? null) : null;
}

/** Picks how to show what came back. */
export function readableResult(value: Json): ReadableResult {
  if (value === null || value === '') return { kind: 'empty' };
  if (Array.isArray(value)) {
    if (value.length === 0) return { kind: 'empty' };
    if (value.every(isObject)) return table(value);
    const shown = value.slice(0, maxRows);
    return { kind: 'list', items: shown.map(scalarText), more: value.length - shown.length };
  }
  if (!isObject(value)) return { kind: 'text', text: String(value) };
  const list = wrappedList(value);
  if (list) return readableResult(list);
  const fields = Object.entries(value)
    .slice(0, maxFields)
    .map(([name, item]) => [fieldName(name), scalarText(item)] as const);
  return fields.length === 0 ? { kind: 'empty' } : { kind: 'fields', fields };
}
