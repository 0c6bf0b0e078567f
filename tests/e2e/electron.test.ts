import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ElectronRun, findElectron, startElectron } from './fixtures/electron-app.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const electron = findElectron();
const reason = electron.path === null ? ` (skipped: ${electron.why})` : '';
const patience = 60_000;
const request = "refund $5 of Oskar's latest payment";

/** The app in Electron itself, with Needle and the demo workspace. */
describe.skipIf(electron.path === null)(`Thimble in Electron${reason}`, () => {
  let run: ElectronRun;

  beforeAll(async () => {
    run = await startElectron(electron.path ?? '');
  });
  afterAll(() => run?.close());

  const until = (holds: () => Promise<boolean>): Promise<void> =>
    expect
      .poll(holds, { timeout: patience })
      .toBe(true)
      .then(() => undefined);

  /** Whether a window is visible, by the file it shows. */
  const visible = (file: string): Promise<boolean> =>
    run.app.evaluate(
      ({ BrowserWindow }, name) =>
        BrowserWindow.getAllWindows().some(
          (window) => window.webContents.getURL() === `thimble://app/${name}` && window.isVisible(),
        ),
      file,
    );

  describe('the windows', () => {
    it('are two: one with all views, and the quick command’s, which is kept ready', async () => {
      expect(run.main.url()).toBe('thimble://app/index.html');
      expect(run.quick.url()).toBe('thimble://app/quick.html');
      await until(() => visible('index.html'));
      expect(await visible('quick.html')).toBe(false);
    });

    it('are isolated: no Node, no Electron, and of the bridge two functions', async () => {
      for (const page of [run.main, run.quick]) {
        expect(
          await page.evaluate(() => ['require', 'process', 'module', 'electron'].filter((name) => name in globalThis)),
        ).toEqual([]);
        expect(await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'thimble') ?? {}).sort())).toEqual([
          'invoke',
          'subscribe',
        ]);
      }
    });
  });

  describe('the page’s policy', () => {
    it('lets nothing out and no string become a script', async () => {
      for (const page of [run.main, run.quick]) {
        const outcome = await page.evaluate(async () => {
          const fetched = await fetch('https://example.com/').then(
            () => 'fetched',
            () => 'refused',
          );
          let script = 'made';
          try {
            const element = document.createElement('script');
            element.text = 'globalThis.injected = true';
            document.body.append(element);
          } catch {
            script = 'refused';
          }
          return { fetched, script, injected: 'injected' in globalThis };
        });
        expect(outcome).toEqual({ fetched: 'refused', script: 'refused', injected: false });
      }
    });

    it('is not left by links, scripts or new windows', async () => {
      const before = await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
      await run.main.evaluate(() => {
        location.href = 'https://example.com/';
      });
      expect(await run.main.evaluate(() => window.open('https://example.com/'))).toBeNull();
      await run.main.waitForTimeout(1000);
      expect(run.main.url()).toBe('thimble://app/index.html');
      expect(await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(before);
    });

    it('gets no permission', async () => {
      const answers = await run.main.evaluate(async () => ({
        notifications: await Notification.requestPermission(),
        location: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('given'),
            ({ code }) => resolve(code),
          ),
        ),
        microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
          () => 'given',
          ({ name }: DOMException) => name,
        ),
      }));
      // 1 is GeolocationPositionError.PERMISSION_DENIED.
      expect(answers).toEqual({ notifications: 'denied', location: 1, microphone: 'NotAllowedError' });
    });
  });

  describe('the sender of a call', () => {
    /** What a window that is none of the app's gets when it has the app's own preload script and shows `url`. */
    const foreign = (url: string): Promise<unknown> =>
      run.app.evaluate(
        async ({ BrowserWindow }, { address, preload }) => {
          const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          try {
            await window.loadURL(address);
            return await window.webContents.executeJavaScript("thimble.invoke('app.info', {})");
          } finally {
            window.destroy();
          }
        },
        { address: url, preload: join(root, 'dist', 'preload', 'index.cjs') },
      );

    it.each(['thimble://app/index.html', 'about:blank'])(
      'is refused from a window that is not ours at %s',
      async (url) => {
        expect(await foreign(url)).toMatchObject({ ok: false, error: { code: 'denied' } });
      },
    );

    it('is known in both of ours', async () => {
      for (const page of [run.main, run.quick])
        expect(
          await page.evaluate(() =>
            (Reflect.get(globalThis, 'thimble') as { invoke(route: string, input: unknown): unknown }).invoke(
              'app.info',
              {},
            ),
          ),
        ).toMatchObject({ ok: true, data: { host: 'electron' } });
    });

    it('is no frame inside a page: it has no bridge', async () => {
      const bridge = await run.main.evaluate(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const found = frame.contentWindow !== null && 'thimble' in frame.contentWindow;
        frame.remove();
        return found;
      });
      expect(bridge).toBe(false);
    });
  });

  describe('the quick command', () => {
    const leave = async (): Promise<void> => {
      await run.quick.keyboard.press('Escape');
      await until(async () => !(await visible('quick.html')));
    };

    it('is opened by a second start, which then ends', async () => {
      const second = Promise.withResolvers<number | null>();
      const child = execFile(electron.path ?? '', [root, `--user-data-dir=${run.userData}`, '--quick']);
      child.once('error', second.reject);
      child.once('exit', second.resolve);
      expect(await second.promise).toBe(0);
      await until(() => visible('quick.html'));
      const line = run.quick.getByRole('combobox', { name: 'Request' });
      await until(() => line.evaluate((element) => document.activeElement === element));
      await leave();
    });

    it('has its shortcut registered, unless the system took it, and the settings say which', async () => {
      const info = (await run.main.evaluate(() =>
        (Reflect.get(globalThis, 'thimble') as { invoke(route: string, input: unknown): unknown }).invoke(
          'app.info',
          {},
        ),
      )) as { data: { shortcut: { active: boolean; why: string | null } } };
      const registered = await run.app.evaluate(({ globalShortcut }) =>
        globalShortcut.isRegistered('CommandOrControl+Shift+Space'),
      );
      expect(info.data.shortcut.active).toBe(registered);
      if (!registered) expect(info.data.shortcut.why).not.toBeNull();
    });

    it('is over everything, has no frame and is in no task bar; it goes when another window gets the focus', async () => {
      await run.app.evaluate(({ app }) => app.emit('second-instance', {}, ['thimble', '--quick']));
      await until(() => visible('quick.html'));
      const window = await run.app.browserWindow(run.quick);
      expect(await window.evaluate((one) => one.isAlwaysOnTop())).toBe(true);
      const outer = await window.evaluate((one) => ({ outer: one.getBounds(), inner: one.getContentBounds() }));
      expect(outer.inner).toEqual(outer.outer);
      await window.evaluate((one) => one.emit('blur'));
      await until(async () => !(await visible('quick.html')));
    });

    it('asks, runs what was approved, and offers to take it back, with the keyboard alone', async () => {
      const { quick } = run;
      await run.app.evaluate(({ app }) => app.emit('second-instance', {}, ['thimble', '--quick']));
      await until(() => visible('quick.html'));
      await quick.keyboard.type(request);
      await quick
        .getByText(/\$5\.00/u)
        .first()
        .waitFor({ timeout: patience });
      const before = await run.app.browserWindow(quick).then((window) => window.evaluate((one) => one.getBounds()));
      await quick.keyboard.press('Enter');
      const approve = quick.getByRole('button', { name: 'Approve once' });
      await until(() => approve.isEnabled());
      await quick.keyboard.press('Control+Enter');
      await quick
        .getByText(/^Refunded \$5\.00/u)
        .first()
        .waitFor({ timeout: patience });
      const after = await run.app.browserWindow(quick).then((window) => window.evaluate((one) => one.getBounds()));
      expect(after.height).not.toBe(before.height);
      expect([after.x, after.y, after.width]).toEqual([before.x, before.y, before.width]);
      await leave();
    });
  });

  describe('tray and notifications', () => {
    /** Notes the tray's menus from now on, and the notifications, which are then not shown. */
    beforeAll(() =>
      run.app.evaluate(({ Menu, Notification }) => {
        const build = Menu.buildFromTemplate.bind(Menu);
        const noted = { menu: [] as Parameters<typeof build>[0], titles: [] as string[], last: null as unknown };
        Object.assign(globalThis, { noted });
        Menu.buildFromTemplate = (template) => {
          noted.menu = template;
          return build(template);
        };
        Notification.prototype.show = function show() {
          noted.titles.push(this.title);
          noted.last = this;
        };
      }),
    );

    const labels = (): Promise<string[]> =>
      run.app.evaluate(() =>
        (Reflect.get(globalThis, 'noted') as { menu: { label?: string }[] }).menu.flatMap(({ label }) => label ?? []),
      );
    const press = (label: string): Promise<void> =>
      run.app.evaluate((_electron, wanted) => {
        const { menu } = Reflect.get(globalThis, 'noted') as { menu: { label?: string; click?: () => void }[] };
        menu.find((item) => item.label === wanted)?.click?.();
      }, label);
    const titles = (): Promise<string[]> =>
      run.app.evaluate(() => (Reflect.get(globalThis, 'noted') as { titles: string[] }).titles);
    const call = (route: string, input: unknown): Promise<unknown> =>
      run.main.evaluate(
        ([name, given]) =>
          (Reflect.get(globalThis, 'thimble') as { invoke(route: string, input: unknown): unknown }).invoke(
            name as string,
            given,
          ),
        [route, input] as const,
      );

    it('say what waits while no window is in front, and lead to its card', async () => {
      await run.app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.hide();
      });
      await call('command.run', { request: "refund $6 of Oskar's latest payment" });
      await until(async () => (await labels()).includes('Approvals (1)'));
      await until(async () => (await titles()).some((title) => title.includes('$6.00')));
      await run.app.evaluate(() => {
        const { last } = Reflect.get(globalThis, 'noted') as { last: { emit(name: string): void } };
        last.emit('click');
      });
      await until(() => visible('index.html'));
      await run.main.getByRole('heading', { level: 1, name: 'Approvals' }).waitFor({ timeout: patience });
      await run.main.getByRole('button', { name: 'Deny' }).click();
      await until(async () => (await labels()).includes('Approvals'));
    });

    it('pause: nothing new runs until it is resumed', async () => {
      await press('Pause: run nothing new');
      await until(async () => (await labels()).includes('Resume'));
      expect(await call('command.run', { request })).toMatchObject({ ok: false, error: { code: 'denied' } });
      await press('Resume');
      await until(async () => (await labels()).includes('Pause: run nothing new'));
    });

    it('show every view', async () => {
      for (const name of ['Policies', 'Connections', 'Settings', 'Activity']) {
        await press(name);
        await run.main.getByRole('heading', { level: 1, name }).waitFor({ timeout: patience });
      }
    });
  });

  it('has what was done in the activity, which verifies', async () => {
    const { main } = run;
    await main.keyboard.press('Control+3');
    await main.getByRole('heading', { level: 1, name: 'Activity' }).waitFor({ timeout: patience });
    await main
      .getByRole('listbox', { name: 'Entries' })
      .getByRole('option', { name: /Refund/u })
      .first()
      .waitFor();
    await main.getByRole('button', { name: 'Verify all' }).click();
    await main.getByText(/entries verify/u).waitFor({ timeout: patience });
  });
});
