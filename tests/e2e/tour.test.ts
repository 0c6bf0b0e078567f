import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { startThimble } from '../../main/index.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';

/** The first-run tour over the whole app: it sends nothing by itself, goes on after a restart, and ends. */

const root = resolve(import.meta.dirname, '../..');

describe.skipIf(chromiumPath === null)('the tour (skipped where there is no Chromium)', () => {
  let dataDir = '';
  let thimble: Awaited<ReturnType<typeof startThimble>>;
  let host: BrowserHost;
  let window: TestWindow;

  async function open(): Promise<void> {
    thimble = await startThimble({ host: 'browser', dataDir, resourcesDir: root });
    host = await startBrowserHost({
      router: thimble.router,
      events: thimble.events,
      rendererDir: join(root, 'dist', 'renderer'),
    });
    window = await openTestWindow(host.url);
  }
  async function close(): Promise<void> {
    await window?.close();
    await host?.close();
    await thimble?.close();
  }
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'thimble-tour-'));
    await open();
  });
  afterAll(async () => {
    await close();
    if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  });

  const tour = () => window.page.locator('.tour');
  const press = (name: string) => tour().getByRole('button', { name, exact: true }).click();
  const posted = () =>
    thimble.composition.demo.received().filter((request) => request.op === 'slack.chat.postMessage').length;

  it('leads from a read to a change, its proof and its undo; the person presses', { timeout: 180_000 }, async () => {
    const { page } = window;
    const box = page.getByRole('combobox', { name: 'Request' });
    const runnable = () => page.getByRole('button', { name: /^(Run it|Go to approval)/u }).waitFor();
    await tour().getByText('Tour, step 1 of 5').waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await press('Put it in the box');
    expect(await box.inputValue()).toBe('list open pull requests in api');
    await runnable();
    // Filled in is not run.
    expect(await tour().getByText('Done.').count()).toBe(0);
    expect(thimble.composition.audit.list({ lookups: false }, undefined, 10).entries).toEqual([]);
    await box.press('Enter');
    await tour().getByText('Done.').waitFor();
    await press('Next');

    await tour().getByText('Tour, step 2 of 5').waitFor();
    await press('Put it in the box');
    await runnable();
    await box.press('Enter');
    await tour().getByText('Done.').waitFor();
    await press('Next');
    expect(posted()).toBe(0);
    await page.getByRole('button', { name: /Approve once/u }).click();
    await tour().getByText('Done.').waitFor();
    expect(posted()).toBe(1);
    await press('Next');

    await press('Open the activity');
    await page.getByRole('option', { name: /^Slack Post/u }).click();
    await page.getByRole('article', { name: 'Entry' }).getByText('Proven').first().waitFor();
    await press('Next');

    await page.getByRole('article', { name: 'Entry' }).getByRole('button', { name: /^Undo/u }).click();
    await page.getByRole('button', { name: /Approve once/u }).click();
    await tour().getByText('Done.').waitFor();
    expect(window.problems).toEqual([]);
  });

  it('goes on where it was after a restart, is skipped for good, and starts again from the settings', async () => {
    await close();
    await open();
    const { page } = window;
    await tour().getByText('Tour, step 5 of 5').waitFor();
    await press('Skip the tour');
    await tour().waitFor({ state: 'detached' });
    await close();
    await open();
    const settings = window.page.getByRole('navigation').getByRole('button', { name: 'Settings' });
    await settings.click();
    await window.page.getByRole('heading', { name: 'Tour' }).waitFor();
    expect(await tour().count()).toBe(0);
    await window.page.getByRole('button', { name: 'Start the tour' }).click();
    await tour().getByText('Tour, step 1 of 5').waitFor();
    expect(page).not.toBe(window.page);
  });
});
