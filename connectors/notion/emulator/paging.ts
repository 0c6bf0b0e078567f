import type { Json, JsonObject } from '../../../shared/index.ts';
import { invalid, unfit } from './errors.ts';
import { uuid } from './state.ts';

/**
 * One page of a list. `given` holds `page_size` (1 to 100) and `start_cursor`, from the query or the body. Cursors are
 * the id of the first item of the next page.
 */
export function paged(
  items: readonly JsonObject[],
  where: 'query' | 'body',
  given: JsonObject,
  type: string,
): JsonObject {
  const asked = given.page_size;
  const size = asked === undefined ? 100 : where === 'query' ? Number(asked) : asked;
  if (typeof size !== 'number' || !Number.isInteger(size)) throw unfit(`${where}.page_size`, 'an integer', asked);
  if (size < 1) throw unfit(`${where}.page_size`, '≥ `1`', asked);
  if (size > 100) throw unfit(`${where}.page_size`, '≤ `100`', asked);
  const cursor: Json | undefined = given.start_cursor;
  if (cursor !== undefined && cursor !== null) uuid(cursor, `${where} failed validation: ${where}.start_cursor`);
  const start = cursor === undefined || cursor === null ? 0 : items.findIndex((item) => item.id === cursor);
  if (start < 0) throw invalid(`The start_cursor provided is invalid: ${String(cursor)}`);
  const end = start + size;
  const next = items[end]?.id ?? null;
  return {
    object: 'list',
    results: items.slice(start, end),
    next_cursor: next,
    has_more: next !== null,
    type,
    [type]: {},
  };
}
