import type { Approval, ThimbleEvent } from '../../../shared/index.ts';
import { oneLine } from '../../../shared/one-line.ts';

const longestTitle = 110;
const longestBody = 200;

/** What a page needs to notify. */
export interface PageNotifierParts {
  /** Whether the person wants it, this host leaves it to the page, and the browser allows it. */
  readonly wanted: () => boolean;
  /** Whether any window of ours has the focus. */
  readonly inFront: () => Promise<boolean>;
  readonly body: (request: string) => string;
  readonly show: (
    title: string,
    options: { readonly body: string; readonly tag: string },
  ) => Pick<Notification, 'close' | 'onclick'>;
  /** Leads to the card. */
  readonly review: (approvalId: string) => void;
}

/**
 * Notifications of a page in a browser, for approvals that open while no window is in front. Each is tagged with its
 * approval, so that two pages show one. A click leads to the card: nothing can be approved from a notification.
 */
export function createPageNotifier(parts: PageNotifierParts): (event: ThimbleEvent) => Promise<void> {
  const shown = new Map<string, Pick<Notification, 'close'>>();
  const open = new Set<string>();

  function remove(id: string): void {
    shown.get(id)?.close();
    shown.delete(id);
  }

  async function opened({ id, step, request }: Approval): Promise<void> {
    remove(id);
    open.add(id);
    // A call that the rules deny cannot be approved, and may hold what nobody should read over a shoulder.
    if (step.decision?.verdict === 'deny' || !parts.wanted() || (await parts.inFront()) || !open.has(id)) return;
    const notification = parts.show(oneLine(step.effectText, longestTitle), {
      body: oneLine(parts.body(request), longestBody),
      tag: id,
    });
    notification.onclick = () => {
      remove(id);
      parts.review(id);
    };
    shown.set(id, notification);
  }

  return async (event) => {
    if (event.type === 'approval.opened') await opened(event.approval);
    if (event.type === 'approval.closed') {
      open.delete(event.approvalId);
      remove(event.approvalId);
    }
  };
}
