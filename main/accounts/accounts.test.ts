import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ThimbleError } from '../../shared/index.ts';
import { createMemoryKeychain } from '../keychain/index.ts';
import { openAccountStore } from './store.ts';
import { accountsForTests, sam, tokens } from './testing.ts';

let given: ReturnType<typeof accountsForTests>;
beforeEach(() => {
  given = accountsForTests();
});
afterEach(() => rmSync(given.folder, { recursive: true, force: true }));

const secret = (service: string, account: string) =>
  given.world.keychain?.get({ service: `thimble/${service}`, account });
const code = (thrown: Promise<unknown>) =>
  thrown.then(
    () => 'nothing',
    (error: { code?: string }) => error.code,
  );

describe('connecting', () => {
  it('asks the service, keeps the secret in the keychain and everything else in the list', async () => {
    given.owners.set(tokens.slack, { ...sam, scopes: ['chat:write'] });
    const account = await given.accounts.connect('slack', { token: `  ${tokens.slack}\n` });
    expect(account).toMatchObject({ name: 'Acme', label: 'Sam Rivera (Acme)', isDefault: true, state: 'ok' });
    expect(given.asked).toEqual([tokens.slack]);
    expect(await secret('slack', 'Acme')).toBe(tokens.slack);
    const file = join(given.folder, 'accounts.json');
    expect(readFileSync(file, 'utf8')).not.toContain(tokens.slack);
    expect(readFileSync(file, 'utf8')).toContain('sam@acme.example');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(given.accounts.view().use).toBe('accounts');
    expect(given.events).toContainEqual({ type: 'accounts.changed' });
    expect(account.cannot.map(({ tool }) => tool)).toContain('slack.reactions.add');
    expect(account.cannot.map(({ tool }) => tool)).not.toContain('slack.chat.postMessage');
  });

  it('is logged as an entry of its own, without the token', async () => {
    given.owners.set(tokens.slack, sam);
    await given.accounts.connect('slack', { token: tokens.slack });
    await code(given.accounts.connect('github', { token: tokens.github }));
    expect(given.log.map(({ intent, outcome }) => [intent.tool, intent.lookup, outcome?.status])).toEqual([
      ['slack.account.check', false, 'succeeded'],
      ['github.account.check', false, 'failed'],
    ]);
    expect(given.log[0]?.outcome?.requests).toMatchObject([{ method: 'GET', path: '/api/auth.test' }]);
    for (const token of Object.values(tokens)) expect(JSON.stringify(given.log)).not.toContain(token);
  });

  it.each([
    ['nothing', '  ', 'There is no token.'],
    ['a token twice', `${tokens.slack}${tokens.slack}`, 'The token is there twice.'],
    ['a token twice, apart', `${tokens.slack} ${tokens.slack}`, 'The token is there twice.'],
    ['a token with a gap', 'xoxp-1111 2222-abcdef', 'There is white space inside the token.'],
    ['quotation marks', `"${tokens.slack}"`, 'There are quotation marks around the token.'],
    ['the key of another service', tokens.stripeLive, 'That is a token of Stripe, not of Slack.'],
    ['a bot token', 'xoxb-1111-2222-abcdef', 'Slack cannot be connected with this. That is a bot token'],
    ['something else', 'hunter2hunter3', 'That does not look like a token of Slack.'],
  ])('refuses %s in a sentence that does not repeat it, and sends nothing', async (_what, token, sentence) => {
    const error = await given.accounts.connect('slack', { token }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'bad_input', message: expect.stringContaining(sentence) });
    if (token.trim() !== '') expect(JSON.stringify(error)).not.toContain(token.trim().slice(6));
    expect(given.asked).toEqual([]);
  });

  it('says that a live key is one', async () => {
    given.owners.set(tokens.stripeLive, sam);
    const account = await given.accounts.connect('stripe', { token: tokens.stripeLive });
    expect(account.remarks.join()).toMatch(/live secret key.*restricted key/iu);
  });

  it('says that a token is not accepted, and keeps nothing', async () => {
    const error = await given.accounts.connect('slack', { token: tokens.slack }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('revoked or expired') });
    expect(given.store.read().accounts).toEqual([]);
    expect(await secret('slack', 'Acme')).toBeNull();
  });

  it('is refused before anything is sent where no keychain would keep the token', async () => {
    given.owners.set(tokens.slack, sam);
    given.world.keychain = null;
    expect(await code(given.accounts.connect('slack', { token: tokens.slack }))).toBe('keychain_unavailable');
    given.world.keychain = createMemoryKeychain();
    expect(await code(given.accounts.connect('slack', { token: tokens.slack }))).toBe('keychain_unavailable');
    expect(given.asked).toEqual([]);
  });

  it('takes the secret out again when the list cannot be written', async () => {
    given.owners.set(tokens.slack, sam);
    rmSync(given.folder, { recursive: true });
    expect(await code(given.accounts.connect('slack', { token: tokens.slack }))).toBe('storage_unavailable');
    expect(await secret('slack', 'Acme')).toBeNull();
  });

  it('does one thing after the other', async () => {
    given.owners.set(tokens.slack, sam).set(tokens.slack2, { ...sam, id: 'U2' });
    const both = [tokens.slack, tokens.slack2].map((token) => given.accounts.connect('slack', { token }));
    expect((await Promise.all(both)).map(({ name }) => name)).toEqual(['Acme', 'Acme 2']);
    const again = [1, 2].map(() => given.accounts.connect('slack', { token: tokens.slack, name: 'twice' }));
    expect((await Promise.allSettled(again)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([await secret('slack', 'Acme'), await secret('slack', 'Acme 2')]).toEqual([tokens.slack, tokens.slack2]);
  });

  it('knows a token that is connected, and an owner who is', async () => {
    given.owners.set(tokens.slack, sam).set(tokens.slack2, sam);
    await given.accounts.connect('slack', { token: tokens.slack });
    await expect(given.accounts.connect('slack', { token: tokens.slack, name: 'again' })).rejects.toThrow(
      /connected already, as “Acme”/u,
    );
    await expect(given.accounts.connect('slack', { token: tokens.slack2 })).rejects.toThrow(/name of its own|already/u);
    expect(await secret('slack', 'Acme')).toBe(tokens.slack);
    const second = await given.accounts.connect('slack', { token: tokens.slack2, name: 'bot-free' });
    expect(second).toMatchObject({ name: 'bot-free', isDefault: false });
  });

  it.each(['demo', 'Open', '', '-x', tokens.slack, 'xoxb-1-2-3-4-5-6', 'a'.repeat(41), 'a\nb\u202ec'])(
    'takes no account called %j',
    async (name) => {
      given.owners.set(tokens.slack, sam);
      const done = await code(given.accounts.connect('slack', { token: tokens.slack, name }));
      // An empty name asks for the default one.
      expect(done).toBe(name === '' ? 'nothing' : 'bad_input');
    },
  );
});

describe('an account', () => {
  beforeEach(async () => {
    given.owners.set(tokens.slack, sam).set(tokens.slack2, { ...sam, id: 'U2', name: 'Sam at home' });
    await given.accounts.connect('slack', { token: tokens.slack, name: 'work' });
    await given.accounts.connect('slack', { token: tokens.slack2, name: 'home' });
  });

  it('is renamed with its secret', async () => {
    const renamed = await given.accounts.rename('slack', 'work', 'day job');
    expect(renamed).toMatchObject({ name: 'day job', isDefault: true });
    expect([await secret('slack', 'work'), await secret('slack', 'day job')]).toEqual([null, tokens.slack]);
    await expect(given.accounts.rename('slack', 'day job', 'HOME')).rejects.toThrow(/already/u);
  });

  it('keeps its secret when only the case of its name changes, also where the keychain does not tell cases apart', async () => {
    const inner = given.world.keychain;
    if (!inner) throw new Error('no keychain');
    const folded = (name: { service: string; account: string }) => ({ ...name, account: name.account.toLowerCase() });
    given.world.keychain = {
      ...inner,
      get: (name) => inner.get(folded(name)),
      set: (name, value) => inner.set(folded(name), value),
      delete: (name) => inner.delete(folded(name)),
    };
    await given.accounts.rename('slack', 'work', 'Work');
    expect(await secret('slack', 'Work')).toBe(tokens.slack);
  });

  it('is disconnected with its secret, and the next one is the default', async () => {
    await given.accounts.disconnect('slack', 'work');
    expect(await secret('slack', 'work')).toBeNull();
    expect(given.accounts.view().services.find(({ service }) => service === 'slack')?.accounts).toMatchObject([
      { name: 'home', isDefault: true },
    ]);
    await given.accounts.disconnect('slack', 'home');
    expect(given.accounts.view().use).toBe('demo');
  });

  it('is marked when the service refuses it, once, and mended by a new token of the same owner only', async () => {
    const ref = given.store.named('slack', 'work');
    if (!ref) throw new Error('no account');
    given.accounts.refused('slack', ref);
    given.world.now += 60_000;
    given.accounts.refused('slack', ref);
    expect(given.accounts.problems()).toEqual([expect.stringMatching(/“work” needs a new token.*2026-11-24/u)]);
    given.owners.set('xoxp-9999-stranger00', { ...sam, id: 'U9', name: 'Somebody' });
    await expect(given.accounts.connect('slack', { token: 'xoxp-9999-stranger00', reconnect: 'work' })).rejects.toThrow(
      /Somebody’s, and “work” is Sam Rivera’s/u,
    );
    given.owners.set('xoxp-8888-newtoken00', sam);
    const mended = await given.accounts.connect('slack', { token: 'xoxp-8888-newtoken00', reconnect: 'work' });
    expect(mended).toMatchObject({ name: 'work', state: 'ok', since: null, isDefault: true });
    expect(given.store.named('slack', 'work')?.id).toBe(ref.id);
    expect(given.accounts.problems()).toEqual([]);
  });

  it('is checked again, and marked by what the service says', async () => {
    given.owners.delete(tokens.slack);
    expect(await code(given.accounts.check('slack', 'work'))).toBe('unauthorized');
    expect(given.store.named('slack', 'work')?.refusedAt).not.toBeNull();
    given.owners.set(tokens.slack, sam);
    expect(await given.accounts.check('slack', 'work')).toMatchObject({ state: 'ok', since: null });
  });

  it('warns seven days before its token ends', async () => {
    const states: string[] = [];
    given.owners.set(tokens.slack, { ...sam, expiresAt: '2026-12-05T12:00:00Z' });
    await given.accounts.check('slack', 'work');
    for (const now of ['2026-11-28T11:59:59Z', '2026-11-28T12:00:01Z', '2026-12-05T12:00:00Z']) {
      given.world.now = Date.parse(now);
      const slack = given.accounts.view().services.find(({ service }) => service === 'slack');
      states.push(slack?.accounts.find(({ name }) => name === 'work')?.state ?? '');
    }
    expect(states).toEqual(['ok', 'expires_soon', 'expired']);
    expect(given.accounts.problems()).toEqual([expect.stringMatching(/expired on 2026-12-05/u)]);
  });

  it('goes with all others of its service, and with their secrets', async () => {
    await given.accounts.disconnectAll('slack');
    expect(given.store.of('slack')).toEqual([]);
    expect([await secret('slack', 'work'), await secret('slack', 'home')]).toEqual([null, null]);
    await expect(given.accounts.disconnectAll('slack')).resolves.toBeUndefined();
  });

  it('is another one when it is connected again after it was disconnected', async () => {
    const before = given.store.named('slack', 'work');
    await given.accounts.disconnect('slack', 'work');
    await given.accounts.connect('slack', { token: tokens.slack, name: 'work' });
    const after = given.store.named('slack', 'work');
    expect(before && given.store.at('slack', before)).toBeNull();
    expect(after && given.store.at('slack', after)?.id).toBe(after?.id);
  });
});

describe('the accounts of a run', () => {
  const use = (request: string, wanted?: Record<string, string>) => {
    const run = given.accounts.forRun(request, wanted);
    return [run.words, run.of('slack').name];
  };

  it('are the demo’s while nothing is connected', () => {
    expect(given.accounts.forRun('hi').of('slack')).toMatchObject({ id: 'demo', label: null, me: { name: 'Demo' } });
    expect(() => given.accounts.forRun('hi').of('plugin')).toThrow(/not connected/u);
    expect(() => given.accounts.forRun('hi', { slack: 'work' })).toThrow(/demo workspace is in use/u);
  });

  it('are chosen beside the request, named in it, or the default; and nothing else is there', async () => {
    given.owners.set(tokens.slack, sam).set(tokens.slack2, { ...sam, id: 'U2', email: null });
    await given.accounts.connect('slack', { token: tokens.slack, name: 'work' });
    await given.accounts.connect('slack', { token: tokens.slack2, name: 'home' });
    expect(use('list my channels')).toEqual(['list my channels', 'work']);
    expect(use('list my channels', { slack: 'HOME' })).toEqual(['list my channels', 'home']);
    expect(use('list my channels with my home account')).toEqual(['list my channels', 'home']);
    given.accounts.setDefault('slack', 'home');
    expect(use('list my channels')).toEqual(['list my channels', 'home']);
    const run = given.accounts.forRun('list my channels');
    expect(run.of('slack')).toMatchObject({ label: 'Sam Rivera (home)', me: null });
    expect(() => run.of('github')).toThrow(/GitHub is not connected/u);
    expect(() => use('x', { slack: 'nobody' })).toThrow(/no Slack account of that name/u);
    expect(() => use('list my channels with my work account', { slack: 'home' })).toThrow(/Two Slack accounts/u);
    // What a run began with stays: a new default is for the next one.
    given.accounts.setDefault('slack', 'work');
    expect(run.of('slack').name).toBe('home');
    await given.accounts.use('demo');
    expect(use('list my channels with my home account')[1]).toBe('demo');
    await given.accounts.use('accounts');
    expect(use('list my channels')[1]).toBe('work');
  });
});

describe('signing in with a code', () => {
  const token = `gho_${'d4'.repeat(18)}`;

  it('waits as it is told, and connects what comes', async () => {
    given.owners.set(token, sam);
    given.polls.push({ kind: 'pending' }, { kind: 'slow_down', interval: null }, { kind: 'pending' });
    given.polls.push({ kind: 'slow_down', interval: 30 }, { kind: 'token', token });
    const started = await given.accounts.signIn('github', { name: 'work' });
    expect(started).toMatchObject({ state: 'waiting', userCode: 'WDJB-MJHT' });
    expect(await given.accounts.signInEnded(started.id)).toMatchObject({
      state: 'connected',
      account: { name: 'work', label: 'Sam Rivera (work)' },
    });
    expect(given.waits).toEqual([5000, 5000, 10_000, 10_000, 30_000]);
    expect(await secret('github', 'work')).toBe(token);
    const log = JSON.stringify(given.log);
    expect(log).toContain('github.account.sign_in');
    expect([log.includes(token), log.includes('device-secret-1')]).toEqual([false, false]);
  });

  it('goes on, less often, when the service cannot be reached for a while', async () => {
    given.owners.set(token, sam);
    const away = new ThimbleError('unreachable', 'GitHub could not be reached.', 'Try again.');
    given.polls.push(away, away, { kind: 'pending' }, { kind: 'token', token });
    const { id } = await given.accounts.signIn('github', {});
    expect(await given.accounts.signInEnded(id)).toMatchObject({ state: 'connected' });
    expect(given.waits).toEqual([5000, 10_000, 20_000, 20_000]);
    given.polls.push(new ThimbleError('service_error', 'GitHub is down.', 'Later.'));
    const failed = await given.accounts.signIn('github', { name: 'again' });
    expect(await given.accounts.signInEnded(failed.id)).toMatchObject({ state: 'failed' });
  });

  it.each([
    ['denied', 'refused on the page'],
    ['expired', 'expired'],
  ] as const)('ends when it is %s', async (kind, sentence) => {
    given.polls.push({ kind });
    const { id } = await given.accounts.signIn('github', {});
    expect(await given.accounts.signInEnded(id)).toMatchObject({
      state: 'failed',
      error: { code: 'not_approved', message: expect.stringContaining(sentence) },
    });
  });

  it('ends by itself when nobody enters the code', async () => {
    const { id } = await given.accounts.signIn('github', {});
    expect(await given.accounts.signInEnded(id)).toMatchObject({ state: 'failed', error: { code: 'not_approved' } });
    expect(given.waits).toHaveLength(180);
  });

  it('is cancelled', async () => {
    const { id } = await given.accounts.signIn('github', {});
    expect(given.accounts.cancelSignIn(id).state).toBe('cancelled');
    expect(await given.accounts.signInEnded(id)).toMatchObject({ state: 'cancelled', account: null });
    expect(given.store.read().accounts).toEqual([]);
  });

  it('says what it needs', async () => {
    await expect(given.accounts.signIn('slack', {})).rejects.toThrow(/not set up/u);
    given.world.clientId = '';
    const error = await given.accounts.signIn('github', {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ hint: expect.stringContaining('client ID') });
    given.world.clientId = 'x';
    given.world.keychain = null;
    expect(await code(given.accounts.signIn('github', {}))).toBe('keychain_unavailable');
  });
});

describe('the list of accounts', () => {
  it('is read again when another Thimble has changed it', async () => {
    given.owners.set(tokens.slack, sam);
    const other = accountsForTests(given.folder);
    await given.accounts.connect('slack', { token: tokens.slack });
    expect(other.accounts.view().use).toBe('accounts');
    expect(other.store.named('slack', 'acme')?.owner.name).toBe('Sam Rivera');
  });

  it('is kept aside when it is damaged, and that is said', () => {
    const file = join(given.folder, 'accounts.json');
    writeFileSync(file, '{"version": 1, "accounts": 7');
    const store = openAccountStore(given.folder);
    expect(store.use()).toBe('demo');
    expect(store.problem()).toMatch(/accounts\.invalid\.json/u);
    expect(readFileSync(join(given.folder, 'accounts.invalid.json'), 'utf8')).toContain('"accounts": 7');
    expect(given.accounts.problems()).toEqual([expect.stringMatching(/could not be read/u)]);
  });
});
