import type { JsonObject } from '../../../shared/index.ts';
import { changeBlock, insert, makeBlocks } from './blocks.ts';
import { invalid, notFound } from './errors.ts';
import { blockObject, childObject } from './objects.ts';
import { paged } from './paging.ts';
import type { Call, Route } from './route.ts';
import type { Block, State } from './state.ts';
import { childrenOf } from './state.ts';

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
    query,
    'block',
  );
}

function append({ state, id, body, now }: Call): JsonObject {
  childrenOf(state, id);
  if (state.pages[id]?.inTrash || state.blocks[id]?.inTrash)
    throw invalid("Can't edit block that is archived. You must unarchive the block before editing.");
  if (body.children === undefined)
    throw invalid('body failed validation: body.children should be defined, instead was `undefined`.');
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
  if (block.inTrash && body.in_trash !== false)
    throw invalid("Can't edit block that is archived. You must unarchive the block before editing.");
  changeBlock(block, body, now);
  return blockObject(state, block);
}

/** The id of a page or a database works here too: it goes to the trash. */
function remove({ state, id, now }: Call): JsonObject {
  const target = state.pages[id] ?? state.databases[id] ?? blockOf(state, id);
  if (target.inTrash) throw invalid("Can't edit block that is archived. You must unarchive the block before editing.");
  const shown = childObject(state, id) ?? {};
  target.inTrash = true;
  target.edited = now;
  return { ...shown, in_trash: true };
}

export const blockRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/v1\/blocks\/([^/]+)$/, run: retrieve },
  { method: 'PATCH', path: /^\/v1\/blocks\/([^/]+)$/, run: update },
  { method: 'DELETE', path: /^\/v1\/blocks\/([^/]+)$/, run: remove },
  { method: 'GET', path: /^\/v1\/blocks\/([^/]+)\/children$/, run: list },
  { method: 'PATCH', path: /^\/v1\/blocks\/([^/]+)\/children$/, run: append },
];
