import { createStore } from './store.ts';

/** How often the quick command's window has come up, and what was to go into its line the last time. */
export interface QuickState {
  readonly openings: number;
  readonly text: string | null;
}

/** Opened again, with the text for the line or null. */
export const quickStore = createStore<QuickState, string | null>({ openings: 0, text: null }, (state, text) => ({
  openings: state.openings + 1,
  text,
}));
