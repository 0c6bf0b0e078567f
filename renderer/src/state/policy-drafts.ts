import { createStore } from './store.ts';

/** A text under edit. `baseHash` is of the saved text that it began from; null for a file that is not saved yet. */
export interface PolicyDraft {
  readonly text: string;
  readonly baseHash: string | null;
}

interface Drafts {
  readonly tab: 'rules' | 'workshop';
  /** The file that is shown; null until one is chosen. */
  readonly file: string | null;
  readonly drafts: Readonly<Record<string, PolicyDraft>>;
}

type Action =
  | { readonly type: 'tab'; readonly tab: Drafts['tab'] }
  | { readonly type: 'open'; readonly file: string }
  | { readonly type: 'edit'; readonly file: string; readonly draft: PolicyDraft }
  | { readonly type: 'drop'; readonly file: string };

/** How drafts change: kept by file while the window is open, so that another view loses nothing. */
export function reduceDrafts(state: Drafts, action: Action): Drafts {
  switch (action.type) {
    case 'tab':
      return { ...state, tab: action.tab };
    case 'open':
      return { ...state, tab: 'workshop', file: action.file };
    case 'edit':
      return { ...state, drafts: { ...state.drafts, [action.file]: action.draft } };
    case 'drop': {
      const { [action.file]: _, ...drafts } = state.drafts;
      return { ...state, drafts };
    }
  }
}

/** Texts of policy files that are not saved yet. */
export const draftsStore = createStore<Drafts, Action>({ tab: 'rules', file: null, drafts: {} }, reduceDrafts);

/** Opens a file with a text that is not saved yet. */
export function openDraft(file: string, draft: PolicyDraft): void {
  draftsStore.dispatch({ type: 'edit', file, draft });
  draftsStore.dispatch({ type: 'open', file });
}
