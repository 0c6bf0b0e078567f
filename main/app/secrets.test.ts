import { describe, expect, it } from 'vitest';
import { createMemoryKeychain } from '../keychain/index.ts';
import { openSecrets } from './secrets.ts';

const demo = { service: 'thimble/slack', account: 'demo' };
const mine = { service: 'thimble/slack', account: 'work' };

describe('where secrets go', () => {
  it('is memory for the demo, and the keychain for accounts', async () => {
    const keychain = createMemoryKeychain();
    const { credentials, signing, os } = await openSecrets({ useOsKeychain: false, keychain });
    await credentials.set(demo, 'made up');
    await credentials.set(mine, 'real');
    expect([await keychain.get(demo), await keychain.get(mine)]).toEqual([null, 'real']);
    expect([await credentials.get(demo), await credentials.get(mine)]).toEqual(['made up', 'real']);
    expect([signing, await os()]).toEqual([keychain, keychain]);
    expect(await credentials.delete(mine)).toBe(true);
    expect(await keychain.get(mine)).toBeNull();
  });

  it('is nowhere for accounts while there is no keychain: no other place is taken', async () => {
    const { credentials } = await openSecrets({ useOsKeychain: false });
    await credentials.set(demo, 'made up');
    expect(await credentials.get(demo)).toBe('made up');
    for (const work of [credentials.get(mine), credentials.set(mine, 'real'), credentials.delete(mine)])
      await expect(work).rejects.toMatchObject({ code: 'keychain_unavailable' });
  });
});
