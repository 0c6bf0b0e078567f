import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Approval } from '../../../shared/index.ts';
import { shortText } from './short-text.ts';

/** Tells of approvals by notifications of the system while no window is in front. */
export interface Notifier {
  opened(approval: Approval): void;
  /** Answered, or its time ran out: its notification goes. */
  closed(approvalId: string): void;
  close(): void;
}

interface NotifierOptions {
  readonly Notification: {
    new (options: NotificationConstructorOptions): Notification;
    isSupported(): boolean;
  };
  /** Whether a person has these notifications on. */
  readonly wanted: () => boolean;
  /** Whether one of our windows has the focus. */
  readonly inFront: () => boolean;
  readonly icon: string;
  readonly show: (approvalId: string) => void;
}

const longestTitle = 110;
const longestRequest = 160;

/**
 * Makes the {@link Notifier}. A notification can only lead to the card: what is approved is what a window has shown, for
 * as long as it takes to read it.
 */
export function createNotifier(options: NotifierOptions): Notifier {
  // Kept here: Electron takes a notification's handlers away with it when it is garbage collected.
  const shown = new Map<string, Notification>();

  function remove(approvalId: string): void {
    const notification = shown.get(approvalId);
    shown.delete(approvalId);
    notification?.close();
  }

  return {
    opened({ id, step, request }) {
      // A card that is decided again opens again: its words are not those of the notification any more.
      remove(id);
      if (!options.wanted() || options.inFront() || !options.Notification.isSupported()) return;
      const notification = new options.Notification({
        title: shortText(step.effectText, longestTitle),
        body: `Waits for your approval. You asked: “${shortText(request, longestRequest)}”`,
        icon: options.icon,
        urgency: 'normal',
        // It stays until the card is answered or its time runs out.
        timeoutType: 'never',
        actions: [{ type: 'button', text: 'Review' }],
      });
      const review = (): void => {
        shown.delete(id);
        options.show(id);
      };
      notification.on('click', review);
      notification.on('action', review);
      notification.on('close', () => {
        if (shown.get(id) === notification) shown.delete(id);
      });
      shown.set(id, notification);
      notification.show();
    },
    closed: remove,
    close() {
      for (const id of [...shown.keys()]) remove(id);
    },
  };
}
