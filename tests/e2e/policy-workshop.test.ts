import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost, terminalCode } from '../../main/hosts/browser/index.ts';
import { startThimble } from '../../main/index.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';

/** The policy workshop in the window: a rule written, completed, checked, tried on the log, saved, loosened, restored. */

const root = resolve(import.meta.dirname, '../..');

describe.skipIf(chromiumPath === null)('the policy workshop in Chromium', { timeout: 120_000 }, () => {
  let dataDir = '';
  let thimble: Awaited<ReturnType<typeof startThimble>>;
  let host: BrowserHost;
  let window: TestWindow;
  let page: Page;
  let terminal = '';

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'thimble-e2e-'));
    const write = (text: string): void => {
      terminal += text;
    };
    thimble = await startThimble({
      host: 'browser',
      dataDir,
      resourcesDir: root,
      confirmer: terminalCode({ isTTY: true, write }),
    });
    const { agent } = thimble.composition;
    for (const repo of ['web', 'api', 'infra'])
      await agent.finished(agent.start(`/github.repos.star repo: ${repo}`).id);
    host = await startBrowserHost({
      router: thimble.router,
      events: thimble.events,
      rendererDir: join(root, 'dist', 'renderer'),
    });
    window = await openTestWindow(host.url);
    page = window.page;
    page.setDefaultTimeout(30_000);
  }, 120_000);
  afterAll(async () => {
    await window?.close();
    await host?.close();
    await thimble?.close();
    if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  });

  const editor = () => page.getByRole('textbox', { name: 'Text of mine.cedar' });
  const inEditor = () =>
    editor().evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);
  const ids = () => thimble.composition.policy.policies().map(({ id }) => id);
  const mine = () => readFileSync(join(dataDir, 'policies', 'mine.cedar'), 'utf8');
  const code = () => /window: (\d{6})/u.exec(terminal)?.[1] ?? '';
  /** Replaces the whole text as a person would. */
  async function write(text: string): Promise<void> {
    await editor().click();
    await page.keyboard.press('Control+A');
    // Chromium styles what is typed over a selection, which the CSP refuses with a line on the console.
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(text);
  }

  it('lists the rules in words and finds them', async () => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Policies' }).click();
    await page.getByRole('searchbox', { name: 'Search the rules' }).fill('refund-over limit');
    await page.locator('.policy-text', { hasText: 'Refunds over $100' }).waitFor();
    expect(await page.locator('.policy').count()).toBe(1);
  });

  it('copies a default rule into a file of one’s own to change it', async () => {
    await page.locator('.policy-text', { hasText: 'Refunds over $100' }).click();
    await page.getByRole('button', { name: 'Change this rule…' }).click();
    await editor().waitFor();
    expect(await editor().textContent()).toContain('@id("refund-over-limit-asks")');
    await page.getByText('Replaces default rules: refund-over-limit-asks').waitFor();
    await page.getByText('1 rule, valid').waitFor();
  });

  it('completes names of tools, their values and what Thimble computes', async () => {
    await write('@id("stars-ask") @says("Stars ask first.") @decision("ask")\nforbid (principal, action == Action::"');
    await page.keyboard.type('github.repos.st');
    await page
      .getByRole('option', { name: /^github\.repos\.star/u })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+End');
    await write(
      '@id("a") @says("A.") forbid (principal, action == Action::"stripe.refunds.create", resource) when { context.args.',
    );
    await page.keyboard.type('pay');
    await page.getByRole('option', { name: /^payment/u }).waitFor();
    await page.keyboard.press('Escape');
    await write('@id("a") @says("A.") forbid (principal, action, resource) when { context.meta.');
    await page.keyboard.type('in_w');
    await page.getByRole('option', { name: /^in_working_hours/u }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('marks an error at its place, with what to do, and does not save it', async () => {
    await write('@id("a") @says("A.") forbid (principal, action, resource)\nwhen { context.meta.taintd };');
    await page
      .getByText(/Attribute `meta\.taintd`/u)
      .first()
      .waitFor();
    await page
      .getByText(/Did you mean `tainted`/u)
      .first()
      .waitFor();
    expect(await page.locator('.cm-lintRange-error').count()).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'line 2' }).click();
    expect(await inEditor()).toBe(true);
  });

  it('says that 3 allowed calls would now ask, and saves from the keyboard', async () => {
    await write(
      '@id("stars-ask") @says("Stars ask first.") @decision("ask")\nforbid (principal, action == Action::"github.repos.star", resource);\n',
    );
    await page.getByText('3 calls allowed before would now ask').waitFor();
    expect(await page.getByRole('button', { name: 'Open the entry' }).count()).toBe(3);
    await page.getByRole('button', { name: 'Make a case' }).first().click();
    await page.getByText(/^Kept as a case: /u).waitFor();
    await editor().click();
    await page.keyboard.press('Control+S');
    await page.getByText('Saved and in force.').waitFor();
    expect(mine()).toContain('stars-ask');
    expect(ids()).toContain('stars-ask');
    // The case expected what was said before the rule.
    await page.getByText(/now/u).first().waitFor();
  });

  it('takes the code of the terminal before it loosens anything', async () => {
    await write('');
    await page.getByText('This may let through what is stopped now').waitFor();
    await page
      .getByText(/“stars-ask” is gone/u)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Save and loosen…' }).click();
    const field = page.getByRole('textbox', { name: 'Code from the terminal' });
    await field.waitFor();
    expect(terminal).toContain('“stars-ask” is gone, which asked: Stars ask first.');
    expect(mine()).toContain('stars-ask');
    await field.fill(code() === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'Agree and save' }).click();
    await page.getByText('That is not the code.').waitFor();
    expect(mine()).toContain('stars-ask');
    await field.fill(code());
    await page.getByRole('button', { name: 'Agree and save' }).click();
    await page.getByText('Saved and in force.').waitFor();
    expect(mine()).toBe('');
  });

  it('shows an earlier text against the one on disk and restores it', async () => {
    await page.getByRole('button', { name: 'History' }).click();
    const history = page.getByRole('region', { name: 'History of mine.cedar' });
    await history.getByRole('button', { expanded: false }).nth(1).click();
    await history.getByText('@id("stars-ask")', { exact: false }).waitFor();
    await history.getByRole('button', { name: 'Restore this text' }).click();
    await expect.poll(ids, { timeout: 30_000 }).toContain('stars-ask');
    expect(mine()).toContain('stars-ask');
  });

  it('imports a file after showing what it changes, and nothing before', async () => {
    const { json } = await thimble.composition.workshop.exportBundle();
    const before = mine();
    rmSync(join(dataDir, 'policies', 'mine.cedar'));
    await expect.poll(ids, { timeout: 30_000 }).not.toContain('stars-ask');
    const upload = (name: string, text: string) =>
      page
        .locator('input[type="file"]')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text, 'utf8') });
    const plan = page.getByTestId('import-plan');
    await upload('odd.json', json.replace('Stars ask first', 'Stars are free'));
    await plan.getByText(/its hash is not that of its content/u).waitFor();
    await plan.getByRole('button', { name: 'Leave it' }).click();
    await upload('policies.json', json);
    await plan.getByText('mine.cedar').waitFor();
    await plan.getByText('@id("stars-ask")', { exact: false }).waitFor();
    expect(ids()).not.toContain('stars-ask');
    await plan.getByRole('button', { name: 'Import', exact: true }).click();
    await plan.getByText('Imported and in force.').waitFor();
    expect(mine()).toBe(before);
    expect(ids()).toContain('stars-ask');
    await plan.getByRole('button', { name: 'Close' }).click();
  });

  it('notices what another program wrote, and says when that is not valid', async () => {
    writeFileSync(join(dataDir, 'policies', 'mine.cedar'), 'forbid (principal');
    await page.getByText('Some policy files have problems. The last valid set is in force.').waitFor();
    expect(ids()).toContain('stars-ask');
  });

  it('lets Escape and Tab out of the editor', async () => {
    await editor().click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await inEditor()).toBe(false);
  });

  it('had no error on the console: the editor keeps to the content security policy', () => {
    expect(window.problems).toEqual([]);
  });
});
