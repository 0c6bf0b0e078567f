import type { ConnectorManifest, Json, Reading } from '../kit/guest.ts';
import { notionAuth } from './auth.ts';
import { objectOf, textOf } from './json.ts';
import { deleteBlock, updateBlock } from './tools/blocks.ts';
import { appendBlocks, listBlocks } from './tools/blocks-children.ts';
import { retrieveBlock } from './tools/blocks-retrieve.ts';
import { createComment, deleteComment, listComments } from './tools/comments.ts';
import { retrieveDataSource, updateDataSource } from './tools/data-sources.ts';
import { queryDataSource } from './tools/data-sources-query.ts';
import { createDatabase, retrieveDatabase, updateDatabase } from './tools/databases.ts';
import { createPage } from './tools/pages-create.ts';
import { retrievePage } from './tools/pages-retrieve.ts';
import { updatePage } from './tools/pages-update.ts';
import { updatePageMarkdown } from './tools/pages-update-markdown.ts';
import { restoreBlock, restoreDatabase, restoreDataSource, restoreMarkdown, restorePage } from './tools/restore.ts';
import { search, searchTrash } from './tools/search.ts';
import { listUsers, retrieveMe, retrieveUser } from './tools/users.ts';

/** Notion's errors: `{object:'error', status, code, message}` (developers.notion.com/reference/status-codes). */
function readResponse(status: number, body: Json): Reading {
  if (status >= 200 && status < 300) return { ok: true };
  const message = textOf(objectOf(body).message);
  const said = message ? `: ${message.slice(0, 300)}` : '.';
  if (status === 401) return { ok: false, code: 'unauthorized', message: 'Notion does not accept the token any more.' };
  if (status === 403)
    return { ok: false, code: 'unauthorized', message: `The Notion integration may not do this${said}` };
  if (status === 429) return { ok: false, code: 'rate_limited', message: 'Notion asks to slow down.' };
  if (status === 404)
    return {
      ok: false,
      code: 'not_found',
      message: `Notion has no such thing, or does not share it with the integration${said}`,
    };
  if (status === 400) return { ok: false, code: 'service_error', message: `Notion did not accept the request${said}` };
  if (status === 409)
    return { ok: false, code: 'service_error', message: 'Notion was changing the same thing at that moment.' };
  return { ok: false, code: 'service_error', message: `Notion answered with an error (${status})${said}` };
}

/** The Notion connector. Data sources, `in_trash` and `position` are as of API version 2026-03-11. */
export const notion: ConnectorManifest = {
  service: 'notion',
  title: 'Notion',
  version: '1.1.0',
  origin: 'https://api.notion.com',
  bodyEncoding: 'json',
  headers: { 'Notion-Version': '2026-03-11' },
  idempotencyHeader: null,
  readPaths: [/^\/v1\/search$/, /^\/v1\/data_sources\/[^/]+\/query$/],
  readResponse,
  auth: notionAuth,
  tools: [
    search,
    createPage,
    retrievePage,
    updatePage,
    updatePageMarkdown,
    listBlocks,
    appendBlocks,
    updateBlock,
    deleteBlock,
    retrieveBlock,
    retrieveDatabase,
    createDatabase,
    updateDatabase,
    queryDataSource,
    retrieveDataSource,
    updateDataSource,
    listUsers,
    retrieveUser,
    retrieveMe,
    createComment,
    listComments,
    deleteComment,
    searchTrash,
    restorePage,
    restoreMarkdown,
    restoreBlock,
    restoreDatabase,
    restoreDataSource,
  ],
};
