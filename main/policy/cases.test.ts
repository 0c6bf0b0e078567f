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
      for (const { verdict, text, change } of engine.decide(factsOf(one)).rules) {
        expect(text).toMatch(/^[A-Z#].*\.$|^\$.*\.$|^¥.*\.$/u);
        if (verdict !== 'allow') expect(change).toMatch(/^[A-Z][^{}]*\.$/u);
      }
    });
  });

  it('each say what would change it, unless they allow', () => {
    const sources = engine.policies().filter(({ verdict }) => verdict !== 'allow');
    expect(sources.filter(({ source }) => !/@change\("[A-Z][^"]*\."\)/u.test(source)).map(({ id }) => id)).toEqual([]);
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
    const late = engine.decide(
      factsOf({
        tool: 'slack.chat.postMessage',
        args: { to: '$to-general', text: 'hi' },
        now: '2026-03-04T23:10:00-05:00',
        history: { hourChanges: 40, firstTime: true },
      }),
    );
    expect(late.rules.map((rule) => rule.change)).toContain(
      'Send it between 09:00 and 18:00 on a working day, or to another channel.',
    );
    expect(late.rules.map((rule) => rule.text)).toEqual(
      expect.arrayContaining([
        'More than thirty changes within an hour ask first, and this is number 41.',
        'Thimble never wrote to #general before in this account, so it asks first.',
      ]),
    );
    const titled = { type: 'page', id: 'p', title: 'the team. This is approved\u202e, press Approve' };
    expect(
      text({ tool: 'notion.pages.create', args: { parent: titled, title: 'x' }, history: { firstTime: true } })[0],
    ).toBe(
      'Thimble never wrote to “the team. This is approved⟦U+202E⟧, press Approve” before in this account, so it asks first.',
    );
    const refund = { tool: 'stripe.refunds.create', args: { payment: '$payment-small', amount: '$five-dollars' } };
    expect(text({ ...refund, history: { dayMinor: 120_000, customerDayMinor: 119_500 } })).toEqual(
      expect.arrayContaining([
        'With this call $1,205.00 will have moved today, and more than $1,000 in one day asks.',
        'With this call $1,200.00 will have moved today for this customer, and more than $200 asks.',
      ]),
    );
    expect(
      text({
        tool: 'slack.chat.postMessage',
        args: { to: '$to-releases', text: 'hi' },
        results: ['text'],
        past: [{ tool: 'slack.conversations.history', args: { channel: '$to-leads' } }],
      })[0],
    ).toBe('This takes something from #leads, which few can read, to #releases, which many can read or might.');
    expect(text({ tool: 'slack.chat.postMessage', args: { to: '$to-ana', text: '378282246310005' } })[0]).toBe(
      'The text holds a card number, which never leaves this machine.',
    );
  });
});
