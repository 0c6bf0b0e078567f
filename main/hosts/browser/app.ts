import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { type ErrorBody, type ThimbleEvent, toThimbleError, type WindowKind } from '../../../shared/index.ts';
import type { Router } from '../../ipc/index.ts';
import { type StaticFiles, securityHeaders } from '../content/index.ts';
import { bridgeScript } from './bridge-script.ts';
import { type HandOverReply, type HandOverRequest, handOverPath, readHandOver } from './instance.ts';
import { noSessionPage } from './pages.ts';
import { refusal } from './request-rules.ts';
import { type Sessions, sameSecret } from './session.ts';
import type { Pages } from './windows.ts';

const maxBodyBytes = 512 * 1024;
const heartbeatMilliseconds = 20_000;
/** Where the quick command's page is. */
export const quickPath = '/quick';
const pageHeader = 'x-thimble-page';

/** Who calls: each page is a caller of its own, so that typing in one does not cancel the preview of another. */
function callerOf(page: string | undefined): string {
  return page && /^[\w-]{1,40}$/u.test(page) ? `browser-${page}` : 'browser';
}

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
  readonly pages: Pages;
  readonly files: StaticFiles;
  readonly sessions: Sessions;
  readonly authority: () => string;
  /** A second start on this machine shows a window of this one, or gets a link to one. Its token is known once noted. */
  readonly handOver: { token(): string | null; answer(wanted: HandOverRequest): HandOverReply };
}

/** Sends what is open now, then every event, until the window goes away. */
async function streamEvents(
  stream: SSEStreamingApi,
  kind: WindowKind,
  { router, pages }: BrowserAppOptions,
): Promise<void> {
  const send = (event: ThimbleEvent): Promise<void> => stream.writeSSE({ data: JSON.stringify(event) });
  const ended = Promise.withResolvers<void>();
  const leave = pages.add(kind, (event) => void send(event).catch(() => ended.resolve()));
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
    leave();
  }
}

/** The browser host's web application: checks first, then the window's files, the routes and the events. */
export function createBrowserApp(options: BrowserAppOptions): Hono {
  const { router, files, sessions, authority, handOver } = options;
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

  // No page of a browser gets here: browsers send Sec-Fetch-Site, and the token is in a file of this person's alone.
  app.post(handOverPath, bodyLimit({ maxSize: 1960, onError: (c) => c.text(tooLarge.message, 413) }), async (c) => {
    const given = /^Bearer (\S+)$/u.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const token = handOver.token();
    if (token === null || !sameSecret(given, token) || c.req.header('sec-fetch-site') !== undefined)
      return c.text('This start is not from here.', 403);
    const wanted = readHandOver(await c.req.json().catch(() => null));
    return wanted ? c.json(handOver.answer(wanted)) : c.text('This start asks for nothing known.', 400);
  });

  app.on('GET', ['/', quickPath], async (c, next) => {
    const token = c.req.query('token');
    if (token === undefined) return next();
    const secret = sessions.exchange(token);
    if (secret === null) return c.html(noSessionPage(true), 403);
    setCookie(c, cookieName(), secret, { httpOnly: true, sameSite: 'Strict', path: '/' });
    // The token leaves the address bar and the history with this redirect.
    return c.redirect(c.req.path, 303);
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
      return c.json(await router.call(c.req.param('route'), input, { caller: callerOf(c.req.header(pageHeader)) }));
    },
  );

  app.get('/events', (c) => {
    const kind = c.req.query('window') === 'quick' ? 'quick' : 'main';
    return streamSSE(c, (stream) => streamEvents(stream, kind, options));
  });

  app.get('/bridge.js', (c) => c.body(bridgeScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }));

  app.get('*', async (c) => {
    const file = await files.read(c.req.path === quickPath ? '/quick.html' : c.req.path);
    if (!file) return c.text('There is nothing here.', 404);
    if (!file.contentType.startsWith('text/html')) return c.body(file.body, 200, { 'content-type': file.contentType });
    const html = new TextDecoder().decode(file.body);
    return c.html(html.replace('</head>', '<script src="/bridge.js"></script></head>'));
  });

  app.onError((thrown, c) => c.json({ ok: false, error: toThimbleError(thrown).toJSON() }, 500));
  return app;
}
