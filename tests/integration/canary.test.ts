import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryKeychain, type Keychain } from '../../main/keychain/index.ts';
import type { Account, Accounts, Approval, DoctorCheck, RunView, SignIn } from '../../shared/index.ts';
import { type AccountsApp, clientId, startAccountsApp } from '../support/accounts-app.ts';
import { canaries, filesUnder, findMark, mark, recordingModel, recordWrites } from '../support/canary.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/**
 * All four services connected with tokens that are easy to find, the app used in every way that could let one out, and
 * then everything searched that anybody but the service and the keychain can see.
 */

const first = canaries(1);
const prompts: string[] = [];
const replies: string[] = [];
const events: string[] = [];
let dataDir = '';
let keychain: Keychain;
let app: AccountsApp;
let writes: ReturnType<typeof recordWrites>;
const bearers: string[] = [];

const model = recordingModel(
  scriptedModel({
    'list my channels': [{ tool: 'slack.conversations.list', args: {} }],
    'read #support and then tell #releases': (results) => {
      if (results.length === 0) return { tool: 'slack.conversations.history', args: { channel: '#support' } };
      return results.length === 1
        ? { tool: 'slack.chat.postMessage', args: { to: '#releases', text: 'seen' } }
        : 'done';
    },
  }),
  prompts,
);

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-canary-'));
  keychain = { ...createMemoryKeychain(), description: 'for tests', persistent: true };
  writes = recordWrites();
  app = await startAccountsApp({ dataDir, model, tokens: first, signInToken: first.signIn, keychain });
  app.subscribe((event) => {
    events.push(JSON.stringify(event));
    if (event.type === 'approval.opened') void approve(event.approval);
  });
});
afterAll(async () => {
  writes.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(route: string, input: unknown): Promise<unknown> {
  const reply = await app.router.call(route, input);
  replies.push(JSON.stringify(reply));
  return reply.ok ? reply.data : Promise.reject(Object.assign(new Error(reply.error.message), reply.error));
}
async function refused(route: string, input: unknown): Promise<string> {
  const reply = await app.router.call(route, input);
  replies.push(JSON.stringify(reply));
  return reply.ok ? 'nothing' : reply.error.code;
}
const approve = (approval: Approval): Promise<unknown> =>
  call('approval.answer', {
    approvalId: approval.id,
    callHash: approval.step.decision?.callHash ?? '',
    verdict: 'approve',
  });
async function run(request: string, accounts: Record<string, string> = {}): Promise<RunView> {
  const { id } = (await call('command.run', { request, accounts })) as RunView;
  await app.composition.agent.finished(id);
  return (await call('command.get', { runId: id })) as RunView;
}
const accountOf = async (service: string, name: string): Promise<Account | undefined> => {
  const { services } = (await call('account.list', {})) as Accounts;
  return services.find((one) => one.service === service)?.accounts.find((account) => account.name === name);
};

describe('connecting', () => {
  it('begins in the demo, which knows no account', async () => {
    expect(await call('account.list', {})).toMatchObject({ use: 'demo' });
    expect(app.services.received()).toEqual([]);
    expect(await refused('command.run', { request: 'list my channels', accounts: { slack: 'x' } })).toBe('bad_input');
  });

  it('takes no token of the wrong shape or service, and sends none of them anywhere', async () => {
    const wrong = [first.stripe, `${first.slack} ${first.slack}`, `"${first.slack}"`, `${first.slack}\nX-Other: 1`];
    for (const token of wrong) expect(await refused('account.connect', { service: 'slack', token })).toBe('bad_input');
    expect(await refused('account.connect', { service: first.slack.toLowerCase().slice(0, 30), token: 'x' })).toBe(
      'not_found',
    );
    expect(await refused('account.connect', { service: 'slack', token: first.slack, name: first.slack })).toBe(
      'bad_input',
    );
    expect(app.services.received()).toEqual([]);
  });

  it('asks each service whose the token is, and from then on works on accounts', async () => {
    for (const [service, name] of [
      ['stripe', 'Brightloom'],
      ['github', 'samrivera'],
      ['slack', 'Brightloom'],
    ] as const) {
      const account = (await call('account.connect', { service, token: ` ${first[service]}\n` })) as Account;
      expect(account, service).toMatchObject({ name, state: 'ok', isDefault: true });
    }
    await call('account.connect', { service: 'notion', token: first.notion, name: 'pages' });
    expect(await call('account.list', {})).toMatchObject({ use: 'accounts' });
    expect(await call('app.info', {})).toMatchObject({ demo: false });
    expect((await accountOf('github', 'samrivera'))?.scopes).toEqual(['gist', 'notifications', 'read:org', 'repo']);
    expect((await accountOf('stripe', 'Brightloom'))?.remarks.join()).toMatch(/real money/u);
    expect(await refused('account.connect', { service: 'slack', token: first.slack, name: 'again' })).toBe('bad_input');
  });
});

describe('using accounts', () => {
  it('reads and writes with the account’s own token, and says whose it is', async () => {
    await call('account.rename', { service: 'slack', name: 'Brightloom', to: 'work' });
    const read = await run('list my channels with my work account');
    expect(read).toMatchObject({ state: 'done', steps: [{ state: 'succeeded', account: 'sam (work)' }] });
    expect(prompts.some((prompt) => /work account/u.test(prompt))).toBe(false);
    const reads = ['/stripe.balance.retrieve', '/github.notifications.list', '/notion.users.list'];
    for (const request of reads) expect(await run(request)).toMatchObject({ state: 'done' });
    const post = await run('/slack.chat.postMessage to: #releases, text: out now');
    expect(post).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    const auditId = post.steps[0]?.auditId ?? '';
    expect(await call('audit.show', { id: auditId })).toMatchObject({ account: 'work', status: 'succeeded' });
    const undo = (await call('command.undo', { auditId })) as RunView;
    await app.composition.agent.finished(undo.id);
    expect(await run('read #support and then tell #releases')).toMatchObject({ state: 'done' });
    expect(await run('/github.issues.comment issue: infra #45, body: looking')).toMatchObject({ state: 'done' });
    await call('command.preview', { request: '/slack.chat.postMessage to: #releases, text: later' });
    await call('policy.check', { request: '/stripe.balance.retrieve' });
    for (const { headers } of app.services.received()) bearers.push(headers.authorization ?? '');
    expect(new Set(bearers)).toEqual(
      new Set([first.stripe, first.github, first.slack, first.notion].map((token) => `Bearer ${token}`)),
    );
  });

  it('knows “me” as the owner of the account', async () => {
    const mine = await run('/github.issues.list repo: api, assignee: me');
    expect(mine).toMatchObject({ state: 'done' });
  });

  it('is never let out by a service that echoes it', async () => {
    const echo = { authorization: `Bearer ${first.github}`, token: first.github };
    app.services.addFault('github', {
      match: { path: /notifications/u },
      times: 1,
      action: {
        kind: 'respond',
        response: {
          status: 500,
          body: { message: `Bearer ${first.github}`, echo },
          headers: { 'x-echo': first.github },
        },
      },
    });
    expect(await run('/github.notifications.list')).toMatchObject({
      state: 'failed',
      error: { code: 'service_error' },
    });
    app.services.addFault('github', {
      match: { path: /notifications/u },
      times: 1,
      action: {
        kind: 'respond',
        response: {
          status: 200,
          body: [{ id: first.github, reason: `token ${first.github}`, unread: true }],
          headers: { link: `<https://api.github.com/notifications?page=2&t=${first.github}>; rel="next"` },
        },
      },
    });
    expect(JSON.stringify(await run('/github.notifications.list'))).toContain('[credential]');
  });

  it('survives dropped connections and a run that is stopped', async () => {
    app.services.addFault('stripe', { times: 1, action: { kind: 'drop' } });
    expect(await run('/stripe.balance.retrieve')).toMatchObject({ state: 'failed', error: { code: 'unreachable' } });
    app.services.addFault('slack', { match: { path: /postMessage/u }, times: 1, action: { kind: 'drop_after' } });
    const lost = await run('/slack.chat.postMessage to: #releases, text: lost');
    expect(lost).toMatchObject({ steps: [{ state: 'unknown' }] });
    app.services.addFault('stripe', {
      match: { path: /balance/u },
      times: 1,
      action: { kind: 'delay', milliseconds: 60_000 },
    });
    const { id } = (await call('command.run', { request: '/stripe.balance.retrieve' })) as RunView;
    const stop = app.subscribe((event) => {
      if (event.type === 'run.updated' && event.run.steps.at(-1)?.state === 'running')
        setTimeout(() => void call('command.cancel', { runId: id }), 200);
    });
    await app.composition.agent.finished(id);
    stop();
    expect(await call('command.get', { runId: id })).toMatchObject({ steps: [{ error: { code: 'cancelled' } }] });
  });

  it('marks an account that the service refuses, says so everywhere, and mends it with a new token', async () => {
    app.services.addFault('slack', {
      times: 1,
      action: {
        kind: 'respond',
        response: { status: 200, body: { ok: false, error: 'token_revoked', token: first.slack } },
      },
    });
    const failed = await run('/slack.team.info');
    expect(failed.error).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('“work”') });
    expect(await accountOf('slack', 'work')).toMatchObject({ state: 'refused' });
    expect(await call('app.info', {})).toMatchObject({
      problems: [expect.stringMatching(/“work” needs a new token/u)],
    });
    const doctor = (await call('app.doctor', {})) as DoctorCheck[];
    expect(doctor.find(({ name }) => name === 'Accounts')).toMatchObject({ state: 'warning' });
    // The service takes the same token again: as good as a new one.
    expect(await call('account.connect', { service: 'slack', token: first.slack, reconnect: 'work' })).toMatchObject({
      state: 'ok',
    });
    expect(await call('app.info', {})).toMatchObject({ problems: [] });
    app.services.addFault('stripe', {
      match: { path: /account$/u },
      times: 1,
      action: { kind: 'respond', response: { status: 401, body: { error: { message: `No key ${first.stripe}` } } } },
    });
    expect(await refused('account.check', { service: 'stripe', name: 'Brightloom' })).toBe('unauthorized');
    expect(await call('account.check', { service: 'stripe', name: 'Brightloom' })).toMatchObject({ state: 'ok' });
  });

  it('names the tools that a token is too weak for, and the call fails with the service’s reason', async () => {
    app.services.addFault('slack', {
      times: 1,
      action: {
        kind: 'respond',
        response: {
          status: 200,
          body: { ok: true, team: 'Brightloom', user: 'sam', team_id: 'T1', user_id: 'U1' },
          headers: { 'x-oauth-scopes': `chat:write,${first.slack}` },
        },
      },
    });
    const weak = (await call('account.check', { service: 'slack', name: 'work' })) as Account;
    expect(weak.cannot).toContainEqual(
      expect.objectContaining({ tool: 'slack.reactions.add', scopes: ['reactions:write'] }),
    );
    expect(weak.cannot.map(({ tool }) => tool)).not.toContain('slack.chat.postMessage');
  });
});

describe('signing in to GitHub', () => {
  it('needs a client, then connects what the person approves on the page', async () => {
    expect(await refused('account.sign_in', { service: 'github', name: 'signed' })).toBe('bad_input');
    const settings = (await call('app.settings', {})) as object;
    await call('app.save_settings', { ...settings, githubClientId: clientId });
    const started = (await call('account.sign_in', { service: 'github', name: 'signed' })) as SignIn;
    expect(started).toMatchObject({ state: 'waiting', address: 'https://github.com/login/device' });
    // The emulated service knows one token; for a moment it is the one of this sign-in.
    app.services.addFault('github', {
      match: { path: /^\/user$/u },
      times: 1,
      action: {
        kind: 'respond',
        response: {
          status: 200,
          body: { id: 7, login: 'other', name: 'Other Person' },
          headers: { 'x-oauth-scopes': 'repo' },
        },
      },
    });
    expect(app.person.answer(started.userCode, 'approve')).toBe(true);
    expect(await app.composition.accounts.signInEnded(started.id)).toMatchObject({
      state: 'connected',
      account: { name: 'signed', owner: 'Other Person', scopes: ['repo'] },
    });
    expect(await call('account.sign_in_state', { id: started.id })).toMatchObject({ state: 'connected' });
    expect(app.services.received().at(-1)?.headers.authorization).toBe(`Bearer ${first.signIn}`);
    expect(app.signIns.received.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    expect(app.signIns.received.map(({ path }) => path)).toContain('/login/oauth/access_token');
  });

  it('is refused, and cancelled', async () => {
    const no = (await call('account.sign_in', { service: 'github', name: 'third' })) as SignIn;
    app.person.answer(no.userCode, 'deny');
    expect(await app.composition.accounts.signInEnded(no.id)).toMatchObject({ error: { code: 'not_approved' } });
    const stopped = (await call('account.sign_in', { service: 'github', name: 'third' })) as SignIn;
    await call('account.cancel_sign_in', { id: stopped.id });
    expect(await app.composition.accounts.signInEnded(stopped.id)).toMatchObject({ state: 'cancelled' });
  });
});

describe('the switch', () => {
  it('goes to the demo and back, and never mixes the two', async () => {
    const before = app.services.received().length;
    expect(() => app.composition.demo).toThrow(/does not run/u);
    await call('account.use', { use: 'demo' });
    const demo = await run('/slack.chat.postMessage to: #releases, text: in the demo');
    expect(demo).toMatchObject({ state: 'done', steps: [{ account: null }] });
    expect(app.services.received()).toHaveLength(before);
    expect(app.composition.demo.received().some(({ path }) => path.endsWith('chat.postMessage'))).toBe(true);
    for (const { headers } of app.composition.demo.received())
      expect(findMark(headers.authorization ?? '')).toEqual([]);
    await call('account.use', { use: 'accounts' });
    expect(await run('/slack.team.info')).toMatchObject({ steps: [{ account: 'sam (work)' }] });
  });

  it('disconnects, and the service is then not connected', async () => {
    await call('account.disconnect', { service: 'notion', name: 'pages' });
    expect(await keychain.get({ service: 'thimble/notion', account: 'pages' })).toBeNull();
    expect(await run('/notion.users.list')).toMatchObject({ state: 'failed', error: { code: 'not_connected' } });
  });
});

describe('afterwards', () => {
  it('no token is anywhere but in the keychain and at its own service', async () => {
    const page = (await call('audit.list', { filter: { lookups: true }, limit: 200 })) as { entries: { id: string }[] };
    for (const { id } of page.entries) await call('audit.show', { id });
    await call('audit.verify', {});
    for (const format of ['jsonl', 'csv', 'bundle']) {
      const { id } = (await call('audit.export', { filter: { lookups: true }, format })) as { id: string };
      await call('audit.export_read', { id, offset: 0 });
    }
    await call('audit.list', { filter: { query: mark }, limit: 10 });
    for (const route of [
      'app.info',
      'app.doctor',
      'app.about',
      'app.notices',
      'app.diagnostics',
      'app.connections',
      'app.settings',
      'command.recent',
      'command.tools',
    ])
      await call(route, {});
    for (const route of ['policy.list', 'account.list', 'plugin.list']) await refused(route, {});
    await app.close();
    writes.stop();

    const files = filesUnder(dataDir);
    const seen: Readonly<Record<string, readonly (string | Buffer)[]>> = {
      replies,
      events,
      prompts,
      printed: writes.printed,
      'sent to child processes': writes.piped,
      ...Object.fromEntries(files.map(({ name, bytes }) => [name, [bytes]])),
    };
    // Nothing was looked at in vain.
    for (const [where, parts] of Object.entries(seen))
      if (where !== 'printed') expect(parts.length, where).toBeGreaterThan(0);
    expect(files.map(({ name }) => name.slice(dataDir.length + 1))).toEqual(
      expect.arrayContaining(['accounts.json', 'audit.db', 'settings.json']),
    );
    expect(writes.piped.join('')).toContain('"args"');
    expect(replies.join('').includes('slack.account.check')).toBe(true);
    expect(bearers.length).toBeGreaterThan(10);
    for (const token of Object.values(first)) expect(findMark(token)).toContain(mark);
    expect(findMark(Buffer.from(`xx${Buffer.from(`a ${first.slack}`).toString('base64')}`))).not.toEqual([]);
    expect(await keychain.get({ service: 'thimble/slack', account: 'work' })).toBe(first.slack);

    const hits = Object.entries(seen).flatMap(([where, parts]) =>
      parts.flatMap((part) => (findMark(part).length > 0 ? [`${where}: ${around(part)}`] : [])),
    );
    expect(hits).toEqual([]);
    expect(readFileSync(join(dataDir, 'accounts.json'), 'utf8')).toContain('Sam Rivera');
  });
});

/** The text around the first hit, for a test that fails. */
function around(part: string | Buffer): string {
  const text = typeof part === 'string' ? part : part.toString('latin1');
  const at = Math.max(0, ...findMark(part).map((look) => text.indexOf(look)));
  return text.slice(Math.max(0, at - 120), at + 60);
}
