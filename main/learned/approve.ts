import type { RunView } from '../../shared/index.ts';
import type { Agent } from '../agent/index.ts';
import type { LearnedRules } from './learned-rules.ts';

/** What a person answered, with the rule that they read. */
export interface AlwaysAnswer {
  readonly approvalId: string;
  readonly callHash: string;
  readonly by: string;
  readonly reason: string;
  /** Of the draft that was shown. */
  readonly hash: string;
}

/**
 * Approves a call and makes the rule that was shown with it. The rule is first: unless it is written and in force, nothing
 * is approved. Where the card ended while it was made, the rule goes again.
 * @throws ThimbleError when the rule cannot be made or the card is no longer open: nothing is approved, and there is no rule
 */
export async function approveAlways(
  agent: Pick<Agent, 'answerAfter'>,
  learned: LearnedRules,
  { approvalId, callHash, by, reason, hash }: AlwaysAnswer,
): Promise<RunView> {
  const rule = learned.shown(approvalId, callHash, hash);
  const said = `Also made the rule “${rule.id}”.`;
  const answer = { verdict: 'approve' as const, by, reason: reason === '' ? said : `${reason} (${said})` };
  let made = false;
  try {
    return await agent.answerAfter(approvalId, callHash, answer, async () => {
      await rule.make(by);
      made = true;
    });
  } catch (thrown) {
    if (made) await learned.forget(rule.id, 'Thimble, as the card was no longer open');
    throw thrown;
  }
}
