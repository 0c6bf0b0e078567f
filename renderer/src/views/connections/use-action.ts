import { useState } from 'react';
import type { ErrorBody } from '../../../../shared/index.ts';
import { errorBody } from '../../bridge/client.ts';

/** One thing at a time that a person asks for: whether it is under way, and what went wrong. */
export interface Action {
  readonly busy: boolean;
  readonly error: ErrorBody | null;
  /** Does it; answers whether it went well. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

/** Makes an {@link Action}. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  return {
    busy,
    error,
    async run(work) {
      setBusy(true);
      setError(null);
      try {
        await work();
        return true;
      } catch (thrown) {
        setError(errorBody(thrown));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
