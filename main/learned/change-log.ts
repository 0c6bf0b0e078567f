import { randomUUID } from 'node:crypto';
import { type ArgumentView, toThimbleError } from '../../shared/index.ts';
import type { AuditLog, Intent } from '../audit/index.ts';
import { callHash, openAccount } from '../policy/index.ts';

/** The parts of the log that are used here. */
export type ChangeLog = Pick<AuditLog, 'intent' | 'outcome'>;

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

function view(name: string, description: string, value: string): ArgumentView {
  return {
    name,
    kind: 'text',
    description,
    proposed: value,
    value,
    label: value,
    source: { kind: 'person', text: value },
    confidence: null,
    editable: false,
    choices: null,
  };
}

function intentOf({ what, id, says, text, request, runId, by }: RuleChange, now: number): Intent {
  const { title, effect } = texts[what];
  const tool = `policies.learned.${what}`;
  const at = new Date(now).toISOString();
  return {
    runId: runId ?? randomUUID(),
    step: 0,
    request,
    tool,
    title,
    service: 'policies',
    effect: 'write',
    effectText: `${effect} “${says}”`,
    undoText:
      what === 'make' ? 'It can be removed under Policies.' : 'Approve such a call with “Always like this” again.',
    args: [view('rule', 'Its name', id), view('text', 'The policy', text)],
    decision: {
      id: `dec_${randomUUID()}`,
      verdict: 'allow',
      rules: [{ id: 'you-write-policies', verdict: 'allow', text: 'You write your own policies.', change: null }],
      callHash: callHash({ tool, connectorVersion: '1', account: openAccount, args: { id, text } }),
      decidedAt: at,
    },
    approval: { by, at, verdict: 'approve', reason: '' },
    tainted: false,
    lookup: false,
    account: openAccount.name,
    place: openAccount.id,
    undoes: null,
    asked: [],
    secondModel: null,
  };
}

/**
 * Changes the rules made on cards with an entry of its own in the log: which of them were in force when can be proved.
 * @throws ThimbleError `storage_unavailable` when the log cannot be written: nothing is changed then; else what `work` throws
 */
export async function loggedChange(
  log: ChangeLog,
  change: RuleChange,
  now: () => number,
  work: () => Promise<void>,
): Promise<void> {
  const started = now();
  const id = log.intent(intentOf(change, started));
  const end = (error: ReturnType<typeof toThimbleError> | null): void =>
    log.outcome(id, {
      status: error === null ? 'succeeded' : 'failed',
      summary: error === null ? `${texts[change.what].done} “${change.says}”` : null,
      result: null,
      error: error?.toJSON() ?? null,
      requests: [],
      undo: [],
      milliseconds: Math.max(0, now() - started),
    });
  try {
    await work();
  } catch (thrown) {
    end(toThimbleError(thrown));
    throw thrown;
  }
  end(null);
}
