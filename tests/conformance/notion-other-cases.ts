import type { Client } from '@notionhq/client';
import type { ConformanceCase } from './case.ts';
import { lin, paragraph, planning, words } from './notion-records.ts';

const comment = (notion: Client): Promise<unknown> =>
  notion.comments.create({ parent: { page_id: planning.id }, rich_text: words('First') });

export const otherCases: readonly ConformanceCase<Client>[] = [
  {
    op: 'notion.search',
    intent: 'all that is shared',
    args: {},
    sdk: (notion) => notion.search({ page_size: 100 }),
  },
  {
    op: 'notion.search',
    intent: 'pages by words, newest first',
    args: { query: 'runbook', type: 'page', order: 'descending', count: 5 },
    sdk: (notion) =>
      notion.search({
        query: 'runbook',
        filter: { property: 'object', value: 'page' },
        sort: { timestamp: 'last_edited_time', direction: 'descending' },
        page_size: 5,
      }),
  },
  {
    op: 'notion.search',
    intent: 'databases',
    args: { type: 'data_source' },
    sdk: (notion) => notion.search({ filter: { property: 'object', value: 'data_source' }, page_size: 100 }),
  },
  {
    op: 'notion.users.list',
    intent: 'everyone',
    args: {},
    sdk: (notion) => notion.users.list({ page_size: 100 }),
  },
  {
    op: 'notion.users.retrieve',
    intent: 'a person',
    args: { user: lin },
    sdk: (notion) => notion.users.retrieve({ user_id: lin.id }),
  },
  {
    op: 'notion.users.me',
    intent: 'the integration',
    args: {},
    sdk: (notion) => notion.users.me({}),
  },
  {
    op: 'notion.comments.create',
    intent: 'on a page',
    args: { page: planning, text: 'Looks good' },
    sdk: (notion) => notion.comments.create({ parent: { page_id: planning.id }, rich_text: words('Looks good') }),
  },
  {
    op: 'notion.comments.create',
    intent: 'on a block',
    args: { page: planning, block: paragraph, text: 'Looks good' },
    sdk: (notion) => notion.comments.create({ parent: { block_id: paragraph.id }, rich_text: words('Looks good') }),
  },
  {
    op: 'notion.comments.create',
    intent: 'a reply in a discussion',
    given: comment,
    args: { page: planning, text: 'Thanks', reply: true },
    sdk: async (notion) => {
      const { results } = await notion.comments.list({ block_id: planning.id });
      await notion.comments.create({
        discussion_id: results[0]?.discussion_id ?? '',
        rich_text: words('Thanks'),
      });
    },
  },
  {
    op: 'notion.comments.list',
    intent: 'of a page',
    given: comment,
    args: { page: planning },
    sdk: (notion) => notion.comments.list({ block_id: planning.id, page_size: 100 }),
  },
  {
    op: 'notion.comments.list',
    intent: 'of a block',
    args: { page: planning, block: paragraph, count: 10 },
    sdk: (notion) => notion.comments.list({ block_id: paragraph.id, page_size: 10 }),
  },
];
