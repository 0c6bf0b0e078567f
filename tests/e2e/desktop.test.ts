import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { noWindows, type WindowService } from '../../main/ipc/index.ts';
import { buildRenderer } from '../../scripts/build/targets.ts';
import type { ShortcutState } from '../../shared/index.ts';
import { chromiumPath, openTestWindow, type TestWindow } from './fixtures/chromium.ts';
import { type FakeOptions, fakeThimble } from './fixtures/fake-thimble.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rendererDir = `${root}node_modules/.cache/thimble-renderer-desktop`;
const patience = 30_000;

/** What the window does where the desktop comes in: notifications, the shortcut, pausing. The real page in Chromium. */
describe.skipIf(chromiumPath === null)('the window on a desktop (skipped where there is no Chromium)', () => {
  let host: BrowserHost;
  let window: TestWindow;
  let app: ReturnType<typeof fakeThimble>;

  beforeAll(() => buildRenderer(root, rendererDir));

  afterEach(async () => {
    const problems = [...window.problems];
    await window.close();
    await host.close();
    expect(problems).toEqual([]);
  });

  async function start(options: FakeOptions = {}): Promise<TestWindow['page']> {
    app = fakeThimble({ approvalSeconds: 60, ...options });
    host = await startBrowserHost({ ...app, rendererDir });
    window = await openTestWindow('about:blank');
    window.page.setDefaultTimeout(patience);
    return window.page;
  }

  const until = (holds: () => boolean | Promise<boolean>): Promise<void> =>
    expect
      .poll(holds, { timeout: patience })
      .toBe(true)
      .then(() => undefined);
  const settings = () => window.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  const shortcut = (changes: Partial<ShortcutState>): WindowService => ({
    ...noWindows,
    shortcut: () => ({
      active: true,
      why: null,
      mayNotArrive: false,
      desktop: '',
      command: 'thimble --quick',
      ...changes,
    }),
  });

  it('notifies of an approval while nobody looks, once, and leads from it to the card', async () => {
    const page = await start();
    await page.context().grantPermissions(['notifications'], { origin: new URL(host.url).origin });
    // The browser of a test has the focus always: the page is told otherwise, and what it shows is noted.
    await page.addInitScript(() => {
      const shown: { title: string; body: string; closed: boolean; click: () => void }[] = [];
      let focus = false;
      const setFocus = (has: boolean): void => {
        focus = has;
      };
      Object.assign(globalThis, { shown, setFocus });
      document.hasFocus = () => focus;
      const Real = globalThis.Notification;
      class Noted extends Real {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options);
          const note = {
            title,
            body: options?.body ?? '',
            closed: false,
            click: () => this.onclick?.(new Event('click')),
          };
          shown.push(note);
          this.close = () => {
            note.closed = true;
            super.close();
          };
        }
      }
      globalThis.Notification = Noted;
    });
    const shown = () =>
      page.evaluate(() =>
        (Reflect.get(globalThis, 'shown') as { title: string; body: string; closed: boolean }[]).map(
          ({ title, body, closed }) => ({ title, body, closed }),
        ),
      );
    await page.goto(host.link());
    await page.getByText('Recent', { exact: true }).waitFor();
    await page.getByText('Needle v0.1 on CPU').waitFor();
    await page.keyboard.press('Control+6');
    await app.router.call('command.run', { request: 'refund $5 of Oskar’s latest payment' });
    await until(async () => (await shown()).length === 1);
    expect((await shown())[0]).toMatchObject({
      title: 'Refund $5.00 of Oskar Lindqvist’s payment of $25.99 (Sticker pack)',
      closed: false,
    });
    expect(await page.title()).toBe('(1) Thimble');
    await page.evaluate(() => (Reflect.get(globalThis, 'shown') as { click: () => void }[])[0]?.click());
    const card = page.getByRole('region', { name: 'Approve this?' });
    await card.waitFor();
    await card.getByRole('button', { name: 'Deny' }).click();
    await until(async () => (await page.title()) === 'Thimble');
    await page.evaluate(() => (Reflect.get(globalThis, 'setFocus') as (has: boolean) => void)(true));
    await app.router.call('command.run', { request: 'refund $5 of Oskar’s latest payment' });
    await until(async () => (await page.title()) === '(1) Thimble');
    await page.waitForTimeout(500);
    expect(await shown()).toHaveLength(1);
  });

  it('asks for the permission on a click in the settings alone', async () => {
    const page = await start();
    await page.addInitScript(() => {
      Object.assign(globalThis, { asked: 0 });
      Object.defineProperty(globalThis.Notification, 'permission', { get: () => 'default' });
      globalThis.Notification.requestPermission = async () => {
        Object.assign(globalThis, { asked: (Reflect.get(globalThis, 'asked') as number) + 1 });
        return 'denied';
      };
    });
    const asked = () => page.evaluate(() => Reflect.get(globalThis, 'asked'));
    await page.goto(host.link());
    await settings();
    const allow = page.getByRole('button', { name: 'Allow notifications' });
    await allow.waitFor();
    expect(await asked()).toBe(0);
    await allow.click();
    await page.getByText('Your browser blocks notifications of this page').waitFor();
    expect(await asked()).toBe(1);
  });

  it('explains what to bind where a page cannot take a shortcut, beginning with the desktop that runs', async () => {
    const page = await start({ windows: shortcut({ active: false, why: 'no', desktop: 'ubuntu:GNOME' }) });
    await page.goto(host.link());
    await settings();
    await page.getByText('thimble --quick', { exact: true }).first().waitFor();
    expect(await page.getByText('Custom Shortcuts').isVisible()).toBe(true);
    expect(await page.getByText('~/.config/sway/config').isVisible()).toBe(false);
    await page.getByText('Sway', { exact: true }).click();
    await page.getByText('bindsym $mod+Shift+space exec thimble --quick').waitFor();
  });

  it('says why the shortcut is off, and records another one from the keys', async () => {
    const windows = shortcut({ active: false, why: 'another app has Alt+Space' });
    const page = await start({ host: 'electron', windows });
    await page.goto(host.link());
    await settings();
    await page.getByText('The shortcut is off: another app has Alt+Space').waitFor();
    const record = page.getByRole('button', { name: 'Record' });
    await record.press('Enter');
    await page.keyboard.press('k');
    await page.getByText('Hold Ctrl, Alt or the system’s key with it').waitFor();
    await page.keyboard.press('Control+Alt+k');
    const field = page.getByRole('textbox', { name: 'Shortcut for the quick command' });
    await until(async () => (await field.inputValue()) === 'Control+Alt+K');
    await page.getByText('Saved: shortcut.').waitFor();
    const atLogin = page.getByRole('checkbox', { name: 'Start Thimble when I log in' });
    await atLogin.check();
    await page.getByRole('navigation').getByRole('button', { name: 'Command' }).click();
    await settings();
    await until(() => atLogin.isChecked());
    // Escape leaves the recording and changes nothing.
    await record.press('Enter');
    await page.keyboard.press('Escape');
    await record.waitFor();
    expect(await field.inputValue()).toBe('Control+Alt+K');
  });

  it('warns that Wayland may keep the shortcut to itself', async () => {
    const page = await start({ host: 'electron', windows: shortcut({ mayNotArrive: true, desktop: 'KDE' }) });
    await page.goto(host.link());
    await settings();
    await page.getByText('Under Wayland the shortcut may never arrive').waitFor();
    expect(await page.getByText('Command or Script').isVisible()).toBe(true);
  });

  it('says that it is paused, and resumes', async () => {
    const page = await start();
    const current = await app.router.call('app.settings', {});
    await page.goto(host.link());
    await page.getByText('Recent', { exact: true }).waitFor();
    if (current.ok) await app.router.call('app.save_settings', { ...(current.data as object), paused: true });
    await page.getByText('Thimble is paused').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Thimble is paused').waitFor({ state: 'detached' });
    expect(await app.router.call('app.settings', {})).toMatchObject({ ok: true, data: { paused: false } });
  });
});
