import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { ThimbleError } from '../../../shared/index.ts';
import type { EventBus, Router } from '../../ipc/index.ts';
import { staticFiles } from '../content/index.ts';
import { createBrowserApp } from './app.ts';
import { createSessions } from './session.ts';

const loopback = '127.0.0.1';

/** What the browser host serves. `port` 0 (the default) takes a free one. */
export interface BrowserHostOptions {
  readonly router: Router;
  readonly events: EventBus;
  /** The built renderer: `dist/renderer`. */
  readonly rendererDir: string;
  readonly port?: number;
}

/** A running browser host. */
export interface BrowserHost {
  /** The address to open, with a token that works once. */
  readonly url: string;
  /** Another such address, for another window. */
  link(): string;
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
  let authority = '';
  const app = createBrowserApp({
    router: options.router,
    events: options.events,
    files,
    sessions,
    authority: () => authority,
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
  const link = (): string => `http://${authority}/?token=${sessions.mint()}`;
  return {
    url: link(),
    link,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      // Event streams stay open by design; they end here.
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed.promise;
    },
  };
}
