import { useEffect, useState } from 'react';

/** How long a result stays that needs nothing from the person, in milliseconds. */
const lingerMilliseconds = 6000;
const signsOfLife = ['keydown', 'pointermove', 'pointerdown', 'wheel', 'focusin'] as const;

/**
 * Leaves a while after `done` names a run that ended well, unless the person does anything in the window meanwhile.
 * @param done the run's id; null while there is none to leave after
 * @returns whether it is about to leave
 */
export function useLeaveWhenDone(done: string | null, leave: () => void): boolean {
  const [kept, setKept] = useState<string | null>(null);
  const leaving = done !== null && kept !== done;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `leave` is new on each render and always does the same
  useEffect(() => {
    if (!leaving) return undefined;
    const keep = (): void => setKept(done);
    const timer = setTimeout(leave, lingerMilliseconds);
    for (const sign of signsOfLife) window.addEventListener(sign, keep);
    return () => {
      clearTimeout(timer);
      for (const sign of signsOfLife) window.removeEventListener(sign, keep);
    };
  }, [leaving, done]);

  return leaving;
}
