import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { parseDeepLink, ThimbleError, type WindowKind } from '../../../shared/index.ts';
import type { EventBus, Router } from '../../ipc/index.ts';
import { staticFiles } from '../content/index.ts';
import { createBrowserApp, quickPath } from './app.ts';
import { type Instance, noteInstance } from './instance.ts';
import { createSessions } from './session.ts';
import { type BrowserWindows, createPages } from './windows.ts';

const loopback = '127.0.0.1';

/** What the browser host serves. `port` 0 (the default) takes a free one. */
export interface BrowserHostOptions {
  readonly router: Router;
  readonly events: EventBus;
  /** The built renderer: `dist/renderer`. */
  readonly rendererDir: string;
  readonly port?: number;
  /** Where a second start finds this one; none does unless given. */
  readonly dataDir?: string;
  /** The windows that routes speak of, and how one is opened at an address; false where it cannot be. */
  readonly windows?: { readonly service: BrowserWindows; readonly open: (url: string, kind: WindowKind) => boolean };
}

/** A running browser host. */
export interface BrowserHost {
  /** The address to open, with a token that works once. */
  readonly url: string;
  /** Another such address, for another window: the main one unless the quick command's is named. */
  link(kind?: WindowKind): string;
  close(): Promise<void>;
}

/**
 * Serves the app to a browser on this machine: 127.0.0.1 only, behind a one-time token that becomes an HttpOnly,
 * SameSite=Strict cookie, with Host, Origin and Sec-Fetch-Site checked on every request.
 *
 * Rejects with ThimbleError `unreachable` when the port cannot be had, `storage_unavailable` when there is no renderer.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const files = staticFiles(options.rendererDir);
  const sessions = createSessions();
  const pages = createPages();
  const { windows } = options;
  let authority = '';
  let instance: Instance | null = null;
  const link = (kind: WindowKind = 'main'): string =>
    `http://${authority}${kind === 'quick' ? quickPath : '/'}?token=${sessions.mint()}`;
  const app = createBrowserApp({
    router: options.router,
    pages,
    files,
    sessions,
    authority: () => authority,
    handOver: {
      token: () => instance?.token ?? null,
      answer({ quick, link: text }) {
        const target = text === undefined ? null : parseDeepLink(text);
        const kind = target && windows ? windows.service.lead(target) : quick ? 'quick' : 'main';
        const opened = windows?.service.show(kind) ?? false;
        return { opened, link: opened ? null : link(kind) };
      },
    },
  });
  const server = createAdaptorServer({ fetch: app.fetch, hostname: loopback });
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(options.port ?? 0, loopback, () => listening.resolve());
  try {
    await listening.promise;
  } catch (cause) {
    throw new ThimbleError(
      'unreachable',
      `Thimble cannot listen on port ${options.port ?? 0} of this machine.`,
      'Choose another port, or leave it out to take a free one.',
      { cause },
    );
  }
  authority = `${loopback}:${(server.address() as AddressInfo).port}`;
  const unsubscribe = options.events.subscribe((event) => pages.send(event));
  windows?.service.bind(pages, (kind) => windows.open(link(kind), kind));
  if (options.dataDir !== undefined) instance = noteInstance(options.dataDir, authority);
  return {
    url: link(),
    link,
    async close() {
      instance?.release();
      unsubscribe();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      // Event streams stay open by design; they end here.
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed.promise;
    },
  };
}
