import { randomUUID } from 'node:crypto';
import type { ConnectorManifest } from '../../connectors/index.ts';
import type { ThimbleError } from '../../shared/index.ts';
import type { AuditLog, Intent } from '../audit/index.ts';
import type { SentRequest } from '../broker/index.ts';
import { type AccountRef, callHash } from '../policy/index.ts';

/** What is asked of a service about an account, apart from any run. */
export type CheckKind = 'check' | 'sign_in';

const texts: Record<CheckKind, { readonly title: string; effect(title: string): string }> = {
  check: { title: 'Check an account', effect: (title) => `Ask ${title} whose token this is` },
  sign_in: { title: 'Sign in', effect: (title) => `Sign in to ${title} with a code` },
};

/** An entry of the log that is open while a service is asked. */
export interface CheckEntry {
  /** What went out, without secrets. */
  readonly requests: SentRequest[];
  /** Writes the outcome. @param summary one sentence for the log */
  end(summary: string | null, error: ThimbleError | null): void;
}

/**
 * Writes the intent to ask a service about an account: before anything is sent, and with no secret in it.
 * @throws ThimbleError `storage_unavailable`: nothing may then be sent
 */
export function openCheck(
  audit: Pick<AuditLog, 'intent' | 'outcome'>,
  kind: CheckKind,
  connector: ConnectorManifest,
  account: AccountRef,
  now: () => number,
): CheckEntry {
  const tool = `${connector.service}.account.${kind}`;
  const started = now();
  const intent: Intent = {
    runId: randomUUID(),
    step: 0,
    request: '',
    tool,
    title: texts[kind].title,
    service: connector.service,
    effect: 'read',
    effectText: texts[kind].effect(connector.title),
    undoText: 'Nothing is changed in the service.',
    args: [],
    decision: {
      id: `dec_${randomUUID()}`,
      verdict: 'allow',
      rules: [{ id: 'you-connect', verdict: 'allow', text: 'You connect and check your own accounts.', change: null }],
      callHash: callHash({ tool, connectorVersion: connector.version, account, args: {} }),
      decidedAt: new Date(started).toISOString(),
    },
    approval: null,
    tainted: false,
    lookup: false,
    account: account.name,
    place: account.id,
    undoes: null,
    asked: [],
    secondModel: null,
  };
  const id = audit.intent(intent);
  const requests: SentRequest[] = [];
  return {
    requests,
    end(summary, error) {
      audit.outcome(id, {
        status: error === null ? 'succeeded' : 'failed',
        summary,
        result: null,
        error: error?.toJSON() ?? null,
        requests,
        undo: [],
        milliseconds: Math.max(0, now() - started),
      });
    },
  };
}
