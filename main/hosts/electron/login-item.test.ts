import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoginItem, execArgument } from './login-item.ts';

let config = '';
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'thimble-login-'));
});
afterEach(() => rmSync(config, { recursive: true, force: true }));

/** The system's login items; `takes`: whether a change goes through. */
function fakeApp(isPackaged: boolean, takes = true) {
  let openAtLogin = false;
  const sets: boolean[] = [];
  return {
    sets,
    isPackaged,
    getAppPath: () => '/src/thimble',
    getLoginItemSettings: () => ({
      openAtLogin,
      openAsHidden: false,
      wasOpenedAtLogin: false,
      wasOpenedAsHidden: false,
      restoreState: false,
      status: 'enabled' as const,
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    }),
    setLoginItemSettings(settings: { openAtLogin?: boolean }) {
      sets.push(settings.openAtLogin === true);
      if (takes) openAtLogin = settings.openAtLogin === true;
    },
  };
}

describe('on Linux', () => {
  const item = (env: Record<string, string> = {}, packaged = true) =>
    createLoginItem(fakeApp(packaged), {
      platform: 'linux',
      env: { XDG_CONFIG_HOME: config, ...env },
      execPath: '/opt/Thimble/thimble',
    });
  const file = () => join(config, 'autostart', 'app.thimble.desktop');

  it('writes an autostart file and takes it away again', async () => {
    const login = item();
    expect(await login.state()).toEqual({ available: true, on: false });
    await login.set(false);
    await login.set(true);
    expect(await login.state()).toEqual({ available: true, on: true });
    expect(readFileSync(file(), 'utf8')).toMatch(/^\[Desktop Entry\]\n[\s\S]*\nExec="\/opt\/Thimble\/thimble"\n$/u);
    await login.set(false);
    expect(readdirSync(join(config, 'autostart'))).toEqual([]);
  });
  it('names the AppImage rather than its mount, and the tree of one that is not installed', async () => {
    await item({ APPIMAGE: '/home/me/My Apps/Thimble.AppImage' }).set(true);
    expect(readFileSync(file(), 'utf8')).toContain('Exec="/home/me/My Apps/Thimble.AppImage"');
    await item({}, false).set(true);
    expect(readFileSync(file(), 'utf8')).toContain('Exec="/opt/Thimble/thimble" "/src/thimble"');
  });
  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('is off where the desktop wrote %s', async (line) => {
    mkdirSync(join(config, 'autostart'));
    writeFileSync(file(), `[Desktop Entry]\n${line}\n`);
    expect(await item().state()).toEqual({ available: true, on: false });
  });
  it('says so when the folder cannot be written', () => {
    writeFileSync(join(config, 'autostart'), 'a file');
    expect(() => item().set(true)).toThrow(/did not take the change/u);
  });
  it('lets no path end its quotes, run a command or begin another line', () => {
    expect(execArgument('/a"b`c$d\\e%f')).toBe('"/a\\\\"b\\\\`c\\\\$d\\\\\\\\e%%f"');
    expect(() => execArgument('/a\nExec=evil')).toThrow(/control/u);
  });
});

describe.each(['darwin', 'win32'] as const)('on %s', (platform) => {
  const options = { platform, env: {}, execPath: '/x' };
  it('uses the login items of the system, of an installed app alone', async () => {
    const app = fakeApp(true);
    const login = createLoginItem(app, options);
    await login.set(true);
    expect(await login.state()).toEqual({ available: true, on: true });
    expect(app.sets).toEqual([true]);
    expect(await createLoginItem(fakeApp(false), options).state()).toEqual({ available: false, on: false });
  });
  it('says so when the system does not take it', () => {
    expect(() => createLoginItem(fakeApp(true, false), options).set(true)).toThrow(/did not take the change/u);
  });
});
