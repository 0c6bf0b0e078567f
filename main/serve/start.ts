import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { ThimbleError } from '../../shared/index.ts';
import { createServeApp, type ServeAppOptions } from './app.ts';

const loopback = '127.0.0.1';

export interface ServeOptions extends Omit<ServeAppOptions, 'authority'> {
  /** 0 takes a free one. */
  readonly port: number;
}

/** A running endpoint. */
export interface NeedleServer {
  /** Base address for clients, with `/v1`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves Needle's proposals on 127.0.0.1, and nowhere else.
 * @throws ThimbleError `unreachable` when the port cannot be had
 */
export async function startNeedleServer({ port, ...options }: ServeOptions): Promise<NeedleServer> {
  let authority = '';
  const app = createServeApp({ ...options, authority: () => authority });
  const server = createAdaptorServer({ fetch: app.fetch, hostname: loopback });
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(port, loopback, () => listening.resolve());
  try {
    await listening.promise;
  } catch (cause) {
    throw new ThimbleError(
      'unreachable',
      `Thimble cannot listen on port ${port} of this machine.`,
      'Choose another port, or leave it out to take a free one.',
      { cause },
    );
  }
  authority = `${loopback}:${(server.address() as AddressInfo).port}`;
  return {
    address: `http://${authority}/v1`,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed.promise;
    },
  };
}
