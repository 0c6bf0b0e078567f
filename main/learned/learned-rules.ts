import { createHash } from 'node:crypto';
import { type AlwaysDraft, type LearnedRule, ThimbleError } from '../../shared/index.ts';
import type { CardCall } from '../agent/index.ts';
import type { ChangeLog } from '../own-change/index.ts';
import {
  again,
  type Decision,
  dayText,
  draftLearned,
  isoDay,
  type LearnedDraft,
  type LearnedFile,
  moneyText,
  type Reach,
  type ReloadablePolicyEngine,
  untilOf,
} from '../policy/index.ts';
import { loggedRuleChange } from './change-log.ts';

/** A rule that was shown on a card, and the call that it was shown for. */
interface Shown {
  readonly hash: string;
  readonly callHash: string;
  readonly call: CardCall;
  readonly draft: LearnedDraft;
}

/** The rules that a person makes on cards (“Always like this”). */
export interface LearnedRules {
  /** Drafts the rule of a card, for a person to read; the last draft of a card is the one that can be made. */
  draft(call: CardCall, reach: Reach): AlwaysDraft;
  /**
   * The rule that was shown on a card for exactly this call, to be made.
   * @throws ThimbleError `bad_input` when another text, or another call, was shown
   */
  shown(approvalId: string, callHash: string, hash: string): ShownRule;
  /** All of them, newest first. Empty while the file is not in order: none counts then. */
  list(): LearnedRule[];
  /**
   * Removes a rule: such calls ask again from then on.
   * @throws ThimbleError `not_found`; `bad_input` when the file is not in order; `storage_unavailable`
   */
  forget(id: string, by: string): Promise<void>;
}

/** A rule that can be made now. */
export interface ShownRule {
  readonly id: string;
  /**
   * Writes it and puts it in force.
   * @throws ThimbleError when it cannot be written or does not come into force: there is no such rule then
   */
  make(by: string): Promise<void>;
}

export interface LearnedRulesOptions {
  readonly file: LearnedFile;
  readonly policy: ReloadablePolicyEngine;
  readonly log: ChangeLog;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The day of now in the person's zone: 20260304. */
  readonly today: () => number;
  /** Called with every change of the rules. */
  readonly changed: () => void;
}

/** Drafts kept: those of cards that were answered long ago go. */
const keptDrafts = 50;

const hashOf = (text: string, callHash: string): string =>
  createHash('sha256').update(`${callHash}\n${text}`, 'utf8').digest('hex');

function inForce(policy: ReloadablePolicyEngine, id: string, says: string | null): boolean {
  const found = policy.policies().find((one) => one.id === id);
  return says === null ? found === undefined : found?.text === says && found.lifts !== undefined;
}

/** Opens the rules that a person makes on cards. */
export function openLearnedRules({ file, policy, log, now, today, changed }: LearnedRulesOptions): LearnedRules {
  const drafts = new Map<string, Shown>();
  let turn: Promise<unknown> = Promise.resolve();
  /** One change of the file at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  /** Replaces the file and has it read; what was there before comes back where the change does not come into force. */
  const replace = async (next: string, holds: () => boolean): Promise<void> => {
    const before = file.text();
    file.write(next);
    await policy.reload();
    if (holds()) return;
    const why = policy.problems().join(' ');
    file.write(before);
    await policy.reload();
    throw new ThimbleError(
      'storage_unavailable',
      'The rule could not be put in force, so nothing was changed.',
      why || 'Look under Policies.',
    );
  };

  const make = ({ draft, call }: Shown, by: string): Promise<void> =>
    inTurn(async () => {
      const next = file.with(draft.id, draft.text);
      try {
        if (!policy.tryLearned(next, again(call.facts)).includes(draft.id))
          throw new Error('it does not speak for this call');
      } catch (cause) {
        throw new ThimbleError(
          'bad_input',
          `This rule cannot be made: ${cause instanceof Error ? cause.message : String(cause)}.`,
          'Approve the call once instead.',
          { cause },
        );
      }
      const { id, says, text } = draft;
      const { request, runId } = call;
      await loggedRuleChange(log, { what: 'make', id, says, text, request, runId, by }, now, () =>
        replace(next, () => inForce(policy, id, says)),
      );
      drafts.delete(call.approvalId);
      changed();
    });

  return {
    draft(call, reach) {
      drafts.delete(call.approvalId);
      const draft = draftLearned(policy, call, reach);
      if (draft.kind === 'none') return { kind: 'not_offered', why: draft.why };
      const { callHash } = call.decision satisfies Decision;
      const hash = hashOf(draft.text, callHash);
      drafts.set(call.approvalId, { hash, callHash, call, draft });
      for (const old of drafts.keys()) {
        if (drafts.size <= keptDrafts) break;
        drafts.delete(old);
      }
      const { text, says, until, limit, free } = draft;
      return {
        kind: 'offered',
        hash,
        text,
        says,
        until: isoDay(until),
        days: reach.days,
        limit: limit && { ...limit, text: moneyText(limit) },
        free: [...free],
      };
    },
    shown(approvalId, callHash, hash) {
      const found = drafts.get(approvalId);
      if (!found || found.hash !== hash || found.callHash !== callHash)
        throw new ThimbleError(
          'bad_input',
          'That is not the rule that was shown for this call, so nothing was approved.',
          'Read the rule again and answer then.',
        );
      return { id: found.draft.id, make: (by) => make(found, by) };
    },
    list() {
      const day = today();
      return policy
        .policies()
        .filter(({ file: from }) => from === 'learned.cedar')
        .map(({ id, text, source }) => {
          const until = untilOf(source);
          return {
            id,
            text,
            source,
            until: until === null ? null : isoDay(until),
            untilText: until === null ? null : dayText(until),
            expired: until !== null && until < day,
          };
        })
        .reverse();
    },
    forget: (id, by) =>
      inTurn(async () => {
        const next = file.without(id);
        const rule = file.rules().find((one) => one.id === id);
        const [says, text] = [rule?.text ?? id, rule?.source ?? ''];
        await loggedRuleChange(log, { what: 'remove', id, says, text, request: '', runId: null, by }, now, () =>
          replace(next, () => inForce(policy, id, null)),
        );
        changed();
      }),
  };
}
