import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { Json, RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** Changes in Notion and their undos through the whole app: policy, approval, sandbox, broker, log. */

let folder: string;
let demo: Demo;
let app: DemoApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-notion-undo-'));
  demo = await startDemo({ now: () => Date.parse(workspace.now) });
  app = await startDemoApp({ model: scriptedModel({}), demo, dataDir: folder });
  app.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    const { id, step } = event.approval;
    app.agent.answer(id, step.decision?.callHash ?? '', { verdict: 'approve', by: 'test', reason: '' });
  });
});
afterAll(async () => {
  await app.close();
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => app.reset());

const finished = (id: string): Promise<RunView> => app.agent.finished(id);

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
    const snapshot = (): Json => bare(demo.emulators.notion.snapshot());
    const before = snapshot();
    const done = await finished(app.agent.start(words).id);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(snapshot()).not.toEqual(before);
    const entry = done.steps[0]?.auditId ?? '';
    expect(app.agent.undoOf(entry)).toMatchObject({ state: 'offered' });
    const undone = await finished(app.agent.undo(entry).id);
    expect(undone).toMatchObject({ state: 'done', steps: [{ tool, state: 'succeeded' }] });
    expect(snapshot()).toEqual(before);
  });
});
