import { createStore } from './store.ts';

/** How often the quick command's window has come up, and what was to go into its line the last time. */
export interface QuickState {
  readonly openings: number;
  readonly text: string | null;
  /** The text is from a link. */
  readonly fromLink: boolean;
}

/** Opened again, with the text for the line or null. */
export const quickStore = createStore<QuickState, Omit<QuickState, 'openings'>>(
  { openings: 0, text: null, fromLink: false },
  (state, opened) => ({ ...opened, openings: state.openings + 1 }),
);
