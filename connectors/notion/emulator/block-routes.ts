import type { JsonObject } from '../../../shared/index.ts';
import { blockTypes, changeBlock, holdsBlocks, insert, makeBlocks } from './blocks.ts';
import { invalid, notFound, unfit } from './errors.ts';
import { blockObject, childObject } from './objects.ts';
import { paged } from './paging.ts';
import type { Call, Route } from './route.ts';
import type { Block, State } from './state.ts';
import { childrenOf } from './state.ts';
import { mustBeLive } from './trash.ts';

function blockOf(state: State, id: string): Block {
  const block = state.blocks[id];
  if (!block) throw notFound('block', id);
  return block;
}

function retrieve({ state, id }: Call): JsonObject {
  const block = state.blocks[id];
  const shown = block ? blockObject(state, block) : childObject(state, id);
  if (!shown) throw notFound('block', id);
  return shown;
}

function list({ state, id, query }: Call): JsonObject {
  return paged(
    childrenOf(state, id).flatMap<JsonObject>((child) => childObject(state, child) ?? []),
    'query',
    query,
    'block',
  );
}

function append({ state, id, body, now }: Call): JsonObject {
  childrenOf(state, id);
  mustBeLive(state, id);
  if (body.children === undefined) throw unfit('body.children', 'defined', undefined);
  const block = state.blocks[id];
  if (block && !holdsBlocks(block))
    throw invalid(`Block with ID ${id} of type ${block.type} does not support children.`);
  const made = makeBlocks(state, id, body.children, now);
  insert(state, id, made, body);
  const page = state.pages[id];
  if (page) page.edited = now;
  return {
    object: 'list',
    results: made.flatMap((one) => childObject(state, one) ?? []),
    next_cursor: null,
    has_more: false,
    type: 'block',
    block: {},
  };
}

function update({ state, id, body, now }: Call): JsonObject {
  const block = blockOf(state, id);
  mustBeLive(state, id, body.in_trash === false);
  changeBlock(block, body, now);
  return blockObject(state, block);
}

/** The id of a page or a database works here too: it goes to the trash. */
function remove({ state, id, now }: Call): JsonObject {
  const target = state.pages[id] ?? state.databases[id] ?? blockOf(state, id);
  mustBeLive(state, id);
  const shown = childObject(state, id) ?? {};
  target.inTrash = true;
  target.edited = now;
  return { ...shown, in_trash: true };
}

const one = /^\/v1\/blocks\/([^/]+)$/;
const children = /^\/v1\/blocks\/([^/]+)\/children$/;

export const blockRoutes: readonly Route[] = [
  { method: 'GET', path: one, needs: 'read_content', run: retrieve },
  { method: 'PATCH', path: one, body: ['type', 'in_trash', ...blockTypes], needs: 'update_content', run: update },
  { method: 'DELETE', path: one, needs: 'update_content', run: remove },
  { method: 'GET', path: children, query: ['start_cursor', 'page_size'], needs: 'read_content', run: list },
  { method: 'PATCH', path: children, body: ['children', 'position'], needs: 'insert_content', run: append },
];
