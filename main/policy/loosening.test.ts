import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPolicyEngine } from './engine.ts';
import { loosened } from './loosening.ts';
import { readRules } from './rules.ts';
import { connectors, factsOf } from './testing.ts';

const rules = (text: string) => readRules({ file: 'test.cedar', text });
const limit = (n: number, id = 'limit', more = '') =>
  `@id("${id}") @says("Over it asks.") @decision("ask")
   forbid (principal, action in Action::"money", resource)
   when { context.meta has money && context.meta.money.minor > ${n} ${more} };`;
const between = (before: string, after: string) => loosened(rules(before), rules(after));

describe('a change that can only stop more', () => {
  it.each([
    ['nothing', limit(100), limit(100)],
    ['words and spacing', limit(100), limit(100).replace('Over it asks.', 'Other words.').replaceAll('\n', ' // x\n')],
    ['a lower limit', limit(100), limit(50)],
    ['a new ask', '', limit(100)],
    ['a deny in place of an ask', limit(100), limit(100).replace('@decision("ask")', '')],
    ['one more way to match', limit(100), limit(100, 'limit', '|| context.meta.mass')],
    ['a wider scope', limit(100), limit(100).replace('action in Action::"money"', 'action')],
    [
      'a permit that is gone',
      `@id("p") @says("P.") permit (principal, action in Action::"read", resource); ${limit(1)}`,
      limit(1),
    ],
    [
      'a permit with a further condition',
      '@id("p") @says("P.") permit (principal, action, resource) when { context.meta.lookup };',
      '@id("p") @says("P.") permit (principal, action, resource) when { context.meta.lookup && !context.meta.tainted };',
    ],
    [
      'an exception that is gone',
      '@id("p") @says("P.") forbid (principal, action, resource) unless { context.meta.lookup };',
      '@id("p") @says("P.") forbid (principal, action, resource);',
    ],
  ])('%s', (_, before, after) => {
    expect(between(before, after)).toEqual([]);
  });
});

describe('a change that may let more through is named', () => {
  it.each([
    ['a higher limit', limit(100), limit(101), /“limit” asks as before but may stop fewer calls: forbid/u],
    ['a further condition', limit(100), limit(100, 'limit', '&& !context.meta.mass'), /may stop fewer/u],
    ['a narrower scope', limit(100), limit(100).replace('"money"', '"stripe.refunds"'), /may stop fewer/u],
    ['an ask in place of a deny', limit(100).replace('@decision("ask")', ''), limit(100), /only asks where it denied/u],
    ['a rule that is gone', limit(100), '', /“limit” is gone, which asked: Over it asks\./u],
    ['a rule under another name', limit(100), limit(100, 'other'), /“limit” is gone/u],
    ['a permit', '', '@id("p") @says("P.") permit (principal, action, resource);', /“p” is new and allows: permit/u],
    [
      'a permit in place of a deny',
      '@id("p") @says("P.") forbid (principal, action, resource);',
      '@id("p") @says("P.") permit (principal, action, resource);',
      /“p” allows where it denied/u,
    ],
    [
      'a wider permit',
      '@id("p") @says("P.") permit (principal, action in Action::"read", resource);',
      '@id("p") @says("P.") permit (principal, action, resource);',
      /may allow more/u,
    ],
    [
      'an exception',
      '@id("p") @says("P.") forbid (principal, action, resource);',
      '@id("p") @says("P.") forbid (principal, action, resource) unless { context.meta.lookup };',
      /may stop fewer/u,
    ],
    [
      'one exception more',
      '@id("p") @says("P.") forbid (principal, action, resource) unless { context.meta.lookup };',
      '@id("p") @says("P.") forbid (principal, action, resource) unless { context.meta.lookup || context.meta.undo };',
      /may stop fewer/u,
    ],
  ])('%s', (_, before, after, message) => {
    expect(between(before, after)).toEqual([expect.stringMatching(message)]);
  });

  it('without the words of the one who wrote it', () => {
    const [said] = between(
      '',
      `// Thimble recommends this.
       @id("p") @says("Harmless: only tightens.")
       permit (principal, action, resource) when { context.meta.account == "a\u202Eb" }; // harmless`,
    );
    expect(said).not.toMatch(/harmless|recommends|tightens/iu);
    expect(said).toContain('\\u{202e}');
  });
});

it('never takes a change for harmless that lets a call through (limits and conditions, by trial)', {
  timeout: 60_000,
}, async () => {
  const base = '@id("all") @says("All.") permit (principal, action, resource);';
  const atom = fc.oneof(
    fc.integer({ min: 0, max: 3 }).map((n) => `context.meta.people > ${n}`),
    fc.integer({ min: 0, max: 3 }).map((n) => `context.meta.step < ${n}`),
    fc.constantFrom('context.meta.tainted', 'context.meta.mass', '!context.meta.tainted'),
  );
  const condition = fc
    .array(fc.tuple(fc.constantFrom('&&', '||'), atom), { minLength: 1, maxLength: 3 })
    .map((all) => all.reduce((said, [operator, next]) => (said === '' ? next : `(${said} ${operator} ${next})`), ''));
  const kind = fc.constantFrom('when', 'unless');
  const rule = fc
    .tuple(kind, condition)
    .map(([when, body]) => `@id("x") @says("X.") forbid (principal, action, resource) ${when} { ${body} };`);
  const calls = [true, false].flatMap((tainted) =>
    [1, 2, 3].flatMap((step) =>
      ['say hi', 'tell everyone'].map((request) =>
        factsOf({ tool: 'slack.chat.postMessage', args: { to: '$to-ana', text: 'hi' }, tainted, step, request }),
      ),
    ),
  );
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(rule, rule, async (before, after) => {
      if (between(before, after).length > 0) return;
      judged++;
      const verdicts = async (text: string) => {
        const own = [{ file: 'x.cedar', text: `${base} ${text}` }];
        const engine = await createPolicyEngine({ connectors, own, slot: 'loosening-test' });
        return calls.map((facts) => engine.decide(facts).verdict);
      };
      const [was, is] = [await verdicts(before), await verdicts(after)];
      was.forEach((verdict, at) => {
        if (verdict === 'deny') expect(is[at]).toBe('deny');
      });
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(judged).toBeGreaterThan(3);
});
