import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, operations, startDemo, workspace } from './index.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: () => Date.parse(workspace.now), tokens: { stripe: 'demo-key' } });
});
beforeEach(() => demo.reset());
afterAll(() => demo.close());

const stripe = (path: string, init: RequestInit = {}) =>
  fetch(`${demo.origins.stripe}${path}`, { ...init, headers: { authorization: 'Bearer demo-key', ...init.headers } });

describe('startDemo', () => {
  it('serves the four services on loopback, each with a credential of its own', async () => {
    expect(Object.keys(demo.origins)).toEqual(['stripe', 'github', 'slack', 'notion']);
    for (const origin of Object.values(demo.origins)) expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(new Set(Object.values(demo.tokens)).size).toBe(4);
    const github = await fetch(`${demo.origins.github}/user`, {
      headers: {
        authorization: `Bearer ${demo.tokens.github}`,
        accept: 'application/vnd.github+json',
        'user-agent': 'test',
      },
    });
    expect(github.status).toBe(200);
    const refused = await fetch(`${demo.origins.github}/user`, {
      headers: { authorization: 'Bearer wrong', 'user-agent': 'test' },
    });
    expect(refused.status).toBe(401);
  });

  it('lists what the services received in order, named by operation', async () => {
    await stripe('/v1/customers?limit=2');
    await fetch(`${demo.origins.slack}/api/auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${demo.tokens.slack}` },
    });
    await stripe('/v1/refunds', {
      method: 'POST',
      body: new URLSearchParams({ payment_intent: 'pi_3RYMaaItDr9uP14pEHpJpb9A', amount: '500' }),
    });
    const received = demo.received();
    expect(received.map((request) => request.path)).toEqual(['/v1/customers', '/api/auth.test', '/v1/refunds']);
    expect(received[0]).toMatchObject({ op: 'stripe.customers.list', query: { limit: '2' }, status: 200 });
    expect(received[2]).toMatchObject({ op: 'stripe.refunds.create', body: { amount: '500' }, status: 200 });
  });

  it('goes back to the workspace and forgets what it received', async () => {
    const before = demo.emulators.stripe.snapshot();
    await stripe('/v1/customers', { method: 'POST', body: new URLSearchParams({ name: 'Ada' }) });
    expect(demo.emulators.stripe.snapshot()).not.toEqual(before);
    demo.reset();
    expect(demo.emulators.stripe.snapshot()).toEqual(before);
    expect(demo.received()).toHaveLength(0);
  });

  it('plays faults of one service only', async () => {
    demo.addFault('stripe', {
      times: 1,
      action: {
        kind: 'respond',
        response: { status: 429, body: { error: { message: 'slow down' } }, headers: { 'retry-after': '3' } },
      },
    });
    const limited = await stripe('/v1/balance');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await stripe('/v1/balance')).status).toBe(200);
  });

  it('names every operation of the four services', () => {
    expect(operations.length).toBeGreaterThanOrEqual(130);
    expect(new Set(operations.map((operation) => operation.op.split('.')[0]))).toEqual(
      new Set(['stripe', 'github', 'slack', 'notion']),
    );
  });
});
