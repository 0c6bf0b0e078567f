import type { JsonObject, KindValue, ToolApi, UndoCall } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { changeBlock } from '../block-change.ts';
import { blockName, textBlockTypes } from '../blocks.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { brief, richText } from '../rich-text.ts';
import { shapeBlock, shapeDatabase } from '../shape.ts';

/** `PATCH /v1/blocks/{block_id}`: the payload's key is the block's own type. */
export const updateBlock = defineTool({
  name: 'notion.blocks.update',
  title: 'Change a block of a Notion page',
  description: 'Tick or untick a to-do, reword a paragraph, heading or bullet, or bring a deleted block back.',
  effect: 'write',
  undo: { kind: 'call', tool: 'notion.blocks.restore', text: 'The earlier text or tick can be set again.' },
  params: {
    block: {
      kind: 'notion.block',
      required: true,
      description: 'The block: the first paragraph, the heading "Scope", the to-do about the backup',
      within: ['page'],
      sets: ['block_id', 'type'],
      refs: ['block', 'heading', 'quoted_text', 'task'],
    },
    page: { kind: 'notion.page', description: 'The page that it is on', sets: [], refs: ['page'] },
    text: { kind: 'text', description: 'The new text', sets: textBlockTypes.map((type) => `${type}.rich_text`) },
    checked: { kind: 'boolean', description: 'True ticks a to-do, false unticks it', sets: ['to_do', 'to_do.checked'] },
    trash: {
      kind: 'boolean',
      description: 'True moves it to the trash, false brings it back',
      sets: ['in_trash', 'archived'],
    },
  },
  effectText: (args) => {
    const changes = [
      args.checked === undefined ? '' : args.checked ? 'tick it' : 'untick it',
      args.text === undefined ? '' : `let it say “${brief(args.text)}”`,
      args.trash === undefined ? '' : args.trash ? 'move it to the trash' : 'bring it back',
    ].filter(Boolean);
    return `Change the ${blockName(args.block.type)} “${brief(args.block.text)}”${args.page ? ` on “${args.page.title}”` : ''}: ${changes.join('; ') || 'nothing'}.`;
  },
  async run(args, api) {
    const { type } = args.block;
    const content: JsonObject = {};
    if (args.text !== undefined) {
      if (!textBlockTypes.some((known) => known === type))
        throw new Error(`A ${blockName(type)} has no text to change.`);
      content.rich_text = richText(args.text);
    }
    if (args.checked !== undefined) {
      if (type !== 'to_do') throw new Error(`“${brief(args.block.text)}” is not a to-do.`);
      content.checked = args.checked;
    }
    const body: JsonObject = {};
    if (Object.keys(content).length) body[type] = content;
    if (args.trash !== undefined) body.in_trash = args.trash;
    if (!Object.keys(body).length) throw new Error('Say what should change in the block.');
    const { after, undo } = await changeBlock(api, args.block, body);
    return {
      data: shapeBlock(after),
      summary: `Changed the ${blockName(type)} “${brief(args.text ?? args.block.text)}”.`,
      undo,
    };
  },
});

/** Pages and databases inside a page are blocks too, but come back from the trash by their own addresses. */
async function undoOfDeleting(
  api: ToolApi,
  { block, page }: { block: KindValue<'notion.block'>; page?: KindValue<'notion.page'> | undefined },
): Promise<UndoCall> {
  const { id, type } = block;
  const title = block.text || blockName(type);
  const text = `Bring the ${blockName(type)} “${brief(title)}” back from the trash.`;
  if (type === 'child_page')
    return { tool: 'notion.pages.update', args: { page: { id, title, data_source: null }, trash: false }, text };
  if (type === 'child_database') {
    const database = shapeDatabase((await api.send({ method: 'GET', path: `/v1/databases/${id}` })).body);
    const source = textOf(objectOf(listOf(database.data_sources)[0]).id);
    return {
      tool: 'notion.databases.update',
      args: { database: { id, title, data_source: source }, trash: false },
      text,
    };
  }
  const named = { id, type, text: brief(block.text, 200) };
  return {
    tool: 'notion.blocks.update',
    args: { block: named, trash: false, ...(page ? { page: { ...page } } : {}) },
    text,
  };
}

/** `DELETE /v1/blocks/{block_id}`: into the trash. */
export const deleteBlock = defineTool({
  name: 'notion.blocks.delete',
  title: 'Delete a block of a Notion page',
  description: 'Delete a paragraph, line, heading, to-do or link from a page.',
  effect: 'destructive',
  undo: {
    kind: 'call',
    tool: 'notion.blocks.update',
    text: 'The block can be brought back from the trash for 30 days.',
  },
  params: {
    block: {
      kind: 'notion.block',
      required: true,
      description: 'The block: the first paragraph, the heading "Scope", the line about pricing',
      within: ['page'],
      sets: ['block_id'],
      refs: ['block', 'heading', 'quoted_text', 'topic', 'task', 'url'],
    },
    page: { kind: 'notion.page', description: 'The page that it is on', sets: [], refs: ['page'] },
  },
  effectText: (args) =>
    `Delete the ${blockName(args.block.type)} “${brief(args.block.text)}”${args.page ? ` from “${args.page.title}”` : ''}.`,
  async run(args, api) {
    const undo = await undoOfDeleting(api, args);
    const answer = await api.send({ method: 'DELETE', path: `/v1/blocks/${args.block.id}` });
    return {
      data: shapeBlock(answer.body),
      undo: [undo],
      summary: `Deleted the ${blockName(args.block.type)} “${brief(args.block.text)}”.`,
    };
  },
});
