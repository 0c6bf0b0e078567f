import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';
import { fakeThimble } from './fixtures/fake-thimble.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rendererDir = `${root}node_modules/.cache/thimble-renderer-about`;

describe.skipIf(chromiumPath === null)('About (skipped where there is no Chromium)', () => {
  let host: BrowserHost;
  let window: TestWindow;

  beforeAll(async () => {
    await buildRenderer(root, rendererDir);
    host = await startBrowserHost({ ...fakeThimble(), rendererDir });
    window = await openTestWindow(host.url);
    window.page.setDefaultTimeout(30_000);
  });
  afterAll(async () => {
    await window?.close();
    await host?.close();
  });

  it('says what the app is, copies diagnostics and finds a licence', async () => {
    const { page } = window;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(host.url).origin });
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    const about = page.getByRole('region', { name: 'About', exact: true });
    await about.getByText('Thimble 0.1.0, browser host').waitFor();
    for (const text of ['Apache-2.0', /^1c5b 90d2/u, /share\/thimble$/u, /thimble\.log/u, /needle\/README\.md$/u])
      await about.getByText(text).waitFor();

    await about.getByRole('button', { name: 'Copy diagnostics' }).click();
    await about.getByText('The diagnostics are on the clipboard.').waitFor();
    const shown = await about.getByRole('region', { name: 'Diagnostics' }).innerText();
    expect(shown).toContain('ok: Node: 26.9.0');

    await about.getByText('Third-party licences').click();
    const licences = about.getByRole('region', { name: 'Third-party licences' });
    await licences.getByText(/react 19/u).waitFor();
    await about.getByRole('searchbox').fill('LUXON');
    await about.getByText('1 line', { exact: true }).waitFor();
    expect(await licences.innerText()).toBe('| luxon 3.8.0 | MIT |');

    for (const width of [1180, 640]) {
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await new AxeBuilder({ page }).include('.about').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual([]);
    }
    expect(window.problems).toEqual([]);
  });
});
