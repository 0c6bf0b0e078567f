import { type ChangeLog, loggedChange, ownArgument } from '../own-change/index.ts';
import { callHash, openAccount } from '../policy/index.ts';

/** A rule that a person makes on a card, or removes. */
export interface RuleChange {
  readonly what: 'make' | 'remove';
  readonly id: string;
  readonly says: string;
  /** The rule itself. */
  readonly text: string;
  /** The person's words that led to the card; empty where there are none. */
  readonly request: string;
  /** The run of that card. */
  readonly runId: string | null;
  readonly by: string;
}

const texts: Record<RuleChange['what'], { readonly title: string; readonly effect: string; readonly done: string }> = {
  make: { title: 'Make a rule', effect: 'Make the rule', done: 'Made the rule' },
  remove: { title: 'Remove a rule', effect: 'Remove the rule', done: 'Removed the rule' },
};

/**
 * Changes the rules made on cards with an entry of its own in the log: which of them were in force when can be proved.
 * @throws as {@link loggedChange}
 */
export function loggedRuleChange(
  log: ChangeLog,
  { what, id, says, text, request, runId, by }: RuleChange,
  now: () => number,
  work: () => Promise<void>,
): Promise<void> {
  const { title, effect, done } = texts[what];
  const tool = `policies.learned.${what}`;
  const describe = (started: number) => ({
    tool,
    title,
    service: 'policies',
    effectText: `${effect} “${says}”`,
    undoText:
      what === 'make' ? 'It can be removed under Policies.' : 'Approve such a call with “Always like this” again.',
    args: [ownArgument('rule', 'Its name', id), ownArgument('text', 'The policy', text)],
    verdict: 'allow' as const,
    rule: { id: 'you-write-policies', text: 'You write your own policies.' },
    callHash: callHash({ tool, connectorVersion: '1', account: openAccount, args: { id, text } }),
    approval: { by, at: new Date(started).toISOString(), verdict: 'approve' as const, reason: '' },
    request,
    runId,
  });
  return loggedChange(log, describe, `${done} “${says}”`, now, work);
}
