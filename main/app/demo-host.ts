import { type Demo, startDemo } from '../../connectors/demo/index.ts';
import { shippedServiceSchema } from '../../shared/index.ts';
import type { Endpoint } from '../broker/index.ts';
import type { Keychain } from '../keychain/index.ts';
import { demoAccount } from '../policy/index.ts';

export interface DemoHostOptions {
  /** Epoch milliseconds of the demo's clock. */
  readonly now: () => number;
  /** Where the emulators' tokens are put. */
  readonly credentials: Keychain;
  /** Emulators that already run; whoever started them closes them. */
  readonly given?: Demo;
}

/** The demo workspace, which runs only while it is used. */
export interface DemoHost {
  /** @throws Error while it does not run */
  readonly demo: Demo;
  /** Which start of it runs; empty while none does. */
  id(): string;
  /** Whether the workspace has a service. */
  has(service: string): boolean;
  /** Where a service's emulator is; null while it does not run. */
  endpoint(service: string): Endpoint | null;
  /** Starts or ends it; answers whether that changed anything. */
  set(on: boolean): Promise<boolean>;
  close(): Promise<void>;
}

/** Makes a demo workspace that does not run yet. */
export function createDemoHost({ now, credentials, given }: DemoHostOptions): DemoHost {
  let running: Demo | null = null;
  // One change after the other, however fast the switch is moved.
  let last: Promise<unknown> = Promise.resolve();
  async function move(on: boolean): Promise<boolean> {
    if (on === (running !== null)) return false;
    if (!on) {
      const ending = running;
      running = null;
      if (!given) await ending?.close();
      return true;
    }
    const demo = given ?? (await startDemo({ now }));
    for (const [service, token] of Object.entries(demo.tokens))
      await credentials.set({ service: `thimble/${service}`, account: demoAccount.name }, token);
    running = demo;
    return true;
  }
  const set = (on: boolean): Promise<boolean> => {
    const moved = last.then(() => move(on));
    last = moved.catch(() => undefined);
    return moved;
  };
  return {
    get demo() {
      if (!running) throw new Error('The demo workspace does not run.');
      return running;
    },
    id: () => running?.id ?? '',
    has: (service) => shippedServiceSchema.safeParse(service).success,
    endpoint(service) {
      const shipped = shippedServiceSchema.safeParse(service);
      if (!running || !shipped.success) return null;
      return { origin: running.origins[shipped.data], loopback: true, account: demoAccount.name };
    },
    set,
    close: async () => void (await set(false)),
  };
}
