import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startThimble } from '../../main/index.ts';
import type { RunView, Settings } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** Pausing, over the real rooms: nothing new runs and nothing is looked up until a person resumes. */

const request = '/slack.conversations.history channel: #releases';

let folder = '';
let thimble: Awaited<ReturnType<typeof startThimble>>;
let changes = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-pause-'));
  thimble = await startThimble({
    host: 'browser',
    dataDir: folder,
    resourcesDir: resolve(import.meta.dirname, '../..'),
    use: 'demo',
    model: scriptedModel({}),
  });
  thimble.events.subscribe((event) => {
    if (event.type === 'settings.changed') changes += 1;
  });
});

afterAll(async () => {
  await thimble?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function pause(paused: boolean): Promise<void> {
  const current = await thimble.router.call('app.settings', {});
  if (!current.ok) throw new Error(current.error.message);
  const saved = await thimble.router.call('app.save_settings', { ...(current.data as Settings), paused });
  expect(saved).toMatchObject({ ok: true, data: { paused } });
}

const sent = () => thimble.composition.demo.received().length;

describe('while Thimble is paused', () => {
  it('refuses runs and previews without asking a service anything, and goes on once resumed', async () => {
    await pause(true);
    expect(changes).toBe(1);
    const entries = await thimble.router.call('audit.list', {});
    for (const route of ['command.run', 'command.preview', 'policy.check'])
      expect(await thimble.router.call(route, { request }), route).toMatchObject({
        ok: false,
        error: { code: 'denied', message: 'Thimble is paused: nothing new runs.' },
      });
    expect(sent()).toBe(0);
    expect(await thimble.router.call('audit.list', {})).toEqual(entries);
    await pause(false);
    const run = await thimble.router.call('command.run', { request });
    if (!run.ok) throw new Error(run.error.message);
    const ended = await thimble.composition.agent.finished((run.data as RunView).id);
    expect(ended.steps[0]).toMatchObject({ state: 'succeeded' });
    expect(sent()).toBeGreaterThan(0);
  });
});
