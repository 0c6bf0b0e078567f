import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import type { ThimbleEvent } from '../../../shared/index.ts';

/** The views that the tray's menu leads to. */
export type View = Extract<ThimbleEvent, { type: 'navigate' }>['view'];

const entries: readonly (readonly [view: View, label: string])[] = [
  ['command', 'Quick command'],
  ['approvals', 'Approvals'],
  ['audit', 'Activity'],
  ['policies', 'Policies'],
  ['connections', 'Connections'],
  ['settings', 'Settings'],
];

/** The menu: every action of the tray is in it, because a click on the icon does nothing on many Linux desktops. */
export function trayMenu(waiting: number, show: (view: View) => void, quit: () => void): MenuItemConstructorOptions[] {
  return [
    ...entries.map(([view, label]) => ({
      label: view === 'approvals' && waiting > 0 ? `${label} (${waiting})` : label,
      click: () => show(view),
    })),
    { type: 'separator' as const },
    { label: 'Quit Thimble', click: quit },
  ];
}

interface TrayOptions {
  readonly Tray: new (image: string) => Tray;
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>;
  readonly image: string;
  readonly show: (view: View) => void;
  readonly quit: () => void;
}

/** The icon beside the clock. Keep what this answers: Electron removes a tray that is garbage collected. */
export function createTray(options: TrayOptions): { setWaiting(count: number): void; close(): void } {
  const tray = new options.Tray(options.image);
  tray.setToolTip('Thimble');
  tray.on('click', () => options.show('command'));
  // Linux shows the menu as it was when it was set: it is set again after each change.
  function setWaiting(count: number): void {
    tray.setContextMenu(options.Menu.buildFromTemplate(trayMenu(count, options.show, options.quit)));
  }
  setWaiting(0);
  return { setWaiting, close: () => tray.destroy() };
}
