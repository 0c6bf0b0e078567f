import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import type { WindowService } from '../../main/ipc/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import type { ThimbleEvent } from '../../shared/index.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';
import { fakeThimble } from './fixtures/fake-thimble.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rendererDir = `${root}node_modules/.cache/thimble-renderer-quick`;
const patience = 30_000;

/** The quick command's real page, keyboard only; a fake host notes what the page asks of its windows. */
describe.skipIf(chromiumPath === null)('the quick command (skipped where there is no Chromium)', () => {
  let host: BrowserHost;
  let window: TestWindow;
  let app: ReturnType<typeof fakeThimble>;
  let heights: number[];
  let left: number;
  let opened: unknown[];
  let previews: string[];
  let given: string[];

  beforeAll(() => buildRenderer(root, rendererDir));

  beforeEach(async () => {
    heights = [];
    left = 0;
    opened = [];
    previews = [];
    given = [];
    const windows: WindowService = {
      shortcut: () => null,
      fit: (_caller, height) => void heights.push(height),
      leave: () => {
        left += 1;
      },
      open: (target) => void opened.push(target),
      quick: () => undefined,
    };
    app = fakeThimble({ approvalSeconds: 60, windows });
    const { router } = app;
    host = await startBrowserHost({
      events: app.events,
      router: {
        call(route, input, context) {
          given.push(route);
          if (route === 'command.preview') previews.push((input as { request: string }).request);
          return router.call(route, input, context);
        },
      },
      rendererDir,
    });
    window = await openTestWindow(host.link('quick'), { width: 720, height: 620 });
    window.page.setDefaultTimeout(patience);
    await window.page.getByText('Recent', { exact: true }).waitFor();
  });

  afterEach(async () => {
    const problems = [...window.problems];
    await window.close();
    await host.close();
    expect(problems).toEqual([]);
  });

  const line = () => window.page.getByRole('combobox', { name: 'Request' });
  const press = (key: string) => window.page.keyboard.press(key);
  const emit = (event: ThimbleEvent): void => app.events.emit(event);
  const until = (holds: () => boolean | Promise<boolean>): Promise<void> =>
    expect
      .poll(holds, { timeout: patience })
      .toBe(true)
      .then(() => undefined);
  const focused = (): Promise<string> =>
    window.page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName ?? '');

  it('has the focus at once, and none of the other views', async () => {
    expect(await focused()).toBe('combobox');
    expect(await window.page.getByRole('navigation').count()).toBe(0);
    const scripts = await window.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((name) => name.endsWith('.js')),
    );
    expect(scripts.some((name) => name.includes('quick'))).toBe(true);
    expect(scripts.filter((name) => /index/u.test(name))).toEqual([]);
  });

  it('is worked with the keyboard alone: choose, preview, run, approve, see the result, leave', async () => {
    const { page } = window;
    await page.keyboard.type('/');
    await page.getByRole('option').first().waitFor();
    await press('Backspace');
    await page.getByText('Recent', { exact: true }).waitFor();
    const wanted = 'refund $5 of Oskar’s latest payment';
    const index = await page.getByRole('option').allTextContents();
    for (let n = 0; n <= index.indexOf(wanted); n += 1) await press('ArrowDown');
    await press('Enter');
    expect(await line().inputValue()).toBe(wanted);
    await page.getByText('Refund $5.00 of Oskar Lindqvist’s payment of $25.99 (Sticker pack)').waitFor();
    expect(given).not.toContain('command.run');
    await press('Enter');
    const card = page.getByRole('region', { name: 'Approve this?' });
    await card.waitFor();
    expect(await line().inputValue()).toBe('');
    await until(async () => (await focused()) === 'H3');
    // A key that was on its way approves nothing; the card arms like anywhere.
    await press('Control+Enter');
    expect(given).not.toContain('approval.answer');
    await until(() => card.getByRole('button', { name: 'Approve once' }).isEnabled());
    await press('Control+Enter');
    await page.getByText('Refunded $5.00 of $25.99 to Oskar Lindqvist.').waitFor();
    await press('Escape');
    await until(() => left === 1);
  });

  it('keeps the words and stays with Ctrl+Enter, while the card still gets the focus', async () => {
    const { page } = window;
    await line().fill('tell #releases that api v2.4.0 is out');
    await press('Control+Enter');
    await page.getByRole('region', { name: 'Approve this?' }).waitFor();
    expect(await line().inputValue()).toBe('tell #releases that api v2.4.0 is out');
    await until(async () => (await focused()) === 'H3');
    await page.getByRole('button', { name: 'Deny' }).press('Enter');
    await page.getByText('You said no; nothing was sent.').waitFor();
    // Back in the line, other words take over from the run.
    await line().fill('show open issues in api');
    await page.getByRole('region', { name: 'Preview' }).waitFor();
    expect(await page.getByText('You said no; nothing was sent.').count()).toBe(0);
  });

  it('leaves by itself after a change that went well, and stays when a key is pressed', async () => {
    const { page } = window;
    const change = async (): Promise<void> => {
      await line().fill('tell #releases that api v2.4.0 is out');
      await press('Enter');
      const approve = page.getByRole('button', { name: 'Approve once' });
      await until(() => approve.isEnabled());
      await approve.press('Enter');
      await page.getByText('Leaves in a moment. Any key keeps it open.').waitFor();
    };
    await change();
    await press('Shift');
    await page.getByText('run and stay open').waitFor();
    await page.waitForTimeout(7000);
    expect(left).toBe(0);
    await line().focus();
    await change();
    await until(() => left === 1);
  });

  it('gives up the preview of each older word, and shows none of it', async () => {
    const { page } = window;
    await line().fill('refund $5 of Oskar’s latest payment');
    await until(() => previews.length === 1);
    await line().fill('show open issues in api');
    await until(() => previews.length === 2);
    const preview = page.getByRole('region', { name: 'Preview' });
    await until(async () => (await preview.getAttribute('aria-busy')) === 'false');
    expect(await preview.getByText('Refund $5.00').count()).toBe(0);
    await press('Escape');
    await until(() => left === 1);
    expect(given).not.toContain('command.run');
  });

  it('stops a preview that is under way when a key is pressed', async () => {
    await window.page.route('**/api/command.preview', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => undefined);
    });
    await line().fill('refund $5 of Oskar’s latest payment');
    await window.page.waitForTimeout(600);
    await press('End');
    await window.page.keyboard.type('s');
    await until(() => given.includes('command.stop_preview'));
  });

  it('previews nothing of what an input method is still composing, and its Enter and Escape are its own', async () => {
    const session = await window.page.context().newCDPSession(window.page);
    await session.send('Input.imeSetComposition', { text: 'にほんご', selectionStart: 4, selectionEnd: 4 });
    await until(async () => (await line().inputValue()) === 'にほんご');
    await window.page.waitForTimeout(700);
    expect(previews).toEqual([]);
    await session.send('Input.insertText', { text: '日本語の請求書' });
    await until(() => previews.includes('日本語の請求書'));
    expect(given).not.toContain('command.run');
    expect(left).toBe(0);
  });

  it('keeps the words for an opening soon after, takes a text that it is opened with, and runs neither', async () => {
    const { page } = window;
    await line().fill('refund $5');
    await page.evaluate(() => globalThis.dispatchEvent(new Event('blur')));
    emit({ type: 'quick.opened', text: null });
    await until(async () => (await focused()) === 'combobox');
    expect(await line().inputValue()).toBe('refund $5');
    emit({ type: 'quick.opened', text: 'show open issues in api' });
    await until(async () => (await line().inputValue()) === 'show open issues in api');
    expect(given).not.toContain('command.run');
  });

  it('marks words of a link, and looks nothing up for them until they are changed', async () => {
    const { page } = window;
    emit({ type: 'quick.opened', text: 'show open issues in api', fromLink: true });
    const notice = page.getByText('These words came from a link');
    await notice.waitFor();
    await page.waitForTimeout(700);
    expect(previews).toEqual([]);
    expect(given).not.toContain('command.run');
    await line().press('End');
    await page.keyboard.type('s');
    await until(() => previews.includes('show open issues in apis'));
    expect(await notice.count()).toBe(0);
  });

  it('begins anew when it was away for more than a minute', async () => {
    const { page } = window;
    await page.clock.install();
    await line().fill('refund $5');
    await page.evaluate(() => globalThis.dispatchEvent(new Event('blur')));
    await page.clock.fastForward(61_000);
    emit({ type: 'quick.opened', text: null });
    await until(async () => (await line().inputValue()) === '');
  });

  it('has an approval that waits elsewhere answered in place', async () => {
    const { page } = window;
    await app.router.call('command.run', { request: 'refund $5 of Oskar’s latest payment' });
    await page.getByText('1 approval waits').waitFor();
    await page.getByRole('button', { name: 'Review' }).press('Enter');
    const card = page.getByRole('region', { name: 'Approve this?' });
    await card.waitFor();
    expect(await page.getByText('1 approval waits').count()).toBe(0);
    const approve = card.getByRole('button', { name: 'Approve once' });
    expect(await approve.isEnabled()).toBe(false);
    await until(() => approve.isEnabled());
    await approve.press('Enter');
    await page.getByText('Refunded $5.00 of $25.99 to Oskar Lindqvist.').waitFor();
  });

  it('has the main window show an entry, and asks for the height of what it shows', async () => {
    const { page } = window;
    await until(() => heights.length > 0);
    const first = heights.at(-1) ?? 0;
    await line().fill('show open issues in api');
    await press('Enter');
    const link = page.getByRole('button', { name: 'See it in the activity' });
    await link.waitFor();
    await link.press('Enter');
    await until(() => opened.length === 1);
    expect(opened[0]).toMatchObject({ view: 'audit', auditId: expect.any(String) });
    await until(() => heights.at(-1) !== first);
  });
});
