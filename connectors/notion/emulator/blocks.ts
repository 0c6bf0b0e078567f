import type { Json, JsonObject } from '../../../shared/index.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { invalid, unfit } from './errors.ts';
import { mustFit, readRichText } from './rich-text.ts';
import type { Block, State } from './state.ts';
import { childrenOf, nextId } from './state.ts';

const textTypes = [
  'paragraph',
  'heading_1',
  'heading_2',
  'heading_3',
  'bulleted_list_item',
  'numbered_list_item',
  'to_do',
  'toggle',
  'quote',
  'callout',
  'code',
];
const mediaTypes = ['image', 'video', 'file', 'pdf', 'audio'];
const linkTypes = ['bookmark', 'embed'];
const plainTypes = ['divider', 'table_of_contents', 'breadcrumb', 'equation'];
/** The block types that the emulator knows. */
export const blockTypes = [...textTypes, ...mediaTypes, ...linkTypes, ...plainTypes];

/** The content of a text block over what it was; keeps what the request leaves out. */
export function textContent(type: string, given: JsonObject, before: JsonObject, where: string): JsonObject {
  const text =
    given.rich_text === undefined ? (before.rich_text ?? []) : readRichText(given.rich_text, `${where}.rich_text`);
  const content: JsonObject = { ...before, rich_text: text, color: given.color ?? before.color ?? 'default' };
  if (type === 'to_do') {
    const checked = given.checked ?? before.checked ?? false;
    if (typeof checked !== 'boolean') throw invalid(`body failed validation: ${where}.checked should be a boolean.`);
    content.checked = checked;
  }
  if (type === 'code') content.language = given.language ?? before.language ?? 'plain text';
  if (type.startsWith('heading_')) content.is_toggleable = given.is_toggleable ?? before.is_toggleable ?? false;
  return content;
}

function contentOf(type: string, given: JsonObject, where: string): JsonObject {
  if (textTypes.includes(type)) {
    if (given.rich_text === undefined)
      throw invalid(`body failed validation: ${where}.${type}.rich_text should be defined, instead was \`undefined\`.`);
    return textContent(type, given, {}, `${where}.${type}`);
  }
  if (linkTypes.includes(type)) {
    if (typeof given.url !== 'string') throw unfit(`${where}.${type}.url`, 'defined', given.url);
    mustFit(`${where}.${type}.url`, given.url, 2000);
    return { caption: [], url: given.url };
  }
  if (mediaTypes.includes(type)) {
    const url = textOf(objectOf(given.external).url);
    if (!url)
      throw invalid(`body failed validation: ${where}.${type}.external should be defined, instead was \`undefined\`.`);
    return { caption: [], type: 'external', external: { url } };
  }
  return given;
}

const parents = ['paragraph', 'bulleted_list_item', 'numbered_list_item', 'to_do', 'toggle', 'quote', 'callout'];

/** Whether other blocks can lie in a block; in a heading only where it is a toggle. */
export function holdsBlocks(block: Block): boolean {
  return parents.includes(block.type) || block.content.is_toggleable === true;
}

/** Levels of blocks that one request may nest (developers.notion.com/reference/request-limits). */
const MAX_LEVELS = 2;

/** Makes blocks from a request's `children` (nested ones too), without putting them anywhere. Answers their ids. */
export function makeBlocks(
  state: State,
  parent: string,
  children: Json,
  now: string,
  where = 'body.children',
  level = 1,
): string[] {
  if (!Array.isArray(children)) throw invalid(`body failed validation: ${where} should be an array.`);
  if (children.length > 100) throw unfit(`${where}.length`, '≤ `100`', children.length);
  return children.map((child, index) => {
    const given = objectOf(child);
    const at = `${where}[${index}]`;
    const type = blockTypes.find((known) => given[known] !== undefined);
    if (type === undefined) throw invalid(`body failed validation: ${at} should have a known block type.`);
    const { children: nested, ...own } = objectOf(given[type]);
    const block = addBlock(state, parent, type, contentOf(type, own, at), now);
    const inner = nested ?? given.children;
    if (inner !== undefined) {
      const below = `${at}.${type}.children`;
      if (level >= MAX_LEVELS || !holdsBlocks(block)) throw unfit(below, 'not present', inner);
      block.children = makeBlocks(state, block.id, inner, now, below, level + 1);
    }
    return block.id;
  });
}

/** A new block, not yet in its parent's list. */
export function addBlock(state: State, parent: string, type: string, content: JsonObject, now: string): Block {
  const block: Block = {
    id: nextId(state),
    parent,
    type,
    content,
    children: [],
    inTrash: false,
    created: now,
    edited: now,
  };
  state.blocks[block.id] = block;
  return block;
}

/** Puts ids into a list at the start, the end or after a sibling. `position` and the older `after` as the API takes them. */
export function insert(state: State, parent: string, ids: readonly string[], body: JsonObject): void {
  const list = childrenOf(state, parent);
  const position = objectOf(body.position);
  const type = textOf(position.type);
  const after = type === 'after_block' ? objectOf(position.after_block).id : body.after;
  if (body.position !== undefined && !['start', 'end', 'after_block'].includes(type))
    throw invalid('body failed validation: body.position.type should be `start`, `end` or `after_block`.');
  if (after !== undefined) {
    const index = list.indexOf(textOf(after));
    if (index < 0) throw invalid(`Could not find block with ID: ${textOf(after)} in the parent's children.`);
    list.splice(index + 1, 0, ...ids);
  } else if (type === 'start') list.unshift(...ids);
  else list.push(...ids);
}

/** Changes a block by a request whose key is the block's own type. */
export function changeBlock(block: Block, body: JsonObject, now: string): void {
  const given = Object.keys(body).find((key) => blockTypes.includes(key));
  if (given !== undefined) {
    if (given !== block.type)
      throw invalid(`body failed validation: body.${block.type} should be defined, instead was \`undefined\`.`);
    const change = objectOf(body[given]);
    block.content = textTypes.includes(given)
      ? textContent(given, change, block.content, `body.${given}`)
      : { ...block.content, ...contentOf(given, { ...block.content, ...change }, 'body') };
  }
  if (typeof body.in_trash === 'boolean') block.inTrash = body.in_trash;
  if (given === undefined && body.in_trash === undefined)
    throw invalid(`body failed validation: body.${block.type} should be defined, instead was \`undefined\`.`);
  block.edited = now;
}

/** The words of a block. */
export function isTextBlock(type: string): boolean {
  return textTypes.includes(type);
}

/** Blocks of a list that are not in the trash. */
export function live(state: State, ids: readonly string[]): Block[] {
  return listOf([...ids]).flatMap((id) => {
    const block = state.blocks[textOf(id)];
    return block && !block.inTrash ? [block] : [];
  });
}
