import { ThimbleError } from '../../shared/index.ts';
import { callHash } from './call-hash.ts';
import type { BoundCall, Decision, DecisionLedger, Grant } from './types.ts';

/** How long an approval may be used, in milliseconds. */
export const approvalLifetime = 30_000;

interface Entry {
  readonly verdict: Decision['verdict'];
  readonly callHash: string;
  readonly decidedAt: number;
  readonly expiresAt: number;
  /** By the ledger's own clock. */
  readonly recordedAt: number;
  approvedAt: number | null;
}

const grants = new WeakSet<object>();

/** Whether `x` was made by a ledger of this process, not merely shaped like a {@link Grant}. */
export function isGrant(x: unknown): x is Grant {
  return typeof x === 'object' && x !== null && grants.has(x);
}

function refused(message: string, hint = 'Ask for it again.'): ThimbleError {
  return new ThimbleError('denied', message, hint);
}

class Ledger implements DecisionLedger {
  readonly #now: () => number;
  readonly #open = new Map<string, Entry>();
  /** Ids ever recorded: none comes back after it was spent. */
  readonly #seen = new Set<string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  record(decision: Decision): void {
    const decidedAt = Date.parse(decision.decidedAt);
    if (this.#seen.has(decision.id)) throw refused('This decision was recorded before.');
    if (!Number.isFinite(decidedAt) || !Number.isFinite(decision.expiresAt))
      throw refused('This decision has no time.');
    this.#seen.add(decision.id);
    // Previews decide and are never used; what has expired need not be kept.
    if (this.#open.size > 500)
      for (const [id, entry] of this.#open) if (entry.expiresAt < decidedAt) this.#open.delete(id);
    const { verdict, callHash, expiresAt } = decision;
    this.#open.set(decision.id, { verdict, callHash, decidedAt, expiresAt, recordedAt: this.#now(), approvedAt: null });
  }

  approve(decisionId: string, hash: string, by: string): void {
    const entry = this.#entry(decisionId);
    if (entry.verdict !== 'ask') throw refused('Only a call that asks can be approved.');
    if (entry.callHash === '' || entry.callHash !== hash)
      throw refused('The call changed after it was shown, so this approval does not count.', 'Look at it again.');
    if (by.trim() === '') throw refused('An approval needs a person.');
    // A second approval does not make the first last longer.
    if (entry.approvedAt !== null) return;
    if (!this.#lasts(entry.recordedAt, entry.expiresAt - entry.decidedAt)) {
      this.#open.delete(decisionId);
      throw new ThimbleError('not_approved', 'This approval came too late.', 'Ask for it again.');
    }
    entry.approvedAt = this.#now();
  }

  redeem(decisionId: string, call: BoundCall, now: number): Grant {
    const entry = this.#entry(decisionId);
    if (entry.verdict === 'ask' && entry.approvedAt === null)
      throw new ThimbleError('not_approved', 'Nobody has approved this call.', 'Approve it first.');
    // Spent from here on, whatever comes of it.
    this.#open.delete(decisionId);
    if (entry.verdict === 'deny') throw refused('The rules deny this call.', 'See which rule says so.');
    const fresh =
      entry.approvedAt === null
        ? this.#lasts(entry.recordedAt, entry.expiresAt - entry.decidedAt)
        : this.#lasts(entry.approvedAt, approvalLifetime);
    if (
      !fresh ||
      !(now >= entry.decidedAt && now <= entry.expiresAt + approvalLifetime * Number(entry.approvedAt !== null))
    )
      throw refused('The decision is too old to be used.');
    if (entry.callHash === '' || this.#hash(call) !== entry.callHash)
      throw refused('The call is not the one that was decided.');
    const account = Object.freeze({ id: call.account.id, name: call.account.name });
    const grant: Grant = Object.freeze({ decisionId, callHash: entry.callHash, tool: call.tool, account });
    grants.add(grant);
    return grant;
  }

  /** Whether no more than `lifetime` milliseconds have gone since `since`, by the ledger's own clock. */
  #lasts(since: number, lifetime: number): boolean {
    const gone = this.#now() - since;
    return gone >= 0 && gone <= lifetime;
  }

  #entry(decisionId: string): Entry {
    const entry = this.#open.get(decisionId);
    if (!entry)
      throw refused(this.#seen.has(decisionId) ? 'This decision was used before.' : 'There is no such decision.');
    return entry;
  }

  #hash(call: BoundCall): string {
    try {
      return callHash(call);
    } catch (thrown) {
      throw new ThimbleError('denied', 'The call cannot be read.', 'Ask for it again.', { cause: thrown });
    }
  }
}

/**
 * A ledger of decisions for this process. Times are checked twice: by the clock that decisions and `redeem` are given,
 * which may be a demo's, and by the ledger's own, which nothing sets back.
 * @param options.now the ledger's own clock in milliseconds, from any start; monotonic unless given
 */
export function createLedger(options: { readonly now?: () => number } = {}): DecisionLedger {
  return new Ledger(options.now ?? (() => performance.now()));
}
