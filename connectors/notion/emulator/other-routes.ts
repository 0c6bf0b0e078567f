import type { Json, JsonObject } from '../../../shared/index.ts';
import { objectOf, textOf } from '../json.ts';
import { plainText } from '../rich-text.ts';
import { invalid, notFound, unfit } from './errors.ts';
import { commentObject, pageObject, sourceObject, titleOf, userObject } from './objects.ts';
import { paged } from './paging.ts';
import { readRichText, shownText } from './rich-text.ts';
import type { Call, Route } from './route.ts';
import type { State, User } from './state.ts';
import { nextId, uuid } from './state.ts';
import { mustBeLive } from './trash.ts';

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Titles that hold every word of the query, as a start of a word or inside one. */
function titleFits(title: string, query: string): boolean {
  const have = folded(title);
  return folded(query)
    .split(/\s+/)
    .every((word) => have.includes(word));
}

function search({ state, body }: Call): JsonObject {
  const filter = objectOf(body.filter);
  const wanted = filter.value;
  const onlyTrash = Object.keys(filter).length === 1 && typeof filter.in_trash === 'boolean';
  if (
    body.filter !== undefined &&
    !onlyTrash &&
    (filter.property !== 'object' || (wanted !== 'page' && wanted !== 'data_source'))
  )
    throw invalid(
      `body failed validation: body.filter.value should be \`"page"\` or \`"data_source"\`, instead was \`${JSON.stringify(wanted) ?? 'undefined'}\`.`,
    );
  const query = textOf(body.query);
  const gone = filter.in_trash === true;
  const sources = Object.values(state.sources).filter(
    (source) => (source.inTrash || state.databases[source.database]?.inTrash === true) === gone,
  );
  const pages = Object.values(state.pages).filter((page) => page.inTrash === gone);
  const results = [
    ...(wanted === 'page'
      ? []
      : sources
          .filter((source) => titleFits(plainText(source.title), query))
          .map((source) => sourceObject(state, source))),
    ...(wanted === 'data_source'
      ? []
      : pages.filter((page) => titleFits(titleOf(page), query)).map((page) => pageObject(state, page))),
  ];
  const sort = objectOf(body.sort);
  if (body.sort !== undefined && sort.property !== 'relevance') {
    if (sort.timestamp !== 'last_edited_time')
      throw unfit('body.sort.timestamp', '`"last_edited_time"`', sort.timestamp);
    if (sort.direction !== 'ascending' && sort.direction !== 'descending')
      throw unfit('body.sort.direction', '`"ascending"` or `"descending"`', sort.direction);
  }
  const direction = sort.direction === 'ascending' ? 1 : -1;
  const edited = (item: JsonObject): string => textOf(item.last_edited_time);
  results.sort((left, right) => (edited(left) < edited(right) ? -1 : edited(left) > edited(right) ? 1 : 0) * direction);
  return { ...paged(results, 'body', body, 'page_or_data_source'), request_status: { type: 'complete' } };
}

function userOf(state: State, id: string): User {
  const user = state.users.find((one) => one.id === id);
  if (!user) throw notFound('user', id);
  return user;
}

function commentTarget(state: State, body: JsonObject): { parent: string; discussion: string } {
  const parent = objectOf(body.parent);
  const given: Json | undefined = body.discussion_id;
  if ((given === undefined) === (body.parent === undefined))
    throw invalid('body failed validation: exactly one of body.parent and body.discussion_id should be defined.');
  if (given !== undefined) {
    const discussion = uuid(given, 'body failed validation: body.discussion_id');
    const known = state.comments.find((comment) => comment.discussion === discussion);
    if (!known) throw notFound('discussion', discussion);
    return { parent: known.parent, discussion };
  }
  const target = uuid(parent.page_id ?? parent.block_id, 'body failed validation: body.parent.page_id');
  if (!state.pages[target] && !state.blocks[target])
    throw notFound(parent.page_id === undefined ? 'block' : 'page', target);
  mustBeLive(state, target);
  return { parent: target, discussion: nextId(state) };
}

function createComment({ state, body, now }: Call): JsonObject {
  const { rich_text: rich, markdown } = body;
  if ((rich === undefined) === (markdown === undefined))
    throw invalid('body failed validation: exactly one of body.rich_text and body.markdown should be defined.');
  const richText = rich === undefined ? shownText(textOf(markdown)) : readRichText(rich, 'body.rich_text');
  if (!plainText(richText)) throw invalid('body failed validation: body.rich_text should not be empty.');
  const comment = { ...commentTarget(state, body), id: nextId(state), richText, author: state.bot, created: now };
  state.comments.push(comment);
  return commentObject(state, comment);
}

function listComments({ state, query }: Call): JsonObject {
  const target = uuid(query.block_id, 'query failed validation: query.block_id');
  if (!state.pages[target] && !state.blocks[target]) throw notFound('block', target);
  return paged(
    state.comments.filter((comment) => comment.parent === target).map((comment) => commentObject(state, comment)),
    'query',
    query,
    'comment',
  );
}

/** Only the integration's own comments; with the first of a discussion its replies go too. */
function deleteComment({ state, id }: Call): JsonObject {
  const comment = state.comments.find((one) => one.id === id && one.author === state.bot);
  if (!comment) throw notFound('comment', id);
  const first = state.comments.find((one) => one.discussion === comment.discussion) === comment;
  state.comments = state.comments.filter((one) => one !== comment && !(first && one.discussion === comment.discussion));
  return commentObject(state, comment);
}

const paging = ['start_cursor', 'page_size'];
const comments = /^\/v1\/comments$/;

export const otherRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/v1\/search$/,
    body: ['sort', 'query', 'filter', ...paging],
    needs: 'read_content',
    run: search,
  },
  {
    method: 'GET',
    path: /^\/v1\/users$/,
    query: paging,
    needs: 'user_information',
    run: ({ state, query }) =>
      paged(
        state.users.map((user) => userObject(state, user)),
        'query',
        query,
        'user',
      ),
  },
  { method: 'GET', path: /^\/v1\/users\/me$/, run: ({ state }) => userObject(state, userOf(state, state.bot)) },
  {
    method: 'GET',
    path: /^\/v1\/users\/([^/]+)$/,
    needs: 'user_information',
    run: ({ state, id }) => userObject(state, userOf(state, id)),
  },
  {
    method: 'POST',
    path: comments,
    body: ['attachments', 'display_name', 'parent', 'rich_text', 'markdown', 'discussion_id'],
    needs: 'insert_comments',
    run: createComment,
  },
  { method: 'GET', path: comments, query: ['block_id', ...paging], needs: 'read_comments', run: listComments },
  { method: 'DELETE', path: /^\/v1\/comments\/([^/]+)$/, needs: 'insert_comments', run: deleteComment },
];
