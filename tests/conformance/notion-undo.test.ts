import { Client } from '@notionhq/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReceivedRequest } from '../../connectors/index.ts';
import type { JsonObject } from '../../shared/index.ts';
import { type WireRules, wireOf } from './compare.ts';
import { notes, paragraph, planning, tasks, webhooks, words } from './notion-records.ts';
import { type SideBySide, startSideBySide } from './side-by-side.ts';

/** The tools that only undo calls and resolvers use have no operation of their own; they too send what the SDK sends. */

const rules: WireRules = { headers: ['content-type', 'notion-version'], free: new Set() };
const link = { content: 'webhooks', link: { url: 'https://example.com' } };
const styled = [{ text: { content: 'Migrate ' } }, { text: link, annotations: { bold: true } }];

interface Case {
  readonly tool: string;
  /** Sent to both copies first; its answer is given to the other two. */
  given?(notion: Client): Promise<{ readonly id: string }>;
  args(made: string): JsonObject;
  sdk(notion: Client, made: string): Promise<unknown>;
}

const cases: readonly Case[] = [
  {
    tool: 'notion.pages.restore',
    args: () => ({
      page: webhooks,
      before: { properties: { Name: { title: styled }, Due: { date: null } }, icon: null, is_locked: false },
      says: 'as it was',
      trash: false,
    }),
    sdk: (notion) =>
      notion.pages.update({
        page_id: webhooks.id,
        properties: { Name: { title: styled }, Due: { date: null } },
        icon: null,
        is_locked: false,
        in_trash: false,
      }),
  },
  {
    tool: 'notion.pages.restore_markdown',
    args: () => ({ page: planning, text: 'Before', since: 'Q1 planning: first paragraph' }),
    sdk: (notion) =>
      notion.pages.updateMarkdown({
        page_id: planning.id,
        type: 'replace_content',
        replace_content: { new_str: 'Before' },
      }),
  },
  {
    tool: 'notion.blocks.restore',
    args: () => ({ block: paragraph, before: { paragraph: { rich_text: styled } }, says: 'as it was' }),
    sdk: (notion) => notion.blocks.update({ block_id: paragraph.id, paragraph: { rich_text: styled } }),
  },
  {
    tool: 'notion.databases.restore',
    args: () => ({
      database: tasks,
      before: { title: words('To do'), parent: { type: 'page_id', page_id: notes.id }, is_inline: true },
      says: 'as it was',
    }),
    sdk: (notion) =>
      notion.databases.update({
        database_id: tasks.id,
        title: words('To do'),
        parent: { type: 'page_id', page_id: notes.id },
        is_inline: true,
      }),
  },
  {
    tool: 'notion.data_sources.restore',
    args: () => ({
      database: tasks,
      before: { properties: { Due: { name: 'Deadline' }, Priority: null } },
      says: 'as it was',
    }),
    sdk: (notion) =>
      notion.dataSources.update({
        data_source_id: tasks.data_source,
        properties: { Due: { name: 'Deadline' }, Priority: null },
      }),
  },
  {
    tool: 'notion.comments.delete',
    given: (notion) => notion.comments.create({ parent: { page_id: planning.id }, markdown: 'Looks good' }),
    args: (made) => ({ comment_id: made, page: planning, text: 'Looks good' }),
    sdk: (notion, made) => notion.comments.delete({ comment_id: made }),
  },
  {
    tool: 'notion.search_trash',
    args: () => ({ type: 'page' }),
    sdk: (notion) => notion.search({ filter: { property: 'object', value: 'page', in_trash: true }, page_size: 100 }),
  },
  {
    tool: 'notion.blocks.retrieve',
    args: () => ({ block_id: paragraph.id }),
    sdk: (notion) => notion.blocks.retrieve({ block_id: paragraph.id }),
  },
];

describe('tools of undo calls and resolvers send what the SDK sends', () => {
  let sides: SideBySide;
  beforeAll(async () => {
    sides = await startSideBySide('notion');
  });
  afterAll(() => sides?.close());
  beforeEach(() => sides.reset());

  const clientOf = ({ origin, token }: { origin: string; token: string }): Client =>
    new Client({ auth: token, baseUrl: origin, notionVersion: '2026-03-11', retry: false });

  it.each(cases.map((one) => [one.tool, one] as const))('%s', async (tool, one) => {
    let made = '';
    for (const copy of sides.copies) made = (await one.given?.(clientOf(copy)))?.id ?? '';
    const start = sides.sdk.received().length;
    await one.sdk(clientOf(sides.sdk), made);
    const { outcome, received } = await sides.ours(tool, one.args(made));
    expect(outcome).toMatchObject({ ok: true });
    // What ours reads before it writes is not part of the comparison.
    const last = (requests: readonly ReceivedRequest[]) => requests.slice(-1).map((request) => wireOf(request, rules));
    expect(last(sides.sdk.received().slice(start))).toHaveLength(1);
    expect(last(received)).toEqual(last(sides.sdk.received()));
    expect(received.every(({ status }) => status < 300)).toBe(true);
  });
});
