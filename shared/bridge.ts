import type { ThimbleEvent } from './events.ts';
import type { RouteReply } from './route.ts';

/**
 * What a window has of the main process, as `window.thimble`: the preload script provides it in Electron, `/bridge.js`
 * in the browser host. Input and output are checked against the route's schemas on the main side.
 */
export interface Bridge {
  invoke(route: string, input: unknown): Promise<RouteReply<unknown>>;
  /** Returns a function that unsubscribes. */
  subscribe(listener: (event: ThimbleEvent) => void): () => void;
}
