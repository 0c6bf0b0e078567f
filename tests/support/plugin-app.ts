import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createTodoService, type TodoService } from '../../examples/todo-connector/server.ts';
import { type Composition, compose } from '../../main/app/index.ts';
import { createMemoryKeychain, type Keychain } from '../../main/keychain/index.ts';
import { openSettings } from '../../main/settings/index.ts';
import type { Approval, RunView, ThimbleEvent } from '../../shared/index.ts';
import { scriptedModel } from './scripted-model.ts';

/** The whole app over the real rooms, with a keychain in memory that lasts, for tests of plug-ins. */
export interface PluginApp {
  readonly composition: Composition;
  readonly dataDir: string;
  readonly keychain: Keychain;
  /** The cards that were opened, oldest first. */
  readonly cards: readonly Approval[];
  readonly events: readonly ThimbleEvent[];
  /** Called with each card; approves unless set. */
  answer: (approval: Approval) => void;
  approve(approval: Approval): void;
  /** Installs what is in a folder, which may be for a service on this machine. */
  install(folder: string): Promise<void>;
  run(request: string): Promise<RunView>;
  undo(auditId: string): Promise<RunView>;
  close(): Promise<void>;
}

const now = Date.parse('2026-03-04T10:30:00-05:00');

/** Starts it; `dataDir` is made, and removed at the end, unless given. A script that calls nothing stands in for Needle unless `needle`. */
export async function startPluginApp(
  given: { dataDir?: string; keychain?: Keychain; needle?: boolean } = {},
): Promise<PluginApp> {
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'thimble-plugins-'));
  const keychain = given.keychain ?? { ...createMemoryKeychain(), description: 'for tests', persistent: true };
  const settings = { ...openSettings(dataDir).get(), zone: 'America/New_York' };
  const cards: Approval[] = [];
  const events: ThimbleEvent[] = [];
  const composition = await compose({
    dataDir,
    resourcesDir: resolve(import.meta.dirname, '../..'),
    settings: () => settings,
    now: () => now,
    useOsKeychain: false,
    keychain,
    ...(given.needle ? {} : { model: scriptedModel({}) }),
    emit(event) {
      events.push(event);
      if (event.type !== 'approval.opened') return;
      cards.push(event.approval);
      app.answer(event.approval);
    },
  });
  const { agent, plugins } = composition;
  const app: PluginApp = {
    composition,
    dataDir,
    keychain,
    cards,
    events,
    answer: (approval) => app.approve(approval),
    approve: (approval) =>
      void agent.answer(approval.id, approval.step.decision?.callHash ?? '', {
        verdict: 'approve',
        by: 'test',
        reason: '',
      }),
    async install(folder) {
      const { fingerprint } = await plugins.inspect(folder, true);
      await plugins.install(folder, true, fingerprint);
    },
    run: (request) => agent.finished(agent.start(request).id),
    undo: async (auditId) => agent.finished((await agent.undo(auditId)).id),
    async close() {
      await composition.close();
      if (given.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return app;
}

/** A server on loopback, and its end. */
export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

const listening = async (server: ReturnType<typeof createServer>): Promise<Served> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

/** The example's service on a free port. */
export async function serveTodo(token: string): Promise<Served & { readonly service: TodoService }> {
  const service = createTodoService(token);
  const server = createAdaptorServer({ fetch: service.app.fetch }) as ReturnType<typeof createServer>;
  return { ...(await listening(server)), service };
}

/** A request that reached {@link serveEcho}. */
export interface Echoed {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A service that accepts everything and answers with what it got, the credential among it. `/redirect` sends elsewhere. */
export async function serveEcho(elsewhere = ''): Promise<Served & { readonly received: Echoed[] }> {
  const received: Echoed[] = [];
  const server = createServer((request, response) => {
    const got = { method: String(request.method), url: String(request.url), headers: request.headers };
    received.push(got);
    if (got.url.startsWith('/redirect')) response.writeHead(302, { location: `${elsewhere}/stolen` }).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(got));
  });
  return { ...(await listening(server)), received };
}
