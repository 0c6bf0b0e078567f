import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ThimbleError } from '../../../shared/index.ts';
import type { StartOptions, Thimble } from '../../app-types.ts';
import { createEventBus } from '../../ipc/index.ts';
import { type ElectronHostOptions, startElectronHost } from './start.ts';
import { type FakeElectron, FakeEvent, fakeElectron } from './testing/fake-electron.ts';

let dist = '';
let fake: FakeElectron;
let started: StartOptions[];
let closed: number;
let calls: unknown[][];
const events = createEventBus();

function app(): Thimble {
  return {
    events,
    router: {
      async call(route, input, context) {
        calls.push([route, input, context]);
        if (route === 'app.settings') return { ok: true, data: { shortcut: 'Alt+Space' } };
        if (route === 'approval.list') return { ok: true, data: [{}, {}] };
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
    ...changes,
  };
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
  closed = 0;
});

afterEach(() => rmSync(dist, { recursive: true, force: true }));

describe('startElectronHost', () => {
  it('starts the app in the user data folder and shows one secured window', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    expect(started).toEqual([{ host: 'electron', dataDir: '/home/someone/userData', resourcesDir: '/resources' }]);
    expect(fake.windows).toHaveLength(1);
    expect(fake.windows[0]).toMatchObject({ url: 'thimble://app/index.html', visible: true });
    expect(fake.windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      preload: join(dist, 'preload', 'index.cjs'),
    });
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

  it('answers calls of its window only', async () => {
    await startElectronHost(fake.modules, options());
    const call = fake.ipc.get('thimble:call');
    expect(await call?.(sender, 'app.info', {})).toEqual({ ok: true, data: {} });
    expect(calls.at(-1)).toEqual(['app.info', {}, { caller: 'window-1' }]);
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

  it('passes events on to the window', async () => {
    await startElectronHost(fake.modules, options());
    events.emit({ type: 'audit.appended' });
    await settle();
    expect(fake.windows[0]?.webContents.sent).toContainEqual(['thimble:event', { type: 'audit.appended' }]);
  });

  it('has every action in the tray’s menu, and sets it again when cards open', async () => {
    await startElectronHost(fake.modules, options());
    expect(fake.menus[0]?.map((item) => item.label)).toEqual([
      'Quick command',
      'Approvals',
      'Activity',
      'Policies',
      'Connections',
      'Settings',
      undefined,
      'Quit Thimble',
    ]);
    events.emit({ type: 'approval.closed', approvalId: 'a' });
    await settle();
    expect(fake.menus.at(-1)?.[1]?.label).toBe('Approvals (2)');
    fake.menus.at(-1)?.[2]?.click?.();
    await settle();
    expect(fake.windows[0]?.webContents.sent).toContainEqual(['thimble:event', { type: 'navigate', view: 'audit' }]);
  });

  it('hides the window on close and shows it again on a second start, with the quick command when asked', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    const window = fake.windows[0];
    const event = new FakeEvent();
    window?.emit('close', event);
    expect(event.defaultPrevented).toBe(true);
    expect(window?.visible).toBe(false);
    fake.app.emit('second-instance', {}, ['thimble', '--quick']);
    await settle();
    expect(window?.visible).toBe(true);
    expect(window?.webContents.sent).toContainEqual(['thimble:event', { type: 'navigate', view: 'command' }]);
    expect(fake.windows).toHaveLength(1);
  });

  it('registers the shortcut of the settings and follows a change', async () => {
    await startElectronHost(fake.modules, options());
    await settle();
    expect([...fake.shortcuts.keys()]).toEqual(['Alt+Space']);
    await fake.ipc.get('thimble:call')?.(sender, 'app.save_settings', { shortcut: 'Alt+K' });
    expect([...fake.shortcuts.keys()]).toEqual(['Alt+K']);
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
