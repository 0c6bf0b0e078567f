import type { JsonObject } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { objectOf } from '../json.ts';
import { counted, readList } from '../paging.ts';
import { shapeDataSource, shapePage } from '../shape.ts';

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
    const results = items.map((item) =>
      objectOf(item).object === 'data_source' ? shapeDataSource(item) : shapePage(item),
    );
    return {
      data: { object: 'list', results, has_more: more },
      summary: `Found ${counted(results.length, 'result', more)}.`,
    };
  },
});
