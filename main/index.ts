import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { workspace } from '../connectors/demo/index.ts';
import { connectors, type ReceivedRequest, type ToolDefinition } from '../connectors/index.ts';
import type { Settings, ThimbleEvent } from '../shared/index.ts';
import type { Agent } from './agent/index.ts';
import {
  type ComposeOptions,
  type Composition,
  compose,
  createDeviceChooser,
  createServices,
  keepTexts,
  makeDataFolder,
} from './app/index.ts';
import type { StartOptions, Thimble } from './app-types.ts';
import type { AuditLog } from './audit/index.ts';
import { createEventBus, createHandlers, createRouter, noWindows } from './ipc/index.ts';
import { openAppLog, watchProcess } from './log/index.ts';
import { openSettings } from './settings/index.ts';

export type { Composition, Model } from './app/index.ts';
export type { StartOptions, Thimble } from './app-types.ts';

const manifestSchema = z.object({ version: z.string() });

/**
 * Starts the app for a host: the demo workspace's emulators, the model, policies, log, sandbox and agent.
 * @throws ThimbleError `storage_unavailable` when the data folder or the log cannot be used
 */
export async function startThimble(
  options: StartOptions & Pick<ComposeOptions, 'model'>,
): Promise<Thimble & { readonly composition: Composition }> {
  makeDataFolder(options.dataDir);
  let demo = (): boolean => true;
  // The people of the demo workspace live in its zone; a person's own accounts are in theirs.
  const settings = openSettings(options.dataDir, () => (demo() ? { zone: workspace.timezone } : {}));
  const { version } = manifestSchema.parse(
    JSON.parse(await readFile(join(options.resourcesDir, 'package.json'), 'utf8')),
  );
  const { host } = options;
  const now = (): number => Date.now();
  // A command at the terminal says itself what went wrong.
  const log = host === 'terminal' ? null : openAppLog({ dataDir: options.dataDir, now });
  const unwatch = log ? watchProcess(log) : null;
  const { node, electron } = process.versions;
  log?.started({
    thimble: version,
    host,
    system: `${process.platform} ${process.arch}`,
    ...(node ? { node } : {}),
    ...(electron ? { electron } : {}),
  });
  const report = (where: string, thrown: unknown): void => {
    console.error(where, thrown);
    log?.failed(where, thrown);
  };
  const events = createEventBus((thrown) => report('events', thrown));
  const composition = await compose({
    dataDir: options.dataDir,
    resourcesDir: options.resourcesDir,
    settings: () => settings.get(),
    emit: (event) => events.emit(event),
    now,
    useOsKeychain: true,
    ...(options.use ? { use: options.use } : {}),
    host: options.host,
    ...(options.confirmer ? { confirmer: options.confirmer } : {}),
    ...(options.artifacts ? { artifacts: options.artifacts } : {}),
    ...(options.model ? { model: options.model } : {}),
  }).catch((thrown: unknown) => {
    log?.failed('start', thrown);
    unwatch?.();
    throw thrown;
  });
  demo = () => composition.accounts.inDemo();
  const devices = await createDeviceChooser({
    modelDir: join(options.resourcesDir, 'models', 'needle'),
    dataDir: options.dataDir,
    model: composition.model,
    now,
    // A command at the terminal is over before it would be worth it.
    unasked: host !== 'terminal',
    ...(options.startProbe ? { start: options.startProbe } : {}),
  });
  // A command at the terminal is over before the log is tidied.
  const keeper =
    host === 'terminal'
      ? null
      : keepTexts({
          ...composition,
          settings: () => settings.get(),
          now,
          onError: (thrown) => report('audit log', thrown),
        });
  const windows = options.windows ?? noWindows;
  const services = createServices({
    composition,
    settings,
    host,
    version,
    dataDir: options.dataDir,
    resourcesDir: options.resourcesDir,
    devices,
    now,
    windows,
    login: options.login,
    emit: (event) => events.emit(event),
  });
  const router = createRouter(createHandlers(services), report);
  log?.problems((await services.app.info()).problems);
  return {
    router,
    events,
    composition,
    async close() {
      keeper?.close();
      await devices.close();
      await composition.close();
      log?.stopped();
      unwatch?.();
    },
  };
}

/** The app without a host, on a clock and a log of its own: for the evaluation, benchmarks and integration tests. */
export interface DemoApp {
  readonly agent: Agent;
  readonly audit: AuditLog;
  readonly composition: Composition;
  readonly tools: readonly ToolDefinition[];
  setNow(epochMs: number): void;
  /** Services back to the seed, remembered look-ups forgotten. */
  reset(): void;
  received(): readonly ReceivedRequest[];
  subscribe(listener: (event: ThimbleEvent) => void): () => void;
  close(): Promise<void>;
}

/** Starts a {@link DemoApp} in a temporary folder that is removed when it closes. */
export async function startDemoApp(
  options: Partial<
    Pick<
      ComposeOptions,
      'confirmer' | 'dataDir' | 'resourcesDir' | 'demo' | 'limits' | 'model' | 'shortlister' | 'secondModelLimits'
    >
  > & {
    /** In place of the defaults. */
    readonly settings?: Partial<Settings>;
  } = {},
): Promise<DemoApp> {
  const temporary = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'thimble-'));
  let now = Date.parse(workspace.now);
  const { settings: given } = options;
  const settings: Settings = { ...openSettings(dataDir).get(), zone: workspace.timezone, ...given };
  const events = createEventBus();
  const composition = await compose({
    dataDir,
    resourcesDir: options.resourcesDir ?? resolve(import.meta.dirname, '..'),
    settings: () => settings,
    emit: (event) => events.emit(event),
    now: () => now,
    useOsKeychain: false,
    ...(options.demo ? { demo: options.demo } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.model ? { model: options.model } : {}),
    ...(options.shortlister ? { shortlister: options.shortlister } : {}),
    ...(options.confirmer ? { confirmer: options.confirmer } : {}),
    ...(options.secondModelLimits ? { secondModelLimits: options.secondModelLimits } : {}),
  });
  const { agent, audit, demo } = composition;
  return {
    agent,
    audit,
    composition,
    tools: connectors.flatMap((connector) => connector.tools).filter((tool) => !tool.internal),
    setNow: (epochMs) => {
      now = epochMs;
    },
    reset() {
      demo.reset();
      agent.forget();
    },
    received: () => demo.received(),
    subscribe: (listener) => events.subscribe(listener),
    async close() {
      await composition.close();
      if (temporary) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
