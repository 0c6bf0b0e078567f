import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';
import { type FakeAccounts, fakeAccounts, sampleAccounts } from './fixtures/fake-accounts.ts';
import { fakeThimble } from './fixtures/fake-thimble.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rendererDir = `${root}node_modules/.cache/thimble-connections-e2e`;
const token = 'xoxp-window-canary-5321';

/** Connections in the real window, over accounts in memory. */
describe.skipIf(chromiumPath === null)('Connections (skipped where there is no Chromium)', () => {
  let host: BrowserHost;
  let window: TestWindow;
  let accounts: FakeAccounts;

  beforeAll(() => buildRenderer(root, rendererDir));

  async function open(given: FakeAccounts): Promise<void> {
    accounts = given;
    host = await startBrowserHost({ ...fakeThimble({ accounts }), rendererDir });
    window = await openTestWindow(host.url);
    await window.page.getByRole('button', { name: 'Connections' }).click();
    await window.page.locator('[data-service=slack]').waitFor();
  }

  afterEach(async () => {
    const problems = [...window.problems];
    await window.close();
    await host.close();
    expect(problems).toEqual([]);
  });

  const card = (service: string) => window.page.locator(`[data-service=${service}]`);
  const everything = () =>
    window.page.evaluate(() => {
      const fields = [...document.querySelectorAll('input')].map((field) => field.value);
      return `${document.documentElement.outerHTML} ${fields.join(' ')} ${JSON.stringify({ ...localStorage, ...sessionStorage })}`;
    });

  describe('with nothing connected', () => {
    beforeEach(() => open(fakeAccounts()));

    it('connects an account with a token that the window does not keep', async () => {
      const { page } = window;
      expect(await page.getByRole('radio', { name: 'Your accounts' }).isDisabled()).toBe(true);
      await card('slack').getByRole('button', { name: 'Connect' }).click();
      const field = page.getByLabel('User OAuth token');
      expect(await field.getAttribute('type')).toBe('password');
      await card('slack').getByText('chat:write').waitFor();

      await field.fill('no');
      await page.keyboard.press('Enter');
      await page.getByText('That does not look like a token.').waitFor();
      expect(await field.inputValue()).toBe('');

      await field.fill(token);
      await page.getByLabel('Name (optional)').fill('work');
      await card('slack').getByRole('button', { name: 'Connect', exact: true }).click();
      await card('slack').locator('[data-account=work]').waitFor();
      expect(accounts.tokens).toEqual(['no', token]);
      expect(await everything()).not.toContain(token);
      expect(await page.getByRole('radio', { name: 'Your accounts' }).isChecked()).toBe(true);
      await card('github').getByText('Not connected').waitFor();
      await page.locator('.demo-tag').waitFor({ state: 'detached' });

      await page.getByRole('radio', { name: 'Demo workspace' }).click();
      await card('github').getByText('Demo', { exact: true }).waitFor();
    });
  });

  describe('with accounts in every state', () => {
    beforeEach(() => open(fakeAccounts(sampleAccounts)));

    it('says what is wrong and what a token cannot do', async () => {
      await card('slack')
        .getByText(/refused since Nov 21, 2026/u)
        .waitFor();
      await card('github').getByText('Expires on Nov 28, 2026').waitFor();
      await card('github').getByText('Cannot do 2 things').click();
      expect(await card('github').getByText('Create a gist').isVisible()).toBe(true);
      await card('stripe')
        .getByText(/moves? real money/u)
        .waitFor();
    });

    it('renames, makes default and disconnects, asking first', async () => {
      const { page } = window;
      const home = card('slack').locator('[data-account=home]');
      await home.getByRole('button', { name: 'Make default' }).click();
      await home.getByText('Default', { exact: true }).waitFor();
      await home.getByRole('button', { name: 'Rename' }).click();
      await page.getByLabel('New name').fill('family');
      await page.keyboard.press('Enter');
      const family = card('slack').locator('[data-account=family]');
      await family.getByRole('button', { name: 'Disconnect' }).click();
      await family.getByRole('button', { name: 'Keep it' }).click();
      await family.getByRole('button', { name: 'Disconnect' }).click();
      await family.getByRole('button', { name: 'Disconnect now' }).click();
      await family.waitFor({ state: 'detached' });
    });

    it('shows the code of a sign-in, and stops it', async () => {
      const { page } = window;
      await card('github').getByRole('button', { name: 'Add an account' }).click();
      await page.getByRole('button', { name: 'Sign in to GitHub' }).click();
      await page.getByText('WDJB-MJHT').waitFor();
      expect(await page.getByText('https://github.com/login/device').isVisible()).toBe(true);
      await page.locator('.sign-in-code').getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('WDJB-MJHT').waitFor({ state: 'detached' });
    });
  });
});
