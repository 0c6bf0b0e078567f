import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { type PolicyChange, ThimbleError } from '../../shared/index.ts';
import type { Confirmer, LooseningQuestion } from './types.ts';

/** How long a code may be typed, in milliseconds, and how often it may be wrong. */
const codeLifetime = 300_000;
const maxTries = 3;

/** Does the change once the person agreed to exactly these sentences. */
type Change = (agreed: readonly string[]) => Promise<PolicyChange>;

interface Waiting {
  readonly code: string;
  readonly until: number;
  readonly loosened: readonly string[];
  readonly change: Change;
  tries: number;
}

/** Has a person agree to looser rules outside of the window. */
export interface Confirmation {
  /**
   * Asks, and does the change on a yes; or answers that a code waits.
   * @throws ThimbleError `not_approved` for a no, or where there is no way to ask
   */
  ask(question: LooseningQuestion, change: Change): Promise<PolicyChange>;
  /** Takes a code. @throws ThimbleError `not_approved` when it is wrong, too late or for nothing */
  answer(id: string, code: string): Promise<PolicyChange>;
}

function refused(message: string, hint: string): ThimbleError {
  return new ThimbleError('not_approved', message, hint);
}

/** @param now monotonic milliseconds */
export function createConfirmation(confirmer: Confirmer | null, now: () => number): Confirmation {
  // One at a time: a code says of which change it is only by being the last that was shown.
  let waiting: { readonly id: string; readonly of: Waiting } | null = null;
  let asking = false;
  return {
    async ask(question, change) {
      if (confirmer === null)
        throw refused(
          'This loosens your rules, and there is no way to ask you outside of this window.',
          'Start Thimble from a terminal, or edit the file in the data folder with an editor of your own.',
        );
      if (confirmer.kind === 'code') {
        const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
        if (!confirmer.show(question, code))
          throw refused(
            'This loosens your rules, and there is no terminal to show you a code in.',
            'Start Thimble from a terminal, or edit the file in the data folder with an editor of your own.',
          );
        const id = `ask_${randomBytes(8).toString('hex')}`;
        waiting = { id, of: { code, until: now() + codeLifetime, loosened: question.loosened, change, tries: 0 } };
        return { state: 'confirm', id, loosened: [...question.loosened] };
      }
      if (asking) throw refused('Another question about your rules is open.', 'Answer that one first.');
      asking = true;
      let yes: boolean;
      try {
        yes = await confirmer.ask(question);
      } finally {
        asking = false;
      }
      if (!yes) throw refused('You did not agree, so nothing was changed.', 'The rules in force are as they were.');
      return change(question.loosened);
    },
    async answer(id, code) {
      const open = waiting;
      if (open?.id !== id || now() > open.of.until) {
        if (open?.id === id) waiting = null;
        throw refused('This code is no longer good.', 'Save again to get another one.');
      }
      const [given, wanted] = [Buffer.from(code.replace(/\s/gu, '')), Buffer.from(open.of.code)];
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
        open.of.tries++;
        if (open.of.tries >= maxTries) waiting = null;
        throw refused('That is not the code.', 'Read it in the terminal that Thimble was started from.');
      }
      waiting = null;
      return open.of.change(open.of.loosened);
    },
  };
}
