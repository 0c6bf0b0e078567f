import { useEffect, useRef, useState } from 'react';
import type { ErrorBody, RunView } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';

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

interface Answer {
  readonly words: string;
  readonly run: RunView | null;
  readonly error: ErrorBody | null;
}

const nothing: Preview = { run: null, error: null, pending: false };

/**
 * Previews `typed` as it changes. Each change of the words gives up the preview before it, here and in the main process;
 * what was on its way is dropped on arrival.
 */
export function usePreview(typed: string): Preview {
  const words = typed.trim();
  const [answer, setAnswer] = useState<Answer>({ words: '', run: null, error: null });
  const answered = useRef('');

  useEffect(() => {
    if (words.length < shortest || answered.current === words) return undefined;
    let current = true;
    let underWay = false;
    const arrive = (run: RunView | null, error: ErrorBody | null): void => {
      underWay = false;
      if (!current) return;
      answered.current = error ? '' : words;
      setAnswer({ words, run, error });
    };
    const timer = setTimeout(() => {
      underWay = true;
      call('command', 'preview', { request: words }).then(
        (run) => arrive(run, null),
        (thrown) => arrive(null, errorBody(thrown)),
      );
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
      // Nothing more is worked out for words that are gone.
      if (underWay) void call('command', 'stopPreview', {}).catch(() => undefined);
    };
  }, [words]);

  if (words.length < shortest) return nothing;
  return { run: answer.run, error: answer.words === words ? answer.error : null, pending: answer.words !== words };
}
