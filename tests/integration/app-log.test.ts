import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startThimble } from '../../main/index.ts';
import type { RunView } from '../../shared/index.ts';

const root = resolve(import.meta.dirname, '../..');
const words = "send zanzibar-heliotrope to #general, and refund $5 of Oskar's latest payment";

/** The log of the app beside the whole app: it says that it ran, and nothing of what was asked. */
describe('thimble.log', () => {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'thimble-app-log-'));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const text = () => readFileSync(join(dataDir, 'thimble.log'), 'utf8');
  const events = () =>
    text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });

  it('has the start, the problems and the stop, and no word of a request or a result', async () => {
    const thimble = await startThimble({ host: 'browser', dataDir, resourcesDir: root });
    try {
      const { router, composition } = thimble;
      const list = '/stripe.customers.list';
      for (const request of [list, words, `/slack.chat.postMessage to: #general, text: ${words}`])
        await router.call('command.preview', { request });
      const started = (await router.call('command.run', { request: list })) as { data: RunView };
      const run = await composition.agent.finished(started.data.id);
      expect(run).toMatchObject({ state: 'done' });
      await router.call('command.run', { request: 42, words });
      // A defect with a result in its hands.
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      vi.spyOn(composition.agent, 'tools').mockImplementation(() => {
        throw new TypeError(`Cannot read "${words}"`, { cause: words });
      });
      expect(await router.call('command.tools', {})).toMatchObject({ ok: false });
      const names = JSON.stringify(run.steps).match(/[\w.]+@[\w.]+/gu) ?? [];
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(text()).not.toContain(name);
    } finally {
      await thimble.close();
    }
    for (const word of ['zanzibar', 'heliotrope', 'Oskar', 'refund', 'customers'])
      expect(text().toLowerCase()).not.toContain(word.toLowerCase());
    expect(events().at(0)).toMatchObject({ event: 'started', host: 'browser', node: process.versions.node });
    expect(events()).toContainEqual(
      expect.objectContaining({
        event: 'failed',
        where: 'command.tools',
        code: 'TypeError',
        message: 'Cannot read “…”',
      }),
    );
    expect(events().at(-1)).toMatchObject({ event: 'stopped' });
  });

  it('says why the app did not start', async () => {
    mkdirSync(join(dataDir, 'audit.db'));
    await expect(startThimble({ host: 'browser', dataDir, resourcesDir: root })).rejects.toThrow();
    expect(events().map(({ event }) => event)).toEqual(['started', 'failed']);
    expect(events().at(-1)).toMatchObject({ where: 'start', code: 'storage_unavailable' });
  });

  it('is not written by a command at the terminal', async () => {
    mkdirSync(join(dataDir, 'audit.db'));
    await expect(startThimble({ host: 'terminal', dataDir, resourcesDir: root })).rejects.toThrow();
    expect(existsSync(join(dataDir, 'thimble.log'))).toBe(false);
  });
});
