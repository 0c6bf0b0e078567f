import type { IpcMainInvokeEvent } from 'electron';
import { appOrigin } from './app-scheme.ts';

/**
 * Rule: every ipc message is checked for who sent it (checklist 17): one of our windows, its top frame, showing our own
 * page. A frame that is gone, or whose address is empty or about:blank, is refused.
 */
export function isTrustedSender(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  windowIds: ReadonlySet<number>,
): boolean {
  const frame = event.senderFrame;
  if (!frame || !windowIds.has(event.sender.id)) return false;
  if (frame.parent !== null) return false;
  return frame.url.startsWith(`${appOrigin}/`);
}
