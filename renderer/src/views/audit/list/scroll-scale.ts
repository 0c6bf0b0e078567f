/**
 * Chromium cuts elements at 33,554,428 px, and a float of the compositor holds whole pixels up to 16,777,216. Half of that
 * is what a list may be tall; a million rows are some 60 million pixels.
 */
const tallest = 8_388_608;

/** Pixels at either end of a scaled list in which one pixel of the scroll bar is one of the list. */
const exactEnd = 65_536;

/**
 * How the pixels of a scroll bar stand for those of a longer list. `content`: the list's own height; `height`: the height
 * that the scrolled element has; `view`: the height of the part in view. All in CSS pixels.
 */
export interface ScrollScale {
  readonly content: number;
  readonly height: number;
  readonly view: number;
}

/** The scale for a list of `content` pixels in a view of `view` pixels: one to one as long as the browser can. */
export function scrollScale(content: number, view: number): ScrollScale {
  return { content, view, height: Math.max(view, Math.min(content, tallest)) };
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** The greatest position in the list, and the greatest of the scroll bar. */
function ends({ content, height, view }: ScrollScale): { last: number; bottom: number } {
  return { last: Math.max(0, content - view), bottom: Math.max(0, height - view) };
}

/** The position in the list that a place of the scroll bar stands for: exact near both ends, in proportion between. */
export function positionAt(scale: ScrollScale, top: number): number {
  const { last, bottom } = ends(scale);
  const at = clamp(top, 0, bottom);
  if (last === bottom || at <= exactEnd) return Math.min(at, last);
  if (at >= bottom - exactEnd) return last - (bottom - at);
  return exactEnd + ((at - exactEnd) * (last - 2 * exactEnd)) / (bottom - 2 * exactEnd);
}

/** The place of the scroll bar for a position in the list: what {@link positionAt} takes back. */
export function scrollTopAt(scale: ScrollScale, position: number): number {
  const { last, bottom } = ends(scale);
  const at = clamp(position, 0, last);
  if (last === bottom || at <= exactEnd) return at;
  if (at >= last - exactEnd) return bottom - (last - at);
  return exactEnd + ((at - exactEnd) * (bottom - 2 * exactEnd)) / (last - 2 * exactEnd);
}

/**
 * The position after the scroll bar went from `before` to `top`. What a wheel or a finger moves, moves the list by just as
 * much. A quarter of what one pixel of the thumb stands for and more is the thumb being dragged, and goes to the place in
 * proportion.
 */
export function positionAfter(scale: ScrollScale, position: number, before: number, top: number): number {
  const { last, bottom } = ends(scale);
  if (last === bottom) return clamp(top, 0, last);
  const moved = top - before;
  const thumbPixel = scale.height / Math.max(1, scale.view);
  return Math.abs(moved) > thumbPixel / 4 ? positionAt(scale, top) : clamp(position + moved, 0, last);
}
