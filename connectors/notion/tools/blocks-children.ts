import type { JsonObject, KindValue, UndoCall } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { blockName, linkBlock, otherBlockTypes, textBlock, textBlockTypes } from '../blocks.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { counted, readList } from '../paging.ts';
import { brief } from '../rich-text.ts';
import { shapeBlock } from '../shape.ts';

/** `GET /v1/blocks/{block_id}/children`: what a page says, block by block. */
export const listBlocks = defineTool({
  name: 'notion.blocks.children.list',
  title: 'Read a Notion page',
  description: 'Read the text of a page, or what is inside one of its blocks.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    page: {
      kind: 'notion.page',
      required: true,
      description: 'The page',
      sets: ['block_id'],
      refs: ['page', 'task', 'customer'],
    },
    block: {
      kind: 'notion.block',
      description: 'Only what is inside this block',
      within: ['page'],
      sets: ['block_id'],
      refs: ['block', 'heading'],
    },
    count: { kind: 'integer', description: 'How many blocks at most', sets: ['page_size'] },
  },
  effectText: (args) => `Read ${args.block ? `“${brief(args.block.text)}” on ` : ''}“${args.page.title}”.`,
  async run(args, api) {
    const id = args.block?.id ?? args.page.id;
    const limit = Math.min(Math.max(args.count ?? 300, 1), 300);
    const { items, more } = await readList(api, { method: 'GET', path: `/v1/blocks/${id}/children` }, limit);
    const results = items.map((item) => shapeBlock(item));
    const text = results
      .map((block) => textOf(block.text))
      .filter(Boolean)
      .join(' / ');
    return {
      data: { object: 'list', results, has_more: more },
      summary: results.length
        ? `“${args.page.title}” has ${counted(results.length, 'block', more)}: ${brief(text, 300)}`
        : `“${args.page.title}” is empty.`,
    };
  },
});

/** How many calls an undo may have. */
const MAX_UNDO = 20;

const typed = (path: string, ...types: readonly string[]): string[] =>
  types.map((type) => `children.${path}.${type}.rich_text`);

/** One deletion a block; none where there are more than an undo may have, or where the answer is not about the new blocks. */
function undoOfAdding(
  page: KindValue<'notion.page'>,
  added: readonly ReturnType<typeof shapeBlock>[],
  sent: number,
): UndoCall[] {
  if (added.length !== sent || sent > MAX_UNDO) return [];
  return added.map(({ id, type, text }) => ({
    tool: 'notion.blocks.delete',
    args: { block: { id, type, text: brief(text, 200) }, page: { ...page } },
    text: `Delete the added ${blockName(type)}${text ? ` “${brief(text)}”` : ''}.`,
  }));
}

/** `PATCH /v1/blocks/{block_id}/children` (at most 100 blocks a call). */
export const appendBlocks = defineTool({
  name: 'notion.blocks.children.append',
  title: 'Add to a Notion page',
  description: 'Add text, bullets, to-dos, headings, quotes, links or an image to a page.',
  effect: 'write',
  undo: { kind: 'call', tool: 'notion.blocks.delete', text: 'Up to 20 added blocks can be deleted, one by one.' },
  params: {
    page: {
      kind: 'notion.page',
      required: true,
      description: 'The page',
      sets: ['block_id'],
      refs: ['page', 'task', 'customer'],
    },
    text: {
      kind: 'text',
      description: 'The text to add',
      sets: [...typed('0', ...textBlockTypes), 'children.1.paragraph.rich_text'],
    },
    items: {
      kind: 'text',
      many: true,
      description: 'Several lines, one block each',
      sets: typed('*', ...textBlockTypes),
    },
    heading: {
      kind: 'text',
      description: 'A section heading to put above the text',
      sets: ['children.0.heading_2.rich_text'],
    },
    as: {
      kind: 'enum',
      values: [...textBlockTypes, ...otherBlockTypes],
      description: 'What kind of block; a paragraph unless said otherwise',
      sets: ['children.0.type', 'children.*.type', 'children'],
    },
    link: {
      kind: 'url',
      description: 'An address to add as a bookmark, or as an image',
      sets: ['children.0.bookmark.url', 'children.0.image.external.url'],
    },
    position: {
      kind: 'enum',
      values: ['start', 'end'],
      description: 'At the start or the end of the page',
      sets: ['position', 'position.type'],
    },
    after: {
      kind: 'notion.block',
      description: 'Put it right after this block',
      within: ['page'],
      sets: ['position.after_block.id', 'after'],
      refs: ['block'],
    },
  },
  effectText: (args) => {
    const what = [args.heading, args.text, ...(args.items ?? []), args.link]
      .filter((part) => part !== undefined)
      .map((part) => brief(part));
    const where = args.after ? ` after “${brief(args.after.text)}”` : args.position === 'start' ? ' at the start' : '';
    const kind = args.as && args.as !== 'paragraph' ? `${blockName(args.as)} ` : '';
    return `Add ${kind}${what.map((part) => `“${part}”`).join(', ')} to “${args.page.title}”${where}.`;
  },
  async run(args, api) {
    const type = args.as ?? (args.link === undefined ? 'paragraph' : 'bookmark');
    const children: JsonObject[] = [];
    if (args.heading !== undefined) children.push(textBlock('heading_2', args.heading));
    const isText = !otherBlockTypes.some((other) => other === type);
    const textType = isText ? type : 'paragraph';
    if (args.text !== undefined) children.push(textBlock(textType, args.text));
    for (const item of args.items ?? [])
      children.push(textBlock(args.as === undefined ? 'bulleted_list_item' : textType, item));
    if (args.link !== undefined) children.push(linkBlock(type, args.link));
    if (type === 'divider' || type === 'table_of_contents') children.push({ type, [type]: {} });
    if (!children.length) throw new Error('Say what to add to the page.');
    if (children.length > 100) throw new Error('Notion takes at most 100 blocks at once.');
    const body: JsonObject = { children };
    if (args.after) body.position = { type: 'after_block', after_block: { id: args.after.id } };
    else if (args.position) body.position = { type: args.position };
    const answer = await api.send({ method: 'PATCH', path: `/v1/blocks/${args.page.id}/children`, body });
    const results = listOf(objectOf(answer.body).results).map((item) => shapeBlock(item));
    return {
      data: { object: 'list', results },
      undo: undoOfAdding(args.page, results, children.length),
      summary: `Added ${counted(children.length, 'block')} to “${args.page.title}”.`,
    };
  },
});
