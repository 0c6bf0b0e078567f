import type { JsonObject } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { emojiIcon, externalCover } from '../decoration.ts';
import { textOf } from '../json.ts';
import { propertyValues, valuesText } from '../property-values.ts';
import { brief, richText } from '../rich-text.ts';
import { titleProperty } from '../schema.ts';
import { shapePage } from '../shape.ts';
import { impliedDatabases, impliedValues, titlePaths } from '../vocabulary.ts';

/** `POST /v1/pages`: a row of a database, or a page under a page. */
export const createPage = defineTool({
  name: 'notion.pages.create',
  title: 'Create a Notion page',
  description: 'Add a page: a task, CRM entry, roadmap item or row of any database, or a page under another page.',
  effect: 'write',
  undo: { kind: 'call', tool: 'notion.pages.update', text: 'The new page can be moved to the trash.' },
  params: {
    parent: {
      kind: 'notion.parent',
      required: true,
      description: 'The database or page that it goes under: Tasks, CRM, the onboarding guide',
      sets: ['parent', 'parent.data_source_id', 'parent.database_id', 'parent.page_id'],
      also: impliedDatabases,
    },
    title: {
      kind: 'text',
      required: true,
      description: 'Title of the page, name of the task or company',
      sets: titlePaths,
    },
    properties: {
      kind: 'notion.properties',
      description: 'Other property values by name: Assignee, Due, Priority, Status, Stage, Owner…',
      within: ['parent'],
      sets: ['properties'],
      also: impliedValues,
    },
    content: { kind: 'text', description: 'Text of the page, in Markdown', sets: ['markdown', 'children'] },
    icon: { kind: 'notion.icon', description: 'Emoji icon', sets: ['icon.emoji', 'icon'] },
    cover: { kind: 'url', description: 'Address of a cover image', sets: ['cover.external.url', 'cover'] },
  },
  effectText: (args) => {
    const values = valuesText(args.properties);
    return `Create “${args.title}” in ${args.parent.title}${values ? `: ${values}` : ''}${args.content ? ', with text' : ''}.`;
  },
  async run(args, api) {
    const { type, id } = args.parent;
    const titleName = type === 'page' ? 'title' : await titleProperty(api, id);
    const body: JsonObject = {
      parent: type === 'page' ? { page_id: id } : { data_source_id: id },
      properties: { [titleName]: { title: richText(args.title) }, ...propertyValues(args.properties ?? {}) },
    };
    if (args.content !== undefined) body.markdown = args.content;
    if (args.icon) body.icon = emojiIcon(args.icon);
    if (args.cover) body.cover = externalCover(args.cover);
    const answer = await api.send({ method: 'POST', path: '/v1/pages', body });
    const page = shapePage(answer.body);
    const made = { id: textOf(page.id), title: args.title, data_source: type === 'page' ? null : id };
    return {
      data: page,
      summary: `Created “${args.title}” in ${args.parent.title}: ${textOf(page.url)}`,
      undo: [
        {
          tool: 'notion.pages.update',
          args: { page: made, trash: true },
          text: `Move “${brief(args.title)}” to the trash.`,
        },
      ],
    };
  },
});
