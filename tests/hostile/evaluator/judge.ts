import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { cedarValue, EvaluationError, type Expression, evaluate, type Request } from './expression.ts';

/** A rule as read from Cedar's JSON form, with what docs/policies.md says of its annotations. */
export interface SecondRule {
  readonly id: string;
  readonly says: 'allow' | 'ask' | 'deny' | 'lift';
  readonly lifts: readonly string[];
  readonly always: boolean;
  /** Actions and groups that it is about; null for all. */
  readonly actions: readonly string[] | null;
  readonly conditions: readonly { readonly kind: 'when' | 'unless'; readonly body: Expression }[];
}

/** What the rules say of a request. */
export type Judgement =
  | { readonly kind: 'decided'; readonly verdict: 'allow' | 'ask' | 'deny'; readonly ids: readonly string[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'error' };

interface PolicyJson {
  readonly effect: 'permit' | 'forbid';
  readonly annotations?: Readonly<Record<string, string | null>>;
  readonly principal: { readonly op: string };
  readonly action: {
    readonly op: string;
    readonly entity?: { readonly id: string };
    readonly entities?: readonly { readonly id: string }[];
  };
  readonly resource: { readonly op: string };
  readonly conditions: SecondRule['conditions'];
}

/** A rule of Cedar's JSON form. @throws Error for a form that our rules do not use */
export function ruleOf(json: PolicyJson): SecondRule {
  const { effect, annotations = {}, principal, action, resource } = json;
  if (principal.op !== 'All' || resource.op !== 'All') throw new Error('only actions are scoped here');
  if (!['All', '==', 'in'].includes(action.op)) throw new Error(`scope ${action.op} is not known`);
  const named = action.entity ? [action.entity] : (action.entities ?? []);
  const lifts = annotations.lifts?.split(' ').filter(Boolean) ?? [];
  const permits = lifts.length > 0 ? 'lift' : 'allow';
  return {
    id: annotations.id ?? '',
    says: effect === 'permit' ? permits : annotations.decision === 'ask' ? 'ask' : 'deny',
    lifts,
    always: annotations.lift === 'never',
    actions: action.op === 'All' ? null : named.map(({ id }) => id),
    conditions: json.conditions,
  };
}

/** The JSON form of every rule of a text, in no order. */
export function policiesOf(text: string): PolicyJson[] {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') throw new Error(parts.errors[0]?.message);
  return parts.policies.map((source) => {
    const answer = cedar.policyToJson(source);
    if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
    return answer.json as unknown as PolicyJson;
  });
}

/** The groups of an action: its service and resource by its name, its effect, and `changes` unless it reads. */
export function groupsOf(action: string, effect: string): ReadonlySet<string> {
  const found = new Set([effect]);
  if (effect !== 'read') found.add('changes');
  for (let dot = action.indexOf('.'); dot >= 0; dot = action.indexOf('.', dot + 1)) found.add(action.slice(0, dot));
  return found;
}

/** Whether a rule matches. @throws EvaluationError where a condition has no value */
export function matches(rule: SecondRule, request: Request): boolean {
  const { actions, conditions } = rule;
  if (actions && !actions.some((id) => id === request.action || request.groups.has(id))) return false;
  return conditions.every(({ kind, body }) => evaluate(body, request) === (kind === 'when'));
}

/** What always asks, by fact: it did not come from the person's own words, or is of code that nobody reviewed. */
function alwaysAsks(meta: Readonly<Record<string, unknown>>): boolean {
  const { tainted, second_model, undo, mass, shipped } = meta;
  return tainted === true || second_model === true || undo === true || mass === true || shipped !== true;
}

/**
 * Our reading of a set of rules: deny beats ask beats allow; what no rule permits is denied; an ask falls away only where
 * rules that lift name all that ask, none of those always asks, and neither does the call; one error spoils the whole.
 */
export function judge(
  rules: readonly SecondRule[],
  action: string,
  effect: string,
  context: { readonly args: unknown; readonly meta: Readonly<Record<string, unknown>> },
): Judgement {
  let matched: SecondRule[];
  try {
    const request = { action, groups: groupsOf(action, effect), context: cedarValue(context) };
    // All are evaluated: an error of one that would not have mattered counts too.
    matched = rules.filter((rule) => matches(rule, request));
  } catch (thrown) {
    if (thrown instanceof EvaluationError) return { kind: 'error' };
    throw thrown;
  }
  const saying = (says: SecondRule['says']): SecondRule[] => matched.filter((rule) => rule.says === says);
  const ids = (some: readonly SecondRule[]): string[] => some.map(({ id }) => id);
  const [deny, ask, allow] = [saying('deny'), saying('ask'), saying('allow')];
  if (deny.length > 0) return { kind: 'decided', verdict: 'deny', ids: ids(deny) };
  if (allow.length === 0) return { kind: 'nothing' };
  if (ask.length === 0) return { kind: 'decided', verdict: 'allow', ids: ids(allow) };
  const lifting = saying('lift');
  const lifted = ask.every((rule) => !rule.always && lifting.some(({ lifts }) => lifts.includes(rule.id)));
  if (!lifted || alwaysAsks(context.meta)) return { kind: 'decided', verdict: 'ask', ids: ids(ask) };
  const used = lifting.filter(({ lifts }) => ask.some(({ id }) => lifts.includes(id)));
  return { kind: 'decided', verdict: 'allow', ids: ids(used) };
}
