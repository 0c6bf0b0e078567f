import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import {
  type BoundCall,
  type CallFacts,
  callHash,
  createLedger,
  createPolicyEngine,
  demoAccount,
  emptyHistory,
  isGrant,
  type PolicyEngine,
} from '../../main/policy/index.ts';
import type { JsonObject, Provenance } from '../../shared/index.ts';

let policy: PolicyEngine;
beforeAll(async () => {
  policy = await createPolicyEngine({
    connectors,
    policyDir: fileURLToPath(new URL('../../policies', import.meta.url)),
  });
});

const now = Date.parse('2026-03-04T15:30:00Z');

function facts(name: string, args: JsonObject, changes: Partial<CallFacts> = {}): CallFacts {
  for (const connector of connectors)
    for (const tool of connector.tools)
      if (tool.name === name) {
        const sources = Object.keys(args).map((arg): [string, Provenance] => [arg, { kind: 'words', text: arg }]);
        return {
          tool,
          connector,
          account: demoAccount,
          args,
          sources: Object.fromEntries(sources),
          tainted: false,
          lookup: false,
          step: 1,
          history: emptyHistory,
          request: 'please',
          now,
          settings: { zone: 'America/New_York', workingHours: { start: '09:00', end: '18:00', days: [1, 2, 3, 4, 5] } },
          ...changes,
        };
      }
  throw new Error(`no tool ${name}`);
}

function bound({ tool, connector, account, args }: CallFacts): BoundCall {
  return { tool: tool.name, connectorVersion: connector.version, account, args };
}

describe('a decided call', () => {
  const message = facts('slack.chat.postMessage', {
    to: { id: 'C2', name: 'releases', type: 'channel', private: false },
    text: 'v2.4.0 is out',
  });

  it('runs once, as it was decided, after a person approved it', () => {
    const ledger = createLedger();
    const decision = policy.decide(message);
    expect(decision.verdict).toBe('ask');
    ledger.record(decision);
    expect(() => ledger.redeem(decision.id, bound(message), now)).toThrow(
      expect.objectContaining({ code: 'not_approved' }),
    );
    ledger.approve(decision.id, callHash(bound(message)), 'Sam Rivera');
    const grant = ledger.redeem(decision.id, bound(message), now + 1000);
    expect(isGrant(grant)).toBe(true);
    expect(() => ledger.redeem(decision.id, bound(message), now + 1000)).toThrow(
      expect.objectContaining({ code: 'denied' }),
    );
  });

  it('does not run with other words than those approved', () => {
    const ledger = createLedger();
    const decision = policy.decide(message);
    ledger.record(decision);
    ledger.approve(decision.id, decision.callHash, 'Sam Rivera');
    const edited = { ...message, args: { ...message.args, text: 'everyone is fired' } };
    expect(() => ledger.redeem(decision.id, bound(edited), now)).toThrow(expect.objectContaining({ code: 'denied' }));
    expect(policy.decide(edited).callHash).not.toBe(decision.callHash);
  });

  it('does not run when denied, whoever approves', () => {
    const ledger = createLedger();
    const customer = facts('stripe.customers.delete', {
      customer: { id: 'cus_1', name: 'Liam', email: 'l@example.com' },
    });
    const decision = policy.decide(customer);
    expect(decision.verdict).toBe('deny');
    ledger.record(decision);
    expect(() => ledger.approve(decision.id, decision.callHash, 'Sam Rivera')).toThrow(
      expect.objectContaining({ code: 'denied' }),
    );
    expect(() => ledger.redeem(decision.id, bound(customer), now)).toThrow(expect.objectContaining({ code: 'denied' }));
  });
});

describe('every tool of every connector', () => {
  const tools = connectors.flatMap((connector) => connector.tools);

  it('is in the schema, and none but reads and own state runs unasked', () => {
    expect(policy.problems()).toEqual([]);
    expect(tools.length).toBeGreaterThan(80);
    const ownState = new Set([
      'slack.users.profile.set',
      'slack.dnd.setSnooze',
      'slack.dnd.endSnooze',
      'slack.reminders.add',
      'github.repos.star',
      'github.repos.unstar',
    ]);
    const noArguments = tools.filter((tool) => !Object.values(tool.params).some((param) => param.required));
    expect(noArguments.length).toBeGreaterThan(10);
    for (const tool of noArguments) {
      const { verdict } = policy.decide(facts(tool.name, {}));
      if (tool.effect === 'read' || ownState.has(tool.name)) expect([tool.name, verdict]).toEqual([tool.name, 'allow']);
      else expect([tool.name, verdict]).not.toEqual([tool.name, 'allow']);
    }
  });

  it('is denied without the values it needs', () => {
    for (const tool of tools)
      if (Object.values(tool.params).some((param) => param.required))
        expect(policy.decide(facts(tool.name, {})).rules[0]?.id).toBe('bad-call');
  });
});
