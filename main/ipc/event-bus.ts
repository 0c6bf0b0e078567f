import type { ThimbleEvent } from '../../shared/index.ts';

/** Fans events of the main process out to whoever shows them: windows, server-sent streams, the terminal. */
export interface EventBus {
  emit(event: ThimbleEvent): void;
  /** Returns a function that unsubscribes; calling it twice is harmless. */
  subscribe(listener: (event: ThimbleEvent) => void): () => void;
}

/**
 * Makes an {@link EventBus}. Delivery is synchronous and in order of subscription.
 *
 * @param onError told what a listener threw; the other listeners still get the event.
 */
export function createEventBus(onError: (thrown: unknown) => void = console.error): EventBus {
  const listeners = new Set<(event: ThimbleEvent) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (thrown) {
          onError(thrown);
        }
      }
    },
    subscribe(listener) {
      // A wrapper of its own, so that one function subscribed twice is two subscriptions.
      const entry = (event: ThimbleEvent): void => listener(event);
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
  };
}
