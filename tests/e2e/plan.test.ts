import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { startThimble } from '../../main/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import { oneTainted, planScripts, refund, threeSteps } from '../support/plan-scripts.ts';
import { scriptedModel } from '../support/scripted-model.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';

/** The card of a plan in a real browser, over the whole app with a scripted model and the services' emulators. */

const root = resolve(import.meta.dirname, '../..');
const rendererDir = join(root, 'node_modules/.cache/thimble-renderer-plan');

describe.skipIf(chromiumPath === null)('the card of a plan (skipped where there is no Chromium)', () => {
  let dataDir = '';
  let thimble: Awaited<ReturnType<typeof startThimble>>;
  let host: BrowserHost;
  let window: TestWindow;
  let page: Page;
  let card: Locator;

  beforeAll(async () => {
    await buildRenderer(root, rendererDir);
    dataDir = mkdtempSync(join(tmpdir(), 'thimble-plan-'));
    thimble = await startThimble({ host: 'browser', dataDir, resourcesDir: root, model: scriptedModel(planScripts) });
    host = await startBrowserHost({ router: thimble.router, events: thimble.events, rendererDir });
  });
  afterAll(async () => {
    await host?.close();
    await thimble?.close();
    if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    thimble.composition.demo.reset();
    thimble.composition.agent.forget();
    window = await openTestWindow(host.link());
    page = window.page;
    page.setDefaultTimeout(30_000);
    card = page.getByRole('region', { name: /Approve this\?$/u });
  });
  afterEach(async () => {
    for (const { runId } of thimble.composition.agent.approvals()) thimble.composition.agent.cancel(runId);
    await window.close();
    expect(window.problems).toEqual([]);
  });

  const ops = () =>
    thimble.composition.demo
      .received()
      .filter((request) => request.method !== 'GET' && request.op !== null)
      .map((request) => request.op);
  async function ask(words: string): Promise<void> {
    const input = page.getByRole('combobox', { name: 'Request' });
    await input.fill(words);
    await input.press('Enter');
    await card.waitFor();
  }
  /** Goes on with Tab until the element of that name has the focus. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      const now = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
      if (name.test(now)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${name.source}`);
  }
  const enabled = (name: string) => card.getByRole('button', { name, disabled: false }).waitFor();

  it('shows all steps, and one approval by keyboard carries them out', async () => {
    await ask(threeSteps);
    const steps = card.getByRole('list', { name: 'Steps of this request' }).locator('> li');
    expect(await steps.count()).toBe(3);
    expect(await steps.nth(1).textContent()).toContain('Comment “all fixed”');
    expect(await card.getByText('Step 1: waits for you').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H3');
    await page.keyboard.press('Enter');
    await enabled('Approve all 3 steps');
    expect(ops()).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(ops, { timeout: 30_000 })
      .toEqual(['github.issues.update', 'github.issues.comment', 'slack.chat.postMessage']);
    expect(await card.count()).toBe(0);
  });

  it('lets the whole call be filled in by keyboard, says what changed, and keeps the place', async () => {
    await ask(threeSteps);
    await tabTo(/^Add a value/u);
    await page.keyboard.press('Enter');
    await tabTo(/^labels/u);
    await page.keyboard.press('Enter');
    await card.getByRole('textbox', { name: 'Value of labels: add' }).waitFor();
    expect(await card.getByRole('button', { name: 'Approve all 3 steps' }).isDisabled()).toBe(true);
    await page.keyboard.type('nothing like it');
    await page.keyboard.press('Control+Enter');
    const wrong = card.getByRole('alert').filter({ hasText: 'has no label called “nothing like it”' });
    await wrong.waitFor();
    const field = card.getByRole('textbox', { name: 'Value of labels: add' });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('bug');
    await page.keyboard.press('Enter');
    expect(await card.getByRole('button', { name: 'Remove bug' }).isVisible()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await card.getByText(/^Decided again: Asks you\. Change .*bug/u).waitFor({ state: 'attached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), { timeout: 30_000 })
      .toBe('Change labels');
    expect(await card.locator('[data-param="labels"]').first().getByText('you typed it').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await card.getByRole('button', { name: 'Leave it out' }).click();
    await expect.poll(() => card.locator('[data-param="labels"]').count(), { timeout: 30_000 }).toBe(0);
    expect(ops()).toEqual([]);
  });

  it('changes a later step, which then runs as it was changed', async () => {
    await ask(threeSteps);
    await card.getByRole('button', { name: 'Look at step 3' }).click();
    const third = card.getByRole('list', { name: 'Steps of this request' }).locator('> li').nth(2);
    await third.getByRole('button', { name: 'Change text' }).click();
    await third.getByRole('textbox', { name: 'New value of text' }).fill('closed, thanks');
    await third.getByRole('button', { name: 'Decide again' }).click();
    await third.getByText('Post “closed, thanks” in #releases').waitFor();
    await enabled('Approve all 3 steps');
    await card.getByRole('button', { name: 'Approve all 3 steps' }).click();
    await expect.poll(ops, { timeout: 30_000 }).toContain('slack.chat.postMessage');
    const posted = thimble.composition.demo.received().find(({ op }) => op === 'slack.chat.postMessage');
    expect(posted?.body).toMatchObject({ text: 'closed, thanks' });
  });

  it('shows the exact request, and reads nothing before it is told to', async () => {
    await ask(refund);
    const seen = thimble.composition.demo.received().length;
    await card.getByRole('button', { name: 'Show the exact request' }).click();
    const exact = card.getByRole('region', { name: 'Exact request' });
    await exact.getByText('POST').waitFor();
    expect(await exact.textContent()).toMatch(/\/v1\/refunds.*"amount": 500/su);
    expect(thimble.composition.demo.received()).toHaveLength(seen);
    await card.getByRole('button', { name: 'Change amount' }).click();
    await card.getByRole('textbox', { name: 'New value of amount' }).fill('$7');
    expect(await card.getByText('USD', { exact: true }).isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await card.getByText(/^Refund \$7\.00/u).waitFor();
    await card.getByRole('button', { name: 'Show the exact request' }).click();
    await exact.getByText('POST').waitFor();
    expect(await exact.textContent()).toMatch(/"amount": 700/u);
  });

  it('asks step by step where a service’s text is in the plan, and keeps why it was denied', async () => {
    await ask(oneTainted);
    await card.getByText('Step 1: done').waitFor();
    await card.getByText('Part of it was written by someone else').waitFor();
    await enabled('Approve this step');
    const first = card.locator('.button-primary');
    expect(await first.textContent()).toBe('Approve this step');
    expect(await card.getByRole('button', { name: 'Approve the 2 steps left' }).isVisible()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await card.getByText('Step 3: waits for you').waitFor();
    expect(ops()).toEqual(['slack.chat.postMessage']);
    await card.getByRole('textbox', { name: /^Reason/u }).fill('they did not ask for that');
    await card.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('You said no').first().waitFor();
    const { entries } = thimble.composition.audit.list({ status: 'refused' }, undefined, 1);
    expect(thimble.composition.audit.show(entries[0]?.id ?? '').approval).toMatchObject({
      verdict: 'deny',
      reason: 'they did not ask for that',
    });
  });

  it('tells the window whose answer came second that it did not count', async () => {
    await ask(refund);
    const [open] = thimble.composition.agent.approvals();
    // The other window answers in the moment in which this one does.
    await page.route('**/api/approval.answer', async (route) => {
      thimble.composition.agent.answer(open?.id ?? '', open?.step.decision?.callHash ?? '', {
        verdict: 'deny',
        by: 'the other window',
        reason: 'not this one',
      });
      await route.continue();
    });
    await enabled('Approve once');
    await card.getByRole('button', { name: 'Approve once' }).click();
    const told = page.getByRole('alert').filter({ hasText: 'Your answer did not count.' });
    await told.waitFor();
    expect(await told.textContent()).toContain('That approval is no longer open.');
    expect(await card.count()).toBe(0);
    expect(ops()).toEqual([]);
    await told.getByRole('button', { name: 'Hide' }).click();
    expect(await told.count()).toBe(0);
  });
});
