import { randomUUID } from 'node:crypto';
import type { JsonObject, SettlingView } from '../../shared/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { RunAccounts } from '../accounts/index.ts';
import type { AuditRecord, Intent, LoggedSettling } from '../audit/index.ts';
import { callHash, openAccount } from '../policy/index.ts';
import { placeOf } from './place.ts';
import { prepareReady, type ReadyCall, readyArgs } from './ready.ts';
import type { AgentParts, OwnedTool } from './types.ts';
import { accountsThere } from './undo.ts';

/** What there is to do about an entry of unknown outcome. */
export interface Settling {
  readonly state: SettlingView['state'];
  /** The very call, ready to be sent again with its keys; null where that is not safe or not possible. */
  readonly resend: { readonly call: ReadyCall; readonly accounts: RunAccounts } | null;
  readonly text: string;
}

type Find = (tool: string) => OwnedTool | null;

const hour = 3_600_000;

/** A key is not relied on in its last hour: clocks differ, and a card takes its time. */
const spareHours = 1;

/** Whether the service still knows a key of that time, for sure; not where the clock was set back since. */
function keyLives({ at }: AuditRecord, hours: number, now: number): boolean {
  const age = now - Date.parse(at);
  return age >= 0 && age < (hours - spareHours) * hour;
}

/** The very call of an entry, or why it is not sent again. */
function readResend(parts: AgentParts, find: Find, logged: LoggedSettling): NonNullable<Settling['resend']> | string {
  const { record } = logged;
  const owned = find(record.tool);
  if (owned?.connector.service !== record.service)
    return 'This version of Thimble does not have the call any more, so it cannot be sent again.';
  const { title, idempotencyHeader, idempotencyHours } = owned.connector;
  if (idempotencyHeader === null || idempotencyHours === undefined)
    return `${title} cannot tell a repeat from a second call, so it is not sent again. Look in ${title}, and say what you found.`;
  if (!keyLives(record, idempotencyHours, parts.now()))
    return `${title} may no longer know this call by its key, so sending it again could do it twice. Look in ${title}, and say what you found.`;
  if (record.undoes !== null)
    return `This took another call back, and is not sent again. Look in ${title}, and say what you found.`;
  if (!record.proofs.every(({ proof }) => proof.valid))
    return 'This entry of the log does not verify, so nothing is sent on its word.';
  const accounts = accountsThere(parts, logged);
  if (!accounts)
    return `The account “${record.account}” in which this was done is not in use now, so it cannot be sent again.`;
  const values: JsonObject = Object.fromEntries(record.args.map(({ name, value }) => [name, value]));
  const args = readyArgs(owned, values);
  if (args) {
    const source = { kind: 'logged' as const, entryId: record.id, at: record.at };
    const call: ReadyCall = { ...owned, args, source, tainted: record.tainted };
    // The key stands for one request only. A secret that the log left out, or newer connector code, makes it another one.
    if (prepareReady(parts, accounts, call, 1).decision.callHash === record.decision?.callHash)
      return { call, accounts };
  }
  return `It cannot be sent again just as it was. Look in ${title}, and say what you found.`;
}

/** What to do about an entry as things are now. `running`: it is being sent again in this process. */
export function readSettling(parts: AgentParts, find: Find, logged: LoggedSettling, running: boolean): Settling {
  const { record, by } = logged;
  const none = (state: Settling['state'], text: string): Settling => ({ state, resend: null, text });
  if (record.status !== 'unknown' || record.effect === 'read' || record.lookup)
    return none('none', 'There is nothing to settle: it is known what came of this.');
  if (record.settles !== undefined) return none('none', 'This was to settle another entry. Settle that one.');
  if (by.some(({ status }) => status === 'succeeded')) return none('settled', 'This is settled.');
  if (running || by.some(({ status }) => status === 'intent'))
    return none('under_way', 'It is being sent again. Answer its card under Approvals.');
  const resend = readResend(parts, find, logged);
  return typeof resend === 'string'
    ? { state: 'offered', resend: null, text: resend }
    : { state: 'offered', resend, text: '' };
}

/**
 * The last look before a call is sent again: its card may have been open for an hour, and another Thimble may write to the
 * same log.
 * @throws ThimbleError `bad_input` when it must not be sent any more
 */
export function checkSettling(parts: AgentParts, find: Find, auditId: string): void {
  const logged = parts.audit.settlingOf(auditId);
  const now = readSettling(parts, find, logged, false);
  if (now.resend === null) throw notResent(now);
  const account = now.resend.accounts.of(logged.record.service);
  if (placeOf(parts, account) !== logged.place)
    throw new ThimbleError('bad_input', 'Another account is in use by now.', 'Switch back, then try again.');
}

/** A {@link Settling} as people see it. */
export function settlingView({ state, resend, text }: Settling, { by }: LoggedSettling): SettlingView {
  return { state, resend: resend !== null, text, by: [...by] };
}

/** Why an entry is not settled, as an error. */
export function notResent({ text }: Settling): ThimbleError {
  return new ThimbleError('bad_input', text, 'See the entry in the activity.');
}

/**
 * The entry that says what a person found out about a call of unknown outcome. Nothing is sent.
 * @param by who says so. @param now epoch milliseconds
 */
export function settlingIntent(record: AuditRecord, happened: boolean, by: string, now: number): Intent {
  const tool = 'log.settle';
  const at = new Date(now).toISOString();
  const label = happened ? 'It happened' : 'It did not happen';
  return {
    runId: randomUUID(),
    step: 0,
    request: '',
    tool,
    title: 'Settle a call of unknown outcome',
    service: 'thimble',
    effect: 'write',
    effectText: `${label}: ${record.effectText}`,
    undoText: 'What was found out stays in the log.',
    args: [
      {
        name: 'happened',
        kind: 'boolean',
        description: 'What the person found in the service',
        proposed: '',
        value: happened,
        label,
        source: { kind: 'person', text: label },
        confidence: null,
        editable: false,
        choices: null,
      },
    ],
    decision: {
      id: `dec_${randomUUID()}`,
      verdict: 'allow',
      rules: [{ id: 'you-look', verdict: 'allow', text: 'You say what you found in the service.', change: null }],
      callHash: callHash({
        tool,
        connectorVersion: '1',
        account: openAccount,
        args: { entry: record.id, happened },
      }),
      decidedAt: at,
    },
    approval: { by, at, verdict: 'approve', reason: '' },
    tainted: false,
    lookup: false,
    account: openAccount.name,
    place: openAccount.id,
    undoes: null,
    settles: record.id,
    asked: [],
    secondModel: null,
  };
}
