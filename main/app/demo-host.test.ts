import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryKeychain } from '../keychain/index.ts';
import { createDemoHost } from './demo-host.ts';

const credentials = createMemoryKeychain();
const host = createDemoHost({ now: () => 0, credentials });
afterEach(() => host.close());

describe('the demo workspace', () => {
  it('runs only while it is used, and begins anew each time', async () => {
    expect([host.endpoint('slack'), host.id()]).toEqual([null, '']);
    expect(() => host.demo).toThrow(/does not run/u);
    expect(await host.set(true)).toBe(true);
    expect(await host.set(true)).toBe(false);
    const first = host.id();
    const { origin = '' } = host.endpoint('slack') ?? {};
    expect(host.endpoint('slack')).toMatchObject({ loopback: true, account: 'demo' });
    expect(await credentials.get({ service: 'thimble/slack', account: 'demo' })).toBe(host.demo.tokens.slack);
    expect((await fetch(`${origin}/api/auth.test`)).status).toBe(200);
    await host.set(false);
    await expect(fetch(`${origin}/api/auth.test`)).rejects.toThrow();
    await host.set(true);
    expect(host.id()).not.toBe(first);
  });

  it('ends as it was told last, however fast the switch is moved', async () => {
    await Promise.all([host.set(true), host.set(false), host.set(true), host.set(false)]);
    expect(host.endpoint('slack')).toBeNull();
    await Promise.all([host.set(false), host.set(true)]);
    expect(host.endpoint('slack')).not.toBeNull();
  });

  it('has the shipped services only', () => {
    expect([host.has('notion'), host.has('todo')]).toEqual([true, false]);
  });
});
