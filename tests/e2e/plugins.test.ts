import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { startThimble } from '../../main/index.ts';
import { serveEcho } from '../support/plugin-app.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';

/** A plug-in in the window: read about, installed, called by name, removed. */

const root = resolve(import.meta.dirname, '../..');

const script = `var connector = { async run(tool, json, send) {
  const { title } = JSON.parse(json);
  const { status } = await send({ method: 'POST', path: '/notes', body: { title } });
  return { data: { title }, summary: 'Kept “' + title + '” (' + status + ')' };
} };`;

describe.skipIf(chromiumPath === null)('a plug-in in Chromium', () => {
  let dataDir = '';
  let folder = '';
  let thimble: Awaited<ReturnType<typeof startThimble>>;
  let host: BrowserHost;
  let window: TestWindow;
  let page: Page;
  let service: Awaited<ReturnType<typeof serveEcho>>;

  beforeAll(async () => {
    service = await serveEcho();
    dataDir = mkdtempSync(join(tmpdir(), 'thimble-e2e-'));
    folder = mkdtempSync(join(tmpdir(), 'thimble-plugin-'));
    const keep = {
      name: 'jar.notes.keep',
      title: 'Keep a note',
      description: 'Keeps a note.',
      effect: 'write',
      text: 'Keep “{title}”',
      undo: { none: 'notes stay.' },
      params: { title: { kind: 'text', description: 'What it says', required: true } },
    };
    const manifest = {
      format: 1,
      name: 'jar',
      title: 'Note Jar',
      version: '1.0.0',
      origin: service.origin,
      auth: { credential: 'none' },
      permissions: ['keeps notes'],
      tools: [keep],
    };
    writeFileSync(join(folder, 'thimble.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'connector.js'), script);
    thimble = await startThimble({ host: 'browser', dataDir, resourcesDir: root });
    host = await startBrowserHost({
      router: thimble.router,
      events: thimble.events,
      rendererDir: join(root, 'dist', 'renderer'),
    });
    window = await openTestWindow(host.url);
    page = window.page;
  });
  afterAll(async () => {
    await window?.close();
    await host?.close();
    await thimble?.close();
    await service?.close();
    for (const one of [dataDir, folder]) if (one) rmSync(one, { recursive: true, force: true });
  });

  const view = (name: string) => page.getByRole('navigation').getByRole('button', { name });
  const consent = () => page.getByTestId('plugin-consent');

  it('is installed only after what it may do was read', async () => {
    await view('Connections').click();
    await page.getByLabel('Folder of a plug-in').fill(folder);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText(/is on this machine, which takes the development flag/u).waitFor();
    await page.getByLabel(/For development/u).check();
    await page.getByRole('button', { name: 'Look at it' }).click();
    await consent().getByText('Thimble has not reviewed this plug-in').waitFor();
    await consent().getByText(service.origin).first().waitFor();
    await consent().getByText('Makes a change').waitFor();
    expect(thimble.composition.plugins.list()).toEqual([]);

    await consent().getByRole('button', { name: 'Leave it' }).click();
    await consent().waitFor({ state: 'detached' });
    expect(thimble.composition.plugins.list()).toEqual([]);

    await page.getByRole('button', { name: 'Look at it' }).click();
    await consent().getByRole('button', { name: 'Install it' }).click();
    await page.getByText('Note Jar is installed', { exact: false }).waitFor();
    expect(thimble.composition.plugins.list()).toMatchObject([{ name: 'jar', problem: null }]);
  });

  it('is called by name: found while typing, previewed, approved, done', async () => {
    await view('Command').click();
    const input = page.getByRole('combobox', { name: 'Request' });
    await input.fill('/jar');
    await page.getByRole('option', { name: /jar\.notes\.keep/u }).click();
    expect(await input.inputValue()).toBe('/jar.notes.keep title: ');
    await input.pressSequentially('Water the plants');
    const preview = page.getByTestId('preview');
    await preview.getByText('Note Jar plug-in: Keep “Water the plants”').waitFor();
    await preview.getByText(/not reviewed/u).waitFor();
    expect(service.received).toEqual([]);
    await input.press('Enter');
    await page.getByRole('button', { name: /Approve once/u }).click();
    await page.getByText('Note Jar plug-in: Kept “Water the plants” (200)').first().waitFor();
    expect(service.received.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /notes']);
  });

  it('is removed after a second question', async () => {
    await view('Connections').click();
    const row = page.locator('[data-plugin="jar"]');
    await row.getByRole('button', { name: 'Remove', exact: true }).click();
    await row.getByRole('button', { name: 'Keep it' }).click();
    expect(thimble.composition.plugins.list()).toHaveLength(1);
    await row.getByRole('button', { name: 'Remove', exact: true }).click();
    await row.getByRole('button', { name: 'Remove it' }).click();
    await row.waitFor({ state: 'detached' });
    expect(thimble.composition.plugins.list()).toEqual([]);
    expect(window.problems).toEqual([]);
  });
});
