import type { JsonObject } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { changeBlock } from '../block-change.ts';
import { blockName } from '../blocks.ts';
import { changeDatabase } from '../database-change.ts';
import { changePage, pageBefore } from '../page-change.ts';
import { onlyFields } from '../put-back.ts';
import { shapeBlock, shapeDatabase, shapeDataSource, shapePage } from '../shape.ts';
import { changeSource, sourceBefore } from '../source-change.ts';
import { pageText, readText, undoOfText } from '../text-change.ts';

/** Tools that put back what others changed: only undo calls use them, so the model is never offered them. */

const before = {
  kind: 'notion.former',
  required: true,
  description: 'What stood in the fields before the change',
  sets: [],
} as const;
const says = { kind: 'text', required: true, description: 'What is put back, in words', sets: [] } as const;
const trash = {
  kind: 'boolean',
  description: 'True moves it to the trash, false restores it',
  sets: ['in_trash'],
} as const;
const again = 'What was put back can be changed again.';

const inTrash = (moved: boolean | undefined): JsonObject => (moved === undefined ? {} : { in_trash: moved });

/** `PATCH /v1/pages/{page_id}` with the values from before. */
export const restorePage = defineTool({
  name: 'notion.pages.restore',
  title: 'Put a Notion page back as it was',
  description: 'Set the properties, icon, cover, lock or trash of a page to what they were before a change.',
  effect: 'write',
  undo: { kind: 'call', tool: 'notion.pages.restore', text: again },
  internal: true,
  params: {
    page: { kind: 'notion.page', required: true, description: 'The page', sets: ['page_id'] },
    before,
    says,
    trash,
  },
  effectText: (args) => `Put “${args.page.title}” back as it was: ${args.says}.`,
  async run(args, api) {
    const fields = onlyFields(args.before, ['properties', 'icon', 'cover', 'is_locked', 'is_archived']);
    const now = await pageBefore(api, args.page.id);
    const { after, undo } = await changePage(api, args.page, now, { ...fields, ...inTrash(args.trash) });
    return { data: shapePage(after), summary: `Put “${args.page.title}” back: ${args.says}.`, undo };
  },
});

/**
 * `PATCH /v1/pages/{page_id}/markdown` with the whole text from before. Refuses where somebody has edited the page since:
 * their words would be lost.
 */
export const restoreMarkdown = defineTool({
  name: 'notion.pages.restore_markdown',
  title: 'Put the text of a Notion page back',
  description: 'Write the text that a page had before an edit, unless it was edited since.',
  effect: 'write',
  undo: { kind: 'call', tool: 'notion.pages.restore_markdown', text: 'The edited text can be put in again.' },
  internal: true,
  params: {
    page: { kind: 'notion.page', required: true, description: 'The page', sets: ['page_id'] },
    text: { kind: 'text', required: true, description: 'The text from before', sets: ['replace_content.new_str'] },
    since: { kind: 'text', required: true, description: 'The text that the page must still have', sets: [] },
  },
  effectText: (args) => `Put the earlier text of “${args.page.title}” back.`,
  async run(args, api) {
    const now = await readText(api, args.page.id);
    if (now.text !== args.since)
      throw new Error('The page has been edited since; put its earlier text back in Notion, from its page history.');
    const answer = await api.send({
      method: 'PATCH',
      path: `/v1/pages/${args.page.id}/markdown`,
      body: { type: 'replace_content', replace_content: { new_str: args.text } },
    });
    const after = pageText(answer.body);
    return {
      data: { object: 'page_markdown', id: args.page.id, markdown: after.text },
      summary: `Put the earlier text of “${args.page.title}” back.`,
      undo: undoOfText(args.page, now, after),
    };
  },
});

/** `PATCH /v1/blocks/{block_id}` with the content from before. */
export const restoreBlock = defineTool({
  name: 'notion.blocks.restore',
  title: 'Put a block of a Notion page back as it was',
  description: 'Set the text, tick or trash of a block to what it was before a change.',
  effect: 'write',
  undo: { kind: 'call', tool: 'notion.blocks.restore', text: again },
  internal: true,
  params: {
    block: { kind: 'notion.block', required: true, description: 'The block', sets: ['block_id'] },
    before,
    says,
    trash,
  },
  effectText: (args) => `Put the ${blockName(args.block.type)} back as it was: ${args.says}.`,
  async run(args, api) {
    const fields = onlyFields(args.before, [args.block.type]);
    const { after, undo } = await changeBlock(api, args.block, { ...fields, ...inTrash(args.trash) });
    return { data: shapeBlock(after), summary: `Put the ${blockName(args.block.type)} back: ${args.says}.`, undo };
  },
});

const database = { kind: 'notion.database', required: true, description: 'The database', sets: [] } as const;

/** `PATCH /v1/databases/{database_id}` with the values from before. */
export const restoreDatabase = defineTool({
  name: 'notion.databases.restore',
  title: 'Put a Notion database back as it was',
  description: 'Set the name, description, place, icon, cover, lock or trash of a database to what they were.',
  effect: 'write',
  undo: { kind: 'call', tool: 'notion.databases.restore', text: again },
  internal: true,
  params: { database, before, says, trash },
  effectText: (args) => `Put the database ${args.database.title} back as it was: ${args.says}.`,
  async run(args, api) {
    const allowed = ['title', 'description', 'icon', 'cover', 'parent', 'is_locked', 'is_inline'];
    const fields = onlyFields(args.before, allowed);
    const { after, undo } = await changeDatabase(api, args.database, { ...fields, ...inTrash(args.trash) });
    return {
      data: shapeDatabase(after),
      summary: `Put the database ${args.database.title} back: ${args.says}.`,
      undo,
    };
  },
});

/** `PATCH /v1/data_sources/{data_source_id}` with the columns from before: a new column goes with what is in it. */
export const restoreDataSource = defineTool({
  name: 'notion.data_sources.restore',
  title: 'Put the columns of a Notion database back as they were',
  description: 'Remove a new column, or set names, options, formats, title and icon to what they were.',
  effect: 'destructive',
  undo: { kind: 'call', tool: 'notion.data_sources.restore', text: 'Names, options and formats can be set again.' },
  internal: true,
  params: { database, before, says },
  effectText: (args) => `Put ${args.database.title} back as it was: ${args.says}.`,
  async run(args, api) {
    const fields = onlyFields(args.before, ['title', 'icon', 'properties']);
    const now = await sourceBefore(api, args.database.data_source);
    const { after, undo } = await changeSource(api, args.database, now, fields);
    return { data: shapeDataSource(after), summary: `Put ${args.database.title} back: ${args.says}.`, undo };
  },
});
