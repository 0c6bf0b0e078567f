import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserHost, createBrowserWindows, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { startThimble } from '../../main/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';

const root = resolve(import.meta.dirname, '../..');
const patience = 30_000;

/** The quick command with the whole app behind it: Needle, the rules, the emulators and the log. Keyboard only. */
describe.skipIf(chromiumPath === null)(
  'the quick command of the whole app (skipped where there is no Chromium)',
  () => {
    let folder = '';
    let thimble: Awaited<ReturnType<typeof startThimble>>;
    let host: BrowserHost;
    let window: TestWindow;
    let page: Page;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'thimble-quick-app-'));
      const rendererDir = join(folder, 'renderer');
      await buildRenderer(root, rendererDir);
      const windows = createBrowserWindows('thimble --quick', {});
      thimble = await startThimble({
        host: 'browser',
        dataDir: join(folder, 'data'),
        resourcesDir: root,
        use: 'demo',
        windows: windows.service,
      });
      host = await startBrowserHost({
        router: thimble.router,
        events: thimble.events,
        rendererDir,
        windows: { service: windows, open: () => false },
      });
      window = await openTestWindow(host.link('quick'), { width: 680, height: 760 });
      ({ page } = window);
      page.setDefaultTimeout(patience);
    });
    afterAll(async () => {
      await window?.close();
      await host?.close();
      await thimble?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    const received = (op: string) => thimble.composition.demo.received().filter((request) => request.op === op);
    async function approve(): Promise<void> {
      const button = page.getByRole('button', { name: 'Approve once' });
      await expect.poll(() => button.isEnabled(), { timeout: patience }).toBe(true);
      await page.keyboard.press('Control+Enter');
    }

    it('takes a suggestion, asks, posts what was approved, and takes it back where it stands', async () => {
      await page.getByText('Try', { exact: true }).waitFor();
      const request = 'tell #releases that api v2.4.0 is out';
      const suggested = await page.getByRole('option').allTextContents();
      for (let n = 0; n <= suggested.indexOf(request); n += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Go to approval/u }).waitFor();
      expect(received('slack.chat.postMessage')).toEqual([]);
      await page.keyboard.press('Enter');
      await approve();
      const undo = page.getByRole('button', { name: /^Undo/u });
      await undo.waitFor();
      expect(received('slack.chat.postMessage')).toHaveLength(1);
      await undo.press('Enter');
      await approve();
      await expect.poll(() => received('slack.chat.delete').length, { timeout: patience }).toBe(1);
      await page.getByText('Leaves in a moment. Any key keeps it open.').waitFor();
      expect(window.problems).toEqual([]);
    });
  },
);
