import type { WebContents } from 'electron';

/** Rule: the page opens no windows, and nothing is handed to the system's browser (checklist 14, 15). */
export function denyNewWindows(contents: Pick<WebContents, 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
