import type { Protocol } from 'electron';
import { type StaticFiles, securityHeaders } from '../../content/index.ts';

/** The window's own scheme; its one origin is {@link appOrigin}. */
export const appScheme = 'thimble';
export const appOrigin = `${appScheme}://app`;

/** Rule: the page comes from a scheme of its own and never from file:// (checklist 18). Call before `ready`. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true } }]);
}

/** Serves the built renderer, by exact name, with the strict headers; anything else is refused. */
export function serveAppScheme(protocol: Pick<Protocol, 'handle'>, files: StaticFiles): void {
  const headers = securityHeaders('electron');
  protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== 'app') return new Response(null, { status: 403, headers });
    const file = await files.read(url.pathname);
    if (!file) return new Response(null, { status: 404, headers });
    return new Response(file.body, { headers: { ...headers, 'content-type': file.contentType } });
  });
}
