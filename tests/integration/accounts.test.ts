import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAccountStore } from '../../main/accounts/index.ts';
import { createMemoryKeychain } from '../../main/keychain/index.ts';
import type { Account, Approval, RunView } from '../../shared/index.ts';
import { type AccountsApp, startAccountsApp } from '../support/accounts-app.ts';
import { canaries } from '../support/canary.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** A decision is for one account of one time: what changes between a card and its answer sends nothing anywhere. */

const tokens = canaries(4);
const request = '/slack.chat.postMessage to: #releases, text: out now';
let dataDir = '';
let app: AccountsApp;
let cards: ((approval: Approval) => void)[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-accounts-'));
  mkdirSync(join(dataDir, 'policies'));
  writeFileSync(
    join(dataDir, 'policies', 'mine.cedar'),
    `@id("reading-only") @says("Nothing is changed in the account for reading.")
     forbid (principal, action in Action::"changes", resource) when { context.meta.account == "reading" };`,
  );
  const keychain = { ...createMemoryKeychain(), persistent: true };
  app = await startAccountsApp({ dataDir, model: scriptedModel({}), tokens, signInToken: tokens.signIn, keychain });
  cards = [];
  app.subscribe((event) => {
    if (event.type === 'approval.opened') cards.shift()?.(event.approval);
  });
});
afterEach(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(route: string, input: unknown): Promise<unknown> {
  const reply = await app.router.call(route, input);
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
  return reply.data;
}
const connect = (name: string): Promise<Account> =>
  call('account.connect', { service: 'slack', token: tokens.slack, name }) as Promise<Account>;
const card = (): Promise<Approval> => new Promise((resolve) => cards.push(resolve));
const approve = (approval: Approval): Promise<unknown> =>
  call('approval.answer', {
    approvalId: approval.id,
    callHash: approval.step.decision?.callHash ?? '',
    verdict: 'approve',
  });
const posts = (): number => app.services.received().filter(({ path }) => path.endsWith('chat.postMessage')).length;

async function approvedAfter(change: () => Promise<unknown>): Promise<RunView> {
  const opened = card();
  const { id } = (await call('command.run', { request })) as RunView;
  const approval = await opened;
  expect(approval.step.account).toBe('sam (work)');
  await change();
  await approve(approval);
  return await app.composition.agent.finished(id);
}

describe('between a card and its answer', () => {
  beforeEach(() => connect('work'));

  it('nothing changes: the call is made', async () => {
    expect(await approvedAfter(async () => undefined)).toMatchObject({ state: 'done' });
    expect(posts()).toBe(1);
  });

  it('the account is connected anew under the same name: it is another one', async () => {
    const view = await approvedAfter(async () => {
      await call('account.disconnect', { service: 'slack', name: 'work' });
      await connect('work');
    });
    expect(view).toMatchObject({ state: 'failed', error: { code: 'not_connected' } });
    expect(posts()).toBe(0);
  });

  it('the account gets a new token of the same owner: it is the same one', async () => {
    const view = await approvedAfter(async () => {
      const store = openAccountStore(dataDir);
      const account = store.named('slack', 'work');
      if (account) store.put({ ...account, refusedAt: '2026-03-04T15:00:00.000Z' });
      await call('account.connect', { service: 'slack', token: tokens.slack, reconnect: 'work' });
    });
    expect(view).toMatchObject({ state: 'done' });
  });

  it('the switch goes to the demo: nothing is sent, there or here', async () => {
    const view = await approvedAfter(() => call('account.use', { use: 'demo' }));
    expect(view).toMatchObject({ state: 'failed', error: { code: 'not_connected' } });
    expect(posts()).toBe(0);
    expect(app.composition.demo.received().filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('the default becomes another account: the card’s own is used', async () => {
    const view = await approvedAfter(async () => {
      const store = openAccountStore(dataDir);
      const account = store.named('slack', 'work');
      if (!account) throw new Error('no account');
      store.change((file) => ({
        ...file,
        defaults: { slack: 'other' },
        accounts: [{ ...account, id: 'other', name: 'other' }, ...file.accounts],
      }));
    });
    expect(view).toMatchObject({ state: 'done', steps: [{ account: 'sam (work)' }] });
    expect(posts()).toBe(1);
  });
});

describe('taking a call back', () => {
  it('uses the very account, whatever it is called by then and whichever is the default', async () => {
    await connect('work');
    cards.push(
      (approval) => void approve(approval),
      (approval) => void approve(approval),
    );
    const { id } = (await call('command.run', { request })) as RunView;
    const posted = await app.composition.agent.finished(id);
    await call('account.rename', { service: 'slack', name: 'work', to: 'day job' });
    const store = openAccountStore(dataDir);
    const account = store.named('slack', 'day job');
    if (!account) throw new Error('no account');
    store.change((file) => ({
      ...file,
      defaults: { slack: 'other' },
      accounts: [{ ...account, id: 'other', name: 'other' }, ...file.accounts],
    }));
    const undo = (await call('command.undo', { auditId: posted.steps[0]?.auditId ?? '' })) as RunView;
    expect(await app.composition.agent.finished(undo.id)).toMatchObject({
      state: 'done',
      steps: [{ account: 'sam (day job)', state: 'succeeded' }],
    });
    expect(app.services.received().some(({ path }) => path.endsWith('chat.delete'))).toBe(true);
  });
});

describe('a rule that names an account', () => {
  it('holds for that one alone', async () => {
    await connect('reading');
    const denied = (await call('command.run', { request })) as RunView;
    expect(await app.composition.agent.finished(denied.id)).toMatchObject({
      state: 'stopped',
      steps: [{ state: 'denied', decision: { rules: [{ id: 'reading-only' }] } }],
    });
    await call('account.rename', { service: 'slack', name: 'reading', to: 'writing' });
    cards.push((approval) => void approve(approval));
    const allowed = (await call('command.run', { request })) as RunView;
    expect(await app.composition.agent.finished(allowed.id)).toMatchObject({ state: 'done' });
    expect(posts()).toBe(1);
  });
});

describe('another Thimble on the same data', () => {
  it('moves the switch for this one too', async () => {
    await connect('work');
    openAccountStore(dataDir).change((file) => ({ ...file, use: 'demo' }));
    expect(await call('account.list', {})).toMatchObject({ use: 'demo' });
    expect(await call('app.connections', {})).toMatchObject([{ mode: 'demo' }, {}, {}, {}]);
    openAccountStore(dataDir).change((file) => ({ ...file, use: 'accounts' }));
    const { id } = (await call('command.run', { request: '/slack.team.info' })) as RunView;
    expect(await app.composition.agent.finished(id)).toMatchObject({ steps: [{ account: 'sam (work)' }] });
    expect(() => app.composition.demo).toThrow(/does not run/u);
  });
});
