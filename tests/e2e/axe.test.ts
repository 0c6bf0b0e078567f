import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './fixtures/chromium.ts';
import { openRealApp, type RealApp } from './fixtures/real-app.ts';

/** axe-core over every view of the real app: no violation of WCAG 2.2 A and AA, nor of its best practices. */

const looks = {
  light: { colorScheme: 'light', contrast: null, forcedColors: null },
  dark: { colorScheme: 'dark', contrast: null, forcedColors: null },
  'more contrast': { colorScheme: 'light', contrast: 'more', forcedColors: null },
  'forced colours': { colorScheme: 'dark', contrast: null, forcedColors: 'active' },
} as const;
const sizes = [
  { width: 1180, height: 800 },
  { width: 640, height: 480 },
] as const;

/** What axe finds, one line a place. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
}

describe.skipIf(chromiumPath === null)('axe', () => {
  let app: RealApp;
  let page: Page;

  beforeAll(async () => {
    app = await openRealApp();
    page = app.window.page;
  });
  afterAll(() => app?.close());

  async function everyLook(where: string): Promise<void> {
    const found: string[] = [];
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const [look, media] of Object.entries(looks)) {
        // Colours do not depend on the size.
        if (size !== sizes[0] && look !== 'light') continue;
        await page.emulateMedia(media);
        // Colours change by a transition.
        await page.waitForTimeout(300);
        found.push(...(await violations(page)).map((one) => `${where}, ${look}, ${size.width}: ${one}`));
      }
    }
    await page.setViewportSize(sizes[0]);
    await page.emulateMedia(looks.light);
    expect([...new Set(found)]).toEqual([]);
  }
  const go = async (name: string): Promise<void> => {
    const views = page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name }).or(views.getByRole('button', { name })).click();
  };
  const input = () => page.getByRole('combobox', { name: 'Request' });

  it('would find something', async () => {
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.id = 'unnamed';
      document.querySelector('main')?.append(image);
    });
    expect((await violations(page)).join()).toContain('image-alt');
    await page.evaluate(() => document.querySelector('#unnamed')?.remove());
  });

  it('finds nothing in the command view, while typing and with a card open', { timeout: 180_000 }, async () => {
    await everyLook('command, empty');
    await input().fill("refund $5 of Oskar's latest payment");
    await page.getByText('$5.00').first().waitFor();
    await everyLook('command, preview');
    await input().press('Enter');
    await page.getByRole('button', { name: /Approve once/u }).waitFor();
    await everyLook('approvals, one card');
    await page.getByRole('button', { name: /Always like this/u }).click();
    await everyLook('approvals, always like this');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: /Approve once/u }).click();
    await page
      .getByText(/^Refunded/u)
      .first()
      .waitFor();
    await go('Command');
    await everyLook('command, done');
  });

  it('finds nothing in the activity, with an entry open and with the charts', async () => {
    await go('Activity');
    await page
      .getByRole('listbox', { name: 'Entries' })
      .getByRole('option', { name: /Refund/u })
      .first()
      .click();
    await page.getByText(/proof/iu).first().waitFor();
    await everyLook('activity');
  });

  it.each(['Policies', 'Connections', 'Settings'])('finds nothing in %s', async (name) => {
    await go(name);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await everyLook(name);
  });

  it('finds nothing in the quick command', async () => {
    await page.goto(new URL('/quick', page.url()).href);
    await input().waitFor();
    await everyLook('quick, empty');
    await input().fill('list open pull requests in api');
    await page
      .getByText(/pull requests/iu)
      .first()
      .waitFor();
    await everyLook('quick, preview');
  });
});
