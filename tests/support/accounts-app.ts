import { join } from 'node:path';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import { createDeviceFlowEmulator, type DeviceFlowEmulator } from '../../connectors/github/emulator/index.ts';
import { connectors, type ServedEmulator, serveEmulator } from '../../connectors/index.ts';
import { type Composition, compose, createDeviceChooser, createServices } from '../../main/app/index.ts';
import type { Site } from '../../main/broker/index.ts';
import type { Model } from '../../main/index.ts';
import { createEventBus, createHandlers, createRouter, noWindows, type Router } from '../../main/ipc/index.ts';
import type { Keychain } from '../../main/keychain/index.ts';
import { openSettings } from '../../main/settings/index.ts';
import type { ShippedService, ThimbleEvent } from '../../shared/index.ts';

const root = new URL('../../', import.meta.url).pathname;

export interface AccountsAppOptions {
  readonly dataDir: string;
  readonly model: Model;
  /** The one token that each service accepts. */
  readonly tokens: Readonly<Record<ShippedService, string>>;
  /** What a sign-in on github.com gives. */
  readonly signInToken: string;
  /** In place of the OS keychain, which is used unless given. */
  readonly keychain?: Keychain;
}

/** The whole app with emulators in the places of the real services: everything but the addresses is as it ships. */
export interface AccountsApp {
  readonly router: Router;
  readonly composition: Composition;
  /** The “real” services. */
  readonly services: Demo;
  readonly signIns: ServedEmulator;
  readonly person: DeviceFlowEmulator;
  subscribe(listener: (event: ThimbleEvent) => void): () => void;
  close(): Promise<void>;
}

export const clientId = 'Iv1.thimble-tests';

/** Starts an {@link AccountsApp}; its clock moves only while a sign-in waits. */
export async function startAccountsApp(options: AccountsAppOptions): Promise<AccountsApp> {
  let clock = Date.parse(workspace.now);
  const now = (): number => clock;
  const services = await startDemo({ now, tokens: options.tokens });
  const person = createDeviceFlowEmulator({ now, clientId, token: options.signInToken });
  const signIns = await serveEmulator(person, []);
  const places = new Map<string, string>([['https://github.com', signIns.origin]]);
  for (const [service, origin] of Object.entries(services.origins)) {
    const connector = connectors.find((one) => one.service === service);
    if (connector) places.set(connector.origin, origin);
  }
  const site = (origin: string): Site => {
    const place = places.get(origin);
    if (!place) throw new Error(`no emulator for ${origin}`);
    return { origin: place, loopback: true };
  };
  const settings = openSettings(options.dataDir);
  const events = createEventBus();
  const composition = await compose({
    dataDir: options.dataDir,
    resourcesDir: root,
    settings: () => settings.get(),
    emit: (event) => events.emit(event),
    now,
    useOsKeychain: options.keychain === undefined,
    ...(options.keychain ? { keychain: options.keychain } : {}),
    site,
    async wait(milliseconds, signal) {
      signal.throwIfAborted();
      clock += milliseconds;
    },
    model: options.model,
  });
  const devices = await createDeviceChooser({
    modelDir: join(root, 'models', 'needle'),
    dataDir: options.dataDir,
    model: composition.model,
    now,
    unasked: false,
  });
  const router = createRouter(
    createHandlers(
      createServices({
        composition,
        settings,
        host: 'browser',
        version: '0.0.0',
        dataDir: options.dataDir,
        resourcesDir: root,
        devices,
        now,
        windows: noWindows,
        emit: (event) => events.emit(event),
      }),
    ),
  );
  return {
    router,
    composition,
    services,
    signIns,
    person,
    subscribe: (listener) => events.subscribe(listener),
    async close() {
      await composition.close();
      await Promise.all([services.close(), signIns.close()]);
    },
  };
}
