import type ivm from 'isolated-vm';
import { type GuestHarness, guestHarness } from './guest-harness.ts';

type Ivm = typeof ivm;

/** Milliseconds that a connector's top-level code may take. */
const loadTimeout = 2000;

/** An isolate with a connector's code in it, used for one call. */
export interface Prepared {
  readonly isolate: ivm.Isolate;
  readonly start: ivm.Reference<GuestHarness['start']>;
  readonly next: ivm.Reference<GuestHarness['next']>;
  readonly deliver: ivm.Reference<GuestHarness['deliver']>;
}

/**
 * Makes a fresh isolate and runs the connector's top-level code in it. No snapshot and no cached code: both would be
 * state from elsewhere. Throws what isolated-vm throws.
 *
 * @param memoryMb isolate limit in MiB; a guide that isolated-vm may overshoot, so the process is limited too.
 */
export async function prepareIsolate(lib: Ivm, code: string, memoryMb: number): Promise<Prepared> {
  const isolate = new lib.Isolate({ memoryLimit: memoryMb, onCatastrophicError: () => process.abort() });
  try {
    const context = await isolate.createContext();
    const harness = await context.eval(`(${String(guestHarness)})()`, { reference: true, timeout: loadTimeout });
    const [start, next, deliver] = await Promise.all([
      harness.get('start', { reference: true }),
      harness.get('next', { reference: true }),
      harness.get('deliver', { reference: true }),
    ]);
    const script = await isolate.compileScript(code, { filename: 'connector.js' });
    await script.run(context, { timeout: loadTimeout });
    return { isolate, start, next, deliver };
  } catch (error) {
    disposeIsolate(isolate);
    throw error;
  }
}

/** Ends an isolate, running or not. */
export function disposeIsolate(isolate: ivm.Isolate): void {
  if (!isolate.isDisposed) isolate.dispose();
}
