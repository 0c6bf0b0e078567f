import { randomUUID } from 'node:crypto';
import { type ArgumentView, type Service, toThimbleError, type Verdict } from '../../shared/index.ts';
import type { AuditLog, Intent } from '../audit/index.ts';
import { openAccount } from '../policy/index.ts';

/** The parts of the log that are used here. */
export type ChangeLog = Pick<AuditLog, 'intent' | 'outcome'>;

/** What a person does to Thimble itself (its plug-ins, its policies), for an entry of its own in the log. */
export interface OwnChange {
  readonly tool: string;
  readonly title: string;
  readonly service: Service;
  readonly effectText: string;
  readonly undoText: string;
  readonly args: readonly ArgumentView[];
  readonly verdict: Verdict;
  /** Why a person may: the one rule of the decision. */
  readonly rule: { readonly id: string; readonly text: string };
  /** SHA-256 over what is changed (policy's `callHash`). */
  readonly callHash: string;
  readonly approval: Intent['approval'];
  /** The words and the run that led to it; empty and null where there are none. */
  readonly request: string;
  readonly runId: string | null;
}

/** A value of such a change, as people see it in the log: their own words, not to be edited. */
export function ownArgument(name: string, description: string, value: string): ArgumentView {
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

function intentOf(change: OwnChange, now: number): Intent {
  const { rule, verdict, callHash, runId, ...rest } = change;
  return {
    ...rest,
    runId: runId ?? randomUUID(),
    step: 0,
    effect: 'write',
    decision: {
      id: `dec_${randomUUID()}`,
      verdict,
      rules: [{ ...rule, verdict: 'allow', change: null }],
      callHash,
      decidedAt: new Date(now).toISOString(),
    },
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
 * Does a person's own change with an entry of its own in the log: what was in force when can be proved.
 * @param describe the change at its start (epoch milliseconds)
 * @param done one sentence for the log when it is done
 * @throws ThimbleError `storage_unavailable` when the log cannot be written: nothing is changed then; else what `work` throws
 */
export async function loggedChange<T>(
  log: ChangeLog,
  describe: (now: number) => OwnChange,
  done: string,
  now: () => number,
  work: () => Promise<T>,
): Promise<T> {
  const started = now();
  const id = log.intent(intentOf(describe(started), started));
  const end = (error: ReturnType<typeof toThimbleError> | null): void =>
    log.outcome(id, {
      status: error === null ? 'succeeded' : 'failed',
      summary: error === null ? done : null,
      result: null,
      error: error?.toJSON() ?? null,
      requests: [],
      undo: [],
      milliseconds: Math.max(0, now() - started),
    });
  let result: T;
  try {
    result = await work();
  } catch (thrown) {
    end(toThimbleError(thrown));
    throw thrown;
  }
  end(null);
  return result;
}
