import { randomUUID } from 'node:crypto';
import type { Approval, Rehearsal, RunView, SettlingView, ToolHint, UndoView } from '../../shared/index.ts';
import { isTypedCall, ThimbleError } from '../../shared/index.ts';
import type { RunAccounts } from '../accounts/index.ts';
import { unanswered } from '../audit/index.ts';
import { type ApprovalAnswer, createApprovals } from './approvals.ts';
import type { Edits } from './edit.ts';
import { createLookups } from './lookup.ts';
import { checkRequest } from './request-check.ts';
import { carryOut, carryOutReady, previewRun } from './run.ts';
import type { Run, RunDeps } from './run-state.ts';
import { checkSettling, notResent, readSettling, settlingIntent, settlingView } from './settle.ts';
import { toolFinder } from './tools.ts';
import type { AgentParts, CardCall } from './types.ts';
import { checkUndo, notUndone, readUndo, undoView } from './undo.ts';

/** Finished runs kept for `get`. */
const keptRuns = 200;

/** Account names by service, where a person chose others than the defaults. */
export type ChosenAccounts = Readonly<Record<string, string>>;

/** Turns requests into decided, logged calls. The only writer of runs and approvals. */
export interface Agent {
  /** The first call, proposed, resolved and decided; a newer preview of the same `caller` cancels this one. */
  preview(request: string, caller?: string, accounts?: ChosenAccounts): Promise<RunView>;
  /** Gives up the caller's preview, if there is one: it then rejects with `cancelled`. */
  stopPreview(caller: string): void;
  /**
   * Starts a run.
   * @param fromLink the words came from a link, and the person ran them unchanged; the log keeps that
   * @throws ThimbleError `bad_input` for a request that cannot be one, `not_found` for an account that does not exist
   */
  start(request: string, accounts?: ChosenAccounts, fromLink?: boolean): RunView;
  /**
   * Starts a run that takes a logged call back: its undo calls, each decided, asked about and logged as its own.
   * @throws ThimbleError `not_found` for an entry that is not there; `bad_input` with why it cannot be undone
   */
  undo(auditId: string): RunView;
  /** Whether a logged call can be taken back now. @throws ThimbleError as `undo` for an entry that is not there */
  undoOf(auditId: string): UndoView;
  /**
   * Starts a run that sends a call of unknown outcome again with the keys that it had, so that the service does it at most
   * once. It asks, whatever the rules say; what it ends in settles the entry.
   * @throws ThimbleError `not_found` for an entry that is not there; `bad_input` with why it cannot be sent again
   */
  resend(auditId: string): RunView;
  /** What can be done about an entry of unknown outcome. @throws ThimbleError as `resend` for one that is not there */
  settlingOf(auditId: string): SettlingView;
  /**
   * Logs what a person found out about a call of unknown outcome, and gives that entry's id.
   * @throws ThimbleError `not_found`; `bad_input` where there is nothing to settle, or it was settled meanwhile
   */
  settle(auditId: string, happened: boolean, by: string): string;
  /** Waits until a run has ended. */
  finished(runId: string): Promise<RunView>;
  get(runId: string): RunView;
  cancel(runId: string): RunView;
  choose(runId: string, questionId: string, candidateId: string): RunView;
  /** Every tool that a person may call by name. */
  tools(): ToolHint[];
  approvals(): Approval[];
  /** Answers a card; gives the run as it is right after. */
  answer(approvalId: string, callHash: string, answer: ApprovalAnswer): RunView;
  /** Does `first` and then approves a card, which is not changed meanwhile. */
  answerAfter(
    approvalId: string,
    callHash: string,
    answer: ApprovalAnswer,
    first: () => Promise<void>,
  ): Promise<RunView>;
  /** The call on a card, as far as a rule about such calls can be made of it. */
  cardCall(approvalId: string, callHash: string): CardCall;
  /** Changes a step of a card, the card's own unless `index` (1-based) says another; gives the card as it then is. */
  edit(approvalId: string, args: Edits, index?: number): Promise<Approval>;
  /** What a step of a card would send; `lookUp`: what it reads first may be read. */
  request(approvalId: string, index?: number, lookUp?: boolean): Promise<Rehearsal>;
  /** Forgets remembered look-ups, for a caller that knows the services changed. */
  forget(): void;
  /** Stops every run and waits for them. */
  close(): Promise<void>;
}

/** Makes the agent over its parts. */
export function createAgent(parts: AgentParts): Agent {
  const find = toolFinder(parts.connectors);
  const runs = new Map<string, { run: Run; ended: Promise<void> }>();
  const undoing = new Set<string>();
  const settling = new Set<string>();
  const previews = new Map<string, AbortController>();
  const previewing = new Set<Promise<void>>();
  const approvals = createApprovals(parts.now, {
    opened: (approval) => parts.emit({ type: 'approval.opened', approval }),
    closed: (approvalId) => parts.emit({ type: 'approval.closed', approvalId }),
  });
  const lookups = createLookups(parts, find);
  let closed = false;
  const deps: RunDeps = {
    parts,
    find,
    lookups,
    approvals,
    changed: (run) => {
      if (!run.view.preview) parts.emit({ type: 'run.updated', run: run.view });
    },
  };

  const refuseWhilePaused = (): void => {
    if (parts.settings().paused)
      throw new ThimbleError(
        'denied',
        'Thimble is paused: nothing new runs.',
        'Resume it in the window, in Settings or in the tray.',
      );
  };

  // The values of a call that is written out name no account: only `wanted` does.
  const accountsFor = (request: string, wanted?: ChosenAccounts): RunAccounts =>
    parts.accounts.forRun(isTypedCall(request) ? '' : request, wanted);
  const newRun = (request: string, preview: boolean, accounts: RunAccounts, abort: AbortController): Run => ({
    abort,
    accounts,
    pending: null,
    second: null,
    approved: null,
    edits: new Map(),
    planning: null,
    view: {
      id: randomUUID(),
      request,
      startedAt: new Date(parts.now()).toISOString(),
      state: 'thinking',
      steps: [],
      question: null,
      say: null,
      answer: null,
      error: null,
      preview,
    },
  });
  const known = (runId: string): { run: Run; ended: Promise<void> } => {
    const found = runs.get(runId);
    if (!found)
      throw new ThimbleError(
        'not_found',
        'There is no such run.',
        'It may be from before Thimble was restarted; look in the audit list.',
      );
    return found;
  };

  const begin = (
    request: string,
    accounts: RunAccounts,
    work: (run: Run) => Promise<void>,
    fromLink = false,
  ): RunView => {
    if (closed) throw new ThimbleError('cancelled', 'Thimble is closing.', 'Start it again and ask for it then.');
    refuseWhilePaused();
    const run: Run = { ...newRun(request, false, accounts, new AbortController()), fromLink };
    // Known before its first card opens.
    runs.set(run.view.id, {
      run,
      ended: Promise.resolve()
        .then(() => work(run))
        .finally(() => run.planning),
    });
    for (const [id, old] of runs) {
      if (runs.size <= keptRuns) break;
      if (['done', 'stopped', 'failed'].includes(old.run.view.state)) runs.delete(id);
    }
    return run.view;
  };

  return {
    async preview(request, caller = '', accounts) {
      previews.get(caller)?.abort();
      const abort = new AbortController();
      previews.set(caller, abort);
      let ended: Promise<void> | null = null;
      try {
        const words = checkRequest(request);
        // A preview looks records up: that is a call as well.
        refuseWhilePaused();
        const run = newRun(words, true, accountsFor(words, accounts), abort);
        ended = previewRun(deps, run);
        previewing.add(ended);
        await ended;
        return run.view;
      } finally {
        if (ended) previewing.delete(ended);
        if (previews.get(caller) === abort) previews.delete(caller);
      }
    },
    stopPreview: (caller) => previews.get(caller)?.abort(),
    start(request, accounts, fromLink) {
      const words = checkRequest(request);
      return begin(words, accountsFor(words, accounts), (run) => carryOut(deps, run), fromLink);
    },
    undo(auditId) {
      const logged = parts.audit.undoOf(auditId);
      const undo = readUndo(parts, find, logged, undoing.has(auditId));
      if (undo.state !== 'offered') throw notUndone(undo);
      const { calls, accounts } = undo;
      const check = (done: number): void => checkUndo(parts, logged, accounts, done);
      const view = begin(`Undo: ${logged.record.effectText}`, accounts, (run) =>
        carryOutReady(deps, run, { calls, undoes: auditId, check }).finally(() => undoing.delete(auditId)),
      );
      undoing.add(auditId);
      return view;
    },
    undoOf(auditId) {
      const logged = parts.audit.undoOf(auditId);
      return undoView(readUndo(parts, find, logged, undoing.has(auditId)), logged);
    },
    resend(auditId) {
      const logged = parts.audit.settlingOf(auditId);
      const found = readSettling(parts, find, logged, settling.has(auditId));
      if (found.resend === null) throw notResent(found);
      const { call, accounts } = found.resend;
      const view = begin(`Send again: ${logged.record.effectText}`, accounts, (run) =>
        carryOutReady(deps, run, {
          calls: [call],
          undoes: null,
          settles: auditId,
          check: () => checkSettling(parts, find, auditId),
        }).finally(() => settling.delete(auditId)),
      );
      settling.add(auditId);
      return view;
    },
    settlingOf(auditId) {
      const logged = parts.audit.settlingOf(auditId);
      return settlingView(readSettling(parts, find, logged, settling.has(auditId)), logged);
    },
    settle(auditId, happened, by) {
      const logged = parts.audit.settlingOf(auditId);
      const found = readSettling(parts, find, logged, settling.has(auditId));
      if (found.state !== 'offered') throw notResent(found);
      const id = parts.audit.record(settlingIntent(logged.record, happened, by, parts.now()), {
        ...unanswered('succeeded', null),
        summary: happened ? 'It happened, as a person found out' : 'It did not happen, as a person found out',
      });
      parts.emit({ type: 'audit.appended' });
      return id;
    },
    async finished(runId) {
      const { run, ended } = known(runId);
      await ended;
      return run.view;
    },
    get: (runId) => known(runId).run.view,
    cancel(runId) {
      const { run } = known(runId);
      run.abort.abort();
      return run.view;
    },
    choose(runId, questionId, candidateId) {
      const { run } = known(runId);
      const pending = run.pending;
      const at = pending?.question.candidates.findIndex((candidate) => candidate.id === candidateId) ?? -1;
      if (!pending || pending.question.id !== questionId || at < 0)
        throw new ThimbleError('not_found', 'That question is no longer open.', 'Start the request again.');
      pending.settle(at);
      return run.view;
    },
    tools: () =>
      parts.connectors().flatMap(({ service, tools }) =>
        tools
          .filter((tool) => !tool.internal)
          .map(({ name, title, params }) => ({
            name,
            title,
            service,
            params: Object.entries(params).map(([param, { description, required = false }]) => ({
              name: param,
              description,
              required,
            })),
          })),
      ),
    approvals: () => approvals.list(),
    answer(approvalId, callHash, answer) {
      const approval = approvals.answer(approvalId, callHash, answer);
      return known(approval.runId).run.view;
    },
    async answerAfter(approvalId, callHash, answer, first) {
      const approval = await approvals.answerAfter(approvalId, callHash, answer, first);
      return known(approval.runId).run.view;
    },
    cardCall(approvalId, callHash) {
      const { approval, call } = approvals.call(approvalId, callHash);
      const { runId, request } = approval;
      const labels = Object.fromEntries(call.views.map(({ name, label }) => [name, label]));
      return { approvalId, runId, request, facts: call.facts, decision: call.decision, labels };
    },
    edit: (approvalId, args, index) => approvals.edit(approvalId, args, index),
    request: (approvalId, index, lookUp) => approvals.request(approvalId, index, lookUp),
    forget: () => lookups.clear(),
    async close() {
      closed = true;
      for (const { run } of runs.values()) run.abort.abort();
      for (const preview of previews.values()) preview.abort();
      await Promise.all([...[...runs.values()].map(({ ended }) => ended), ...previewing]);
    },
  };
}
