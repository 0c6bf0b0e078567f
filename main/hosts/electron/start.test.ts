import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Approval, type Settings, ThimbleError } from '../../../shared/index.ts';
import type { StartOptions, Thimble } from '../../app-types.ts';
import { createEventBus } from '../../ipc/index.ts';
import type { ElectronHostOptions } from './options.ts';
import { startElectronHost } from './start.ts';
import { type FakeElectron, FakeEvent, fakeElectron } from './testing/fake-electron.ts';
import { sampleApproval, sampleSettings } from './testing/samples.ts';

let dist = '';
let fake: FakeElectron;
let started: StartOptions[];
let closed: number;
let calls: unknown[][];
let settings: Settings;
let approvals: Approval[];
const events = createEventBus();

function app(): Thimble {
  return {
    events,
    router: {
      async call(route, input, context) {
        calls.push([route, input, context]);
        if (route === 'app.settings') return { ok: true, data: settings };
        if (route === 'app.save_settings') {
          settings = input as Settings;
          events.emit({ type: 'settings.changed' });
        }
        if (route === 'approval.list') return { ok: true, data: approvals };
        if (route === 'command.recent') return { ok: true, data: { recent: ['list my issues'], suggestions: [] } };
        return { ok: true, data: input };
      },
    },
    async close() {
      closed += 1;
    },
  };
}

function options(changes: Partial<ElectronHostOptions> = {}): ElectronHostOptions {
  return {
    distDir: dist,
    start: async (given) => {
      started.push(given);
      return app();
    },
    resources: () => ({ resourcesDir: '/resources' }),
    argv: [],
    env: {},
    platform: 'linux',
    execPath: '/usr/bin/thimble',
    ...changes,
  };
}

/** Presses an entry of the tray's menu as it is now. */
function press(label: string): void {
  const item = fake.menus.at(-1)?.find((one) => one.label === label);
  if (!item?.click) throw new Error(`The menu has no “${label}”.`);
  // Boundary: the host's handlers take nothing of what Electron gives them.
  (item.click as () => void)();
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const sender = { sender: { id: 1 }, senderFrame: { url: 'thimble://app/index.html', parent: null } };

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'thimble-electron-'));
  mkdirSync(join(dist, 'renderer'));
  writeFileSync(join(dist, 'renderer', 'index.html'), '<p></p>');
  fake = fakeElectron();
  started = [];
  calls = [];
  settings = sampleSettings;
  approvals = [];
  closed = 0;
});

afterEach(() => rmSync(dist, { recursive: true, force: true }));

describe('startElectronHost', () => {
  it('starts the app in the user data folder, shows one secured window and keeps the quick command ready', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    expect(started).toMatchObject([
      { host: 'electron', dataDir: '/home/someone/userData', resourcesDir: '/resources' },
    ]);
    expect(fake.windows.map(({ url, visible }) => [url, visible])).toEqual([
      ['thimble://app/index.html', true],
      ['thimble://app/quick.html', false],
    ]);
    for (const window of fake.windows)
      expect(window.options.webPreferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        preload: join(dist, 'preload', 'index.cjs'),
      });
  });

  it('opens the quick command alone when it is started for that', async () => {
    await startElectronHost(fake.modules, options({ argv: ['thimble', '--quick'] }));
    await settle();
    expect(fake.windows.map(({ url, visible }) => [url, visible])).toEqual([['thimble://app/quick.html', true]]);
  });

  it('ends at once when another instance runs', async () => {
    fake.app.locked = false;
    await startElectronHost(fake.modules, options());
    expect(fake.app.quits).toBe(1);
    expect(started).toEqual([]);
    expect(fake.windows).toEqual([]);
  });

  it('shows why it cannot start, and ends with 1', async () => {
    const error = new ThimbleError('storage_unavailable', 'The data folder cannot be written.', 'Free some space.');
    await startElectronHost(fake.modules, options({ start: () => Promise.reject(error) }));
    expect(fake.errors).toEqual([['The data folder cannot be written.', 'Free some space.']]);
    expect(fake.app.exits).toEqual([1]);
  });

  it('answers calls of its windows only', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    const call = fake.ipc.get('thimble:call');
    expect(await call?.(sender, 'app.info', {})).toEqual({ ok: true, data: {} });
    expect(calls.at(-1)).toEqual(['app.info', {}, { caller: 'window-1' }]);
    const quick = { sender: { id: 2 }, senderFrame: { url: 'thimble://app/quick.html', parent: null } };
    expect(await call?.(quick, 'app.info', {})).toEqual({ ok: true, data: {} });
    expect(calls.at(-1)).toEqual(['app.info', {}, { caller: 'window-2' }]);
    const before = calls.length;
    expect(await call?.({ ...sender, sender: { id: 7 } }, 'app.info', {})).toMatchObject({
      ok: false,
      error: { code: 'denied' },
    });
    expect(await call?.(sender, { toString: () => 'app.info' }, {})).toMatchObject({
      ok: false,
      error: { code: 'denied' },
    });
    expect(calls).toHaveLength(before);
    expect([...fake.ipc.keys()]).toEqual(['thimble:call']);
  });

  it('passes events on to the windows that they are for', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    events.emit({ type: 'audit.appended' });
    events.emit({ type: 'navigate', view: 'audit' });
    await settle();
    const types = fake.windows.map(({ webContents }) =>
      webContents.sent
        .map(([, event]) => (event as { type: string }).type)
        .filter((type) => type !== 'settings.changed'),
    );
    expect(types).toEqual([['audit.appended', 'navigate'], ['audit.appended']]);
  });

  it('has the tray follow what waits, and leads from it to the views', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    expect(fake.tray.image).toBe(join(dist, 'electron', 'assets', 'tray.png'));
    approvals = [sampleApproval('a', 'Refund $5.00'), sampleApproval('b', 'Close infra #45')];
    events.emit({ type: 'approval.opened', approval: sampleApproval('b', 'Close infra #45') });
    await settle();
    expect(fake.tray).toEqual({
      image: join(dist, 'electron', 'assets', 'tray-waiting.png'),
      toolTip: 'Thimble: 2 approvals wait',
    });
    press('   Close infra #45');
    press('Activity');
    await settle();
    expect(fake.windows[0]?.webContents.sent).toContainEqual([
      'thimble:event',
      { type: 'navigate', view: 'approvals', approvalId: 'b' },
    ]);
    expect(fake.windows[0]?.webContents.sent).toContainEqual(['thimble:event', { type: 'navigate', view: 'audit' }]);
    press('Open the data folder');
    press('About Thimble');
    expect([fake.opened, fake.app.abouts]).toEqual([['/home/someone/userData'], 1]);
  });

  it('uses template images in the menu bar of macOS', async () => {
    await startElectronHost(fake.modules, options({ platform: 'darwin' }));
    await settle();
    expect(fake.tray.image).toBe(join(dist, 'electron', 'assets', 'tray-Template.png'));
  });

  it('pauses from the tray, and says so there', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    press('Pause: run nothing new');
    await settle();
    expect(settings).toEqual({ ...sampleSettings, paused: true });
    expect(fake.tray.toolTip).toBe('Thimble: paused');
    press('Resume');
    await settle();
    expect(settings.paused).toBe(false);
  });

  it('notifies of an approval while no window is in front, unless the settings say no', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    const approval = sampleApproval('a', 'Refund $5.00');
    events.emit({ type: 'approval.opened', approval });
    expect(fake.notifications.map(({ options: { title } }) => title)).toEqual(['Refund $5.00']);
    fake.notifications[0]?.emit('click', {});
    await settle();
    expect(fake.windows[0]?.webContents.sent).toContainEqual([
      'thimble:event',
      { type: 'navigate', view: 'approvals', approvalId: 'a' },
    ]);
    events.emit({ type: 'approval.closed', approvalId: 'a' });
    fake.desk.focused = fake.windows[1] ?? null;
    events.emit({ type: 'approval.opened', approval });
    fake.desk.focused = null;
    settings = { ...settings, notifications: false };
    events.emit({ type: 'settings.changed' });
    await settle();
    events.emit({ type: 'approval.opened', approval });
    expect(fake.notifications).toHaveLength(1);
  });

  it('hides the window on close and shows it again on a second start, or the quick command when asked', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    const [window, quick] = fake.windows;
    const event = new FakeEvent();
    window?.emit('close', event);
    expect(event.defaultPrevented).toBe(true);
    expect(window?.visible).toBe(false);
    fake.app.emit('second-instance', {}, ['thimble', '--quick']);
    await settle();
    expect([window?.visible, quick?.visible]).toEqual([false, true]);
    fake.app.emit('second-instance', {}, ['thimble']);
    await settle();
    expect(window?.visible).toBe(true);
    expect(fake.windows).toHaveLength(2);
  });

  it('shows where a link leads, and runs nothing', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    const [window, quick] = fake.windows;
    const second = async (...argv: string[]) => {
      fake.app.emit('second-instance', {}, ['thimble', ...argv]);
      await settle();
    };
    await second('thimble://run?text=refund+%245');
    const opened = { type: 'quick.opened', text: 'refund $5', fromLink: true };
    expect(quick?.webContents.sent).toContainEqual(['thimble:event', opened]);
    const event = new FakeEvent();
    fake.app.emit('open-url', event, 'thimble://view/policies');
    await settle();
    expect(event.defaultPrevented).toBe(true);
    expect(window?.webContents.sent).toContainEqual(['thimble:event', { type: 'navigate', view: 'policies' }]);
    expect(calls.filter(([route]) => route === 'command.run')).toEqual([]);
  });

  it('loads no page for a link, and follows none that is malformed or comes with others', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    const loaded = fake.windows.map((one) => one.url);
    const before = fake.windows.map((one) => one.webContents.sent.length);
    for (const argv of [
      ['thimble://app/quick.html'],
      ['thimble://evil.example/'],
      ['thimble://run?text=a%00b'],
      ['thimble://run?text=a', 'thimble://run?text=b'],
    ]) {
      fake.app.emit('second-instance', {}, ['thimble', ...argv]);
      fake.app.emit('open-url', new FakeEvent(), argv.join(' '));
    }
    await settle();
    expect(fake.windows.map((one) => one.url)).toEqual(loaded);
    expect(fake.windows.map((one) => one.webContents.sent.length)).toEqual(before);
  });

  it('follows a link that came before there were windows', async () => {
    const started = startElectronHost(fake.modules, options());
    fake.app.emit('open-url', new FakeEvent(), 'thimble://view/policies');
    await started;
    await settle();
    const sent = fake.windows.flatMap((one) => one.webContents.sent);
    expect(sent).toContainEqual(['thimble:event', { type: 'navigate', view: 'policies' }]);
  });

  it('registers the shortcut of the settings, shows the quick command on it, and follows a change', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    expect([...fake.shortcuts.keys()]).toEqual(['Alt+Space']);
    fake.shortcuts.get('Alt+Space')?.();
    await settle();
    expect(fake.windows[1]?.visible).toBe(true);
    await fake.ipc.get('thimble:call')?.(sender, 'app.save_settings', { ...sampleSettings, shortcut: 'Alt+K' });
    await settle();
    expect([...fake.shortcuts.keys()]).toEqual(['Alt+K']);
  });

  it('tells windows how the shortcut fares, and what to bind where it does not', async () => {
    const env = { XDG_SESSION_TYPE: 'wayland', XDG_CURRENT_DESKTOP: 'GNOME', APPIMAGE: '/home/me/Thimble.AppImage' };
    fake.app.isPackaged = true;
    await startElectronHost(fake.modules, options({ env }));
    await settle();
    const { windows } = started[0] ?? {};
    expect(fake.app.switches).toEqual([['enable-features', 'GlobalShortcutsPortal']]);
    expect(windows?.shortcut()).toEqual({
      active: true,
      why: null,
      mayNotArrive: true,
      desktop: 'GNOME',
      command: '"/home/me/Thimble.AppImage" --quick',
    });
    settings = { ...settings, shortcut: 'Taken+X' };
    events.emit({ type: 'settings.changed' });
    await settle();
    expect(windows?.shortcut()).toMatchObject({ active: false, why: 'another app has Taken+X' });
    // The windows hear of it once it is so.
    expect(fake.windows[0]?.webContents.sent.at(-1)).toEqual(['thimble:event', { type: 'settings.changed' }]);
  });

  it('moves only the quick command’s window, and only for itself', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    const { windows } = started[0] ?? {};
    const [window, quick] = fake.windows;
    await windows?.quick();
    windows?.fit('window-1', 200);
    windows?.leave('window-1');
    windows?.leave('browser-2');
    expect([window?.visible, quick?.visible, quick?.bounds.height]).toEqual([true, true, 420]);
    windows?.fit('window-2', 200);
    expect(quick?.bounds.height).toBe(200);
    windows?.leave('window-2');
    expect(quick?.visible).toBe(false);
    await windows?.open({ view: 'audit', auditId: 'e' });
    expect(window?.webContents.sent.at(-1)).toEqual([
      'thimble:event',
      { type: 'navigate', view: 'audit', auditId: 'e' },
    ]);
  });

  it('closes the log before it ends', async () => {
    await startElectronHost(fake.modules, options());
    fake.app.emit('before-quit', {});
    const first = new FakeEvent();
    fake.app.emit('will-quit', first);
    expect(first.defaultPrevented).toBe(true);
    await settle();
    expect(closed).toBe(1);
    const second = new FakeEvent();
    fake.app.emit('will-quit', second);
    expect(second.defaultPrevented).toBe(false);
    const close = new FakeEvent();
    fake.windows[0]?.emit('close', close);
    expect(close.defaultPrevented).toBe(false);
  });
});
