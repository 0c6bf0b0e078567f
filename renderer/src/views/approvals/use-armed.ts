import { useEffect, useState } from 'react';

/** How long a card, or a changed card, is on the screen before it can be approved: a key already on its way does nothing. */
const armMilliseconds = 700;

/** Whether what `shown` names (the calls, and whether their card has its turn) has been on the screen long enough. */
export function useArmed(shown: string): boolean {
  const [armedFor, setArmedFor] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setArmedFor(shown), armMilliseconds);
    return () => clearTimeout(timer);
  }, [shown]);
  return armedFor === shown;
}
