import type { WebContents } from 'electron';

/** Rule: a window shows the page it was opened with; links, redirects, frames and webviews lead nowhere (checklist 12, 13). */
export function blockNavigation(contents: Pick<WebContents, 'on'>): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
