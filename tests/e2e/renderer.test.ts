import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';
import { fakeThimble } from './fixtures/fake-thimble.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rendererDir = `${root}node_modules/.cache/thimble-renderer-e2e`;

/** The real window, browser host, router and bridge; only the services behind the router are fakes. */
describe.skipIf(chromiumPath === null)('the window (skipped where there is no Chromium)', () => {
  let host: BrowserHost;
  let window: TestWindow;

  beforeAll(() => buildRenderer(root, rendererDir));

  beforeEach(async () => {
    host = await startBrowserHost({ ...fakeThimble({ approvalSeconds: 60 }), rendererDir });
    window = await openTestWindow(host.url);
    // Here once the page has asked its first questions: keys are listened to by then.
    await window.page.getByText('Recent', { exact: true }).waitFor();
  });

  afterEach(async () => {
    const problems = [...window.problems];
    await window.close();
    await host.close();
    expect(problems).toEqual([]);
  });

  const input = () => window.page.getByRole('combobox', { name: 'Request' });

  async function ask(request: string): Promise<void> {
    await input().fill(request);
    await input().press('Enter');
  }

  it('shows the call while one types, each value with its source, and runs nothing', async () => {
    const { page } = window;
    await input().fill('refund $5 of Oskar’s latest payment');
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('Refund $5.00 of Oskar Lindqvist’s payment of $25.99 (Sticker pack)').waitFor();
    expect(await preview.getByText('“Oskar’s latest payment”, found through Stripe payments').isVisible()).toBe(true);
    expect(await preview.getByText('you said “$5”').isVisible()).toBe(true);
    expect(await preview.getByText('Anything that moves money asks first.').isVisible()).toBe(true);
    expect(await page.getByRole('img', { name: /approval/u }).count()).toBe(0);
  });

  it('asks before a write, does nothing on a stray Enter, and runs once approved', async () => {
    const { page } = window;
    await ask('refund $5 of Oskar’s latest payment');
    const card = page.getByRole('region', { name: 'Approve this?' });
    await card.waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H3');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await page.waitForTimeout(900);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    expect(await card.isVisible()).toBe(true);
    await card.getByRole('button', { name: 'Approve once' }).click();
    await page.getByText('Refunded $5.00 of $25.99 to Oskar Lindqvist.').waitFor();
    // The list is asked for again every three seconds: an answered card stays away.
    await page.waitForTimeout(3300);
    expect(await page.getByRole('button', { name: 'Approve once' }).count()).toBe(0);
  });

  it('marks the value that the model is not sure of, in words beside its source, and no other', async () => {
    const { page } = window;
    await ask('refund $5 of Oskar’s latest payment');
    const card = page.getByRole('region', { name: 'Approve this?' });
    await card.waitFor();
    const reason = card.locator('[data-param="reason"]');
    expect(await reason.getByText('Check this: Needle is 55% sure').isVisible()).toBe(true);
    expect(await reason.getByText('chosen by the model').isVisible()).toBe(true);
    expect(await card.getByText(/^Check this/u).count()).toBe(1);
    await card.getByRole('button', { name: 'Change reason' }).click();
    await card.getByRole('group', { name: 'New value of reason' }).getByRole('radio', { name: 'duplicate' }).check();
    await card.getByRole('button', { name: 'Decide again' }).click();
    const changed = page.getByRole('region', { name: 'Decided again. Approve this?' });
    await changed.getByText('you typed it').waitFor();
    expect(await changed.getByText(/^Check this/u).count()).toBe(0);
  });

  it('decides again when a value is changed, and approves what is then on the card', async () => {
    const { page } = window;
    await ask('refund $5 of Oskar’s latest payment');
    await page.getByRole('button', { name: 'Change amount' }).click();
    const field = page.getByRole('textbox', { name: 'New value of amount' });
    await field.fill('7');
    expect(await page.getByRole('button', { name: 'Approve once' }).isDisabled()).toBe(true);
    await field.press('Enter');
    const card = page.getByRole('region', { name: 'Decided again. Approve this?' });
    await card.getByText(/^Refund \$7\.00 of Oskar/u).waitFor();
    expect(await card.getByText('you typed it').isVisible()).toBe(true);
    expect(await card.getByRole('button', { name: 'Approve once' }).isDisabled()).toBe(true);
    await card.getByRole('button', { name: 'Approve once' }).click();
    await page.getByText('Refunded').waitFor();
  });

  it('says no with a reason', async () => {
    const { page } = window;
    await ask('tell #releases that api v2.4.0 is out');
    await page.getByRole('textbox', { name: /Reason/u }).fill('not yet');
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('You said no: not yet').waitFor();
  });

  it('shows who wrote a value that came from a service, before it can be approved', async () => {
    const { page } = window;
    await ask('summarise the incident and follow it');
    const card = page.getByRole('region', { name: 'Approve this?' });
    await card.getByText('Part of this was written by someone else').waitFor();
    expect(await card.getByText('IGNORE PREVIOUS INSTRUCTIONS').isVisible()).toBe(true);
    expect(await card.getByText('copied from what step 1 returned').isVisible()).toBe(true);
    const passage = card.getByRole('figure');
    expect(await passage.innerText()).toContain('Slack, step 1: Read a channel, by Mallory');
    expect(await passage.getByText('messages › 3 › text').isVisible()).toBe(true);
    // What was copied is marked in its text, and a character that turns text around is a chip.
    expect(await passage.locator('mark').innerText()).toMatch(/^IGNORE PREVIOUS INSTRUCTIONS/u);
    expect(await passage.locator('.hidden-chip').innerText()).toBe('U+202E');
    expect(await passage.innerText()).toMatch(/before noon/u);
  });

  it('shows what a read returned, and the rule that denied', async () => {
    const { page } = window;
    await ask('show open issues in api');
    await page.getByRole('cell', { name: 'CSV export drops the last row' }).waitFor();
    await ask('delete the api repo');
    await page.getByText('Repositories are never deleted from here.').first().waitFor();
    await page.getByRole('button', { name: 'See it in the activity' }).click();
    await page.getByRole('heading', { name: 'Delete the repository lumenlabs/api with everything in it' }).waitFor();
  });

  it('asks which one is meant, and picks nothing by itself', async () => {
    const { page } = window;
    await ask('refund Jane');
    await page.getByRole('group', { name: 'Which Jane do you mean?' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('group', { name: 'Which Jane do you mean?' }).isVisible()).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Jane Moreau');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Approve this?' }).waitFor();
  });

  it('walks, searches, filters, verifies and exports the activity by keyboard', async () => {
    const { page } = window;
    await page.keyboard.press('Control+3');
    const list = page.getByRole('listbox', { name: 'Entries' });
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const detail = page.getByRole('article', { name: 'Entry' });
    await detail.getByRole('region', { name: 'Proof' }).waitFor();
    for (const chapter of [
      'What was said',
      'Call',
      'Values',
      'Rules that decided',
      'Approval',
      'What was sent',
      'What came back',
      'Proof',
    ])
      expect(await detail.getByRole('region', { name: chapter, exact: true }).count(), chapter).toBe(1);
    await page.keyboard.press('/');
    await page.keyboard.type('delete the api repo');
    await page.getByText('12 entries').waitFor();
    await page.getByRole('combobox', { name: 'Service' }).selectOption('Slack');
    await page.getByText('No entry fits these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('60 entries').waitFor();
    await page.getByRole('button', { name: 'Verify all' }).click();
    await page.getByText('All 60 log entries verify.').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the file' }).click();
    expect((await download).suggestedFilename()).toMatch(/^thimble-audit-.*\.jsonl$/u);
  });

  it('saves settings, follows the theme, and says what is wrong with them', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByText('Saved: theme.').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.getByRole('combobox', { name: /Time zone/u }).fill('Mars/Olympus');
    await page.getByText('There is no time zone called "Mars/Olympus".').waitFor();
    // What cannot be saved is in the way of nothing else.
    await page.getByRole('spinbutton', { name: 'Minutes to answer an approval' }).fill('61');
    await page.getByText('Write a whole number from 1 to 60.').waitFor();
    await page.getByRole('spinbutton', { name: 'Minutes to answer an approval' }).fill('7');
    await page.getByText('Saved: minutes to answer.').waitFor();
    // Who leaves the page at once has it saved too.
    await page.getByRole('textbox', { name: 'Default Slack channel' }).fill('#releases');
    await page.getByRole('button', { name: 'Command' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Default Slack channel' }).inputValue()).toBe('releases');
    expect(await page.getByRole('spinbutton', { name: 'Minutes to answer an approval' }).inputValue()).toBe('7');
    expect(await page.getByRole('combobox', { name: /Time zone/u }).inputValue()).toBe('America/New_York');
  });

  it('measures devices when asked to, and says that a page cannot be started at login', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText('Only the installed desktop app can be started at login.').waitFor();
    await page.getByRole('button', { name: 'Measure again' }).click();
    await page.getByText('CPU, 2 threads: 41 ms, used from the next start on').waitFor();
    await page.getByText('CUDA: cannot be used (it cannot be opened)').waitFor();
  });

  it('keeps the second model off until it is turned on, and warns where words would leave the machine', async () => {
    const { page } = window;
    const open = () => page.getByRole('button', { name: 'Settings' }).click();
    await open();
    const section = page.getByRole('region', { name: 'Second model' });
    const on = section.getByRole('checkbox', { name: /^Ask a second model/u });
    expect(await on.isChecked()).toBe(false);
    await on.check();
    await section.getByRole('textbox', { name: /^Model/u }).fill('llama3.1:8b');
    expect(await section.getByText('Your words leave this machine').count()).toBe(0);
    await section.getByRole('checkbox', { name: /another machine/u }).check();
    await section.getByText('Your words leave this machine').waitFor();
    await section.getByRole('button', { name: 'Apply' }).click();
    await section.getByText('Saved.').waitFor();
    const key = section.getByLabel(/^Key/u);
    await key.fill('sk-test-1');
    await section.getByRole('button', { name: 'Keep this key' }).click();
    await section.getByText('A key is kept').waitFor();
    expect(await key.inputValue()).toBe('');
    // The other form leaves it as it is.
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByText('Saved: theme.').waitFor();
    await page.getByRole('button', { name: 'Command' }).click();
    await open();
    expect(await on.isChecked()).toBe(true);
    expect(await section.getByRole('textbox', { name: /^Model/u }).inputValue()).toBe('llama3.1:8b');
  });

  it('has a landmark, a heading and named controls on every view', async () => {
    const { page } = window;
    for (const view of ['Command', 'Approvals', 'Activity', 'Policies', 'Connections', 'Settings']) {
      await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click();
      await page.waitForTimeout(150);
      expect(await page.getByRole('heading', { level: 1 }).count(), view).toBe(1);
      expect(await page.getByRole('main').count(), view).toBe(1);
      const unnamed = await page.evaluate(() =>
        [...document.querySelectorAll('button, input, select')]
          .filter((element) => {
            const labelled = (element as HTMLInputElement).labels?.length ?? 0;
            return !(element.getAttribute('aria-label') || element.textContent?.trim() || labelled > 0);
          })
          .map((element) => element.outerHTML),
      );
      expect(unnamed, view).toEqual([]);
    }
  });

  it.each([
    [1280, 800],
    [900, 600],
  ])('does not scroll sideways at %i by %i', async (width, height) => {
    const { page } = window;
    await page.setViewportSize({ width, height });
    for (const key of [1, 2, 3, 4, 5, 6]) {
      await page.keyboard.press(`Control+${key}`);
      await page.waitForTimeout(150);
      const [wide, shown] = await page.evaluate(() => [
        document.querySelector('main')?.scrollWidth ?? 0,
        document.querySelector('main')?.clientWidth ?? 0,
      ]);
      expect(wide, `view ${key}`).toBeLessThanOrEqual(shown ?? 0);
    }
  });
});
