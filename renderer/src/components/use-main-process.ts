import { useEffect } from 'react';
import type { ThimbleEvent } from '../../../shared/index.ts';
import { watchFocus } from '../bridge/window-focus.ts';
import { navigate, shellStore } from '../state/app.ts';
import { connect } from '../state/connect.ts';
import { createPageNotifier } from '../state/page-notifier.ts';
import { strings } from '../strings.ts';

function wanted(): boolean {
  const { info, settings } = shellStore.get();
  // Electron's main process notifies itself, and gives its pages no permission to.
  return info?.host === 'browser' && settings?.notifications === true && Notification.permission === 'granted';
}

/**
 * Joins the page to the main process for as long as it lives, with notifications where they are the page's.
 * @param also given each event after the stores; the first one given stays
 */
export function useMainProcess(also: (event: ThimbleEvent) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: joined once
  useEffect(() => {
    const focus = watchFocus();
    const notify = createPageNotifier({
      wanted,
      inFront: focus.inFront,
      body: strings.quick.notificationBody,
      show: (title, options) => new Notification(title, options),
      review(approvalId) {
        window.focus();
        navigate('approvals', null, approvalId);
      },
    });
    const leave = connect((event) => {
      void notify(event);
      also(event);
    });
    return () => {
      leave();
      focus.close();
    };
  }, []);
}
