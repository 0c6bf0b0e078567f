import type { JsonObject, UndoView } from '../../shared/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { RunAccounts } from '../accounts/index.ts';
import type { LoggedUndo } from '../audit/index.ts';
import { demoAccount } from '../policy/index.ts';
import { placeOf } from './place.ts';
import { type ReadyCall, readyArgs } from './ready.ts';
import type { AgentParts, OwnedTool } from './types.ts';

/** What there is to do to take a logged call back, or why there is nothing. */
export type Undo =
  | {
      readonly state: 'offered';
      readonly calls: readonly (ReadyCall & { readonly text: string })[];
      readonly accounts: RunAccounts;
      readonly text: string;
    }
  | { readonly state: 'under_way' | 'done' | 'none'; readonly text: string; readonly hint: string };

type Find = (tool: string) => OwnedTool | null;
type Told = readonly [text: string, hint: string];

const lookInService = 'Look in the service itself.';

/** Why an entry has nothing to take back, from the entry alone; null when it has. */
function nothingToUndo({ record, calls, redacted }: LoggedUndo): Told | null {
  const { status, effect, lookup, undoText } = record;
  if (effect === 'read' || lookup) return ['Reading changes nothing, so there is nothing to undo.', ''];
  if (status === 'intent') return ['This call is still under way.', 'Wait until it has ended.'];
  if (status === 'unknown')
    return ['It is not known whether this happened, so nothing can be undone for sure.', lookInService];
  if (status !== 'succeeded') return ['Nothing was changed, so there is nothing to undo.', ''];
  if (redacted)
    return ['Cannot be undone: what was there before held a secret, which the log does not keep.', lookInService];
  if (calls.length > 0) return null;
  if (/cannot be undone/iu.test(undoText)) return [undoText, lookInService];
  return ['There is nothing to undo: the call changed nothing, or kept nothing that takes it back.', lookInService];
}

/** The accounts of a run in the very place where a call was made; null when that is not to be had now. */
export function accountsThere(
  parts: AgentParts,
  { record, place }: Pick<LoggedUndo, 'record' | 'place'>,
): RunAccounts | null {
  // By its name of now, or of then; else by default.
  const name = parts.accounts.nameOf(record.service, place) ?? record.account;
  for (const wanted of [{ [record.service]: name }, undefined])
    try {
      const accounts = parts.accounts.forRun('', wanted);
      if (placeOf(parts, accounts.of(record.service)) === place) return accounts;
    } catch (thrown) {
      if (!(thrown instanceof ThimbleError)) throw thrown;
    }
  return null;
}

function elsewhere({ record, place }: LoggedUndo): Told {
  if (place === '' || place.startsWith(`${demoAccount.id}/`))
    return [
      'This happened in a demo workspace that is gone: each start of Thimble begins with a fresh one.',
      'Undo it in the Thimble in which it was done, while that one runs.',
    ];
  return [
    `This happened in the account “${record.account}”, which is not in use now.`,
    'If it is connected, switch to your accounts in Connections, then undo it; else look in the service itself.',
  ];
}

/** The calls that are left, checked: they come from connector code. Null when one cannot be run as it is. */
function readCalls(find: Find, { record, calls }: LoggedUndo, done: number): (ReadyCall & { text: string })[] | null {
  const read = calls.slice(done).map(({ tool, args, text }: { tool: string; args: JsonObject; text: string }) => {
    const owned = find(tool);
    // An undo changes something, and never in another service than the call did.
    if (!owned || owned.connector.service !== record.service || owned.tool.effect === 'read') return null;
    const clean = readyArgs(owned, args);
    if (!clean) return null;
    const source = { kind: 'logged' as const, entryId: record.id, at: record.at };
    return { ...owned, args: clean, source, undoOf: record.tool, text };
  });
  return read.every((one) => one !== null) ? read : null;
}

/** How many of an entry's undo calls were done: they are done in order, one entry a call. */
function undoneCalls({ by }: LoggedUndo): number {
  return by.filter(({ status }) => status === 'succeeded').length;
}

/**
 * What takes a logged call back as things are now. `running`: an undo of this entry has cards or calls open in this
 * process.
 */
export function readUndo(parts: AgentParts, find: Find, logged: LoggedUndo, running: boolean): Undo {
  const none = ([text, hint]: Told): Undo => ({ state: 'none', text, hint });
  const nothing = nothingToUndo(logged);
  if (nothing) return none(nothing);
  const { record, calls, by } = logged;
  const done = undoneCalls(logged);
  if (done >= calls.length)
    return { state: 'done', text: '', hint: 'The entry that did it can itself be undone, where there is a way.' };
  if (running || by.some(({ status }) => status === 'intent'))
    return { state: 'under_way', text: 'It is being undone.', hint: 'Answer its card under Approvals.' };
  if (!record.proofs.every(({ proof }) => proof.valid))
    return none([
      'This entry of the log does not verify, so nothing is done on its word.',
      'Run `npx thimble audit verify` to see what is wrong.',
    ]);
  const accounts = accountsThere(parts, logged);
  if (!accounts) return none(elsewhere(logged));
  const left = readCalls(find, logged, done);
  if (!left)
    return none(['Cannot be undone: this version of the connector does not know how to take it back.', lookInService]);
  const told = [
    done > 0 ? `${done} of ${calls.length} steps are taken back already.` : '',
    by.at(-1)?.status === 'unknown' ? 'The last attempt has no known outcome: look in the service first.' : '',
  ];
  return { state: 'offered', calls: left, accounts, text: told.filter((text) => text !== '').join(' ') };
}

/**
 * The last look before an undo call is sent: a card may have been open for an hour, another Thimble may write to the same
 * log, and the demo workspace may have begun afresh.
 * @param logged as it was when the undo began. @param done how many calls this undo has done
 * @throws ThimbleError `bad_input` when the call must not be sent any more
 */
export function checkUndo(parts: AgentParts, logged: LoggedUndo, accounts: RunAccounts, done: number): void {
  const now = parts.audit.undoOf(logged.record.id);
  if (undoneCalls(now) !== undoneCalls(logged) + done || now.by.some(({ status }) => status === 'intent'))
    throw new ThimbleError('bad_input', 'This was undone elsewhere meanwhile.', 'See its entry in the activity.');
  if (placeOf(parts, accounts.of(logged.record.service)) === logged.place) return;
  const [message, hint] = elsewhere(logged);
  throw new ThimbleError('bad_input', message, hint);
}

/** An {@link Undo} as people see it. */
export function undoView(undo: Undo, logged: LoggedUndo): UndoView {
  return {
    state: undo.state,
    calls: undo.state === 'offered' ? undo.calls.map(({ text }) => text) : [],
    text: undo.text,
    by: [...logged.by],
  };
}

/** Why an entry is not undone, as an error. */
export function notUndone(undo: Exclude<Undo, { state: 'offered' }>): ThimbleError {
  const message = undo.state === 'done' ? 'This is undone already.' : undo.text;
  return new ThimbleError('bad_input', message, undo.hint);
}
