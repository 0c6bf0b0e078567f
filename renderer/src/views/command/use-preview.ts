import { useEffect, useState } from 'react';
import type { ErrorBody, RunView } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { useSettled } from '../../components/use-now.ts';

/** How long typing must pause before a preview is asked for, in milliseconds. */
const pause = 180;
/** Shorter requests say too little to work on. */
const shortest = 4;

/** The call that the typed words would make. `run` may be of slightly older words while `pending`. */
export interface Preview {
  readonly run: RunView | null;
  readonly error: ErrorBody | null;
  readonly pending: boolean;
}

const nothing: Preview = { run: null, error: null, pending: false };

/** Previews `typed` as it changes. Only the answer to the latest words is shown; older ones are dropped on arrival. */
export function usePreview(typed: string): Preview {
  const words = typed.trim();
  const settled = useSettled(words, pause);
  const [answer, setAnswer] = useState<{
    readonly words: string;
    readonly run: RunView | null;
    readonly error: ErrorBody | null;
  }>({ words: '', run: null, error: null });

  useEffect(() => {
    if (settled.length < shortest) return undefined;
    let current = true;
    call('command', 'preview', { request: settled }).then(
      (run) => current && setAnswer({ words: settled, run, error: null }),
      (thrown) => {
        const error = errorBody(thrown);
        // A newer preview took this one's place: its own answer is on the way.
        if (current && error.code !== 'cancelled') setAnswer({ words: settled, run: null, error });
      },
    );
    return () => {
      current = false;
    };
  }, [settled]);

  if (words.length < shortest) return nothing;
  return { run: answer.run, error: answer.words === words ? answer.error : null, pending: answer.words !== words };
}
