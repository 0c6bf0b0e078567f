import type { Rectangle } from 'electron';

/** Sizes of the quick command's window, in device-independent pixels. */
export const quickWidth = 680;
export const quickHeight = { least: 64, first: 420 } as const;

/** How much of the display's height the window takes at most, and how far down it begins unless it was moved. */
const mostOfHeight = 0.8;
const fromTop = 0.2;

/** Where the window stands between the edges of whatever display it is on: 0 to 1, left to right and top to bottom. */
export interface QuickPlace {
  readonly x: number;
  readonly y: number;
}

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** The room that the window's corner has on a display. */
function room(area: Rectangle): { readonly x: number; readonly y: number } {
  return { x: Math.max(area.width - quickWidth, 1), y: Math.max(area.height - quickHeight.least, 1) };
}

/** The height that the window gets for what is in it: never off the display, and never most of it. */
export function quickHeightFor(wanted: number, top: number, area: Rectangle): number {
  const below = area.y + area.height - top;
  const most = Math.min(Math.floor(area.height * mostOfHeight), below);
  return Math.round(within(wanted, quickHeight.least, Math.max(most, quickHeight.least)));
}

/** Where the window comes up on a display's work area, at the remembered place or near the top. */
export function placeQuick(area: Rectangle, place: QuickPlace | null, height: number): Rectangle {
  const free = room(area);
  const { x, y } = place ?? { x: 0.5, y: fromTop };
  const left = Math.round(area.x + within(x, 0, 1) * free.x);
  const top = Math.round(area.y + within(y, 0, 1) * free.y);
  return { x: left, y: top, width: Math.min(quickWidth, area.width), height: quickHeightFor(height, top, area) };
}

/** The place to remember of a window at `corner`. */
export function placeOf(corner: { readonly x: number; readonly y: number }, area: Rectangle): QuickPlace {
  const free = room(area);
  return { x: within((corner.x - area.x) / free.x, 0, 1), y: within((corner.y - area.y) / free.y, 0, 1) };
}
