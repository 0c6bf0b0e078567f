import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorBody } from '../../../shared/index.ts';
import { errorBody } from '../bridge/client.ts';

/** Something that is asked of the main process: loading, here, or failed. The last good value stays while reloading. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly error: ErrorBody | null;
  readonly loading: boolean;
  reload(): void;
}

/** Runs `load` at once and whenever `key` changes; the answer of an older key is dropped. */
export function useLoad<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ value: null, error: null, loading: true });
  const turn = useRef(0);
  const latest = useRef(load);
  latest.current = load;
  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    setState((before) => ({ ...before, loading: true }));
    latest.current().then(
      (value) => mine === turn.current && setState({ value, error: null, loading: false }),
      (thrown) =>
        mine === turn.current &&
        setState((before) => ({ value: before.value, error: errorBody(thrown), loading: false })),
    );
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names what `load` asks for; `load` itself is new on each render
  useEffect(() => {
    reload();
    return () => {
      turn.current += 1;
    };
  }, [key, reload]);
  return { ...state, reload };
}
