import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberedPlace } from './quick-place.ts';
import { createQuickWindow, type QuickWindow } from './quick-window.ts';
import { webPreferences } from './security/index.ts';
import { type FakeElectron, FakeEvent, type FakeWindow, fakeElectron } from './testing/fake-electron.ts';

let fake: FakeElectron;
let folder = '';
let open: Set<number>;

beforeEach(() => {
  fake = fakeElectron();
  folder = mkdtempSync(join(tmpdir(), 'thimble-quick-'));
  open = new Set();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function quickWindow(changes: { platform?: NodeJS.Platform; wayland?: boolean } = {}): QuickWindow {
  return createQuickWindow({
    BrowserWindow: fake.modules.BrowserWindow,
    screen: fake.modules.screen,
    webPreferences: webPreferences('/preload.cjs', true),
    icon: 'icon.png',
    platform: changes.platform ?? 'linux',
    wayland: changes.wayland ?? false,
    place: rememberedPlace(folder),
    onOpen: (id) => open.add(id),
    onGone: (id) => open.delete(id),
  });
}

function made(at = 0): FakeWindow {
  const window = fake.windows[at];
  if (!window) throw new Error('There is no such window.');
  return window;
}

describe('createQuickWindow', () => {
  it('is loaded while hidden, without a frame, over everything, under the same rules as the main window', () => {
    quickWindow().prepare();
    expect(made()).toMatchObject({ url: 'thimble://app/quick.html', visible: false });
    expect(made().options).toMatchObject({ show: false, frame: false, skipTaskbar: true, alwaysOnTop: true });
    expect(made().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
    });
    expect(made().set.get('visibleOnAllWorkspaces')).toEqual([
      true,
      { visibleOnFullScreen: true, skipTransformProcessType: true },
    ]);
    expect([...open]).toEqual([1]);
  });

  it('is a panel on macOS', () => {
    quickWindow({ platform: 'darwin' }).prepare();
    expect(made().options.type).toBe('panel');
  });

  it('comes up on the display with the pointer, with the text, and tells its page', async () => {
    const quick = quickWindow();
    fake.desk.workArea = { x: 1920, y: 0, width: 1280, height: 1024 };
    await quick.show('refund $5');
    expect(made().visible).toBe(true);
    expect(made().bounds.x).toBeGreaterThanOrEqual(1920);
    expect(made().webContents.sent).toContainEqual(['thimble:event', { type: 'quick.opened', text: 'refund $5' }]);
    await quick.show(null);
    expect(fake.windows).toHaveLength(1);
  });

  it('goes away when something else gets the focus, on close, and when the shortcut is pressed again', async () => {
    const quick = quickWindow();
    await quick.toggle();
    expect(made().visible).toBe(true);
    made().emit('blur');
    expect(made().visible).toBe(false);
    await quick.show(null);
    const event = new FakeEvent();
    made().emit('close', event);
    expect([event.defaultPrevented, made().visible]).toEqual([true, false]);
    await quick.show(null);
    await quick.toggle();
    expect(made().visible).toBe(false);
    quick.release();
    const last = new FakeEvent();
    made().emit('close', last);
    expect(last.defaultPrevented).toBe(false);
  });

  it('comes up again where a person has moved it, also after a restart', async () => {
    const quick = quickWindow();
    await quick.show(null);
    made().setBounds({ x: 40, y: 600 });
    quick.hide();
    await quick.show(null);
    expect(made().bounds).toMatchObject({ x: 40, y: 600 });
    await quickWindow().show(null);
    expect(made(1).bounds).toMatchObject({ x: 40, y: 600 });
  });

  it('believes no place under Wayland, and no broken file', async () => {
    const quick = quickWindow({ wayland: true });
    await quick.show(null);
    made().setBounds({ x: 0, y: 0 });
    quick.hide();
    writeFileSync(join(folder, 'quick-window.json'), '{"x": 99}');
    const other = quickWindow();
    await other.show(null);
    expect(made(1).bounds).toMatchObject({ x: 620, y: 203 });
  });

  it('is as high as its page, within the display', async () => {
    const quick = quickWindow();
    await quick.show(null);
    quick.fit(300);
    expect(made().bounds.height).toBe(300);
    quick.fit(9000);
    expect(made().bounds.height).toBeLessThanOrEqual(1080 * 0.8);
    expect(made().bounds.y + made().bounds.height).toBeLessThanOrEqual(1080);
  });

  it('is made anew after its page has crashed', async () => {
    const quick = quickWindow();
    await quick.show(null);
    made().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect([made().destroyed, [...open]]).toEqual([true, []]);
    await quick.show(null);
    expect([...open]).toEqual([2]);
    expect([quick.owns(1), quick.owns(2)]).toEqual([false, true]);
  });
});
