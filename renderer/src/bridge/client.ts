import type { z } from 'zod';
import type { Bridge, ErrorBody, Route, routes, ThimbleEvent } from '../../../shared/index.ts';

declare global {
  interface Window {
    /** Provided by the preload script or `/bridge.js`; absent when the page is opened by itself. */
    readonly thimble?: Bridge;
  }
}

type Routes = typeof routes;
type Domain = keyof Routes;
type Verb<D extends Domain> = keyof Routes[D] & string;
type Input<R> = R extends Route<infer I, z.ZodType> ? z.input<I> : never;
type Output<R> = R extends Route<z.ZodType, infer O> ? z.output<O> : never;

/** A route call that failed: carries the body to show. */
export class CallError extends Error {
  readonly body: ErrorBody;

  constructor(body: ErrorBody) {
    super(body.message);
    this.name = 'CallError';
    this.body = body;
  }
}

/** The wire name of a route: `app`, `saveSettings` → `app.save_settings`. */
export function routeName(domain: string, verb: string): string {
  return `${domain}.${verb}`.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What to show for anything that was thrown. */
export function errorBody(thrown: unknown): ErrorBody {
  if (thrown instanceof CallError) return thrown.body;
  return { code: 'internal', message: 'Something went wrong in this window.', hint: 'Reload it and try again.' };
}

/** Whether the page runs inside a host. */
export function hasBridge(): boolean {
  return window.thimble !== undefined;
}

/** Calls a route of the contract. Rejects with {@link CallError}. */
export async function call<D extends Domain, V extends Verb<D>>(
  domain: D,
  verb: V,
  input: Input<Routes[D][V]>,
): Promise<Output<Routes[D][V]>> {
  const bridge = window.thimble;
  if (!bridge)
    throw new CallError({
      code: 'unreachable',
      message: 'This page only works inside Thimble.',
      hint: 'Run npm start.',
    });
  const reply = await bridge.invoke(routeName(domain, verb), input);
  if (!reply.ok) throw new CallError(reply.error);
  // Boundary: the router checked it against the route's output schema on the main side.
  return reply.data as Output<Routes[D][V]>;
}

/** Events that came after the page had loaded and before anything in it listened. */
const early: ThimbleEvent[] = [];
let stopEarly = globalThis.window?.thimble?.subscribe((event) => early.push(event));

/** Listens to the main process; returns a function that stops. The first listener also gets what came before it. */
export function subscribe(listener: (event: ThimbleEvent) => void): () => void {
  stopEarly?.();
  stopEarly = undefined;
  const stop = window.thimble?.subscribe(listener) ?? (() => undefined);
  for (const event of early.splice(0)) listener(event);
  return stop;
}
