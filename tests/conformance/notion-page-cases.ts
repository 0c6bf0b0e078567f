import type { Client } from '@notionhq/client';
import type { ConformanceCase } from './case.ts';
import { harborview, lin, notes, planning, tasks, webhooks, words } from './notion-records.ts';

const url = 'https://example.com/cover.png';

export const pageCases: readonly ConformanceCase<Client>[] = [
  {
    op: 'notion.pages.create',
    intent: 'a row with values and text',
    args: {
      parent: { type: 'data_source', id: tasks.data_source, title: 'Tasks' },
      title: 'Patch the host',
      properties: {
        Assignee: { type: 'people', value: [lin.id], label: 'Lin Zhao' },
        Due: { type: 'date', value: ['2026-03-05', '2026-03-06'], label: '5 to 6 March' },
        Priority: { type: 'select', value: 'High', label: 'High' },
        Status: { type: 'status', value: 'In progress', label: 'In progress' },
      },
      content: '## Steps\n- [ ] see the runbook',
    },
    sdk: (notion) =>
      notion.pages.create({
        parent: { data_source_id: tasks.data_source },
        properties: {
          Name: { title: words('Patch the host') },
          Assignee: { people: [{ id: lin.id }] },
          Due: { date: { start: '2026-03-05', end: '2026-03-06' } },
          Priority: { select: { name: 'High' } },
          Status: { status: { name: 'In progress' } },
        },
        markdown: '## Steps\n- [ ] see the runbook',
      }),
  },
  {
    op: 'notion.pages.create',
    intent: 'a page in a page, with icon and cover',
    args: { parent: { type: 'page', id: notes.id, title: 'Meeting notes' }, title: 'Retro', icon: '🚨', cover: url },
    sdk: (notion) =>
      notion.pages.create({
        parent: { page_id: notes.id },
        properties: { title: { title: words('Retro') } },
        icon: { type: 'emoji', emoji: '🚨' },
        cover: { type: 'external', external: { url } },
      }),
  },
  {
    op: 'notion.pages.retrieve',
    intent: 'a page with all its values',
    args: { page: webhooks },
    sdk: (notion) => notion.pages.retrieve({ page_id: webhooks.id }),
  },
  {
    op: 'notion.pages.update',
    intent: 'values of several types, some cleared',
    args: {
      page: webhooks,
      properties: {
        Status: { type: 'status', value: 'Done', label: 'Done' },
        Priority: { type: 'select', value: null, label: 'cleared' },
        Assignee: { type: 'people', value: null, label: 'cleared' },
        Due: { type: 'date', value: '2026-04-01', label: '1 April' },
      },
    },
    sdk: (notion) =>
      notion.pages.update({
        page_id: webhooks.id,
        properties: {
          Status: { status: { name: 'Done' } },
          Priority: { select: null },
          Assignee: { people: [] },
          Due: { date: { start: '2026-04-01' } },
        },
      }),
  },
  {
    op: 'notion.pages.update',
    intent: 'a number and a new title under the name of its own column',
    args: {
      page: harborview,
      new_title: 'Harborview',
      properties: { ARR: { type: 'number', value: 12_000, label: '12,000' } },
    },
    sdk: (notion) =>
      notion.pages.update({
        page_id: harborview.id,
        properties: { ARR: { number: 12_000 }, Company: { title: words('Harborview') } },
      }),
  },
  {
    op: 'notion.pages.update',
    intent: 'icon, cover and lock',
    args: { page: planning, icon: '🎉', cover: url, locked: true },
    sdk: (notion) =>
      notion.pages.update({
        page_id: planning.id,
        icon: { type: 'emoji', emoji: '🎉' },
        cover: { type: 'external', external: { url } },
        is_locked: true,
      }),
  },
  {
    op: 'notion.pages.update',
    intent: 'the icon taken off',
    args: { page: planning, remove: 'icon' },
    sdk: (notion) => notion.pages.update({ page_id: planning.id, icon: null }),
  },
  {
    op: 'notion.pages.update',
    intent: 'into the trash',
    args: { page: planning, trash: true },
    sdk: (notion) => notion.pages.update({ page_id: planning.id, in_trash: true }),
  },
  {
    op: 'notion.pages.update',
    intent: 'out of the trash',
    given: (notion) => notion.pages.update({ page_id: planning.id, in_trash: true }),
    args: { page: planning, trash: false },
    sdk: (notion) => notion.pages.update({ page_id: planning.id, in_trash: false }),
  },
  {
    op: 'notion.pages.update',
    intent: 'archived',
    args: { page: planning, archived: true },
    sdk: (notion) => notion.pages.update({ page_id: planning.id, is_archived: true }),
  },
  {
    op: 'notion.pages.update',
    intent: 'all its text erased',
    args: { page: planning, erase_content: true },
    sdk: (notion) => notion.pages.update({ page_id: planning.id, erase_content: true }),
  },
  {
    op: 'notion.pages.update_markdown',
    intent: 'words replaced everywhere',
    args: { page: planning, action: 'update_content', find: 'first', text: 'second', everywhere: true },
    sdk: (notion) =>
      notion.pages.updateMarkdown({
        page_id: planning.id,
        type: 'update_content',
        update_content: { content_updates: [{ old_str: 'first', new_str: 'second', replace_all_matches: true }] },
      }),
  },
  {
    op: 'notion.pages.update_markdown',
    intent: 'words taken out',
    args: { page: planning, action: 'update_content', find: 'first ' },
    sdk: (notion) =>
      notion.pages.updateMarkdown({
        page_id: planning.id,
        type: 'update_content',
        update_content: { content_updates: [{ old_str: 'first ', new_str: '' }] },
      }),
  },
  {
    op: 'notion.pages.update_markdown',
    intent: 'all of the text replaced',
    args: { page: planning, action: 'replace_content', text: '# Plan\nNew' },
    sdk: (notion) =>
      notion.pages.updateMarkdown({
        page_id: planning.id,
        type: 'replace_content',
        replace_content: { new_str: '# Plan\nNew' },
      }),
  },
  {
    op: 'notion.pages.update_markdown',
    intent: 'text inserted at the start',
    args: { page: planning, action: 'insert_content', text: 'New', position: 'start' },
    sdk: (notion) =>
      notion.pages.updateMarkdown({
        page_id: planning.id,
        type: 'insert_content',
        insert_content: { content: 'New', position: { type: 'start' } },
      }),
  },
  {
    op: 'notion.pages.update_markdown',
    intent: 'text inserted after a selection',
    args: { page: planning, action: 'insert_content', text: 'New', section: 'Q1 planning...paragraph' },
    sdk: (notion) =>
      notion.pages.updateMarkdown({
        page_id: planning.id,
        type: 'insert_content',
        insert_content: { content: 'New', after: 'Q1 planning...paragraph' },
      }),
  },
  {
    op: 'notion.pages.update_markdown',
    intent: 'one section replaced',
    args: { page: planning, action: 'replace_content_range', text: 'New', section: 'Q1 planning...paragraph' },
    sdk: (notion) =>
      notion.pages.updateMarkdown({
        page_id: planning.id,
        type: 'replace_content_range',
        replace_content_range: { content: 'New', content_range: 'Q1 planning...paragraph' },
      }),
  },
];
