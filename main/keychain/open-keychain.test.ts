import { describe, expect, it } from 'vitest';
import type { Backend, Candidate } from './backend.ts';
import { openKeychain } from './open-keychain.ts';

const name = { service: 'thimble/slack', account: 'demo' };

function store(change: Partial<Backend> = {}): Backend & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getPassword: async (service, account) => kept.get(`${service} ${account}`) ?? null,
    setPassword: async (service, account, secret) => {
      kept.set(`${service} ${account}`, secret);
    },
    deletePassword: async (service, account) => kept.delete(`${service} ${account}`),
    ...change,
  };
}
const candidate = (title: string, backend: Backend): Candidate => ({ name: title, load: async () => backend });
const broken: Candidate = {
  name: 'broken',
  load: async () => {
    throw new Error('cannot open shared object file');
  },
};
const open = (candidates: Candidate[], platform: NodeJS.Platform = 'linux') =>
  openKeychain({ candidates, platform, waitMs: 50 });
const locked = async (): Promise<never> => {
  throw new Error('Cannot create an item in a locked collection');
};

describe('which keychain is used', () => {
  it('is the first library that loads', async () => {
    expect((await open([candidate('one', store()), candidate('two', store())])).description).toBe(
      'Secret Service (one)',
    );
    expect((await open([broken, candidate('two', store())], 'darwin')).description).toBe('Keychain (two)');
  });
  it('is not the next one when the first loads but refuses', async () => {
    const second = store();
    await expect(
      open([candidate('one', store({ setPassword: locked })), candidate('two', second)]),
    ).rejects.toMatchObject({
      code: 'keychain_unavailable',
      message: 'The keychain is locked.',
    });
    expect(second.kept.size).toBe(0);
  });
  it('is memory only for the demo, and says so', async () => {
    const keychain = await openKeychain({ demo: true, candidates: [broken] });
    expect([keychain.description, keychain.persistent]).toEqual(['in memory (demo only)', false]);
    await keychain.set(name, 's');
    expect(await keychain.get(name)).toBe('s');
    expect(await keychain.get({ ...name, account: 'other' })).toBeNull();
    expect([await keychain.delete(name), await keychain.delete(name)]).toEqual([true, false]);
  });
  it.each(['linux', 'darwin', 'win32'] as const)(
    'is an error with what to do where no library loads (%s)',
    async (platform) => {
      await expect(open([broken], platform)).rejects.toMatchObject({
        code: 'keychain_unavailable',
        message: 'There is no keychain that Thimble can use.',
        hint: expect.stringMatching(platform === 'linux' ? /gnome-keyring/ : /npm install/),
      });
    },
  );
});

describe('a keychain in trouble', () => {
  it('that hangs is an error after the wait', async () => {
    await expect(
      open([candidate('one', store({ setPassword: () => new Promise(() => undefined) }))]),
    ).rejects.toMatchObject({
      message: 'The keychain does not answer; it may be waiting for its password.',
    });
  });
  it('that loses what it was given is an error', async () => {
    await expect(open([candidate('one', store({ getPassword: async () => null }))])).rejects.toMatchObject({
      code: 'keychain_unavailable',
    });
  });
  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'There is no keychain that Thimble can use.'],
    [
      'The name org.freedesktop.secrets was not provided by any .service files',
      'There is no keychain that Thimble can use.',
    ],
    ['Secret Service: unlock prompt was dismissed', 'The keychain is locked.'],
    ['something else', 'The keychain refused.'],
  ])('says what "%s" means', async (text, message) => {
    const refuse = async (): Promise<never> => {
      throw new Error(text);
    };
    await expect(open([candidate('one', store({ setPassword: refuse }))])).rejects.toMatchObject({ message });
  });
  it('does not call a secret absent when it was locked after the start', async () => {
    const backend = store();
    const keychain = await open([candidate('one', backend)]);
    await keychain.set(name, 's');
    expect(await keychain.get({ ...name, account: 'nobody' })).toBeNull();
    Object.assign(backend, { getPassword: async () => null, deletePassword: async () => false, setPassword: locked });
    await expect(keychain.get(name)).rejects.toMatchObject({ message: 'The keychain is locked.' });
    await expect(keychain.delete(name)).rejects.toMatchObject({ message: 'The keychain is locked.' });
  });
  it('leaves no probe behind', async () => {
    const backend = store();
    await open([candidate('one', backend)]);
    expect(backend.kept.size).toBe(0);
  });
});

describe('names', () => {
  it('are only ours', async () => {
    const keychain = await open([candidate('one', store())]);
    for (const bad of [
      { service: 'login', account: 'a' },
      { service: 'thimble/', account: 'a' },
      { service: 'thimble/x', account: '' },
      { service: 'thimble/x', account: 'a\n' },
    ])
      await expect(keychain.get(bad)).rejects.toMatchObject({ code: 'bad_input' });
    await expect(keychain.set(name, '')).rejects.toMatchObject({ code: 'bad_input' });
  });
});
