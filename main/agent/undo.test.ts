import { describe, expect, it } from 'vitest';
import { connectors, type UndoCall } from '../../connectors/index.ts';
import { type AuditStatus, ThimbleError } from '../../shared/index.ts';
import type { AuditRecord, LoggedUndo } from '../audit/index.ts';
import { toolFinder } from './tools.ts';
import type { AgentParts } from './types.ts';
import { notUndone, readUndo, undoView } from './undo.ts';

/** What an entry of the log offers to take back, from the entry and the accounts of the moment. */

const message = { channel: 'C1', channel_name: 'releases', ts: '1.1', text: 'hi', user: 'U1' };
const remove: UndoCall = { tool: 'slack.chat.delete', args: { message }, text: 'Delete the message.' };

const logged = (
  changes: Omit<Partial<LoggedUndo>, 'record'> & { readonly record?: Partial<AuditRecord> } = {},
): LoggedUndo => ({
  place: 'demo/1',
  calls: [remove],
  redacted: false,
  by: [],
  ...changes,
  record: {
    id: 'log_1',
    at: '2026-03-04T15:00:00.000Z',
    tool: 'slack.chat.postMessage',
    service: 'slack',
    effect: 'write',
    status: 'succeeded',
    lookup: false,
    account: 'demo',
    undoText: 'The message can be deleted.',
    proofs: [],
    ...changes.record,
  } as unknown as AuditRecord,
});

const parts = (demo = '1', account: { id: string; name: string } = { id: 'demo', name: 'demo' }) =>
  ({
    demo: () => demo,
    accounts: {
      nameOf: (_service: string, id: string) => (id === account.id ? account.name : null),
      forRun: (_words: string, wanted?: Record<string, string>) => {
        if (wanted?.slack !== undefined && wanted.slack !== account.name)
          throw new ThimbleError('not_found', 'There is no such account.', '');
        return { words: '', of: () => ({ ...account, service: 'slack', label: null, me: null }) };
      },
    },
  }) as unknown as AgentParts;

const find = toolFinder(() => connectors);
const read = (one: LoggedUndo, where = parts(), running = false) => readUndo(where, find, one, running);
const by = (...statuses: AuditStatus[]): LoggedUndo['by'] =>
  statuses.map((status, index) => ({ id: `log_${index + 2}`, at: '2026-03-04T16:00:00.000Z', status }));

describe('a call that can be taken back', () => {
  it('offers its calls, with arguments from the log and none from anybody else', () => {
    const undo = read(logged());
    expect(undo).toMatchObject({
      state: 'offered',
      calls: [
        {
          tool: { name: 'slack.chat.delete' },
          args: { message },
          source: { kind: 'logged', entryId: 'log_1' },
          undoOf: 'slack.chat.postMessage',
        },
      ],
    });
    expect(undoView(undo, logged())).toEqual({ state: 'offered', calls: ['Delete the message.'], text: '', by: [] });
  });
  it('goes on with what is left of several calls', () => {
    const second = { ...remove, args: { message: { ...message, ts: '2.2' } }, text: 'Delete the other.' };
    const half = logged({ calls: [remove, second], by: by('succeeded', 'failed') });
    expect(undoView(read(half), half)).toMatchObject({
      state: 'offered',
      calls: ['Delete the other.'],
      text: '1 of 2 steps are taken back already.',
    });
  });
  it('says so when nobody knows how the last attempt ended', () => {
    expect(read(logged({ by: by('unknown') }))).toMatchObject({
      state: 'offered',
      text: expect.stringMatching(/no known outcome/u),
    });
  });
  it('is offered in the account that did it, also under a new name', () => {
    const there = logged({ place: 'acc_1', record: { account: 'acme' } });
    expect(read(there, parts('1', { id: 'acc_1', name: 'acme' })).state).toBe('offered');
    expect(read(there, parts('1', { id: 'acc_1', name: 'work' })).state).toBe('offered');
  });
});

describe('nothing is offered for', () => {
  it.each<[string, LoggedUndo, RegExp]>([
    ['a read', logged({ record: { effect: 'read' } }), /Reading changes nothing/u],
    ['a call under way', logged({ record: { status: 'intent' } }), /under way/u],
    ['a call of which nobody knows', logged({ record: { status: 'unknown' } }), /not known whether/u],
    ['a call that failed', logged({ record: { status: 'failed' } }), /Nothing was changed/u],
    ['a call that was denied', logged({ record: { status: 'denied' } }), /Nothing was changed/u],
    [
      'a call whose values held a secret',
      logged({ calls: [], redacted: true }),
      /secret, which the log does not keep/u,
    ],
    [
      'a call that nothing takes back',
      logged({ calls: [], record: { undoText: 'A refund cannot be undone.' } }),
      /^A refund cannot be undone\.$/u,
    ],
    ['a call that changed nothing', logged({ calls: [] }), /nothing to undo/u],
    ['a demo that is gone', logged({ place: 'demo/0' }), /demo workspace that is gone/u],
    ['an entry of an earlier version', logged({ place: '' }), /demo workspace that is gone/u],
    ['an account that is not here', logged({ place: 'acc_1', record: { account: 'acme' } }), /account “acme”/u],
    [
      'an entry that does not verify',
      logged({ record: { proofs: [{ part: 'intent', proof: { valid: false } as never }] } }),
      /does not verify/u,
    ],
    ['a tool that nobody has', logged({ calls: [{ ...remove, tool: 'slack.chat.burn' }] }), /does not know how/u],
    [
      'a tool of another service',
      logged({ calls: [{ ...remove, tool: 'stripe.customers.delete' }] }),
      /does not know/u,
    ],
    ['a tool that reads', logged({ calls: [{ ...remove, tool: 'slack.team.info', args: {} }] }), /does not know how/u],
    ['an argument too few', logged({ calls: [{ ...remove, args: {} }] }), /does not know how/u],
    ['an argument too many', logged({ calls: [{ ...remove, args: { message, all: true } }] }), /does not know how/u],
    ['an argument of another kind', logged({ calls: [{ ...remove, args: { message: 'all' } }] }), /does not know how/u],
    [
      'one good call beside a bad one',
      logged({ calls: [remove, { ...remove, args: { message: { ...message, ts: 5 } } }] }),
      /does not know how/u,
    ],
  ])('%s', (_, one, text) => {
    const undo = read(one);
    expect(undo).toMatchObject({ state: 'none', text: expect.stringMatching(text) });
    if (undo.state === 'offered') return expect.unreachable();
    expect(notUndone(undo)).toMatchObject({ code: 'bad_input', message: expect.stringMatching(text) });
  });
  it('a call that is undone, or is being undone', () => {
    expect(read(logged({ by: by('failed', 'succeeded') })).state).toBe('done');
    expect(read(logged({ by: by('intent') })).state).toBe('under_way');
    expect(read(logged(), parts(), true).state).toBe('under_way');
  });
  it('a demo call once accounts are in use', () => {
    expect(read(logged(), parts('1', { id: 'acc_1', name: 'work' }))).toMatchObject({
      state: 'none',
      text: expect.stringMatching(/demo/u),
    });
  });
});
