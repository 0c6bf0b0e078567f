import { describe, expect, it } from 'vitest';
import { checkText } from './check-text.ts';
import { readPolicyFolder } from './engine.ts';
import { readLayer } from './rules.ts';
import { connectors, policyDir } from './testing.ts';

const shipped = readLayer(await readPolicyFolder(policyDir, false));
const check = (text: string, others: readonly string[] = []) =>
  checkText(
    { file: 'mine.cedar', text },
    {
      shipped,
      others: others.flatMap((other, at) => readLayer([{ file: `other-${at}.cedar`, text: other }])),
      connectors,
    },
  );
const marked = (text: string, others?: readonly string[]) => {
  const { errors, warnings } = check(text, others);
  return [...errors, ...warnings].map(({ message, range }) => [message, text.slice(range.start, range.end)]);
};
const rule = (body: string, id = 'a') => `@id("${id}") @says("A.") ${body}`;
const refund = 'action == Action::"stripe.refunds.create"';

describe('a text is marked where it is wrong', () => {
  it.each([
    ['a word that is none', rule('forbid (principal, action, resource) whem { true };'), 'whem'],
    [
      'a name that is not there, behind characters of several bytes',
      `// é😀 ünïcode\n${rule(`forbid (principal, ${refund}, resource) when { context.meta.monney.minor > 3 };`)}`,
      'context.meta.monney.minor',
    ],
    [
      'a tool that is not there',
      rule('forbid (principal, action == Action::"no.tool", resource);'),
      'Action::"no.tool"',
    ],
    [
      'a value that may be missing',
      rule(`forbid (principal, ${refund}, resource) when { context.args.amount.minor > 3 };`),
      'context.args.amount.minor',
    ],
    [
      'the second of two rules',
      `${rule('forbid (principal, action, resource);', 'b')}\n${rule('forbid (principal, action == Action::"x", resource);')}`,
      'Action::"x"',
    ],
    [
      'an empty @decision',
      `@id("a") @says("A.") @decision("maybe") forbid (principal, action, resource);`,
      '@decision',
    ],
  ])('%s', (_, text, place) => {
    const found = marked(text);
    expect(found).toHaveLength(1);
    expect(found[0]?.[1]).toContain(place);
    expect(found[0]?.[0]).toMatch(/^[A-Z].*[.!?]$/su);
  });

  it('once for a rule about many tools', () => {
    expect(
      marked(rule('forbid (principal, action in Action::"changes", resource) when { context.meta.hor > 3 };')),
    ).toEqual([[expect.stringMatching(/in context for \d+ tools not found/u), 'context.meta.hor']]);
  });

  it('says twice the same name, also of another file', () => {
    const twice = `${rule('forbid (principal, action, resource);')}\n${rule('permit (principal, action, resource);')}`;
    expect(marked(twice)[0]?.[0]).toBe('Rule "a" is there twice.');
    const [found] = marked(rule('forbid (principal, action, resource);'), [
      rule('forbid (principal, action, resource);'),
    ]);
    expect(found?.[0]).toBe('Rule "a" is there twice: other-0.cedar has it too.');
  });
});

it('warns of a rule that can never match, and still takes it', () => {
  const { errors, warnings } = check(
    rule(`forbid (principal, ${refund}, resource) when { context.args has no_such_value };`),
  );
  expect(errors).toEqual([]);
  expect(warnings.map(({ message }) => message)).toEqual(['This rule can never match a call.']);
});

it('finds nothing to say of the default set, file by file, and gives its rules in order', async () => {
  for (const { file, text } of await readPolicyFolder(policyDir, false)) {
    const { errors, warnings, rules } = checkText({ file, text }, { shipped, others: [], connectors });
    expect([file, errors, warnings]).toEqual([file, [], []]);
    expect(rules.map(({ range }) => text.slice(range.start, range.end))).toEqual(rules.map(({ source }) => source));
  }
});

it('gives Cedar nothing that its parser traps on', () => {
  for (const text of [
    `${'('.repeat(5000)}`,
    rule(`forbid (principal, action, resource) when { ${'!'.repeat(5000)}true };`),
    'x'.repeat(70_000),
  ])
    expect(check(text).errors).toHaveLength(1);
});
