import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import type { View } from '../../../shared/index.ts';
import { shortText } from './short-text.ts';

/** What the tray shows. */
export interface TrayState {
  /** Approvals that wait, oldest first: what each would do, in words. */
  readonly approvals: readonly { readonly id: string; readonly text: string }[];
  /** The latest requests, newest first. */
  readonly recent: readonly string[];
  readonly paused: boolean;
}

/** What the tray can have done. */
export interface TrayActions {
  /** Opens the quick command, with `text` in its line where one is given. Nothing runs by that. */
  readonly quick: (text: string | null) => void;
  readonly show: (view: View, approvalId?: string) => void;
  readonly pause: (paused: boolean) => void;
  readonly openDataFolder: () => void;
  readonly about: () => void;
  readonly quit: () => void;
}

const approvalsShown = 3;
const recentShown = 5;
const longestLabel = 60;

/** Text of a service or a person as a menu's label: an ampersand would underline the letter behind it. */
function label(text: string): string {
  return shortText(text, longestLabel).replaceAll('&', '&&');
}

/** The menu: every action of the tray is in it, because a click on the icon does nothing on many Linux desktops. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const { approvals, recent, paused } = state;
  const more = approvals.length - approvalsShown;
  const view = (name: View, title: string): MenuItemConstructorOptions => ({
    label: title,
    click: () => actions.show(name),
  });
  return [
    { label: 'Quick command', click: () => actions.quick(null) },
    view('approvals', approvals.length > 0 ? `Approvals (${approvals.length})` : 'Approvals'),
    ...approvals.slice(0, approvalsShown).map(({ id, text }) => ({
      label: `   ${label(text)}`,
      click: () => actions.show('approvals', id),
    })),
    ...(more > 0 ? [{ label: `   and ${more} more`, click: () => actions.show('approvals') }] : []),
    {
      label: 'Recent requests',
      enabled: recent.length > 0,
      submenu: recent.slice(0, recentShown).map((text) => ({ label: label(text), click: () => actions.quick(text) })),
    },
    { type: 'separator' },
    view('audit', 'Activity'),
    view('policies', 'Policies'),
    view('connections', 'Connections'),
    view('settings', 'Settings'),
    { type: 'separator' },
    { label: paused ? 'Resume' : 'Pause: run nothing new', click: () => actions.pause(!paused) },
    { label: 'Open the data folder', click: actions.openDataFolder },
    { label: 'About Thimble', click: actions.about },
    { type: 'separator' },
    { label: 'Quit Thimble', click: actions.quit },
  ];
}

/** What the pointer is told over the icon. */
export function trayToolTip({ approvals, paused }: TrayState): string {
  const waiting = approvals.length === 1 ? '1 approval waits' : `${approvals.length} approvals wait`;
  const parts = [...(paused ? ['paused'] : []), ...(approvals.length > 0 ? [waiting] : [])];
  return parts.length > 0 ? `Thimble: ${parts.join(', ')}` : 'Thimble';
}

interface TrayOptions {
  readonly Tray: new (image: string) => Tray;
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>;
  /** Paths: `waiting` carries a mark, and is shown while approvals wait. */
  readonly images: { readonly idle: string; readonly waiting: string };
  readonly actions: TrayActions;
}

const nothing: TrayState = { approvals: [], recent: [], paused: false };

/** The icon beside the clock. Keep what this answers: Electron removes a tray that is garbage collected. */
export function createTray(options: TrayOptions): { update(state: TrayState): void; close(): void } {
  const tray = new options.Tray(options.images.idle);
  let image = options.images.idle;
  tray.on('click', () => options.actions.quick(null));
  function update(state: TrayState): void {
    const wanted = state.approvals.length > 0 ? options.images.waiting : options.images.idle;
    if (wanted !== image) tray.setImage(wanted);
    image = wanted;
    tray.setToolTip(trayToolTip(state));
    // Linux shows the menu as it was when it was set: it is set again after each change.
    tray.setContextMenu(options.Menu.buildFromTemplate(trayMenu(state, options.actions)));
  }
  update(nothing);
  return { update, close: () => tray.destroy() };
}
