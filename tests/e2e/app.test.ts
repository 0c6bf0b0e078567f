import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './fixtures/chromium.ts';
import { openRealApp, type RealApp } from './fixtures/real-app.ts';

/** The whole app with Needle, the services' emulators and a real browser: what a newcomer does. */

describe.skipIf(chromiumPath === null)('the app in Chromium', () => {
  let app: RealApp;
  let page: Page;

  beforeAll(async () => {
    app = await openRealApp();
    page = app.window.page;
  });
  afterAll(() => app?.close());

  const received = (op: string) => app.thimble.composition.demo.received().filter((request) => request.op === op);
  const view = (name: string) =>
    page
      .getByRole('navigation')
      .getByRole('link', { name })
      .or(page.getByRole('navigation').getByRole('button', { name }));
  async function request(words: string): Promise<void> {
    await view('Command').click();
    const input = page.getByRole('combobox', { name: 'Request' });
    await input.fill(words);
    await page.getByRole('button', { name: /^(Run it|Go to approval|Record the denial)/u }).waitFor();
    await input.press('Enter');
  }

  it('shows the call while typing, sends nothing, and asks before it refunds', async () => {
    await page.getByRole('combobox', { name: 'Request' }).fill("refund $5 of Oskar's latest payment");
    const preview = page.getByRole('region', { name: 'Preview' }).or(page.getByLabel('Preview'));
    await preview
      .getByText(/\$5\.00/u)
      .first()
      .waitFor();
    await preview.getByText(/money/iu).first().waitFor();
    expect(received('stripe.refunds.create')).toEqual([]);

    await page.getByRole('combobox', { name: 'Request' }).press('Enter');
    await page.getByRole('button', { name: /Approve once/u }).waitFor();
    expect(received('stripe.refunds.create')).toEqual([]);
    await page.getByRole('button', { name: /Approve once/u }).click();
    await page
      .getByText(/Refunded \$5\.00/u)
      .first()
      .waitFor();

    expect(received('stripe.refunds.create')).toHaveLength(1);
    expect(received('stripe.refunds.create')[0]).toMatchObject({ status: 200, body: { amount: '500' } });
    expect(JSON.stringify(app.thimble.composition.demo.emulators.stripe.snapshot())).toMatch(/"amount":500/u);
  });

  it('posts what was approved', async () => {
    await request('tell #releases that api v2.4.0 is out');
    await page.getByRole('button', { name: /Approve once/u }).click();
    await expect.poll(() => received('slack.chat.postMessage').length).toBe(1);
    expect(received('slack.chat.postMessage')[0]?.body).toMatchObject({
      channel: 'C0RBFQFOEQH',
      text: 'api v2.4.0 is out',
    });
  });

  it('takes back what it did when asked to, with a card of its own', async () => {
    const slack = () => JSON.stringify(app.thimble.composition.demo.emulators.slack.snapshot());
    expect(slack()).toContain('api v2.4.0 is out');
    await page.getByRole('button', { name: 'Undo: Delete the message' }).click();
    const card = page.getByRole('region', { name: 'Approve this?' });
    await card.getByText(/kept from the call of \d/u).waitFor();
    expect(await card.getByRole('button', { name: /^Change/u }).count()).toBe(0);
    expect(received('slack.chat.delete')).toEqual([]);
    await card.getByRole('button', { name: /Approve once/u }).click();
    await expect.poll(() => received('slack.chat.delete').length).toBe(1);
    expect(slack()).not.toContain('api v2.4.0 is out');

    await view('Activity').click();
    await page.getByRole('option', { name: /^Slack Post “api v2\.4\.0/u }).click();
    const detail = page.getByRole('article', { name: 'Entry' });
    await detail.getByText(/^Undone, /u).waitFor();
    expect(await detail.getByRole('button', { name: /^Undo/u }).count()).toBe(0);
    await detail.getByRole('button', { name: 'See what undid it' }).click();
    await detail.getByText('Takes back an earlier call.').waitFor();
  });

  it('leaves the service untouched when the answer is no, and logs it', async () => {
    const before = received('slack.chat.postMessage').length;
    await request('tell #releases that api v2.5.0 is out');
    await page.getByRole('button', { name: /^Deny/u }).click();
    await expect.poll(async () => page.getByText('You said no').count()).toBeGreaterThan(0);
    expect(received('slack.chat.postMessage')).toHaveLength(before);
    const { entries } = app.thimble.composition.audit.list({ status: 'refused' }, undefined, 10);
    expect(entries[0]).toMatchObject({ tool: 'slack.chat.postMessage', status: 'refused' });
  });

  it('shows the entry with its proof, and verifies the log', async () => {
    await view('Activity').click();
    await page
      .getByRole('option', { name: /\$5\.00/u })
      .first()
      .click();
    const detail = page.getByRole('article', { name: 'Entry' });
    await detail.getByText('Proven').first().waitFor();
    await page.getByRole('button', { name: 'Verify all' }).click();
    await page.getByText(/log entries verify/u).waitFor();
  });

  it('names the entry when a byte of the log was changed', async () => {
    const entry = app.thimble.composition.audit
      .list({ status: 'succeeded' }, undefined, 10)
      .entries.find((one) => one.tool === 'slack.chat.postMessage');
    const database = new DatabaseSync(join(app.dataDir, 'audit.db'));
    database.exec('DROP TRIGGER entries_no_update');
    database
      .prepare("UPDATE entries SET body = replace(body, 'v2.4.0', 'v2.4.1') WHERE id = ? AND part = 'intent'")
      .run(entry?.id ?? '');
    database.close();
    await view('Activity').click();
    await page.getByRole('button', { name: 'Verify all' }).click();
    await page.getByText(/The log was changed: 1 entry does not verify/u).waitFor();
    expect(app.thimble.composition.audit.verify().problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ entryId: entry?.id })]),
    );
  });

  it('had no error on the console', () => {
    expect(app.window.problems).toEqual([]);
  });
});
