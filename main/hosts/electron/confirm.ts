import type { Dialog } from 'electron';
import { type Confirmer, questionLines } from '../../policy-workshop/index.ts';

/**
 * Asks in a dialog of the system before rules are loosened: the window can neither draw nor answer it. "No" is the
 * default, and what closing it means.
 */
export function dialogConfirmer(dialog: Pick<Dialog, 'showMessageBox'>): Confirmer {
  return {
    kind: 'dialog',
    async ask(question) {
      const [message = '', ...lines] = questionLines(question);
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        title: 'Thimble',
        message,
        detail: lines.join('\n\n'),
        buttons: ['Keep the rules as they are', 'Loosen them'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    },
  };
}
