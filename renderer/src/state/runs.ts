import type { RunView } from '../../../shared/index.ts';

/** Runs of this window's session, newest last, and the one in view. */
export interface RunsState {
  readonly runs: readonly RunView[];
  readonly shown: string | null;
  /** How many events each run had: a reply that was asked for before the latest event is old news. */
  readonly revisions: Readonly<Record<string, number>>;
}

export type RunsAction =
  | { readonly type: 'event'; readonly run: RunView }
  /** The first view of a run this window started; events may have come before it. */
  | { readonly type: 'started'; readonly run: RunView }
  /** A reply asked for when the run had `revision` events. */
  | { readonly type: 'reply'; readonly run: RunView; readonly revision: number }
  | { readonly type: 'show'; readonly runId: string | null };

export const noRuns: RunsState = { runs: [], shown: null, revisions: {} };

const kept = 50;

/** Whether nothing more will happen in a run. */
export function isOver(run: RunView): boolean {
  return run.state === 'done' || run.state === 'stopped' || run.state === 'failed';
}

function put(state: RunsState, run: RunView): RunsState {
  const at = state.runs.findIndex((known) => known.id === run.id);
  const runs = at < 0 ? [...state.runs, run].slice(-kept) : state.runs.with(at, run);
  return { ...state, runs };
}

/** The next state of the runs. Previews are not runs and are left out. */
export function reduceRuns(state: RunsState, action: RunsAction): RunsState {
  if (action.type === 'show') return state.shown === action.runId ? state : { ...state, shown: action.runId };
  if (action.run.preview) return state;
  const { id } = action.run;
  const known = state.runs.find((run) => run.id === id);
  switch (action.type) {
    case 'event':
      return { ...put(state, action.run), revisions: { ...state.revisions, [id]: (state.revisions[id] ?? 0) + 1 } };
    case 'started':
      return { ...(known ? state : put(state, action.run)), shown: id };
    case 'reply': {
      const stale = (state.revisions[id] ?? 0) !== action.revision;
      return stale || (known && isOver(known)) ? state : put(state, action.run);
    }
  }
}
