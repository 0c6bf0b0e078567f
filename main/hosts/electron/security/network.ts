import type { Session } from 'electron';
import { appOrigin } from './app-scheme.ts';

/** Rule: the page loads from its own origin only; requests to anywhere else end before they leave (checklist 1, 7). */
export function blockNetwork(session: Pick<Session, 'webRequest'>, packaged: boolean): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith(`${appOrigin}/`) || details.url.startsWith(`blob:${appOrigin}/`);
    const tools = !packaged && details.url.startsWith('devtools://');
    answer({ cancel: !own && !tools });
  });
}
