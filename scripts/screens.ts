import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowserHost } from '../main/hosts/browser/index.ts';
import { startThimble } from '../main/index.ts';
import { openTestWindow } from '../tests/e2e/fixtures/chromium.ts';

/** `npm run screens`: takes the pictures of the README and docs/ from the running app, with Needle and the demo workspace. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs', 'images');
const request = "refund $5 of Oskar's latest payment";

const dataDir = mkdtempSync(join(tmpdir(), 'thimble-screens-'));
mkdirSync(folder, { recursive: true });
const thimble = await startThimble({ host: 'browser', dataDir, resourcesDir: root });
const host = await startBrowserHost({
  router: thimble.router,
  events: thimble.events,
  rendererDir: join(root, 'dist', 'renderer'),
});

/** The quick command's window, as high as what is in it. */
async function quickWindow(dark: boolean): Promise<void> {
  const width = 680;
  const { page, close } = await openTestWindow(host.link('quick'), { dark, width, height: 620 });
  await page.getByRole('combobox', { name: 'Request' }).fill(request);
  await page.getByText('$5.00').first().waitFor();
  const height = Math.round((await page.getByRole('main').boundingBox())?.height ?? 620);
  await page.setViewportSize({ width, height });
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `quick-window${dark ? '-dark' : ''}.png`) });
  await close();
}

try {
  for (const dark of [false, true]) {
    const { page, close } = await openTestWindow(host.link(), { dark, width: 1100, height: 720 });
    const shot = async (name: string): Promise<void> => {
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${name}${dark ? '-dark' : ''}.png`) });
    };
    const hide = page.getByRole('button', { name: 'Hide' });
    await page.getByRole('combobox', { name: 'Request' }).fill(request);
    await page.getByText('$5.00').first().waitFor();
    if (await hide.isVisible()) await hide.click();
    await shot('quick-command');
    await page.getByRole('combobox', { name: 'Request' }).press('Enter');
    await page.getByRole('button', { name: /Approve once/u }).waitFor();
    await shot('approval');
    await page.getByRole('button', { name: /Approve once/u }).click();
    await page
      .getByText(/^Refunded/u)
      .first()
      .waitFor();
    const views = page.getByRole('navigation');
    await views
      .getByRole('link', { name: 'Activity' })
      .or(views.getByRole('button', { name: 'Activity' }))
      .click();
    await page.getByRole('listbox', { name: 'Entries' }).getByRole('option').first().click();
    await shot('activity');
    await views
      .getByRole('link', { name: 'Connections' })
      .or(views.getByRole('button', { name: 'Connections' }))
      .click();
    await page.getByRole('heading', { name: 'Slack' }).waitFor();
    await shot('connections');
    await close();
    thimble.composition.demo.reset();
    await quickWindow(dark);
  }
} finally {
  await host.close();
  await thimble.close();
  rmSync(dataDir, { recursive: true, force: true });
}
console.log(`Wrote ${folder}`);
