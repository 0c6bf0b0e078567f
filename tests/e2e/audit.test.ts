import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Thimble } from '../../main/app-types.ts';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import type { AuditDetail } from '../../shared/index.ts';
import { chromiumPath, openTestWindow, type TestWindow, type WindowOptions } from './fixtures/chromium.ts';
import { type FakeOptions, fakeThimble } from './fixtures/fake-thimble.ts';
import { type RealLog, realLog } from './fixtures/real-log.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rendererDir = `${root}node_modules/.cache/thimble-renderer-e2e`;
const million = 1_000_000;

/** Waits until something is so; a busy machine takes its time. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 });

/** The activity in the real window; only the services behind the router are fakes, with a log of any size. */
describe.skipIf(chromiumPath === null)('the activity (skipped where there is no Chromium)', () => {
  let thimble: Thimble;
  let host: BrowserHost;
  let window: TestWindow;
  let page: Page;

  beforeAll(() => buildRenderer(root, rendererDir));

  async function open(options: FakeOptions, size: WindowOptions = {}, change = (made: Thimble) => made): Promise<void> {
    thimble = change(fakeThimble({ approvalSeconds: 60, ...options }));
    host = await startBrowserHost({ ...thimble, rendererDir });
    window = await openTestWindow(host.url, size);
    page = window.page;
    page.setDefaultTimeout(30_000);
    await page.getByText('Recent', { exact: true }).waitFor();
    await page.keyboard.press('Control+3');
    await page.locator('.audit-row:not(.audit-row-empty)').first().waitFor();
  }

  afterEach(async () => {
    const problems = [...window.problems];
    await window.close();
    await host.close();
    expect(problems).toEqual([]);
  });

  const list = () => page.getByRole('listbox', { name: 'Entries' });
  const detail = () => page.getByRole('article', { name: 'Entry' });
  const active = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  /** The rows that can be seen whole, with the entry that each shows. */
  async function rowsInView(): Promise<{ row: number; entry: string | null; top: number }[]> {
    return list().evaluate((element) => {
      const box = element.getBoundingClientRect();
      return [...element.querySelectorAll('.audit-row')]
        .map((row) => ({
          row: Number(row.getAttribute('data-row')),
          entry: row.getAttribute('data-entry'),
          top: Math.round(row.getBoundingClientRect().top - box.top),
        }))
        .filter(({ top }) => top >= 34 && top + 60 <= box.height + 1)
        .sort((a, b) => a.top - b.top);
    });
  }

  /** Waits until every row in view shows its entry, and answers them. */
  async function loadedRows() {
    await soon(async () => (await rowsInView()).every(({ entry }) => entry !== null)).toBe(true);
    return rowsInView();
  }

  /** What row `row` of a log of `size` must show: the newest entry has the highest number. */
  const entryOf = (row: number, size: number): string => `a-${String(size - row).padStart(4, '0')}`;

  it('is walked, read and left by keyboard alone', async () => {
    await open({ entries: 60 });
    await page.keyboard.press('/');
    expect(await active()).toBe('Search the activity');
    await page.keyboard.press('Enter');
    expect(await active()).toBe('Entries');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await detail().getByRole('region', { name: 'Proof' }).waitFor();
    await expect
      .poll(() => detail().locator('[data-valid="true"]').getByText('Proven', { exact: true }).count())
      .toBe(2);
    expect(await detail().getAttribute('data-entry')).toBe('a-0059');
    expect(await list().getByRole('option', { selected: true }).getAttribute('data-entry')).toBe('a-0059');
    await page.keyboard.press('Enter');
    expect(await active()).toBe('Entry');
    await page.keyboard.press('Escape');
    await soon(active).toBe('Entries');
    await page.keyboard.press('End');
    await soon(() => detail().getAttribute('data-entry')).toBe('a-0001');
    await page.keyboard.press('Home');
    await soon(() => detail().getAttribute('data-entry')).toBe('a-0060');
    await page.keyboard.press('Escape');
    await page.getByText('Choose an entry to see its whole story.').waitFor();
  });

  it('gives the whole window to one entry where it is narrow, and the focus back to the list', async () => {
    await open({ entries: 60 }, { width: 900, height: 640 });
    await list().focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(300);
    expect(await detail().count()).toBe(0);
    await page.keyboard.press('Enter');
    await detail().getByRole('region', { name: 'Proof' }).waitFor();
    expect(await list().isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await soon(active).toBe('Entries');
  });

  it('shows the right entries of a million at the end, in the middle, and a wheel’s turn further', async () => {
    await open({ entries: million });
    await page.getByText('1,000,000 entries').waitFor();
    await list().focus();
    await page.keyboard.press('End');
    await soon(() => detail().getAttribute('data-entry')).toBe('a-0001');
    const last = await loadedRows();
    expect(last.at(-1)).toMatchObject({ row: million - 1, entry: 'a-0001' });
    for (const { row, entry } of last) expect(entry).toBe(entryOf(row, million));

    // The thumb is dragged to the middle of the scroll bar.
    await list().evaluate((element) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) / 2;
    });
    await soon(async () => Math.abs(((await rowsInView())[0]?.row ?? 0) - million / 2)).toBeLessThan(2000);
    const middle = await loadedRows();
    for (const { row, entry } of middle) expect(entry).toBe(entryOf(row, million));

    const before = middle[0];
    await list().hover();
    await page.mouse.wheel(0, 180);
    // Three rows further by the wheel is three rows further, whatever the scroll bar stands for.
    await expect
      .poll(async () => (await rowsInView())[0])
      .toMatchObject({ row: (before?.row ?? 0) + 3, top: before?.top });
    for (const { row, entry } of await loadedRows()) expect(entry).toBe(entryOf(row, million));

    // And a click and an arrow go on from there.
    const picked = (await loadedRows())[2];
    await page.locator(`[data-row="${picked?.row}"]`).click();
    await page.keyboard.press('ArrowDown');
    await soon(() => detail().getAttribute('data-entry')).toBe(entryOf((picked?.row ?? 0) + 1, million));
    await page.keyboard.press('Home');
    await soon(() => detail().getAttribute('data-entry')).toBe('a-1000000');
  });

  it('groups days under headings with their counts, the one in view staying on top, and goes to a date', async () => {
    await open({ entries: 100_000 });
    const stuck = list().locator('.audit-day-stuck');
    await stuck.getByText('Sunday 22 November').waitFor();
    await page.getByLabel('Go to a date').fill('2025-03-09');
    await stuck.getByText('Sunday 9 March 2025').waitFor();
    const rows = await loadedRows();
    expect(rows[0]?.top).toBe(34);
    for (const { row, entry } of rows) expect(entry).toBe(entryOf(row, 100_000));
    // The newest entry of that day is the last before midnight in the person's zone.
    const first = await list().locator(`[data-row="${rows[0]?.row}"] time`).getAttribute('datetime');
    expect(Date.parse(first ?? '')).toBeLessThan(Date.parse('2025-03-10T04:00:00Z'));
    expect(Date.parse(first ?? '')).toBeGreaterThan(Date.parse('2025-03-10T03:30:00Z'));
  });

  it('keeps what one reads in place when something is logged, and shows it when asked', async () => {
    await open({ entries: 600 });
    await list().getByRole('option').first().click();
    await list().hover();
    await page.mouse.wheel(0, 2400);
    await soon(async () => (await rowsInView())[0]?.row ?? 0).toBeGreaterThan(20);
    const before = await loadedRows();
    await thimble.router.call('command.run', { request: 'show open issues in api' });
    const more = page.getByRole('button', { name: 'Show 1 new entry' });
    await more.waitFor();
    expect(await rowsInView()).toEqual(before);
    await more.click();
    await page.getByText('601 entries').waitFor();
    expect((await loadedRows())[0]).toMatchObject({ row: 0, entry: 'a-0601' });
    expect(await more.count()).toBe(0);
    // The entry that was read is still the picked one, a row further down.
    expect(await detail().getAttribute('data-entry')).toBe('a-0600');
    await list().locator('[data-row="1"][data-entry="a-0600"][aria-selected="true"]').waitFor();
  });

  it('searches as one types, marks what was found, and combines filters', async () => {
    await open({ entries: 700 });
    await page.keyboard.press('/');
    await page.keyboard.type('OSKAR ref');
    await page.getByText('140 entries').waitFor();
    const row = list().getByRole('option').first();
    expect(await row.locator('mark').allTextContents()).toEqual(['Ref', 'Oskar', 'ref', 'Oskar']);
    await page.getByRole('combobox', { name: 'Ended' }).selectOption('Failed or unknown');
    await page.getByText('40 entries').waitFor();
    await page.getByRole('combobox', { name: 'Approved by' }).selectOption('Nobody');
    await page.getByRole('combobox', { name: 'Service' }).selectOption('Slack');
    await page.getByText('No entry fits these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('700 entries').waitFor();
  });

  it('shows all of one run, and lets go of that again', async () => {
    await open({ entries: 60 });
    await list().getByRole('option').nth(3).click();
    await detail().getByRole('button', { name: 'Show the whole run' }).click();
    await page.getByText('1 entry', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Remove the filter: One run' }).click();
  });

  it('has views to begin with, and keeps, renames and deletes the person’s own', async () => {
    await open({ entries: 60 });
    const views = page.getByRole('navigation', { name: 'Views of the activity' });
    await views.getByRole('button', { name: /^Denied/u }).click();
    await page.locator('.list-head').getByText('12 entries').waitFor();
    await page.getByRole('combobox', { name: 'Service' }).selectOption('GitHub');
    await views.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Denied on GitHub');
    await page.keyboard.press('Enter');
    await views.getByRole('button', { name: /^Denied on GitHub/u, pressed: true }).waitFor();
    await views.getByRole('button', { name: /^All/u }).click();
    await page.locator('.list-head').getByText('60 entries').waitFor();
    await views.getByRole('button', { name: /^Denied on GitHub/u }).click();
    await views.getByRole('button', { name: 'Rename or delete “Denied on GitHub”' }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('No repos gone');
    await page.keyboard.press('Enter');
    await views.getByRole('button', { name: /^No repos gone/u, pressed: true }).waitFor();
    expect(await views.getByRole('button', { name: /^Denied on GitHub/u }).count()).toBe(0);
    await views.getByRole('button', { name: 'Rename or delete “No repos gone”' }).click();
    await views.getByRole('button', { name: 'Delete' }).click();
    await soon(() => views.getByRole('button', { name: /^No repos gone/u }).count()).toBe(0);
  });

  it('checks proofs itself, and does not take the word of the main process', async () => {
    await open({ entries: 60 }, {}, (made) => ({
      ...made,
      router: {
        async call(route, input, context) {
          const reply = await made.router.call(route, input, context);
          if (route !== 'audit.show' || !reply.ok) return reply;
          const entry = reply.data as AuditDetail;
          const proofs = entry.proofs.map((part) =>
            part.part === 'outcome'
              ? { ...part, proof: { ...part.proof, path: part.proof.path.slice(1), valid: true } }
              : part,
          );
          return { ok: true, data: { ...entry, effectText: 'Something harmless', proofs } };
        },
      },
    }));
    await list().getByRole('option').first().click();
    const told = detail().locator('[data-part="intent"][data-valid="false"]');
    await told.getByText('The text that was kept says something else than what you read above.').waitFor();
    const forged = detail().locator('[data-part="outcome"][data-valid="false"]');
    await forged.getByText('Does not verify').waitFor();
    await forged.getByText('The path does not lead to the top').waitFor();
  });

  it('verifies the log, and a problem leads to its entry', async () => {
    const problems = [
      { index: 23, entryId: 'a-0012', message: 'Its text was changed after it was written.' },
      { index: null, entryId: null, message: 'The signature over the first 100 entries is wrong.' },
    ];
    await open({ entries: 100_000, audit: { problems } });
    await page.getByRole('button', { name: 'Verify all' }).click();
    await page.getByText('The log was changed: 2 entries do not verify.').waitFor();
    await page.getByText('The signature over the first 100 entries is wrong.').waitFor();
    await page.getByRole('button', { name: 'Show the entry' }).click();
    await soon(() => detail().getAttribute('data-entry')).toBe('a-0012');
    // The list goes to it too, however far down it is.
    await list().locator('[data-entry="a-0012"][aria-selected="true"]').waitFor();
  });

  it('tells how far a verification is, and stops it when asked', async () => {
    await open({ entries: 60, audit: { verifyFor: 60_000 } });
    await page.getByRole('button', { name: 'Verify all' }).click();
    const panel = page.getByRole('region', { name: 'Verify all' });
    await panel.getByText('30 of 60').waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await soon(() => panel.count()).toBe(0);
  });

  it('keeps texts for a time, shows what would go, and still proves what is left', async () => {
    await open({ entries: 1000 });
    await page.getByRole('button', { name: 'Retention' }).click();
    const panel = page.getByRole('region', { name: 'Retention' });
    await panel.getByLabel('Keep texts for').selectOption('30 days');
    // How much goes is told before anything does, and again on the button that does it.
    const preview = await panel.getByText(/^The texts of [\d,]+ entries would go/u).textContent();
    const count = /of ([\d,]+) entries/u.exec(preview ?? '')?.[1];
    await panel.getByRole('button', { name: 'Remove them now' }).click();
    await panel.getByRole('button', { name: `Remove the texts of ${count} entries for good` }).click();
    await panel.getByText(`The texts of ${count} entries were removed.`).waitFor();
    await panel.getByText('Nothing is older than that.').waitFor();
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Saved. What is older goes once a day.').waitFor();
    const { data } = (await thimble.router.call('app.settings', {})) as { data: { auditKeepDays: number } };
    expect(data.auditKeepDays).toBe(30);
    await panel.getByRole('button', { name: 'Close' }).click();
    await list().focus();
    await page.keyboard.press('End');
    await detail().getByText('The texts of this entry were removed to keep the log small.').waitFor();
    await expect
      .poll(() => detail().locator('[data-valid="true"]').getByText('Proven', { exact: true }).count())
      .toBe(2);
    expect(await detail().getByText('The text of this record was removed').count()).toBe(2);
    expect(await detail().getByRole('region', { name: 'Values' }).count()).toBe(0);
  });

  it('exports what the filters let through, as a table', async () => {
    await open({ entries: 60 });
    await page
      .getByRole('navigation', { name: 'Views of the activity' })
      .getByRole('button', { name: /^Denied/u })
      .click();
    await page.locator('.list-head').getByText('12 entries').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const panel = page.getByRole('form', { name: 'Export' });
    expect(await panel.getByRole('radio', { name: 'Those in the list' }).isChecked()).toBe(true);
    await panel.getByRole('radio', { name: /^Table/u }).check();
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Save the file' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/u);
    await panel.getByText(`12 entries are in ${file.suggestedFilename()}.`).waitFor();
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(12);
    expect(lines[0]).toMatch(/^"a-00\d\d","delete the api repo"$/u);
  });

  it('draws what the log counts up to, and a bar, a line of the table and a service lead to their entries', async () => {
    await open({ entries: 2000 });
    await page.getByRole('button', { name: 'Charts' }).click();
    const charts = page.getByRole('region', { name: 'Charts' });
    await charts.getByRole('button', { name: 'All' }).click();
    const bars = charts.getByRole('img', { name: /^Calls by what the rules said\. 2,000 calls/u });
    await bars.waitFor();
    await charts.getByText('As a table').click();
    const line = charts.getByRole('row').nth(2);
    const [, calls] = await line.locator('th, td').allTextContents();
    await line.getByRole('button').click();
    await page.locator('.list-head').getByText(`${calls} entries`).waitFor();
    await page.getByRole('button', { name: /^Remove the filter/u }).click();
    await page.getByRole('button', { name: 'Charts' }).click();
    await charts.getByRole('button', { name: 'Stripe' }).click();
    await page.locator('.list-head').getByText('400 entries').waitFor();
  });

  describe('over a real log', () => {
    const size = 210;
    let log: RealLog;

    afterEach(() => log.close());

    async function openReal(): Promise<void> {
      log = await realLog(size);
      await open({ log });
    }

    it('shows it by day, finds in it, counts it and proves it', async () => {
      await openReal();
      await page.locator('.list-head').getByText('210 entries').waitFor();
      const stuck = list().locator('.audit-day-stuck');
      await stuck.getByText('Sunday 22 November').waitFor();
      await list().focus();
      await page.keyboard.press('End');
      await soon(() => detail().getAttribute('data-entry')).toBe(log.ids[0]);
      for (const { row, entry } of await loadedRows()) expect(entry).toBe(log.ids[size - 1 - row]);
      await soon(() => detail().locator('[data-valid="true"]').getByText('Proven').count()).toBe(2);
      await page.getByLabel('Go to a date').fill('2026-11-18');
      await stuck.getByText('Wednesday 18 November').waitFor();
      for (const { row, entry } of await loadedRows()) expect(entry).toBe(log.ids[size - 1 - row]);

      await list().focus();
      await page.keyboard.press('/');
      await page.keyboard.type('refund osk');
      await page.locator('.list-head').getByText('42 entries').waitFor();
      await page.getByRole('combobox', { name: 'Ended' }).selectOption('Failed or unknown');
      await page.locator('.list-head').getByText('12 entries').waitFor();
      await page.getByRole('button', { name: /^All/u }).click();
      await page.getByRole('button', { name: /^Tainted/u }).click();
      await page.locator('.list-head').getByText('42 entries').waitFor();

      await page.getByRole('button', { name: 'Charts' }).click();
      const charts = page.getByRole('region', { name: 'Charts' });
      await charts.getByRole('button', { name: 'All' }).click();
      await charts.getByRole('img', { name: /^Calls by what the rules said\. 42 calls/u }).waitFor();
      await charts.getByRole('button', { name: /^Slack/u }).click();
      await page.locator('.list-head').getByText('42 entries').waitFor();

      await page.getByRole('button', { name: 'Verify all' }).click();
      await page.getByText('All 420 log entries verify.').waitFor();
      await page.getByText('Signed by this installation').waitFor();
    });

    it('names the entry whose text somebody changed, and shows that its proof does not hold', async () => {
      await openReal();
      const id = log.ids[3] ?? '';
      const database = new DatabaseSync(log.file);
      database.exec('DROP TRIGGER entries_no_update');
      database
        .prepare("UPDATE entries SET body = replace(body, '#releases', '#general') WHERE id = ? AND part = 'intent'")
        .run(id);
      database.close();
      await page.getByRole('button', { name: 'Verify all' }).click();
      await page.getByText(/^The log was changed/u).waitFor();
      await page.getByRole('button', { name: 'Show the entry' }).first().click();
      await soon(() => detail().getAttribute('data-entry')).toBe(id);
      await detail().locator('[data-part="intent"][data-valid="false"]').getByText('Does not verify').waitFor();
      await detail().locator('[data-part="outcome"][data-valid="true"]').getByText('Proven').waitFor();
      // The list goes there too.
      await list().locator(`[data-entry="${id}"][aria-selected="true"]`).waitFor();
    });
  });
});
