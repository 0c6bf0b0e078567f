import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { JsonObject, RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** Stripe's undos over the real policies, sandbox, broker and log: every step approved, the account as it was. */

let folder: string;
let demo: Demo;
let app: DemoApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-undo-stripe-'));
  demo = await startDemo({ now: () => Date.parse(workspace.now) });
  app = await startDemoApp({ model: scriptedModel({}), demo, dataDir: folder });
  app.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    const { id, step } = event.approval;
    app.agent.answer(id, step.decision?.callHash ?? '', { verdict: 'approve', by: 'test', reason: '' });
  });
});
afterAll(async () => {
  await app.close();
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => app.reset());

const run = (words: string): Promise<RunView> => app.agent.finished(app.agent.start(words).id);

/** What the account holds; events and given discounts are history, which nothing takes back. */
function account(): JsonObject {
  const { event: _events, discount: _discounts, ...rest } = demo.emulators.stripe.snapshot() as JsonObject;
  return rest;
}

describe('Stripe', () => {
  it.each([
    [
      '/stripe.customers.update customer: Oskar Lindqvist, phone: +46 70 123, description: VIP, address: Storgatan 1, Stockholm',
      1,
    ],
    ['/stripe.customers.update customer: Oskar Lindqvist, name: O. Lindqvist, balance: $20', 2],
    [
      "/stripe.subscriptions.update subscription: Oskar's subscription, plan: Team plan, quantity: 7, proration: none",
      1,
    ],
    ["/stripe.subscriptions.update subscription: Oskar's subscription, cancel_at_period_end: yes", 1],
    ['/stripe.coupons.create percent_off: 20%, code: SPRING', 1],
    ["/stripe.invoiceitems.create invoice: Oskar's draft, amount: $35, description: setup fee", 1],
    ['/stripe.invoices.create customer: Oskar Lindqvist', 1],
  ])('%s', async (words, steps) => {
    const before = account();
    const done = await run(words);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(account()).not.toEqual(before);
    const undone = await app.agent.finished(app.agent.undo(done.steps[0]?.auditId ?? '').id);
    expect(undone.steps.map(({ state }) => state)).toEqual(Array(steps).fill('succeeded'));
    expect(account()).toEqual(before);
  });
});
