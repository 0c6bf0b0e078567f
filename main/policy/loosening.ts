import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyView } from '../../shared/index.ts';
import { withCedar } from './cedar.ts';

type Read = Pick<PolicyView, 'id' | 'verdict' | 'source' | 'text'>;
type Node = Readonly<Record<string, unknown>>;

/** Longest piece of a rule's text that is shown, in UTF-16 code units. */
const shownLength = 600;

function jsonOf(rule: Read): PolicyJson {
  const answer = withCedar((cedar) => cedar.policyToJson(rule.source));
  if (answer.type === 'failure') throw new Error(`rule "${rule.id}" cannot be read`);
  return answer.json;
}

/**
 * What a rule says to Cedar, without its comments, its annotations and its spacing: nothing of it can be dressed up.
 * Characters that hide or turn text are written out.
 */
function bareText(json: PolicyJson): string {
  const answer = withCedar((cedar) => cedar.policyToText({ ...json, annotations: {} }));
  const text = answer.type === 'success' ? answer.text : '(this rule cannot be shown)';
  const plain = text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  return plain.length > shownLength ? `${plain.slice(0, shownLength)}…` : plain;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The parts of a chain of one operator. */
function parts(expression: unknown, operator: '&&' | '||'): unknown[] {
  const inner = isNode(expression) ? expression[operator] : undefined;
  return isNode(inner) ? [...parts(inner.left, operator), ...parts(inner.right, operator)] : [expression];
}

/** `left op n` with a whole number; null for anything else. */
function limitOf(expression: unknown): { operator: string; left: unknown; value: number } | null {
  if (!isNode(expression)) return null;
  for (const operator of ['>', '>=', '<', '<=']) {
    const inner = expression[operator];
    if (!isNode(inner) || !isNode(inner.right)) continue;
    const value = inner.right.Value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return { operator, left: inner.left, value };
  }
  return null;
}

/** Whether `a` being true makes `b` true, as far as their form shows. False where that is not plain to see. */
function implies(a: unknown, b: unknown): boolean {
  if (same(a, b)) return true;
  const either = parts(a, '||');
  if (either.length > 1) return either.every((one) => implies(one, b));
  const wanted = parts(b, '&&');
  if (wanted.length > 1) return wanted.every((one) => implies(a, one));
  const offered = parts(b, '||');
  if (offered.length > 1 && offered.some((one) => implies(a, one))) return true;
  const given = parts(a, '&&');
  if (given.length > 1) return given.some((one) => implies(one, b));
  const [here, there] = [limitOf(a), limitOf(b)];
  if (!here || !there || here.operator !== there.operator || !same(here.left, there.left)) return false;
  return here.operator.startsWith('>') ? here.value >= there.value : here.value <= there.value;
}

/** The actions of a scope as written; null for every action. */
function scopeOf({ action }: PolicyJson): { operator: string; entities: string[] } | null {
  if (action.op === 'All') return null;
  const entities = 'entities' in action ? action.entities : 'entity' in action ? [action.entity] : [];
  return { operator: action.op, entities: entities.map((one) => JSON.stringify(one)) };
}

/** Whether every call that `a` matches is matched by `b`, as far as their form shows. */
function covers(b: PolicyJson, a: PolicyJson): boolean {
  if (!same(a.principal, b.principal) || !same(a.resource, b.resource)) return false;
  const [from, to] = [scopeOf(a), scopeOf(b)];
  if (to !== null) {
    if (from === null) return false;
    const direct = from.operator === to.operator || (from.operator === '==' && to.operator === 'in');
    if (!direct || !from.entities.every((one) => to.entities.includes(one))) return false;
  }
  const bodies = (json: PolicyJson, kind: 'when' | 'unless') =>
    json.conditions.filter((one) => one.kind === kind).map((one): unknown => one.body);
  const when = bodies(b, 'when').every((wanted) => bodies(a, 'when').some((given) => implies(given, wanted)));
  // An exception that b has must be one that a has as well.
  const unless = bodies(b, 'unless').every((wanted) => bodies(a, 'unless').some((given) => implies(wanted, given)));
  return when && unless;
}

/** Annotations that change what a rule does, beside `@decision`: which asks it lifts, whether it may be lifted. */
function manner({ annotations = {} }: PolicyJson): string {
  const words = new Set(['id', 'says', 'change', 'decision']);
  return JSON.stringify(
    Object.entries(annotations)
      .filter(([name]) => !words.has(name))
      .sort(),
  );
}

const stops = (rule: Read): boolean => rule.verdict !== 'allow';
const does = { deny: 'denies', ask: 'asks', allow: 'allows' } as const;

function compare(before: Read, after: Read): string | null {
  const [was, is] = [jsonOf(before), jsonOf(after)];
  const text = (): string => bareText(is);
  if (stops(before) && !stops(after)) return `“${after.id}” allows where it ${stopped(before)}: ${text()}`;
  if (!stops(before)) {
    if (stops(after) || (covers(was, is) && manner(was) === manner(is))) return null;
    return `“${after.id}” is changed and may allow more: ${text()}`;
  }
  if (before.verdict === 'deny' && after.verdict === 'ask') return `“${after.id}” only asks where it denied: ${text()}`;
  return covers(is, was) && manner(was) === manner(is)
    ? null
    : `“${after.id}” ${does[after.verdict]} as before but may stop fewer calls: ${text()}`;
}

const stopped = (rule: Read): string => (rule.verdict === 'deny' ? 'denied' : 'asked');

/**
 * What a change of the rules may let through that was stopped before, one sentence each; empty when it can only stop
 * more. A rule is taken as loosened unless its form shows that it is not: another exception, a higher limit, a new
 * permit, a rule that is gone. What a person wrote into a changed rule (its `@says`, comments) is not repeated, so that
 * it cannot speak for itself; what is gone is quoted as it was in force.
 * @throws Error when a rule cannot be read
 */
export function loosened(before: readonly Read[], after: readonly Read[]): string[] {
  const next = new Map(after.map((rule) => [rule.id, rule]));
  const known = new Map(before.map((rule) => [rule.id, rule]));
  const gone = before
    .filter((rule) => stops(rule) && !next.has(rule.id))
    .map((rule) => `“${rule.id}” is gone, which ${stopped(rule)}: ${rule.text}`);
  const changed = after.flatMap((rule) => {
    const was = known.get(rule.id);
    if (was) return was.source === rule.source ? [] : (compare(was, rule) ?? []);
    return stops(rule) ? [] : [`“${rule.id}” is new and allows: ${bareText(jsonOf(rule))}`];
  });
  return [...gone, ...changed];
}
