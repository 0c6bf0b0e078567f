import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryKeychain } from '../../main/keychain/index.ts';
import type { AuditDetail, RunView } from '../../shared/index.ts';
import { type AccountsApp, startAccountsApp } from '../support/accounts-app.ts';
import { canaries } from '../support/canary.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** A call is taken back in the very account in which it was made, and nowhere else. */

const post = '/slack.chat.postMessage to: #releases, text: web is out';
const tokens = canaries(3);
let dataDir = '';
let app: AccountsApp;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-undo-accounts-'));
  app = await startAccountsApp({
    dataDir,
    model: scriptedModel({}),
    tokens,
    signInToken: tokens.signIn,
    keychain: { ...createMemoryKeychain(), description: 'for tests', persistent: true },
  });
  app.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    const { id, step } = event.approval;
    void call('approval.answer', { approvalId: id, callHash: step.decision?.callHash ?? '', verdict: 'approve' });
  });
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function call<T>(route: string, input: unknown): Promise<T> {
  const reply = await app.router.call(route, input);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.data as T;
}
async function ended(route: string, input: unknown): Promise<RunView> {
  const { id } = await call<RunView>(route, input);
  return app.composition.agent.finished(id);
}
const done = async (): Promise<string> => (await ended('command.run', { request: post })).steps[0]?.auditId ?? '';
const undoOf = async (id: string) => (await call<AuditDetail>('audit.show', { id })).undo;

describe('what was done in an account', () => {
  let inDemo = '';
  let inAccount = '';

  it('is taken back with its own credential, also when it has another name by then', async () => {
    inDemo = await done();
    await call('account.connect', { service: 'slack', token: tokens.slack, name: 'work' });
    inAccount = await done();
    const renamed = await done();
    await call('account.rename', { service: 'slack', name: 'work', to: 'office' });
    expect(await undoOf(renamed)).toMatchObject({ state: 'offered' });
    const view = await ended('command.undo', { auditId: renamed });
    expect(view).toMatchObject({ state: 'done', steps: [{ account: expect.stringContaining('office') }] });
    const sent = app.services.received().filter(({ op }) => op === 'slack.chat.delete');
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${tokens.slack}`]);
  });
  it('is not taken back in the demo, nor what the demo did in an account', async () => {
    expect(await undoOf(inDemo)).toMatchObject({ state: 'none', text: expect.stringMatching(/demo workspace/u) });
    await call('account.use', { use: 'demo' });
    expect(await undoOf(inAccount)).toMatchObject({ state: 'none', text: expect.stringMatching(/account “work”/u) });
    await expect(call('command.undo', { auditId: inAccount })).rejects.toThrow(/account “work”/u);
    await call('account.use', { use: 'accounts' });
    expect(await undoOf(inAccount)).toMatchObject({ state: 'offered' });
  });
  it('is not taken back in another account of the same name', async () => {
    await call('account.disconnect', { service: 'slack', name: 'office' });
    expect(await undoOf(inAccount)).toMatchObject({ state: 'none' });
    await call('account.connect', { service: 'slack', token: tokens.slack, name: 'work' });
    expect(await undoOf(inAccount)).toMatchObject({ state: 'none', text: expect.stringMatching(/account “work”/u) });
    expect(JSON.stringify(app.services.emulators.slack.snapshot())).toContain('web is out');
  });
});
