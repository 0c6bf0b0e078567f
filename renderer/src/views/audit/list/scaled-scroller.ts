import { positionAfter, type ScrollScale, scrollScale, scrollTopAt } from './scroll-scale.ts';

/** Told where the list is, in its own pixels, and whether it is still moving. */
export type ScrollListener = (position: number, moving: boolean) => void;

/**
 * Scrolls a list that is taller than an element can be. The element scrolls natively, so that wheel, touch and scroll bar
 * feel as everywhere; the list's own position is kept beside it, and the layer with the rows is set off by the difference.
 */
export class ScaledScroller {
  readonly #element: HTMLElement;
  readonly #layer: HTMLElement;
  readonly #listeners = new Set<ScrollListener>();
  #scale: ScrollScale;
  #position = 0;
  /** Where the element was when `#position` was last worked out. */
  #top = 0;
  #base = 0;

  /** `element` scrolls; `layer`, inside it, holds the rows, each placed from `base` on. */
  constructor(element: HTMLElement, layer: HTMLElement) {
    this.#element = element;
    this.#layer = layer;
    this.#scale = scrollScale(0, element.clientHeight);
    element.addEventListener('scroll', this.#onScroll, { passive: true });
    element.addEventListener('scrollend', this.#onScrollEnd);
  }

  /** Where the view begins, in pixels of the list. */
  get position(): number {
    return this.#position;
  }

  get view(): number {
    return this.#scale.view;
  }

  /** The list is now `content` pixels tall; the view stays where it is, as far as the list goes. */
  resize(content: number): void {
    this.#scale = scrollScale(content, this.#element.clientHeight);
    this.moveTo(this.#position);
  }

  /** Shows the list from `position` on, or as near to it as the list's ends let. */
  moveTo(position: number): void {
    const { content, view } = this.#scale;
    this.#position = Math.round(Math.min(Math.max(0, position), Math.max(0, content - view)));
    this.#element.scrollTop = scrollTopAt(this.#scale, this.#position);
    this.#top = this.#element.scrollTop;
    this.#place();
    this.#tell(false);
  }

  /** Rows are placed from `base` on: a float cannot hold every pixel of a list of millions. */
  placeFrom(base: number): void {
    this.#base = base;
    this.#place();
  }

  /** Returns a function that stops it. */
  listen(listener: ScrollListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  close(): void {
    this.#element.removeEventListener('scroll', this.#onScroll);
    this.#element.removeEventListener('scrollend', this.#onScrollEnd);
    this.#listeners.clear();
  }

  #place(): void {
    this.#layer.style.transform = `translateY(${this.#base + this.#top - this.#position}px)`;
  }

  #tell(moving: boolean): void {
    for (const listener of this.#listeners) listener(this.#position, moving);
  }

  readonly #onScroll = (): void => {
    const top = this.#element.scrollTop;
    if (top === this.#top) return;
    this.#position = Math.round(positionAfter(this.#scale, this.#position, this.#top, top));
    this.#top = top;
    this.#place();
    this.#tell(true);
    const { height, view } = this.#scale;
    const atEnd = top <= 0 || top >= height - view - 1;
    // The scroll bar is at its end and the list is not: let it go on.
    if (atEnd) this.#settle();
  };

  readonly #onScrollEnd = (): void => {
    this.#settle();
    this.#tell(false);
  };

  /** Puts the scroll bar to where it belongs for the position; nothing that is in view moves. */
  #settle(): void {
    if (Math.abs(scrollTopAt(this.#scale, this.#position) - this.#top) > 1) this.moveTo(this.#position);
  }
}
