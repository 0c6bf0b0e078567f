import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';
import { fakeThimble } from './fixtures/fake-thimble.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rendererDir = `${root}node_modules/.cache/thimble-renderer-always`;
const slow = { timeout: 30_000 } as const;

/** The real window over fakes: rules that a person makes on a card. */
describe.skipIf(chromiumPath === null)('“Always like this” (skipped where there is no Chromium)', slow, () => {
  let host: BrowserHost;
  let window: TestWindow;

  beforeAll(() => buildRenderer(root, rendererDir), 120_000);

  beforeEach(async () => {
    host = await startBrowserHost({ ...fakeThimble({ approvalSeconds: 60 }), rendererDir });
    window = await openTestWindow(host.url);
    window.page.setDefaultTimeout(30_000);
    await window.page.getByText('Recent', { exact: true }).waitFor();
  }, 60_000);

  afterEach(async () => {
    const problems = [...window.problems];
    await window.close();
    await host.close();
    expect(problems).toEqual([]);
  });

  const ask = async (request: string): Promise<void> => {
    const input = window.page.getByRole('combobox', { name: 'Request' });
    await input.fill(request);
    await input.press('Enter');
    await window.page.getByRole('button', { name: 'Always like this…' }).click();
  };
  const panel = () => window.page.getByRole('region', { name: 'Always allow this?' });
  const says = () => panel().getByRole('status');
  const approve = () => panel().getByRole('button', { name: 'Approve and always allow this' });

  it('shows the rule, makes it with the approval, lists it, and removes it', async () => {
    const { page } = window;
    await ask('tell #releases that api v2.4.0 is out');
    await says().getByText('always send a message to #releases, any text, until 3 April 2026').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Always allow this?');
    expect(await page.getByRole('button', { name: 'Approve once' }).count()).toBe(0);
    await panel().getByText('The policy, word for word').click();
    await panel().getByText('@lifts("writes-ask")').waitFor();
    await panel().getByLabel('For').selectOption('7');
    await says().getByText('until 11 March 2026').waitFor();
    await approve().click();
    await page.getByText('Posted').first().waitFor();
    await page.getByRole('button', { name: 'Policies' }).click();
    const rules = page.getByRole('region', { name: /Rules that you made on cards/u });
    await rules.getByText('Until 11 March 2026', { exact: true }).waitFor();
    await rules.getByRole('button', { name: /^Remove: You said: always send a message/u }).click();
    await rules.getByText(/^Removed: You said/u).waitFor();
    await rules.getByText('None yet.').waitFor();
  });

  it('writes the rule again with another limit, refuses one that is too high, and cannot be approved meanwhile', async () => {
    await ask('refund $5 of Oskar’s latest payment');
    const limit = panel().getByLabel('At most, each');
    await says().getByText('up to $5.00 each').waitFor();
    expect(await limit.inputValue()).toBe('5.00');
    await limit.fill('20');
    await says().getByText('up to $20.00 each').waitFor();
    await limit.fill('20000');
    await says().getByText('That limit is too high.').waitFor();
    expect(await approve().count()).toBe(0);
    await limit.fill('a lot');
    await panel().getByText('Type an amount like 20 or 12.50.').waitFor();
    expect(await approve().isDisabled()).toBe(true);
    await limit.fill('12.50');
    await says().getByText('up to $12.50 each').waitFor();
    await approve().click();
    await window.page.getByText('Refunded').first().waitFor();
  });

  it('cannot be approved by a key that was on its way, and Escape goes back', async () => {
    const { page } = window;
    await ask('tell #releases that api v2.4.0 is out');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Enter');
    await says().getByText('always send a message').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await panel().isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Approve once' }).waitFor();
    expect(await panel().count()).toBe(0);
  });

  it('says why there is none for what always asks', async () => {
    await ask('summarize #support and tell #general');
    await says().getByText('No rule for this one').waitFor();
    await says().getByText('that is always asked about').waitFor();
    expect(await approve().count()).toBe(0);
  });

  it('a card that was answered in another window is gone here, and stays away after a reload', async () => {
    const { page } = window;
    const input = page.getByRole('combobox', { name: 'Request' });
    await input.fill('tell #releases that api v2.4.0 is out');
    await input.press('Enter');
    await page.getByRole('button', { name: 'Approve once' }).waitFor();
    const other = await openTestWindow(host.link());
    other.page.setDefaultTimeout(30_000);
    await other.page.getByRole('button', { name: 'Approvals' }).click();
    await other.page.getByRole('textbox', { name: /Reason/u }).fill('not yet');
    await other.page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('You said no: not yet').waitFor();
    expect(await page.getByRole('button', { name: 'Approve once' }).count()).toBe(0);
    await page.reload();
    await page.getByText('Recent', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Approvals' }).click();
    await page.getByText('Nothing waits for you.').waitFor();
    await other.close();
  });
});
