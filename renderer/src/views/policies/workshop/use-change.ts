import { useState } from 'react';
import type { ErrorBody, PolicyChange } from '../../../../../shared/index.ts';
import { call, errorBody } from '../../../bridge/client.ts';

/** A change of policy files on its way: made at once, or waiting for a code, or refused. */
export interface Change {
  readonly busy: boolean;
  readonly error: ErrorBody | null;
  /** A code is wanted; null otherwise. */
  readonly waiting: { readonly id: string; readonly loosened: readonly string[] } | null;
  /** Asks for a change; `done` is told when it was made, also when that took a code. */
  run(work: () => Promise<PolicyChange>, done: (hash: string | null) => void): Promise<void>;
  /** Gives the code that was shown in the terminal. */
  give(code: string): Promise<void>;
  /** Leaves the change undone. */
  drop(): void;
}

type Waiting = {
  readonly id: string;
  readonly loosened: readonly string[];
  readonly done: (hash: string | null) => void;
};

/** Makes a {@link Change}. */
export function useChange(): Change {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [waiting, setWaiting] = useState<Waiting | null>(null);

  async function run(work: () => Promise<PolicyChange>, done: (hash: string | null) => void): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const change = await work();
      if (change.state === 'confirm') setWaiting({ id: change.id, loosened: change.loosened, done });
      else {
        setWaiting(null);
        done(change.hash);
      }
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    error,
    waiting,
    run,
    async give(code) {
      if (waiting) await run(() => call('policy', 'confirm', { id: waiting.id, code }), waiting.done);
    },
    drop() {
      setWaiting(null);
      setError(null);
    },
  };
}
