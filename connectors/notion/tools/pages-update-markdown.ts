import type { JsonObject } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { brief } from '../rich-text.ts';
import { pageText, readText, undoOfText } from '../text-change.ts';

/** `PATCH /v1/pages/{page_id}/markdown` (developers.notion.com/reference/update-page-markdown). */
export const updatePageMarkdown = defineTool({
  name: 'notion.pages.update_markdown',
  title: 'Edit the text of a Notion page',
  description:
    'Find and replace words in a page, replace all of its text or one section, or insert Markdown after a section.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'notion.pages.restore_markdown',
    text: 'The earlier text can be put back as long as nobody else has edited the page.',
  },
  params: {
    page: { kind: 'notion.page', required: true, description: 'The page', sets: ['page_id'], refs: ['page', 'task'] },
    action: {
      kind: 'enum',
      required: true,
      values: ['update_content', 'replace_content', 'insert_content', 'replace_content_range'],
      description:
        'Find and replace (update_content), replace everything, insert, or replace one section (replace_content_range)',
      sets: ['type'],
    },
    find: {
      kind: 'text',
      description: 'Words to replace or take out',
      sets: ['update_content.content_updates.0.old_str'],
    },
    text: {
      kind: 'text',
      description: 'The new text; leave out to take the found words out',
      sets: [
        'update_content.content_updates.0.new_str',
        'replace_content.new_str',
        'insert_content.content',
        'replace_content_range.content',
      ],
    },
    section: {
      kind: 'text',
      description: 'Heading of the section to insert after or to replace',
      sets: ['insert_content.after', 'replace_content_range.content_range'],
    },
    everywhere: {
      kind: 'boolean',
      description: 'True replaces every match',
      sets: ['update_content.content_updates.0.replace_all_matches'],
    },
    position: {
      kind: 'enum',
      values: ['start', 'end'],
      description: 'Insert at the start or the end of the page',
      sets: ['insert_content.position', 'insert_content.position.type'],
    },
  },
  effectText: (args) => {
    const page = `“${args.page.title}”`;
    const text = `“${brief(args.text ?? '')}”`;
    switch (args.action) {
      case 'update_content':
        return args.text === undefined
          ? `Take ${args.everywhere ? 'every ' : ''}“${args.find ?? ''}” out of ${page}.`
          : `Replace ${args.everywhere ? 'every ' : ''}“${args.find ?? ''}” with ${text} in ${page}.`;
      case 'replace_content':
        return `Replace the whole text of ${page} with ${text}.`;
      case 'replace_content_range':
        return `Replace the section “${args.section ?? ''}” of ${page} with ${text}.`;
      default:
        return `Insert ${text} into ${page}${args.section ? ` after “${args.section}”` : args.position === 'start' ? ' at the start' : ' at the end'}.`;
    }
  },
  async run(args, api) {
    const need = (value: string | undefined, what: string): string => {
      if (value === undefined) throw new Error(`Say ${what}.`);
      return value;
    };
    const edit: JsonObject =
      args.action === 'update_content'
        ? {
            content_updates: [
              {
                old_str: need(args.find, 'which words to replace'),
                new_str: args.text ?? '',
                ...(args.everywhere ? { replace_all_matches: true } : {}),
              },
            ],
          }
        : args.action === 'replace_content'
          ? { new_str: need(args.text, 'what the page should say') }
          : args.action === 'replace_content_range'
            ? {
                content: need(args.text, 'the new text of the section'),
                content_range: need(args.section, 'which section to replace'),
              }
            : {
                content: need(args.text, 'what to insert'),
                ...(args.section === undefined ? {} : { after: args.section }),
                ...(args.position === undefined ? {} : { position: { type: args.position } }),
              };
    const before = await readText(api, args.page.id);
    const answer = await api.send({
      method: 'PATCH',
      path: `/v1/pages/${args.page.id}/markdown`,
      body: { type: args.action, [args.action]: edit },
    });
    const after = pageText(answer.body);
    return {
      data: { object: 'page_markdown', id: args.page.id, markdown: after.text },
      summary: `Edited the text of “${args.page.title}”.`,
      undo: undoOfText(args.page, before, after),
    };
  },
});
