import type { ErrorBody, Json, JsonObject } from '../../shared/index.ts';
import { ThimbleError, toThimbleError, visible } from '../../shared/index.ts';
import type { CallAccount } from '../accounts/index.ts';
import type { Intent, Outcome } from '../audit/index.ts';
import type { BrokerSession } from '../broker/index.ts';
import { cutResult } from '../inference/index.ts';
import type { CallFacts, Decision } from '../policy/index.ts';
import type { SandboxOutcome } from '../sandbox/index.ts';
import type { AgentParts, OwnedTool } from './types.ts';

/** Whole-call deadline in milliseconds, the service's answer included. */
export const callTimeoutMs = 30_000;

/** What the log keeps of one result, in bytes. */
const loggedResultBytes = 16_384;

/** A call that has been decided and, where asked, approved. */
export interface DecidedCall extends OwnedTool {
  readonly args: JsonObject;
  readonly account: CallAccount;
  readonly decision: Decision;
  /** What it was decided from; a look-up is not compared with the log. */
  readonly facts?: Pick<CallFacts, 'history'>;
  readonly intent: Intent;
}

export interface CallOutcome {
  readonly auditId: string;
  readonly status: Outcome['status'];
  /** What the tool gave back; null unless it succeeded. */
  readonly data: Json;
  readonly summary: string | null;
  readonly error: ErrorBody | null;
  readonly milliseconds: number;
}

const sandboxErrors: Record<Exclude<SandboxOutcome, { ok: true }>['reason'], [ThimbleError['code'], string]> = {
  timeout: ['sandbox_failed', 'Check that the service is up, then try again.'],
  memory: ['sandbox_failed', 'The answer may be too large; ask for less.'],
  crashed: ['sandbox_failed', 'Try again; if it happens again, run `npx thimble doctor`.'],
  tool_error: ['service_error', 'Check the values and try again.'],
  bad_result: ['sandbox_failed', 'The connector answered something Thimble does not accept; update it.'],
  cancelled: ['cancelled', 'Start it again when you are ready.'],
};

/** Reads what happened from both witnesses: the broker knows what left the machine, the sandbox what came of it. */
function judge(
  session: BrokerSession,
  outcome: SandboxOutcome,
): { status: Outcome['status']; error: ErrorBody | null } {
  if (session.unanswered) {
    const error = session.failure ?? unknownOutcome();
    return { status: 'unknown', error: error.code === 'outcome_unknown' ? error.toJSON() : unknownOutcome().toJSON() };
  }
  if (outcome.ok) return { status: 'succeeded', error: null };
  // Accepted is accepted, whatever failed afterwards: a look at the new record, or the reading of the answer.
  if (session.accepted > 0)
    return {
      status: 'unknown',
      error: new ThimbleError(
        'outcome_unknown',
        `The service accepted a change, but then this went wrong: ${session.failure?.message ?? outcome.message}`,
        'Check in the service what happened; Thimble will not send it again by itself.',
      ).toJSON(),
    };
  if (session.failure) return { status: 'failed', error: session.failure.toJSON() };
  const [code, hint] = sandboxErrors[outcome.reason];
  return { status: 'failed', error: new ThimbleError(code, outcome.message, hint).toJSON() };
}

/** Marks an account whose credential the service no longer accepts, and says so in the call's error. */
function accountRefused(
  parts: AgentParts,
  { account, connector }: DecidedCall,
  error: ErrorBody | null,
): ErrorBody | null {
  parts.accounts.refused(connector.service, account);
  if (error?.code !== 'unauthorized' || account.label === null) return error;
  return {
    code: 'unauthorized',
    message: `${connector.title} no longer accepts the token of your account “${account.name}”.`,
    hint: 'Make a new token, and reconnect the account in Connections.',
  };
}

function unknownOutcome(): ThimbleError {
  return new ThimbleError(
    'outcome_unknown',
    'The request was sent, but no answer came: it may have happened.',
    'Check in the service; Thimble will not send it again by itself.',
  );
}

/**
 * Runs one decided call: intent on disk, decision spent, code in the sandbox with egress through the broker, outcome on
 * disk. Nothing is sent unless the intent was written and the ledger redeems the decision for exactly these arguments.
 * Nothing leaves any more once it has returned, even what connector code did not wait for.
 * @throws ThimbleError `storage_unavailable` when the intent cannot be written (nothing was sent) or the outcome of a call
 *   that changed nothing cannot; `outcome_unknown` when a write left and its outcome cannot be written (the entry then
 *   stays an intent and shows as unknown)
 */
export async function executeCall(parts: AgentParts, call: DecidedCall, signal?: AbortSignal): Promise<CallOutcome> {
  const auditId = parts.audit.intent(call.intent, call.facts?.history?.upTo);
  const started = performance.now();
  const finish = (result: Omit<Outcome, 'milliseconds'>, data: Json): CallOutcome => {
    const milliseconds = Math.round((performance.now() - started) * 100) / 100;
    parts.audit.outcome(auditId, { ...result, milliseconds });
    parts.emit({ type: 'audit.appended' });
    return { auditId, status: result.status, data, summary: result.summary, error: result.error, milliseconds };
  };

  // The broker's own stop: a request that still waits for the keychain or a connection must not go out after the end.
  const over = new AbortController();
  const egress = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  let session: BrokerSession;
  try {
    signal?.throwIfAborted();
    const grant = parts.ledger.redeem(
      call.decision.id,
      { tool: call.tool.name, connectorVersion: call.connector.version, account: call.account, args: call.args },
      parts.now(),
    );
    // What settles an unknown write is that write, for the service too: it goes by the same keys.
    const keyed = call.intent.settles ?? auditId;
    session = parts.broker.open(grant, call.connector, call.tool, keyed, egress);
  } catch (thrown) {
    const error = toThimbleError(thrown);
    const status = error.code === 'denied' || error.code === 'not_approved' ? 'denied' : 'failed';
    return finish({ status, summary: null, result: null, error: error.toJSON(), requests: [], undo: [] }, null);
  }

  let outcome: SandboxOutcome;
  try {
    outcome = await parts.sandbox.run(
      {
        service: call.connector.service,
        version: call.connector.version,
        tool: call.tool.name,
        args: call.args,
        timeoutMs: callTimeoutMs,
      },
      (request) => session.send(request),
      signal,
    );
  } catch (thrown) {
    outcome = { ok: false, reason: 'crashed', message: toThimbleError(thrown).message };
  }
  over.abort();
  const judged = judge(session, outcome);
  const { status } = judged;
  const error = session.refused ? accountRefused(parts, call, judged.error) : judged.error;
  const data = outcome.ok ? outcome.data : null;
  const undo =
    outcome.ok && status === 'succeeded'
      ? (outcome.undo ?? []).map((one) => ({ ...one, text: visible(one.text) }))
      : [];
  const summary = outcome.ok ? visible(outcome.summary) : null;
  try {
    return finish(
      { status, summary, result: cutResult(data, loggedResultBytes), error, requests: session.sent, undo },
      data,
    );
  } catch (cause) {
    if (session.accepted === 0 && !session.unanswered) throw cause;
    throw new ThimbleError(
      'outcome_unknown',
      'The request was sent, but what came of it could not be written to the log.',
      'Check in the service what happened, and whether the data folder can be written.',
      { cause },
    );
  }
}
