import type { AuditStatus, AuditSummary, Effect, Service, Verdict } from '../../shared/index.ts';
import { type IntentBody, intentBodySchema, type OutcomeBody, outcomeBodySchema, readBody } from './body.ts';
import type { AuditRecord } from './types.ts';

/** A row of `calls` with its two entries. `unknown` until read: the file may have been tampered with. */
export interface CallRow {
  readonly id: string;
  readonly at: number;
  readonly service: string;
  readonly effect: string;
  readonly verdict: string;
  readonly status: string;
  readonly lookup: number;
  readonly tool: string;
  readonly run: string;
  readonly tainted: number;
  readonly removed: number;
  /** 1 where a call that took this one back succeeded. */
  readonly undone: number;
  /** 1 where an entry that settled this one succeeded. */
  readonly settled: number;
  readonly pid: number;
  readonly intent: number;
  readonly outcome: number | null;
  readonly intentBody: string | null;
  readonly outcomeBody: string | null;
  readonly outcomeAt: number | null;
}

/** The query that gives {@link CallRow}s; a WHERE clause follows. */
export const selectCalls = `
SELECT c.id, c.service, c.effect, c.verdict, c.status, c.lookup, c.tool, c.run, c.tainted, c.removed, c.pid, c.intent, c.outcome,
  EXISTS (SELECT 1 FROM calls u WHERE u.undoes = c.id AND u.status = 'succeeded') AS undone,
  EXISTS (SELECT 1 FROM calls s WHERE s.settles = c.id AND s.status = 'succeeded') AS settled,
  i.at, i.body AS intentBody, o.body AS outcomeBody, o.at AS outcomeAt
FROM calls c JOIN entries i ON i.idx = c.intent LEFT JOIN entries o ON o.idx = c.outcome`;

export interface ReadCall {
  readonly intent: IntentBody | null;
  readonly outcome: OutcomeBody | null;
}

export function readCall(row: CallRow): ReadCall {
  return { intent: readBody(intentBodySchema, row.intentBody), outcome: readBody(outcomeBodySchema, row.outcomeBody) };
}

/** Whether the texts were removed on purpose. What is only missing is not: verification names it. */
export function isRemoved(row: CallRow): boolean {
  return row.removed === 1 && row.intentBody === null && row.outcomeBody === null;
}

/** A line of the list. An entry that cannot be read any more says so instead of failing the whole list. */
export function summaryOf(row: CallRow): AuditSummary {
  const { intent, outcome } = readCall(row);
  const removed = isRemoved(row);
  const lost = removed ? '(the text of this entry was removed)' : '(this entry cannot be read; verify the log)';
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    request: intent?.request ?? lost,
    tool: intent?.tool ?? row.tool,
    title: intent?.title ?? lost,
    service: row.service as Service,
    effect: row.effect as Effect,
    effectText: intent?.effectText ?? lost,
    verdict: row.verdict as Verdict,
    status: row.status as AuditStatus,
    approvedBy: intent?.approval?.verdict === 'approve' ? intent.approval.by : null,
    tainted: intent?.tainted ?? row.tainted === 1,
    lookup: row.lookup === 1,
    summary: outcome?.summary ?? null,
    ...(removed ? { removed } : {}),
    ...(row.undone === 1 ? { undone: true } : {}),
    ...(row.settled === 1 ? { settled: true } : {}),
  };
}

function pathWithQuery({ path, query }: OutcomeBody['requests'][number]): string {
  if (query === null || typeof query !== 'object' || Array.isArray(query)) return path;
  const pairs = Object.entries(query).map(
    ([name, value]) =>
      `${encodeURIComponent(name)}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))}`,
  );
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

/** The whole story of a call; proofs are the caller's. */
export function detailOf(
  row: CallRow,
  intent: IntentBody,
  outcome: OutcomeBody | null,
  proofs: AuditRecord['proofs'],
): AuditRecord {
  return {
    ...summaryOf(row),
    runId: intent.runId,
    step: intent.step,
    args: intent.args,
    asked: intent.asked,
    decision: intent.decision,
    approval: intent.approval,
    requests: (outcome?.requests ?? []).map((one) => ({
      method: one.method,
      path: pathWithQuery(one),
      body: one.body,
      status: one.status,
    })),
    result: outcome?.result ?? null,
    error: outcome?.error ?? null,
    milliseconds: outcome?.milliseconds ?? null,
    undoText: intent.undoText,
    account: intent.account,
    undoes: intent.undoes,
    secondModel: intent.secondModel,
    ...(intent.fromLink ? { fromLink: intent.fromLink } : {}),
    ...(intent.settles === undefined ? {} : { settles: intent.settles }),
    ...(intent.steeredBy ? { steeredBy: intent.steeredBy } : {}),
    proofs,
  };
}

/** What is left of a call whose texts were removed; proofs are the caller's. */
export function removedDetail(row: CallRow, proofs: AuditRecord['proofs']): AuditRecord {
  return {
    ...summaryOf(row),
    runId: row.run,
    step: 0,
    args: [],
    asked: [],
    decision: null,
    approval: null,
    requests: [],
    result: null,
    error: null,
    milliseconds: null,
    undoText: '',
    account: '',
    undoes: null,
    secondModel: null,
    proofs,
  };
}
