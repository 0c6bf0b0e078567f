import { defineTool } from '../../kit/guest.ts';
import { objectOf, pick, textOf } from '../json.ts';
import { titleName } from '../page-change.ts';
import { brief } from '../rich-text.ts';
import { propertyByMeaning } from '../schema.ts';
import { propertyText, shapePage } from '../shape.ts';

/**
 * `GET /v1/pages/{page_id}`: properties only. `filter_properties` wants property ids that nobody says, so the whole
 * page is read and the asked-for values are kept.
 */
export const retrievePage = defineTool({
  name: 'notion.pages.retrieve',
  title: 'Look at a Notion page',
  description:
    'Read the properties of one page, task, CRM account or roadmap item: status, assignee, due date, owner, ARR.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
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
      kind: 'text',
      many: true,
      description: 'Only these properties: Status, Due, Owner…',
      sets: ['filter_properties', 'filter_properties.0', 'filter_properties.1'],
      also: ['Status', 'Assignee', 'Due', 'ARR', 'Stage', 'Owner', 'Priority', 'Last contact', 'Quarter'],
    },
  },
  effectText: (args) => `Look at “${args.page.title}”.`,
  async run(args, api) {
    const answer = await api.send({ method: 'GET', path: `/v1/pages/${args.page.id}` });
    const page = shapePage(answer.body);
    const properties = objectOf(page.properties);
    const asked = (args.properties ?? [])
      .map((said) => propertyByMeaning(properties, said))
      .filter((name) => name !== undefined);
    const shown = asked.length
      ? asked
      : Object.keys(properties).filter((name) => objectOf(properties[name]).type !== 'title');
    // What was not asked for only fills up what the next step may see.
    const data = asked.length ? { ...page, properties: pick(properties, [titleName(page), ...asked]) } : page;
    const values = shown.map((name) => `${name}: ${brief(propertyText(properties[name]))}`).join(', ');
    return { data, summary: `${textOf(page.title) || 'The page'}${values ? `: ${values}` : ''}.` };
  },
});
