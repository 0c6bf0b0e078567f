import type { Json, ToolApi, ToolRequest } from '../kit/guest.ts';
import { listOf, objectOf } from './json.ts';

/** Notion's largest page of results (developers.notion.com/reference/intro, pagination). */
const PAGE_SIZE = 100;

/**
 * Reads a paginated list up to `limit` items, following `next_cursor`. The cursor and the page size go into the body of
 * a POST and into the query of a GET. `more` tells that the service has further items.
 */
export async function readList(
  api: ToolApi,
  request: ToolRequest,
  limit: number,
): Promise<{ items: Json[]; more: boolean }> {
  const items: Json[] = [];
  let cursor: string | null = null;
  do {
    const paging: Record<string, string | number> = {
      page_size: Math.min(PAGE_SIZE, limit - items.length),
      ...(cursor === null ? {} : { start_cursor: cursor }),
    };
    const answer = await api.send(
      request.method === 'GET'
        ? { ...request, query: { ...request.query, ...paging } }
        : { ...request, body: { ...request.body, ...paging } },
    );
    const page = objectOf(answer.body);
    items.push(...listOf(page.results));
    cursor = page.has_more === true && typeof page.next_cursor === 'string' ? page.next_cursor : null;
  } while (cursor !== null && items.length < limit);
  return { items: items.slice(0, limit), more: cursor !== null || items.length > limit };
}

/** "3 tasks" / "1 task" / "100 or more tasks". */
export function counted(count: number, one: string, more = false, many = `${one}s`): string {
  return `${count}${more ? ' or more' : ''} ${count === 1 && !more ? one : many}`;
}
