import fc from 'fast-check';
import type { ToolDefinition } from '../../../connectors/index.ts';

/** What a generated file of a person's own may speak of. */
export interface Vocabulary {
  readonly tools: readonly ToolDefinition[];
  /** Ids of default rules, which a rule of the same id replaces. */
  readonly shipped: readonly string[];
  /** Ids of default rules that ask and may be lifted. */
  readonly liftable: readonly string[];
}

const flags =
  'shipped lookup undo second_model tainted scheduled in_working_hours mass fraud first_time from_private to_public'
    .split(' ')
    .map((name) => `context.meta.${name}`);
const longs = [
  ...'step hour minute weekday day people records customer_today_minor hour_changes minute_changes'.split(' '),
  ...['today.changes', 'today.tool_changes', 'today.money_minor'],
].map((name) => `context.meta.${name}`);
const texts = 'tool service account account_id effect undo_of from_audience to_audience'
  .split(' ')
  .map((name) => `context.meta.${name}`);
const sets =
  'tainted_args quoted_args secrets_found hidden_text look_alikes channels recipients first_time_recipients repositories'
    .split(' ')
    .map((name) => `context.meta.${name}`);

const word = fc.constantFrom('general', 'releases', 'usd', 'demo', 'tag', 'few', 'world', 'x*y', 'stripe', 'read');
const literal = word.map((text) => `"${text.replace('*', '\\*')}"`);
const quoted = word.filter((text) => !text.includes('*')).map((text) => `"${text}"`);
const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 5, 10, 30, 100, 10_000, 100_000, 1_000_000, 20260304),
  fc.integer({ min: 0, max: 2_000_000 }),
);
const comparison = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
const long = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...longs) },
  fc
    .tuple(fc.constantFrom(...longs), fc.constantFrom('+', '-', '*'), fc.integer({ min: 0, max: 5 }))
    .map(([path, operator, by]) => `(${path} ${operator} ${by})`),
  // Overflows where the fact is above zero: an error, which denies.
  { weight: 1, arbitrary: fc.constantFrom(...longs).map((path) => `(${path} * 4503599627370496 * 4096)`) },
);

/** A condition over what Thimble computes: always well typed, of every operator. */
const condition: fc.Arbitrary<string> = fc.letrec<{ whole: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    fc.constantFrom(...flags),
    fc.tuple(long, comparison, number).map(([path, operator, value]) => `${path} ${operator} ${value}`),
    fc
      .tuple(fc.constantFrom(...texts), fc.constantFrom('==', '!='), quoted)
      .map(([path, operator, text]) => `${path} ${operator} ${text}`),
    fc.tuple(fc.constantFrom(...texts), literal).map(([path, text]) => `${path} like ${text.replace(/.$/u, '*"')}`),
    fc
      .tuple(fc.constantFrom(...texts), fc.array(quoted, { minLength: 1, maxLength: 3 }))
      .map(([path, some]) => `[${some.join(', ')}].contains(${path})`),
    fc.tuple(fc.constantFrom(...sets), quoted).map(([path, text]) => `${path}.contains(${text})`),
    fc
      .tuple(
        fc.constantFrom(...sets),
        fc.constantFrom('containsAny', 'containsAll'),
        fc.array(quoted, { minLength: 1, maxLength: 2 }),
      )
      .map(([path, method, some]) => `${path}.${method}([${some.join(', ')}])`),
    fc.constantFrom(...sets).map((path) => `${path}.isEmpty()`),
    fc
      .tuple(comparison, number)
      .map(([operator, value]) => `(context.meta has money && context.meta.money.minor ${operator} ${value})`),
    quoted.map((text) => `(context.meta has money && context.meta.money.currency == ${text})`),
    fc
      .constantFrom('money', 'write', 'changes', 'slack', 'stripe.refunds')
      .map((group) => `action in Action::"${group}"`),
  ),
  whole: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: tie('atom') },
    fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) && (${b})`),
    fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) || (${b})`),
    tie('whole').map((a) => `!(${a})`),
    fc.tuple(tie('atom'), tie('whole'), tie('whole')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
  ),
})).whole;

function scope({ tools }: Vocabulary): fc.Arbitrary<string> {
  const tool = fc.constantFrom(...tools).map(({ name }) => `Action::"${name}"`);
  return fc.oneof(
    fc.constant('action'),
    tool.map((name) => `action == ${name}`),
    fc
      .constantFrom('read', 'write', 'money', 'destructive', 'changes', 'slack', 'stripe', 'stripe.refunds', 'github')
      .map((group) => `action in Action::"${group}"`),
    fc.array(tool, { minLength: 1, maxLength: 3 }).map((some) => `action in [${some.join(', ')}]`),
  );
}

function rule(vocabulary: Vocabulary, at: number): fc.Arbitrary<string> {
  const id = fc.oneof({ weight: 5, arbitrary: fc.constant(`own-${at}`) }, fc.constantFrom(...vocabulary.shipped));
  const lifted = fc.uniqueArray(fc.constantFrom(...vocabulary.liftable), { minLength: 1, maxLength: 4 });
  const head = fc.oneof(
    fc.constant('permit'),
    fc.constant('forbid'),
    fc.constant('@decision("ask")\nforbid'),
    fc.constant('@decision("ask")\n@lift("never")\nforbid'),
    { weight: 3, arbitrary: lifted.map((ids) => `@lifts("${ids.join(' ')}")\npermit`) },
  );
  const clause = fc.tuple(fc.constantFrom('when', 'unless'), condition).map(([kind, text]) => `\n${kind} { ${text} }`);
  return fc
    .tuple(id, head, scope(vocabulary), fc.array(clause, { maxLength: 2 }))
    .map(
      ([name, effect, actions, clauses]) =>
        `@id("${name}")\n@says("A rule of one's own.")\n${effect} (principal, ${actions}, resource)${clauses.join('')};\n`,
    );
}

/** Files of a person's own: one to six rules of every sort, some in place of a default rule. */
export function ownFiles(vocabulary: Vocabulary): fc.Arbitrary<readonly string[]> {
  return fc
    .integer({ min: 1, max: 6 })
    .chain((length) => fc.tuple(...Array.from({ length }, (_, at) => rule(vocabulary, at))))
    .map((rules) => {
      const names = new Set<string>();
      return rules.filter((text) => {
        const name = /@id\("([^"]+)"\)/u.exec(text)?.[1] ?? '';
        if (names.has(name)) return false;
        names.add(name);
        return true;
      });
    });
}
