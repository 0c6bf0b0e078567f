import type { JsonObject, ToolApi } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { objectOf, textOf } from '../json.ts';
import { counted, readList } from '../paging.ts';
import { brief, richText } from '../rich-text.ts';
import { shapeComment } from '../shape.ts';

async function readComments(
  api: ToolApi,
  blockId: string,
  limit: number,
): Promise<{ results: JsonObject[]; more: boolean }> {
  const { items, more } = await readList(
    api,
    { method: 'GET', path: '/v1/comments', query: { block_id: blockId } },
    limit,
  );
  return { results: items.map((item) => shapeComment(item)), more };
}

function authorOf(comment: JsonObject): string {
  return textOf(objectOf(comment.created_by).id);
}

/** `GET /v1/comments?block_id=`: the open comments of a page or block, oldest first. */
export const listComments = defineTool({
  name: 'notion.comments.list',
  title: 'Read comments on a Notion page',
  description: 'Read the open comments on a page, task, account or block.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    page: {
      kind: 'notion.page',
      required: true,
      description: 'The page, task or account',
      sets: ['block_id'],
      refs: ['page', 'task', 'customer'],
    },
    block: {
      kind: 'notion.block',
      description: 'Only comments on this block',
      within: ['page'],
      sets: ['block_id'],
      refs: ['block'],
    },
    by: { kind: 'notion.user', description: 'Only comments of this person', sets: [], refs: ['person'] },
    count: { kind: 'integer', description: 'How many at most', sets: ['page_size'] },
  },
  effectText: (args) => `Read the comments on “${args.page.title}”${args.by ? ` by ${args.by.name}` : ''}.`,
  async run(args, api) {
    const limit = Math.min(Math.max(args.count ?? 200, 1), 200);
    const { results, more } = await readComments(api, args.block?.id ?? args.page.id, limit);
    const shown = results.filter((comment) => !args.by || authorOf(comment) === args.by.id);
    const words = shown.map((comment) => `“${brief(textOf(comment.text))}”`).join(', ');
    return {
      data: { object: 'list', results: shown, has_more: more },
      summary: shown.length
        ? `${counted(shown.length, 'comment', more)} on “${args.page.title}”: ${words}`
        : `No comments on “${args.page.title}”.`,
    };
  },
});

/** The newest discussion, of one person if named. */
async function findDiscussion(api: ToolApi, pageId: string, author: string | undefined): Promise<string> {
  const { results } = await readComments(api, pageId, 200);
  const last = results.filter((comment) => author === undefined || authorOf(comment) === author).at(-1);
  if (!last) throw new Error('There is no such comment to reply to on this page.');
  return textOf(last.discussion_id);
}

/** `POST /v1/comments`: on a page, on a block, or in an open discussion. */
export const createComment = defineTool({
  name: 'notion.comments.create',
  title: 'Comment on a Notion page',
  description: 'Leave a comment on a page, task, account or block, or reply to a comment there.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'notion.comments.delete',
    text: 'The comment can be deleted, with any replies to it; who has read it has read it.',
  },
  params: {
    page: {
      kind: 'notion.page',
      required: true,
      description: 'The page, task or account',
      sets: ['parent.page_id', 'discussion_id'],
      refs: ['page', 'task', 'customer'],
    },
    text: { kind: 'text', required: true, description: 'The comment', sets: ['rich_text', 'markdown'] },
    block: {
      kind: 'notion.block',
      description: 'Comment on this block of the page',
      within: ['page'],
      sets: ['parent.block_id'],
      refs: ['block'],
    },
    reply_to: {
      kind: 'notion.user',
      description: 'Reply to the comment of this person',
      sets: ['discussion_id'],
      refs: ['person'],
    },
    reply: { kind: 'boolean', description: 'True replies in the open discussion of the page', sets: ['discussion_id'] },
  },
  effectText: (args) => {
    const how = args.reply_to
      ? `Reply to ${args.reply_to.name} on`
      : args.reply
        ? 'Reply in the discussion on'
        : 'Comment on';
    return `${how} ${args.block ? `“${brief(args.block.text)}” of ` : ''}“${args.page.title}”: “${brief(args.text, 200)}”.`;
  },
  async run(args, api) {
    const where: JsonObject =
      args.reply_to || args.reply
        ? { discussion_id: await findDiscussion(api, args.block?.id ?? args.page.id, args.reply_to?.id) }
        : { parent: args.block ? { block_id: args.block.id } : { page_id: args.page.id } };
    const answer = await api.send({
      method: 'POST',
      path: '/v1/comments',
      body: { ...where, rich_text: richText(args.text) },
    });
    const comment = shapeComment(answer.body);
    return {
      data: comment,
      summary: `Commented on “${args.page.title}”.`,
      undo: [
        {
          tool: 'notion.comments.delete',
          args: { comment_id: textOf(comment.id), page: { ...args.page }, text: brief(args.text, 200) },
          text: `Delete the comment “${brief(args.text)}”, with any replies to it.`,
        },
      ],
    };
  },
});

/**
 * `DELETE /v1/comments/{comment_id}` (developers.notion.com/reference/delete-a-comment): only the integration's own. With
 * the first comment of a discussion its replies go too.
 */
export const deleteComment = defineTool({
  name: 'notion.comments.delete',
  title: 'Delete a comment of Thimble in Notion',
  description: 'Delete a comment that Thimble made.',
  effect: 'destructive',
  undo: { kind: 'none', text: 'Notion keeps no deleted comments; write it again.' },
  internal: true,
  params: {
    comment_id: { kind: 'text', required: true, description: 'The id of the comment', sets: ['comment_id'] },
    page: { kind: 'notion.page', required: true, description: 'The page that it is on', sets: [] },
    text: { kind: 'text', required: true, description: 'What the comment says', sets: [] },
  },
  effectText: (args) => `Delete the comment “${brief(args.text)}” on “${args.page.title}”, with any replies to it.`,
  async run(args, api) {
    await api.send({ method: 'DELETE', path: `/v1/comments/${encodeURIComponent(args.comment_id)}` });
    return {
      data: { object: 'comment', id: args.comment_id },
      summary: `Deleted the comment “${brief(args.text)}” on “${args.page.title}”.`,
    };
  },
});
