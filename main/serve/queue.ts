/** Work done one after the other. */
export interface Queue {
  /**
   * Runs `work` when all that came before is over, and gives what it gives; null at once when too many wait already.
   * Work whose `signal` is aborted before its turn is not begun, and rejects with the signal's reason.
   */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> | null;
}

/** @param most how many may wait behind the one that runs */
export function createQueue(most: number): Queue {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work, signal) {
      if (waiting > most) return null;
      waiting += 1;
      const turn = last.then(async () => {
        try {
          signal.throwIfAborted();
          return await work();
        } finally {
          waiting -= 1;
        }
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
