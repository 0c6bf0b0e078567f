import type { IpcMain } from 'electron';
import type { ErrorBody, RouteReply } from '../../../shared/index.ts';
import type { Router } from '../../ipc/index.ts';
import { isTrustedSender } from './security/index.ts';

/** The two channels there are; preload/index.ts names the same. */
export const callChannel = 'thimble:call';
export const eventChannel = 'thimble:event';

const refused: ErrorBody = {
  code: 'denied',
  message: 'This window may not talk to Thimble.',
  hint: 'Close it and open Thimble again.',
};

/** How the router knows a window, by its WebContents id. */
export function callerOf(id: number | string): string {
  return `window-${id}`;
}

/** Answers route calls of trusted windows; the router checks everything else. `windowIds` are WebContents ids. */
export function serveCalls(ipcMain: Pick<IpcMain, 'handle'>, router: Router, windowIds: ReadonlySet<number>): void {
  ipcMain.handle(callChannel, async (event, route: unknown, input: unknown): Promise<RouteReply<unknown>> => {
    if (!isTrustedSender(event, windowIds) || typeof route !== 'string') return { ok: false, error: refused };
    return router.call(route, input, { caller: callerOf(event.sender.id) });
  });
}
