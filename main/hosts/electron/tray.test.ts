import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakeElectron, fakeElectron } from './testing/fake-electron.ts';
import { createTray, type TrayState, trayMenu, trayToolTip } from './tray.ts';

const state: TrayState = {
  approvals: [
    { id: 'a', text: 'Refund $5.00 of Oskar Lindqvist’s payment' },
    { id: 'b', text: 'Post “R&D is out” in #releases' },
    { id: 'c', text: 'Close infra #45' },
    { id: 'd', text: 'Merge the rate limiter' },
  ],
  recent: ['list my open issues', 'refund $5'],
  paused: false,
};

let done: string[];
const actions = {
  quick: (text: string | null) => void done.push(`quick ${text}`),
  show: (view: string, approvalId?: string) => void done.push(`show ${view} ${approvalId ?? ''}`.trim()),
  pause: (paused: boolean) => void done.push(`pause ${paused}`),
  openDataFolder: () => void done.push('folder'),
  about: () => void done.push('about'),
  quit: () => void done.push('quit'),
};

beforeEach(() => {
  done = [];
});

function press(menu: readonly MenuItemConstructorOptions[], label: string): void {
  const item = menu.find((one) => one.label?.trim() === label);
  if (!item?.click) throw new Error(`The menu has no “${label}”.`);
  // Boundary: the host's handlers take nothing of what Electron gives them.
  (item.click as () => void)();
}

describe('trayMenu', () => {
  it('has every action of the tray', () => {
    const menu = trayMenu(state, actions);
    for (const label of [
      'Quick command',
      'Approvals (4)',
      'Activity',
      'Policies',
      'Connections',
      'Settings',
      'Pause: run nothing new',
      'Open the data folder',
      'About Thimble',
      'Quit Thimble',
    ])
      press(menu, label);
    expect(done).toEqual([
      'quick null',
      'show approvals',
      'show audit',
      'show policies',
      'show connections',
      'show settings',
      'pause true',
      'folder',
      'about',
      'quit',
    ]);
    expect(trayMenu({ ...state, paused: true }, actions).map((item) => item.label)).toContain('Resume');
  });

  it('leads from the first approvals, in words, to their cards', () => {
    const menu = trayMenu(state, actions);
    expect(menu.slice(2, 6).map((item) => item.label)).toEqual([
      '   Refund $5.00 of Oskar Lindqvist’s payment',
      '   Post “R&&D is out” in #releases',
      '   Close infra #45',
      '   and 1 more',
    ]);
    press(menu, 'Close infra #45');
    expect(done).toEqual(['show approvals c']);
  });

  it('opens the quick command with a recent request, and approves and runs nothing by itself', () => {
    const recent = trayMenu(state, actions).find((item) => item.label === 'Recent requests');
    press(recent?.submenu as MenuItemConstructorOptions[], 'refund $5');
    expect(done).toEqual(['quick refund $5']);
    expect(Object.keys(actions).sort()).toEqual(['about', 'openDataFolder', 'pause', 'quick', 'quit', 'show']);
  });

  it('shows neither secrets nor characters that hide or turn text', () => {
    const text = 'Post “key sk_live_4eC39HqLyjWDarjtT1zdp7dc \u202Eevil\u200B\nnext” in #general';
    const [label] = trayMenu({ ...state, approvals: [{ id: 'a', text }] }, actions)
      .slice(2, 3)
      .map((item) => item.label);
    expect(label).not.toMatch(/4eC39|[\u202E\u200B\n]/u);
    expect(label).toContain('[redacted');
  });
});

describe('the tray', () => {
  let fake: FakeElectron;
  beforeEach(() => {
    fake = fakeElectron();
  });

  it('has a mark and says how many wait, until none does', () => {
    const { Tray, Menu } = fake.modules;
    const tray = createTray({ Tray, Menu, images: { idle: 'idle.png', waiting: 'waiting.png' }, actions });
    expect(fake.tray).toEqual({ image: 'idle.png', toolTip: 'Thimble' });
    tray.update(state);
    expect(fake.tray).toEqual({ image: 'waiting.png', toolTip: 'Thimble: 4 approvals wait' });
    tray.update({ ...state, approvals: [] });
    expect(fake.tray).toEqual({ image: 'idle.png', toolTip: 'Thimble' });
    // Set again each time, for Linux.
    expect(fake.menus).toHaveLength(3);
  });

  it('says that it is paused', () => {
    expect(trayToolTip({ approvals: [{ id: 'a', text: 'x' }], recent: [], paused: true })).toBe(
      'Thimble: paused, 1 approval waits',
    );
  });
});
