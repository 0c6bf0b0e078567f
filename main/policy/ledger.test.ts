import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, Verdict } from '../../shared/index.ts';
import { callHash } from './call-hash.ts';
import { approvalLifetime, createLedger, isGrant } from './ledger.ts';
import type { BoundCall, Decision } from './types.ts';

const call: BoundCall = {
  tool: 'stripe.refunds.create',
  connectorVersion: '1.0.0',
  account: { id: 'a1', name: 'acme' },
  args: { payment: { id: 'pi_1' }, amount: { minor: 500 } },
};
const start = 1_772_640_000_000;

function decision(verdict: Verdict, lifetime = 120_000, id = 'dec_1'): Decision {
  return {
    id,
    verdict,
    rules: [],
    callHash: callHash(call),
    decidedAt: new Date(start).toISOString(),
    expiresAt: start + lifetime,
  };
}

function code(act: () => unknown): string {
  try {
    act();
    return 'nothing thrown';
  } catch (thrown) {
    return (thrown as { code?: string }).code ?? 'no code';
  }
}

describe('the ledger', () => {
  it('redeems an allowance once', () => {
    const ledger = createLedger({ now: () => start });
    ledger.record(decision('allow'));
    const grant = ledger.redeem('dec_1', call, start + 1);
    expect(grant).toEqual({
      decisionId: 'dec_1',
      callHash: callHash(call),
      tool: call.tool,
      account: call.account,
    });
    expect(isGrant(grant)).toBe(true);
    expect(isGrant({ ...grant })).toBe(false);
    expect(isGrant(null)).toBe(false);
    expect(Object.isFrozen(grant)).toBe(true);
    expect(code(() => ledger.redeem('dec_1', call, start + 1))).toBe('denied');
    expect(code(() => ledger.record(decision('allow')))).toBe('denied');
  });

  it('wants an approval of exactly the call shown, and then lets it run for half a minute', () => {
    let now = start + 60_000;
    const ledger = createLedger({ now: () => now });
    ledger.record(decision('ask', 3_600_000));
    expect(code(() => ledger.redeem('dec_1', call, now))).toBe('not_approved');
    expect(code(() => ledger.approve('dec_1', callHash({ ...call, tool: 'x' }), 'Sam'))).toBe('denied');
    expect(code(() => ledger.approve('dec_1', callHash(call), ' '))).toBe('denied');
    ledger.approve('dec_1', callHash(call), 'Sam');
    now += approvalLifetime - 1;
    ledger.approve('dec_1', callHash(call), 'Sam');
    now += 2;
    expect(code(() => ledger.redeem('dec_1', call, now))).toBe('denied');
  });

  it('keeps its own time beside the clock it is told', () => {
    let own = 5;
    const ledger = createLedger({ now: () => own });
    ledger.record(decision('allow'));
    ledger.record(decision('ask', 3_600_000, 'dec_2'));
    ledger.record(decision('ask', 3_600_000, 'dec_3'));
    ledger.approve('dec_2', callHash(call), 'Sam');
    own += 29_000;
    expect(ledger.redeem('dec_2', call, start).tool).toBe(call.tool);
    own += 100_000;
    expect(code(() => ledger.redeem('dec_1', call, start))).toBe('denied');
    own += 3_600_000;
    expect(code(() => ledger.approve('dec_3', callHash(call), 'Sam'))).toBe('not_approved');
  });

  it('takes no approval after the card has run out', () => {
    let own = 0;
    const ledger = createLedger({ now: () => own });
    ledger.record(decision('ask', 1));
    own = 2;
    expect(code(() => ledger.approve('dec_1', callHash(call), 'Sam'))).toBe('not_approved');
  });

  it('cannot be changed through the decision it was given', () => {
    const ledger = createLedger({ now: () => start });
    const given = { ...decision('deny', 120_000) };
    ledger.record(given);
    given.verdict = 'allow';
    expect(code(() => ledger.redeem('dec_1', call, start))).toBe('denied');
  });

  it('never redeems a deny, nor twice, nor late, nor early, nor another call: any history', () => {
    const verdict = fc.constantFrom<Verdict>('allow', 'ask', 'deny');
    const changed: BoundCall[] = [
      { ...call, args: { ...call.args, amount: { minor: 501 } } },
      { ...call, args: { ...call.args, extra: null } },
      { ...call, tool: 'stripe.refunds.list' },
      { ...call, connectorVersion: '1.0.1' },
      { ...call, account: { ...call.account, name: 'other' } },
      // Connected anew under the same name: another account.
      { ...call, account: { ...call.account, id: 'a2' } },
      { ...call, args: { bad: Number.NaN } },
    ];
    const step = fc.oneof(
      fc.record({
        act: fc.constant('approve' as const),
        at: fc.integer({ min: -10_000, max: 200_000 }),
        right: fc.boolean(),
      }),
      fc.record({
        act: fc.constant('redeem' as const),
        at: fc.integer({ min: -10_000, max: 200_000 }),
        which: fc.integer({ min: -1, max: 4 }),
      }),
    );
    fc.assert(
      fc.property(verdict, fc.array(step, { maxLength: 12 }), (given, steps) => {
        let now = start;
        const ledger = createLedger({ now: () => now });
        ledger.record(decision(given));
        let approvedAt: number | null = null;
        let grants = 0;
        for (const one of steps) {
          now = start + one.at;
          if (one.act === 'approve') {
            try {
              ledger.approve('dec_1', one.right ? callHash(call) : 'f'.repeat(64), 'Sam');
              expect(given).toBe('ask');
              expect(one.right).toBe(true);
              approvedAt ??= now;
            } catch (thrown) {
              expect(['denied', 'not_approved']).toContain((thrown as { code?: string }).code);
            }
          } else {
            const attempt = one.which < 0 ? call : (changed[one.which] ?? call);
            try {
              ledger.redeem('dec_1', attempt, now);
              grants++;
              expect(given).not.toBe('deny');
              expect(attempt).toBe(call);
              expect(now).toBeGreaterThanOrEqual(start);
              if (given === 'ask')
                expect(now - (approvedAt ?? Number.NEGATIVE_INFINITY)).toBeLessThanOrEqual(approvalLifetime);
              else expect(now - start).toBeLessThanOrEqual(120_000);
            } catch (thrown) {
              expect(['denied', 'not_approved']).toContain((thrown as { code?: string }).code);
            }
          }
        }
        expect(grants).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('callHash', () => {
  it('does not depend on the order of keys, and on nothing else', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (given) => {
        const args = JSON.parse(JSON.stringify(given)) as JsonObject;
        const turned = Object.fromEntries(Object.entries(args).reverse());
        expect(callHash({ ...call, args: turned })).toBe(callHash({ ...call, args }));
        expect(callHash({ ...call, args: { ...args, one: { more: [args] } } })).not.toBe(callHash({ ...call, args }));
      }),
    );
  });

  it('is SHA-256 of RFC 8785 text', () => {
    // printf '{"account":{"id":"i","name":"n"},"args":{"a":1},"connectorVersion":"1","tool":"t"}' | sha256sum
    expect(callHash({ tool: 't', connectorVersion: '1', account: { id: 'i', name: 'n' }, args: { a: 1 } })).toBe(
      '3a9dc7796a17ba4cb95da5d4363c205626babbc8aa156145cab46aef67290d9c',
    );
  });
});
