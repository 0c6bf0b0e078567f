import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { type ErrorBody, type ThimbleEvent, toThimbleError } from '../../../shared/index.ts';
import type { EventBus, Router } from '../../ipc/index.ts';
import { type StaticFiles, securityHeaders } from '../content/index.ts';
import { bridgeScript } from './bridge-script.ts';
import { noSessionPage } from './pages.ts';
import { refusal } from './request-rules.ts';
import type { Sessions } from './session.ts';

const maxBodyBytes = 512 * 1024;
const heartbeatMilliseconds = 20_000;
const notJson: ErrorBody = { code: 'bad_input', message: 'The request was not JSON.', hint: 'Reload the window.' };
const tooLarge: ErrorBody = { code: 'bad_input', message: 'The request is too long.', hint: 'Shorten it.' };
const noSession: ErrorBody = {
  code: 'denied',
  message: 'This window has no session with Thimble.',
  hint: 'Run `npm start` again and open the address that it prints.',
};

/** What the web application is made of. `authority()` is known once the server listens. */
export interface BrowserAppOptions {
  readonly router: Router;
  readonly events: EventBus;
  readonly files: StaticFiles;
  readonly sessions: Sessions;
  readonly authority: () => string;
}

/** Sends what is open now, then every event, until the window goes away. */
async function streamEvents(stream: SSEStreamingApi, { router, events }: BrowserAppOptions): Promise<void> {
  const send = (event: ThimbleEvent): Promise<void> => stream.writeSSE({ data: JSON.stringify(event) });
  const ended = Promise.withResolvers<void>();
  const unsubscribe = events.subscribe((event) => void send(event).catch(() => ended.resolve()));
  stream.onAbort(() => ended.resolve());
  const heartbeat = setInterval(() => void stream.write(': \n\n').catch(() => ended.resolve()), heartbeatMilliseconds);
  try {
    await stream.write(': open\n\n');
    // A window that reconnects may have missed cards that opened in between.
    const open = await router.call('approval.list', {});
    if (open.ok) for (const approval of open.data as never[]) await send({ type: 'approval.opened', approval });
    await ended.promise;
  } finally {
    clearInterval(heartbeat);
    unsubscribe();
  }
}

/** The browser host's web application: checks first, then the window's files, the routes and the events. */
export function createBrowserApp(options: BrowserAppOptions): Hono {
  const { router, files, sessions, authority } = options;
  // Cookies do not know ports: the name keeps two instances on one machine apart.
  const cookieName = (): string => `thimble-${authority().split(':')[1] ?? ''}`;
  const headers = securityHeaders('browser');
  const app = new Hono();

  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const reason = refusal(
      {
        method: c.req.method,
        host: c.req.header('host') ?? null,
        origin: c.req.header('origin') ?? null,
        fetchSite: c.req.header('sec-fetch-site') ?? null,
        fetchMode: c.req.header('sec-fetch-mode') ?? null,
      },
      authority(),
    );
    if (reason) return c.text(reason, 403);
    return next();
  });

  app.get('/', async (c, next) => {
    const token = c.req.query('token');
    if (token === undefined) return next();
    const secret = sessions.exchange(token);
    if (secret === null) return c.html(noSessionPage(true), 403);
    setCookie(c, cookieName(), secret, { httpOnly: true, sameSite: 'Strict', path: '/' });
    // The token leaves the address bar and the history with this redirect.
    return c.redirect('/', 303);
  });

  app.use(async (c, next) => {
    const secret = getCookie(c, cookieName());
    if (secret !== undefined && sessions.has(secret)) return next();
    if (c.req.path.startsWith('/api/')) return c.json({ ok: false, error: noSession }, 401);
    return c.html(noSessionPage(false), 401);
  });

  app.post(
    '/api/:route',
    bodyLimit({ maxSize: maxBodyBytes, onError: (c) => c.json({ ok: false, error: tooLarge }, 413) }),
    async (c) => {
      if (c.req.header('content-type')?.split(';')[0] !== 'application/json')
        return c.json({ ok: false, error: notJson }, 415);
      let input: unknown;
      try {
        input = await c.req.json();
      } catch {
        return c.json({ ok: false, error: notJson }, 400);
      }
      return c.json(await router.call(c.req.param('route'), input, { caller: 'browser' }));
    },
  );

  app.get('/events', (c) => streamSSE(c, (stream) => streamEvents(stream, options)));

  app.get('/bridge.js', (c) => c.body(bridgeScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }));

  app.get('*', async (c) => {
    const file = await files.read(c.req.path);
    if (!file) return c.text('There is nothing here.', 404);
    if (!file.contentType.startsWith('text/html')) return c.body(file.body, 200, { 'content-type': file.contentType });
    const html = new TextDecoder().decode(file.body);
    return c.html(html.replace('</head>', '<script src="/bridge.js"></script></head>'));
  });

  app.onError((thrown, c) => c.json({ ok: false, error: toThimbleError(thrown).toJSON() }, 500));
  return app;
}
