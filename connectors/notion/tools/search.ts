import type { Json, JsonObject } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { objectOf, textOf } from '../json.ts';
import { counted, readList } from '../paging.ts';
import { brief } from '../rich-text.ts';
import { shapeDataSource, shapePage } from '../shape.ts';

function shapeResults(items: readonly Json[]): JsonObject[] {
  return items.map((item) => (objectOf(item).object === 'data_source' ? shapeDataSource(item) : shapePage(item)));
}

/** `POST /v1/search`: titles only, and only what is shared with the integration. */
export const search = defineTool({
  name: 'notion.search',
  title: 'Search Notion',
  description: 'Find Notion pages and databases by words of their titles.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    query: {
      kind: 'text',
      description: 'Words of the title',
      sets: ['query'],
      refs: ['topic', 'title', 'page', 'database'],
    },
    type: {
      kind: 'enum',
      values: ['page', 'data_source'],
      description: 'Only pages, or only databases (data_source)',
      sets: ['filter', 'filter.value', 'filter.property'],
    },
    order: {
      kind: 'enum',
      values: ['descending', 'ascending'],
      description: 'By last edit: newest first (descending) or oldest first',
      sets: ['sort', 'sort.direction', 'sort.timestamp'],
    },
    count: { kind: 'integer', description: 'How many results at most', sets: ['page_size'] },
  },
  effectText: (args) => (args.query ? `Search Notion for “${args.query}”.` : 'List what Notion shares with Thimble.'),
  async run(args, api) {
    const body: JsonObject = {};
    if (args.query !== undefined) body.query = args.query;
    if (args.type) body.filter = { property: 'object', value: args.type };
    if (args.order) body.sort = { timestamp: 'last_edited_time', direction: args.order };
    const limit = Math.min(Math.max(args.count ?? 100, 1), 300);
    const { items, more } = await readList(api, { method: 'POST', path: '/v1/search', body }, limit);
    const results = shapeResults(items);
    const titles = results.slice(0, 10).map((result) => brief(textOf(result.title), 60) || 'untitled');
    return {
      data: { object: 'list', results, has_more: more },
      summary: results.length
        ? `Found ${counted(results.length, 'result', more)}: ${titles.join(', ')}${results.length > titles.length ? ', …' : ''}.`
        : 'Found nothing.',
    };
  },
});

/** `POST /v1/search` of what is in the trash: for resolvers, when something is to be restored. */
export const searchTrash = defineTool({
  name: 'notion.search_trash',
  title: 'Search the trash of Notion',
  description: 'Find the pages or databases that are in the trash.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  internal: true,
  params: {
    type: {
      kind: 'enum',
      required: true,
      values: ['page', 'data_source'],
      description: 'Pages, or databases (data_source)',
      sets: ['filter.value'],
    },
  },
  effectText: () => 'Look into the trash of Notion.',
  async run(args, api) {
    const body = { filter: { property: 'object', value: args.type, in_trash: true } };
    const { items, more } = await readList(api, { method: 'POST', path: '/v1/search', body }, 300);
    const results = shapeResults(items);
    return {
      data: { object: 'list', results, has_more: more },
      summary: `${counted(results.length, 'thing', more)} in the trash.`,
    };
  },
});
