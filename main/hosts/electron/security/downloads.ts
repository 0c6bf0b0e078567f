import type { Session } from 'electron';
import { appOrigin } from './app-scheme.ts';

/** Rule: the only thing that can be saved is what the page itself made (the log's export), where the person says. */
export function limitDownloads(session: Pick<Session, 'on'>): void {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${appOrigin}/`)) event.preventDefault();
  });
}
