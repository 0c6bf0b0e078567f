import type { Rehearsal, RunView } from '../../shared/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { BrokerRehearsal } from '../broker/index.ts';
import type { SandboxOutcome } from '../sandbox/index.ts';
import { placeOf } from './place.ts';
import { decideNow, type Prepared } from './prepare.ts';
import { deniedBy } from './refusals.ts';
import type { AgentParts } from './types.ts';

/** Deadline of a rehearsal in milliseconds, what it reads included. */
const rehearsalMs = 15_000;

interface RehearsalInput {
  readonly prepared: Prepared;
  readonly run: Pick<RunView, 'id' | 'request'>;
  /** The step, 1-based. */
  readonly index: number;
  /** A person asked that what the step reads first be read. */
  readonly lookUp: boolean;
}

/**
 * The exact request of a step that has not run: its code runs in the sandbox, and what it asks for is taken instead of
 * sent. Nothing leaves, and no credential is touched, unless a person asks for what the step reads before its change: those
 * reads are decided, granted and logged like any call, by a session that lets no change out.
 * @throws ThimbleError `denied` where the rules deny the call now; else what kept the code from getting to its request
 */
export async function rehearse(parts: AgentParts, input: RehearsalInput, signal: AbortSignal): Promise<Rehearsal> {
  const { prepared, lookUp } = input;
  const { tool, connector } = prepared;
  if (lookUp && tool.effect !== 'read') return lookedUp(parts, input, signal);
  const rehearsal = parts.broker.rehearse(connector, tool, null);
  const outcome = await runCode(parts, prepared, rehearsal, signal);
  const [read] = rehearsal.reads;
  if (read && tool.effect !== 'read') return { state: 'looks_up', reads: [read], request: null, more: 0 };
  return found(prepared, rehearsal, outcome, read ?? null);
}

/** The rehearsal with its reads let out. */
async function lookedUp(parts: AgentParts, input: RehearsalInput, signal: AbortSignal): Promise<Rehearsal> {
  const { index, run } = input;
  const prepared = { ...input.prepared, ...decideNow(parts, input.prepared) };
  const { tool, connector, account, decision, resolved } = prepared;
  parts.ledger.record(decision);
  if (decision.verdict === 'deny') throw deniedBy(prepared);
  const by = 'the person, to see the exact request';
  const callId = parts.audit.intent({
    runId: run.id,
    step: index,
    request: run.request,
    tool: tool.name,
    title: tool.title,
    service: connector.service,
    effect: 'read',
    effectText: `Look up what this would send, and send no change: ${prepared.effectText}`,
    undoText: 'Nothing to undo: it only reads.',
    args: prepared.views,
    decision,
    approval: { by, at: new Date(parts.now()).toISOString(), verdict: 'approve', reason: '' },
    tainted: prepared.tainted,
    lookup: true,
    account: account.name,
    place: placeOf(parts, account),
    undoes: null,
    asked: [],
    secondModel: prepared.secondModel,
  });
  const started = performance.now();
  let sent: BrokerRehearsal['sent'] = [];
  let error: ThimbleError | null = null;
  const over = new AbortController();
  try {
    if (decision.verdict === 'ask') parts.ledger.approve(decision.id, decision.callHash, by);
    const bound = { tool: tool.name, connectorVersion: connector.version, account, args: resolved };
    const grant = parts.ledger.redeem(decision.id, bound, parts.now());
    const rehearsal = parts.broker.rehearse(connector, tool, {
      grant,
      callId,
      signal: AbortSignal.any([signal, over.signal]),
    });
    sent = rehearsal.sent;
    return found(prepared, rehearsal, await runCode(parts, prepared, rehearsal, signal), null);
  } catch (thrown) {
    error = thrown instanceof ThimbleError ? thrown : new ThimbleError('internal', String(thrown), 'Try again.');
    throw thrown;
  } finally {
    over.abort();
    parts.audit.outcome(callId, {
      status: error === null ? 'succeeded' : 'failed',
      summary: error === null ? 'Looked up; no change was sent.' : null,
      result: null,
      error: error?.toJSON() ?? null,
      requests: [...sent],
      undo: [],
      milliseconds: Math.round(performance.now() - started),
    });
    parts.emit({ type: 'audit.appended' });
  }
}

function runCode(
  parts: AgentParts,
  { connector, tool, resolved }: Prepared,
  rehearsal: BrokerRehearsal,
  signal: AbortSignal,
): Promise<SandboxOutcome> {
  const { service, version } = connector;
  return parts.sandbox.run(
    { service, version, tool: tool.name, args: resolved, timeoutMs: rehearsalMs },
    (request) => rehearsal.send(request),
    signal,
  );
}

/** @throws ThimbleError where the code failed before it asked for anything to show */
function found(
  { tool }: Prepared,
  { reads, change, failure }: BrokerRehearsal,
  outcome: SandboxOutcome,
  read: BrokerRehearsal['change'],
): Rehearsal {
  const request = change ?? read;
  const more = change === null ? 0 : (tool.maxWrites ?? 1) - 1;
  if (request !== null) return { state: 'exact', reads: [...reads].filter((one) => one !== read), request, more };
  if (failure !== null) throw failure;
  if (!outcome.ok)
    throw new ThimbleError('sandbox_failed', outcome.message, 'Change the values, or look at the call in words.');
  return { state: 'nothing', reads: [...reads], request: null, more: 0 };
}
