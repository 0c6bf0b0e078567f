import type { Client } from '@notionhq/client';
import type { JsonObject } from '../../shared/index.ts';
import type { ConformanceCase } from './case.ts';
import { crm, joe, lin, tasks } from './notion-records.ts';

type Query = Parameters<Client['dataSources']['query']>[0];

/** A query of the tasks (or another database), said in the tool's terms and in the SDK's. */
function query(intent: string, args: JsonObject, sdk: Omit<Query, 'data_source_id'>, database = tasks) {
  return {
    op: 'notion.data_sources.query',
    intent,
    args: { database, ...args },
    sdk: (notion: Client) => notion.dataSources.query({ data_source_id: database.data_source, page_size: 100, ...sdk }),
  };
}

const high = { type: 'select', value: 'High', label: 'High' };

export const queryCases: readonly ConformanceCase<Client>[] = [
  query('all rows', {}, {}),
  query(
    'an option and a date, sorted',
    { where: { Priority: high }, before: '2026-04-15', sort_by: 'Due', direction: 'descending' },
    {
      filter: {
        and: [
          { property: 'Priority', select: { equals: 'High' } },
          { property: 'Due', date: { before: '2026-04-15' } },
        ],
      },
      sorts: [{ property: 'Due', direction: 'descending' }],
    },
  ),
  query(
    'either of two statuses',
    { where: { Status: { type: 'status', value: ['Done', 'In progress'], label: 'Done or In progress' } } },
    {
      filter: {
        or: [
          { property: 'Status', status: { equals: 'Done' } },
          { property: 'Status', status: { equals: 'In progress' } },
        ],
      },
    },
  ),
  query(
    'of one person, but not done',
    {
      where: { Assignee: { type: 'people', value: [joe.id], label: 'Joe Kim' } },
      except: { Status: { type: 'status', value: 'Done', label: 'Done' } },
    },
    {
      filter: {
        and: [
          { property: 'Assignee', people: { contains: joe.id } },
          { property: 'Status', status: { does_not_equal: 'Done' } },
        ],
      },
    },
  ),
  query(
    'of nobody',
    { where: { Assignee: { type: 'people', value: null, label: 'empty' } } },
    { filter: { property: 'Assignee', people: { is_empty: true } } },
  ),
  query(
    'not of somebody',
    { except: { Assignee: { type: 'people', value: [lin.id], label: 'Lin Zhao' } } },
    { filter: { property: 'Assignee', people: { does_not_contain: lin.id } } },
  ),
  query(
    'a stretch of days',
    { since: '2026-03-01', until: '2026-03-31' },
    {
      filter: {
        and: [
          { property: 'Due', date: { on_or_after: '2026-03-01' } },
          { property: 'Due', date: { on_or_before: '2026-03-31' } },
        ],
      },
    },
  ),
  query('next week', { span: 'next_week' }, { filter: { property: 'Due', date: { next_week: {} } } }),
  query(
    'edited since a day, newest first, the first few',
    {
      since: '2026-03-01',
      date_property: 'last_edited_time',
      sort_by: 'last_edited_time',
      direction: 'descending',
      count: 3,
    },
    {
      filter: { timestamp: 'last_edited_time', last_edited_time: { on_or_after: '2026-03-01' } },
      sorts: [{ timestamp: 'last_edited_time', direction: 'descending' }],
      page_size: 3,
    },
  ),
  query(
    'numbers between two, by name',
    { at_least: 5000, less_than: 9000, sort_by: 'ARR' },
    {
      filter: {
        and: [
          { property: 'ARR', number: { greater_than_or_equal_to: 5000 } },
          { property: 'ARR', number: { less_than: 9000 } },
        ],
      },
      sorts: [{ property: 'ARR', direction: 'ascending' }],
    },
    crm,
  ),
  query(
    'words of the name',
    { title: 'billing', title_match: 'contains' },
    { filter: { property: 'Name', title: { contains: 'billing' } } },
  ),
  query('what is in the trash', { in_trash: true }, { in_trash: true }),
];
