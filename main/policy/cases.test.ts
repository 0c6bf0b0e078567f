import { beforeAll, describe, expect, it } from 'vitest';
import { runCase } from './case.ts';
import { createPolicyEngine, type ReloadablePolicyEngine } from './engine.ts';
import { caseContext, connectors, factsOf, policyCases, policyDir } from './testing.ts';

let engine: ReloadablePolicyEngine;
beforeAll(async () => {
  engine = await createPolicyEngine({ connectors, policyDir });
});

const files = policyCases();

describe('the default rules', () => {
  it('are valid and speak of tools that exist', () => {
    expect(engine.problems()).toEqual([]);
    const tools = new Set(connectors.flatMap((connector) => connector.tools.map((tool) => tool.name)));
    const named = engine
      .policies()
      .flatMap((policy) => [...policy.source.matchAll(/Action::"([a-z]+\.[^"]+)"/gu)].map((match) => match[1]));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !tools.has(name ?? ''))).toEqual([]);
  });

  it('each have a case in which they decide', () => {
    expect(files.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(40);
    const tested = new Set(files.flatMap(({ cases }) => cases.flatMap((one) => one.expect.rules)));
    const untested = engine.policies().filter(({ id }) => !tested.has(id));
    // "changes-possible" only permits what another rule asks about, so it is never the one that decides.
    expect(untested.map(({ id }) => id)).toEqual(['changes-possible']);
  });

  describe.each(files)('$file', ({ cases }) => {
    it.each(cases)('$name', (one) => {
      const outcome = runCase(engine, one, caseContext);
      expect(outcome).toEqual({ passed: true, actual: one.expect, problem: null });
      for (const rule of engine.decide(factsOf(one)).rules) expect(rule.text).toMatch(/^[A-Z#].*\.$|^\$.*\.$|^¥.*\.$/u);
    });
  });

  it('say what they found in words', () => {
    const text = (args: Parameters<typeof factsOf>[0]) => engine.decide(factsOf(args)).rules.map((rule) => rule.text);
    expect(text({ tool: 'stripe.refunds.create', args: { payment: '$payment-over-limit' } })[0]).toBe(
      'Refunds over $100 ask first, and this one is $199.00.',
    );
    expect(
      text({ tool: 'slack.chat.scheduleMessage', args: { to: '$to-general', text: 'hi', when: '$sunday-evening' } })[0],
    ).toBe('Anything to #general outside working hours (Sunday 21:00) asks first.');
    expect(text({ tool: 'slack.chat.postMessage', args: { to: '$to-ana', text: 'hi' }, results: ['text'] })[0]).toBe(
      'This comes from what step 1 brought back (text), not from your own words, so you decide.',
    );
    expect(text({ tool: 'slack.chat.postMessage', args: { to: '$to-ana', text: '378282246310005' } })[0]).toBe(
      'The text holds a card number, which never leaves this machine.',
    );
  });
});
