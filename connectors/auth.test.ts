import { describe, expect, it } from 'vitest';
import { startDemo } from './demo/index.ts';
import { type ConnectorManifest, connectors, missingScopes } from './index.ts';

function named(service: string): ConnectorManifest {
  const found = connectors.find((connector) => connector.service === service);
  if (!found) throw new Error(`no connector ${service}`);
  return found;
}

/** Made-up tokens of every shape. */
const tokens = {
  stripe: ['rk_test_0123456789abcdef', 'sk_live_0123456789abcdef'],
  github: [`ghp_${'a1'.repeat(18)}`, `github_pat_${'a1_'.repeat(20)}`, `gho_${'b2'.repeat(18)}`],
  slack: ['xoxp-1111-2222-3333-abcdef'],
  notion: [`ntn_${'c3'.repeat(20)}`, `secret_${'d4'.repeat(20)}`],
};
const given = Object.entries(tokens).flatMap(([service, list]) => list.map((token) => [service, token] as const));

describe('what tokens look like', () => {
  it.each(given)('%s takes %s, and no other service does', (service, token) => {
    const taking = connectors.filter(({ auth }) => auth.token?.pattern.test(token));
    expect(taking.map((connector) => connector.service)).toEqual([service]);
  });
  it.each(['pk_live_0123456789abcdef', 'xoxb-1111-2222-abcdef', `ghs_${'a1'.repeat(18)}`, 'whsec_0123456789abcdef'])(
    '%s is known, and refused with a reason',
    (token) => {
      const guides = connectors.map(({ auth }) => auth.token);
      expect(guides.some((guide) => guide?.pattern.test(token))).toBe(false);
      expect(guides.flatMap((guide) => guide?.refused ?? []).filter(({ pattern }) => pattern.test(token))).toHaveLength(
        1,
      );
    },
  );
  it('takes nothing that could break out of a header or a line', () => {
    for (const [service, token] of given)
      for (const more of ['\n', ' ', '\r\nX: y', '\u0000', 'é'])
        expect(named(service).auth.token?.pattern.test(token + more), `${service} ${JSON.stringify(more)}`).toBe(false);
  });
});

describe('who am I', () => {
  it('is answered by every service of the demo, and read', async () => {
    const demo = await startDemo({ now: () => 0 });
    try {
      for (const { service, auth, headers } of connectors) {
        const origin = new Map(Object.entries(demo.origins)).get(service);
        const token = new Map(Object.entries(demo.tokens)).get(service);
        const answer = await fetch(`${origin}${auth.identity?.path}`, {
          headers: { ...headers, authorization: `Bearer ${token}` },
        });
        const owner = auth.identity?.read((await answer.json()) as never, Object.fromEntries(answer.headers));
        expect(owner, service).toMatchObject({ id: expect.stringMatching(/./u), name: expect.stringMatching(/./u) });
        expect(owner?.suggestedName, service).toMatch(/./u);
      }
    } finally {
      await demo.close();
    }
  });
  it('gives no owner for answers that name none', () => {
    for (const { auth } of connectors)
      for (const body of [null, [], {}, 'x', { id: 7 }, { user: 'sam' }, { error: 'no' }])
        expect(auth.identity?.read(body, {})).toBeNull();
  });
  it('reads scopes and expiry where GitHub gives them', () => {
    const read = (headers: Record<string, string>) =>
      named('github').auth.identity?.read({ id: 5, login: 'sam', name: null }, headers);
    expect(read({})).toMatchObject({ name: 'sam', scopes: null, expiresAt: null });
    expect(
      read({ 'x-oauth-scopes': 'repo', 'github-authentication-token-expiration': '2026-12-01 12:00:00 -0700' }),
    ).toMatchObject({ scopes: ['repo'], expiresAt: '2026-12-01T19:00:00.000Z' });
    expect(read({ 'github-authentication-token-expiration': '2026-12-01 12:00:00 UTC' })?.expiresAt).toBe(
      '2026-12-01T12:00:00.000Z',
    );
    expect(read({ 'github-authentication-token-expiration': 'soon' })?.expiresAt).toBeNull();
  });
});

describe('scopes of tools', () => {
  it('are stated for every tool of the services that tell scopes', () => {
    for (const service of ['github', 'slack']) {
      const { auth, tools } = named(service);
      expect(tools.filter((tool) => auth.scopesFor(tool.name) === null).map((tool) => tool.name)).toEqual([]);
    }
  });
  it('are all covered by the permissions that a person is told to tick', () => {
    for (const service of ['github', 'slack']) {
      const { auth, tools } = named(service);
      for (const tool of tools)
        expect(missingScopes(auth.scopesFor(tool.name), auth.token?.permissions ?? []), tool.name).toEqual([]);
      expect(auth.device?.scopes ?? auth.token?.permissions).toEqual(auth.token?.permissions);
    }
  });
});
