import { randomBytes, randomUUID } from 'node:crypto';
import type { ShippedService } from '../../shared/index.ts';
import { createGithubEmulator } from '../github/emulator/index.ts';
import {
  type Emulator,
  type EmulatorOptions,
  type Fault,
  type OperationPath,
  type ReceivedRequest,
  type ServedEmulator,
  serveEmulator,
} from '../kit/index.ts';
import { createNotionEmulator } from '../notion/emulator/index.ts';
import { createSlackEmulator } from '../slack/emulator/index.ts';
import { createStripeEmulator } from '../stripe/emulator/index.ts';
import operationsFile from './operations.json' with { type: 'json' };
import workspaceFile from './workspace.json' with { type: 'json' };

/** The made-up company that the emulators start with: people, channels, repositories, customers, pages. */
export const workspace = workspaceFile;
export type DemoWorkspace = typeof workspaceFile;

/** An operation of the four services: what it is called, where it lives, whether it only reads. */
export interface DemoOperation extends OperationPath {
  readonly effect: 'read' | 'write';
}

/** The operations that requests to the emulators are named by. */
export const operations: readonly DemoOperation[] = operationsFile.map(({ op, method, path, effect }) => ({
  op,
  method,
  path,
  effect: effect === 'read' ? 'read' : 'write',
}));

const services = ['stripe', 'github', 'slack', 'notion'] as const satisfies readonly ShippedService[];
const factories: Readonly<Record<ShippedService, (data: unknown, options: EmulatorOptions) => Emulator>> = {
  stripe: createStripeEmulator,
  github: createGithubEmulator,
  slack: createSlackEmulator,
  notion: createNotionEmulator,
};

export interface DemoOptions {
  /** Epoch milliseconds of the demo's clock. */
  readonly now: () => number;
  /** The one credential that each service accepts; random where it is not given. */
  readonly tokens?: Readonly<Partial<Record<ShippedService, string>>>;
}

/** The four services in memory, with nothing in front of them. */
export function demoEmulators(
  now: () => number,
  tokens: Readonly<Record<ShippedService, string>>,
): Readonly<Record<ShippedService, Emulator>> {
  return record((service) => factories[service](workspace, { now, token: tokens[service] }));
}

/** The four services on loopback. */
export interface Demo {
  /** Tells this start of the workspace from every other: what is in it ends with it, and with each reset. */
  readonly id: string;
  readonly origins: Readonly<Record<ShippedService, string>>;
  readonly tokens: Readonly<Record<ShippedService, string>>;
  readonly emulators: Readonly<Record<ShippedService, Emulator>>;
  /** What all services received, in order. */
  received(): readonly ReceivedRequest[];
  /** All services back to the workspace; no requests, no faults. */
  reset(): void;
  addFault(service: ShippedService, fault: Fault): void;
  close(): Promise<void>;
}

function record<T>(make: (service: ShippedService) => T): Record<ShippedService, T> {
  return { stripe: make('stripe'), github: make('github'), slack: make('slack'), notion: make('notion') };
}

/**
 * Starts the demo workspace: the four emulators behind HTTP on 127.0.0.1, each on a free port.
 * @throws when no port can be taken; what had started is closed again
 */
export async function startDemo({ now, tokens: given = {} }: DemoOptions): Promise<Demo> {
  const tokens = record((service) => given[service] ?? `demo-${service}-${randomBytes(12).toString('hex')}`);
  const emulators = demoEmulators(now, tokens);
  const log: ReceivedRequest[] = [];
  const started = await Promise.allSettled(
    services.map(
      async (service): Promise<[ShippedService, ServedEmulator]> => [
        service,
        await serveEmulator(emulators[service], operations, { onReceived: (request) => void log.push(request) }),
      ],
    ),
  );
  const served = new Map<ShippedService, ServedEmulator>();
  for (const one of started) if (one.status === 'fulfilled') served.set(...one.value);
  const close = async (): Promise<void> => {
    await Promise.all([...served.values()].map((server) => server.close()));
  };
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  let id = randomUUID();
  return {
    get id() {
      return id;
    },
    origins: record((service) => served.get(service)?.origin ?? ''),
    tokens,
    emulators,
    received: () => log,
    reset() {
      for (const server of served.values()) server.reset();
      log.length = 0;
      id = randomUUID();
    },
    addFault: (service, fault) => served.get(service)?.addFault(fault),
    close,
  };
}
