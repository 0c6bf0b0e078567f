import type { JsonObject } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { emojiIcon, externalCover } from '../decoration.ts';
import { changePage, pageBefore, titleName } from '../page-change.ts';
import { propertyValues, valuesText } from '../property-values.ts';
import { richText } from '../rich-text.ts';
import { shapePage } from '../shape.ts';
import { readText, undoOfErasing } from '../text-change.ts';
import { impliedValues, titlePaths } from '../vocabulary.ts';

/** `PATCH /v1/pages/{page_id}`: properties, title, icon, cover, lock and trash; never the body text. */
export const updatePage = defineTool({
  name: 'notion.pages.update',
  title: 'Change a Notion page',
  description:
    'Set properties of a page, task, CRM account or roadmap item (status, assignee, due date…), rename, lock, trash or restore it.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'notion.pages.restore',
    text: 'The earlier values can be set again; an uploaded icon or cover cannot.',
  },
  params: {
    page: {
      kind: 'notion.page',
      required: true,
      description: 'The page, task or account',
      within: ['database'],
      sets: ['page_id'],
      refs: ['task', 'page', 'customer'],
    },
    database: { kind: 'notion.database', description: 'The database that it is in', sets: [], refs: ['database'] },
    properties: {
      kind: 'notion.properties',
      description: 'New values by property name; "none" clears',
      within: ['page'],
      sets: ['properties', 'properties.{property}'],
      also: impliedValues,
    },
    new_title: { kind: 'text', description: 'New title', sets: titlePaths },
    trash: {
      kind: 'boolean',
      description: 'True moves it to the trash, false restores it',
      sets: ['in_trash', 'archived'],
    },
    icon: { kind: 'notion.icon', description: 'New emoji icon', sets: ['icon.emoji'] },
    cover: { kind: 'url', description: 'Address of a new cover image', sets: ['cover.external.url'] },
    remove: {
      kind: 'enum',
      values: ['icon', 'cover'],
      description: 'Take the icon or the cover off',
      sets: ['icon', 'cover'],
    },
    locked: { kind: 'boolean', description: 'True locks it against edits, false unlocks it', sets: ['is_locked'] },
    archived: { kind: 'boolean', description: 'True archives it, false brings it back', sets: ['is_archived'] },
    erase_content: { kind: 'boolean', description: 'True wipes all text of the page', sets: ['erase_content'] },
  },
  effectText: (args) => {
    const changes = [
      args.new_title === undefined ? '' : `rename it to “${args.new_title}”`,
      args.properties ? `set ${valuesText(args.properties)}` : '',
      args.trash === undefined ? '' : args.trash ? 'move it to the trash' : 'restore it from the trash',
      args.icon ? `set its icon to ${args.icon}` : '',
      args.cover ? `set its cover to ${args.cover}` : '',
      args.remove ? `remove its ${args.remove}` : '',
      args.locked === undefined ? '' : args.locked ? 'lock it' : 'unlock it',
      args.archived === undefined ? '' : args.archived ? 'archive it' : 'bring it back from the archive',
      args.erase_content ? 'erase all its text' : '',
    ].filter(Boolean);
    return `Change “${args.page.title}”: ${changes.join('; ') || 'nothing'}.`;
  },
  async run(args, api) {
    const properties: JsonObject = propertyValues(args.properties ?? {});
    const body: JsonObject = {};
    if (args.trash !== undefined) body.in_trash = args.trash;
    if (args.icon) body.icon = emojiIcon(args.icon);
    if (args.cover) body.cover = externalCover(args.cover);
    if (args.remove) body[args.remove] = null;
    if (args.locked !== undefined) body.is_locked = args.locked;
    if (args.archived !== undefined) body.is_archived = args.archived;
    if (args.erase_content) body.erase_content = true;
    if (!Object.keys({ ...body, ...properties }).length && args.new_title === undefined)
      throw new Error('Say what should change on the page.');
    const before = await pageBefore(api, args.page.id);
    if (args.new_title !== undefined) properties[titleName(before)] = { title: richText(args.new_title) };
    if (Object.keys(properties).length) body.properties = properties;
    const text = args.erase_content ? await readText(api, args.page.id) : null;
    const { after, undo } = await changePage(api, args.page, before, body);
    const done = args.trash === true ? 'Moved to the trash' : args.trash === false ? 'Restored' : 'Changed';
    const values = valuesText(args.properties);
    return {
      data: shapePage(after),
      summary: `${done}: “${args.page.title}”${values ? ` (${values})` : ''}.`,
      undo: [...undo, ...(text ? undoOfErasing(args.page, text) : [])],
    };
  },
});
