import type { Json, JsonObject } from '../../../shared/index.ts';
import { invalid } from './errors.ts';

/**
 * One page of a list. `given` holds `page_size` (1 to 100) and `start_cursor`, from the query or the body. Cursors are
 * the id of the first item of the next page.
 */
export function paged(items: readonly JsonObject[], given: JsonObject, type: string): JsonObject {
  const size = given.page_size === undefined ? 100 : Number(given.page_size);
  if (!Number.isInteger(size) || size < 1)
    throw invalid(
      `page_size should be a number between 1 and 100, instead was \`${JSON.stringify(given.page_size)}\`.`,
    );
  const cursor: Json | undefined = given.start_cursor;
  const start = cursor === undefined || cursor === null ? 0 : items.findIndex((item) => item.id === cursor);
  if (start < 0) throw invalid(`The start_cursor provided is invalid: ${String(cursor)}`);
  const end = start + Math.min(size, 100);
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
