import type { Client } from '@notionhq/client';
import type { ConformanceCase } from './case.ts';
import { notes, paragraph, planning, words } from './notion-records.ts';

const todo = (content: string, checked?: boolean) =>
  ({ type: 'to_do', to_do: { rich_text: words(content), ...(checked === undefined ? {} : { checked }) } }) as const;

export const blockCases: readonly ConformanceCase<Client>[] = [
  {
    op: 'notion.blocks.children.list',
    intent: 'the blocks of a page',
    args: { page: planning },
    sdk: (notion) => notion.blocks.children.list({ block_id: planning.id, page_size: 100 }),
  },
  {
    op: 'notion.blocks.children.list',
    intent: 'the first of what is inside a block',
    args: { page: planning, block: paragraph, count: 5 },
    sdk: (notion) => notion.blocks.children.list({ block_id: paragraph.id, page_size: 5 }),
  },
  {
    op: 'notion.blocks.children.list',
    intent: 'more than one page of them',
    given: async (notion) => {
      const children = Array.from({ length: 60 }, (_one, index) => todo(`Step ${index}`));
      await notion.blocks.children.append({ block_id: notes.id, children });
      await notion.blocks.children.append({ block_id: notes.id, children });
    },
    args: { page: notes, count: 110 },
    sdk: async (notion) => {
      const first = await notion.blocks.children.list({ block_id: notes.id, page_size: 100 });
      await notion.blocks.children.list({ block_id: notes.id, page_size: 10, start_cursor: first.next_cursor });
    },
  },
  {
    op: 'notion.blocks.children.append',
    intent: 'a heading and to-dos at the start',
    args: { page: notes, heading: 'Next', items: ['a', 'b'], as: 'to_do', position: 'start' },
    sdk: (notion) =>
      notion.blocks.children.append({
        block_id: notes.id,
        children: [{ type: 'heading_2', heading_2: { rich_text: words('Next') } }, todo('a'), todo('b')],
        position: { type: 'start' },
      }),
  },
  {
    op: 'notion.blocks.children.append',
    intent: 'a paragraph after a block',
    args: { page: planning, text: 'More', after: paragraph },
    sdk: (notion) =>
      notion.blocks.children.append({
        block_id: planning.id,
        children: [{ type: 'paragraph', paragraph: { rich_text: words('More') } }],
        position: { type: 'after_block', after_block: { id: paragraph.id } },
      }),
  },
  {
    op: 'notion.blocks.children.append',
    intent: 'a bookmark',
    args: { page: notes, link: 'https://example.com' },
    sdk: (notion) =>
      notion.blocks.children.append({
        block_id: notes.id,
        children: [{ type: 'bookmark', bookmark: { url: 'https://example.com' } }],
      }),
  },
  {
    op: 'notion.blocks.children.append',
    intent: 'an image',
    args: { page: notes, link: 'https://example.com/a.png', as: 'image' },
    sdk: (notion) =>
      notion.blocks.children.append({
        block_id: notes.id,
        children: [{ type: 'image', image: { type: 'external', external: { url: 'https://example.com/a.png' } } }],
      }),
  },
  {
    op: 'notion.blocks.children.append',
    intent: 'code',
    args: { page: notes, text: 'npm test', as: 'code' },
    sdk: (notion) =>
      notion.blocks.children.append({
        block_id: notes.id,
        children: [{ type: 'code', code: { rich_text: words('npm test'), language: 'plain text' } }],
      }),
  },
  {
    op: 'notion.blocks.children.append',
    intent: 'a divider',
    args: { page: notes, as: 'divider' },
    sdk: (notion) =>
      notion.blocks.children.append({ block_id: notes.id, children: [{ type: 'divider', divider: {} }] }),
  },
  {
    op: 'notion.blocks.update',
    intent: 'a paragraph reworded',
    args: { block: paragraph, text: 'New words' },
    sdk: (notion) => notion.blocks.update({ block_id: paragraph.id, paragraph: { rich_text: words('New words') } }),
  },
  {
    op: 'notion.blocks.update',
    intent: 'into the trash',
    args: { block: paragraph, trash: true },
    sdk: (notion) => notion.blocks.update({ block_id: paragraph.id, in_trash: true }),
  },
  {
    op: 'notion.blocks.update',
    intent: 'out of the trash',
    given: (notion) => notion.blocks.delete({ block_id: paragraph.id }),
    args: { block: paragraph, trash: false },
    sdk: (notion) => notion.blocks.update({ block_id: paragraph.id, in_trash: false }),
  },
  {
    op: 'notion.blocks.delete',
    intent: 'a paragraph',
    args: { block: paragraph, page: planning },
    sdk: (notion) => notion.blocks.delete({ block_id: paragraph.id }),
  },
];
