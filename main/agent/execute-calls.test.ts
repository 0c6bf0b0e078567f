import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ConnectorManifest, defineTool } from '../../connectors/index.ts';
import { type JsonObject, ThimbleError, type Verdict } from '../../shared/index.ts';
import type { Outcome } from '../audit/index.ts';
import { createBroker } from '../broker/index.ts';
import { callHash, createLedger, type Decision, demoAccount } from '../policy/index.ts';
import { type DecidedCall, executeCall } from './execute.ts';
import type { AgentParts } from './types.ts';

/** Calls at random through the last step: real ledger and broker, a sandbox that counts what it is asked to run. */

const tool = defineTool({
  name: 'slack.chat.postMessage',
  title: 'Post',
  description: '',
  effect: 'write',
  undo: { kind: 'none', text: '' },
  params: {},
  effectText: () => 'Post',
  run: async () => ({ data: null, summary: 'x' }),
});
const connector: ConnectorManifest = {
  service: 'slack',
  title: 'Slack',
  version: '1',
  origin: 'https://slack.com',
  bodyEncoding: 'json',
  headers: {},
  idempotencyHeader: null,
  readPaths: [],
  readResponse: () => ({ ok: true }),
  auth: { credential: { kind: 'bearer' }, token: null, identity: null, device: null, scopesFor: () => null },
  tools: [tool],
};
const start = 1_772_640_000_000;
const calls = 20_000;

/** What is wrong with a call, and what of it has to be right for it to run. */
const given = fc.record({
  verdict: fc.constantFrom<Verdict>('allow', 'allow', 'ask', 'deny'),
  recorded: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  approved: fc.boolean(),
  sameArgs: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  sameVersion: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  sameAccount: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  ownLater: fc.constantFrom(0, 0, 0, 29_999, 30_001, 120_001, -1),
  toldLater: fc.constantFrom(0, 0, 0, 29_999, 150_001, -1, Number.NaN),
  intent: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  ledger: fc.integer({ min: 0, max: 19 }).map((n) => n > 0),
  aborted: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  twice: fc.boolean(),
});

it(`runs code for exactly the calls that are decided, fresh and the same, over ${calls} calls`, {
  timeout: 120_000,
}, async () => {
  const broker = createBroker({ endpoint: () => null, keychain: {} as never });
  const counts = { ran: 0, denied: 0, failed: 0, intents: 0 };
  let id = 0;
  await fc.assert(
    fc.asyncProperty(given, async (one) => {
      let own = 0;
      let ran = 0;
      const outcomes: Outcome[] = [];
      const ledger = createLedger({ now: () => own });
      const decided: JsonObject = { text: 'hi' };
      const lifetime = 120_000;
      const hash = callHash({ tool: tool.name, connectorVersion: '1', account: demoAccount, args: decided });
      const decision: Decision = {
        id: `dec_${++id}`,
        verdict: one.verdict,
        rules: [],
        callHash: hash,
        decidedAt: new Date(start).toISOString(),
        expiresAt: start + lifetime,
      };
      if (one.recorded) ledger.record(decision);
      const approved = one.approved && one.recorded && one.verdict === 'ask';
      if (approved) ledger.approve(decision.id, hash, 'Sam');
      own += one.ownLater;
      const parts = {
        ledger: one.ledger
          ? ledger
          : {
              redeem: () => {
                throw new Error('broken');
              },
            },
        broker,
        now: () => start + one.toldLater,
        emit: () => undefined,
        audit: {
          intent: () => {
            if (!one.intent) throw new ThimbleError('storage_unavailable', 'Full.', 'Make room.');
            counts.intents += 1;
            return 'log_1';
          },
          outcome: (_id: string, outcome: Outcome) => outcomes.push(outcome),
        },
        sandbox: {
          run: async () => {
            ran += 1;
            return { ok: true, data: {}, summary: 'Done.' };
          },
        },
      } as unknown as AgentParts;
      const call = {
        tool,
        connector: one.sameVersion ? connector : { ...connector, version: '2' },
        account: one.sameAccount ? demoAccount : { ...demoAccount, id: 'other' },
        args: one.sameArgs ? decided : { text: 'ho' },
        decision,
        intent: {},
      } as unknown as DecidedCall;
      const fresh =
        one.ownLater >= 0 &&
        one.ownLater <= (approved ? 30_000 : lifetime) &&
        one.toldLater >= 0 &&
        one.toldLater <= lifetime + (approved ? 30_000 : 0);
      const may =
        one.recorded &&
        (one.verdict === 'allow' || approved) &&
        one.sameArgs &&
        one.sameVersion &&
        one.sameAccount &&
        fresh &&
        one.intent &&
        one.ledger &&
        !one.aborted;
      const signal = one.aborted ? AbortSignal.abort() : undefined;
      for (let time = 0; time < (one.twice ? 2 : 1); time++) {
        try {
          const { status } = await executeCall(parts, call, signal);
          if (status === 'denied') counts.denied += 1;
          if (status === 'failed') counts.failed += 1;
        } catch (thrown) {
          expect(one.intent).toBe(false);
          expect(thrown).toMatchObject({ code: 'storage_unavailable' });
        }
      }
      counts.ran += ran;
      expect(ran).toBe(may ? 1 : 0);
      expect(outcomes.filter(({ status }) => status === 'succeeded').length).toBe(ran);
      expect(outcomes.length).toBe(one.intent ? (one.twice ? 2 : 1) : 0);
    }),
    { numRuns: calls },
  );
  await broker.close();
  expect(counts.ran).toBeGreaterThan(300);
  expect(counts.denied).toBeGreaterThan(5_000);
  expect(counts.failed).toBeGreaterThan(500);
});
