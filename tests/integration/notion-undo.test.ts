import { describe, expect, it } from 'vitest';
import type { Json } from '../../shared/index.ts';
import { approvingApp } from '../support/approving-app.ts';

/** Changes in Notion and their undos through the whole app: policy, approval, sandbox, broker, log. */

const here = approvingApp();

/** The state without the times of edits and the counter of ids, which no undo turns back. */
function bare(value: Json): Json {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'edited' && name !== 'counter')
      .map(([name, one]) => [name, bare(one)]),
  );
}

describe('a change in Notion is taken back', () => {
  it.each([
    ['/notion.comments.create page: Q1 planning, text: Looks good', 'notion.comments.delete'],
    [
      '/notion.pages.update_markdown page: Q1 planning, action: update_content, find: first, text: second',
      'notion.pages.restore_markdown',
    ],
    ['/notion.pages.update page: Q1 planning, trash: yes', 'notion.pages.restore'],
    ['/notion.blocks.update page: Q1 planning, block: the first paragraph, text: New', 'notion.blocks.restore'],
    ['/notion.blocks.delete page: Q1 planning, block: the first paragraph', 'notion.blocks.update'],
    ['/notion.databases.update database: CRM, new_title: Accounts, locked: yes', 'notion.databases.restore'],
    ['/notion.data_sources.update database: Tasks, property: Due, new_name: Deadline', 'notion.data_sources.restore'],
    ['/notion.data_sources.update database: Tasks, property: Priority, option: Urgent', 'notion.data_sources.restore'],
  ])('%s', async (words, tool) => {
    const snapshot = (): Json => bare(here.demo.emulators.notion.snapshot());
    const before = snapshot();
    const done = await here.run(words);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(snapshot()).not.toEqual(before);
    const entry = done.steps[0]?.auditId ?? '';
    expect(here.app.agent.undoOf(entry)).toMatchObject({ state: 'offered' });
    const undone = await here.undo(done);
    expect(undone).toMatchObject({ state: 'done', steps: [{ tool, state: 'succeeded' }] });
    expect(snapshot()).toEqual(before);
  });
});
