import type { Client } from '@notionhq/client';
import type { ConformanceCase } from './case.ts';
import { crm, notes, tasks, words } from './notion-records.ts';

const cover = { type: 'external', external: { url: 'https://example.com/cover.png' } } as const;
const priorities = ['High', 'Medium', 'Low', 'Urgent'].map((name) => ({ name }));

export const databaseCases: readonly ConformanceCase<Client>[] = [
  {
    op: 'notion.databases.retrieve',
    intent: 'a database',
    args: { database: tasks },
    sdk: (notion) => notion.databases.retrieve({ database_id: tasks.id }),
  },
  {
    op: 'notion.databases.create',
    intent: 'in a page, with columns, description, icon and cover',
    args: {
      title: 'Reading list',
      parent: notes,
      columns: {
        Read: { type: 'checkbox', value: null, label: 'checkbox' },
        Size: { type: 'select', value: ['S', 'L'], label: 'select' },
      },
      description: 'Books',
      icon: '📚',
      cover: cover.external.url,
      inline: true,
    },
    sdk: (notion) =>
      notion.databases.create({
        parent: { type: 'page_id', page_id: notes.id },
        title: words('Reading list'),
        initial_data_source: {
          properties: {
            Name: { title: {} },
            Read: { checkbox: {} },
            Size: { select: { options: [{ name: 'S' }, { name: 'L' }] } },
          },
        },
        description: words('Books'),
        icon: { type: 'emoji', emoji: '📚' },
        cover,
        is_inline: true,
      }),
  },
  {
    op: 'notion.databases.create',
    intent: 'at the top of the workspace',
    args: { title: 'Assets', top_level: true },
    sdk: (notion) =>
      notion.databases.create({ parent: { type: 'workspace', workspace: true }, title: words('Assets') }),
  },
  {
    op: 'notion.databases.update',
    intent: 'name, description, icon, cover and lock',
    args: {
      database: tasks,
      new_title: 'Work',
      description: 'All work',
      icon: '🗂',
      cover: cover.external.url,
      locked: true,
    },
    sdk: (notion) =>
      notion.databases.update({
        database_id: tasks.id,
        title: words('Work'),
        description: words('All work'),
        icon: { type: 'emoji', emoji: '🗂' },
        cover,
        is_locked: true,
      }),
  },
  {
    op: 'notion.databases.update',
    intent: 'moved into a page, shown inside it',
    args: { database: tasks, parent: notes, inline: true },
    sdk: (notion) =>
      notion.databases.update({
        database_id: tasks.id,
        parent: { type: 'page_id', page_id: notes.id },
        is_inline: true,
      }),
  },
  {
    op: 'notion.databases.update',
    intent: 'the description taken off',
    args: { database: tasks, remove: 'description' },
    sdk: (notion) => notion.databases.update({ database_id: tasks.id, description: [] }),
  },
  {
    op: 'notion.databases.update',
    intent: 'into the trash',
    args: { database: tasks, trash: true },
    sdk: (notion) => notion.databases.update({ database_id: tasks.id, in_trash: true }),
  },
  {
    op: 'notion.data_sources.retrieve',
    intent: 'the columns of a database',
    args: { database: crm },
    sdk: (notion) => notion.dataSources.retrieve({ data_source_id: crm.data_source }),
  },
  {
    op: 'notion.data_sources.update',
    intent: 'a new column',
    args: { database: tasks, property: 'Cost', type: 'number' },
    sdk: (notion) =>
      notion.dataSources.update({ data_source_id: tasks.data_source, properties: { Cost: { number: {} } } }),
  },
  {
    op: 'notion.data_sources.update',
    intent: 'a column renamed',
    args: { database: tasks, property: 'due', new_name: 'Deadline' },
    sdk: (notion) =>
      notion.dataSources.update({ data_source_id: tasks.data_source, properties: { Due: { name: 'Deadline' } } }),
  },
  {
    op: 'notion.data_sources.update',
    intent: 'an option added to those that a column has',
    args: { database: tasks, property: 'Priority', option: 'Urgent' },
    sdk: (notion) =>
      notion.dataSources.update({
        data_source_id: tasks.data_source,
        properties: { Priority: { select: { options: priorities } } },
      }),
  },
  {
    op: 'notion.data_sources.update',
    intent: 'how a number is shown',
    args: { database: crm, property: 'ARR', number_format: 'dollar' },
    sdk: (notion) =>
      notion.dataSources.update({
        data_source_id: crm.data_source,
        properties: { ARR: { number: { format: 'dollar' } } },
      }),
  },
  {
    op: 'notion.data_sources.update',
    intent: 'a column removed',
    args: { database: tasks, property: 'Priority', remove: true },
    sdk: (notion) => notion.dataSources.update({ data_source_id: tasks.data_source, properties: { Priority: null } }),
  },
  {
    op: 'notion.data_sources.update',
    intent: 'name and icon',
    args: { database: tasks, title: 'Work', icon: '🗂' },
    sdk: (notion) =>
      notion.dataSources.update({
        data_source_id: tasks.data_source,
        title: words('Work'),
        icon: { type: 'emoji', emoji: '🗂' },
      }),
  },
];
