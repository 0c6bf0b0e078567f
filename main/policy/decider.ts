import type { Context, Policy, PolicySet, SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Verdict } from '../../shared/index.ts';
import { type Cedar, cedar, withCedar } from './cedar.ts';
import { liftedBy, mayBeLifted } from './lift.ts';
import type { Rule } from './rules.ts';

export type Finding =
  | { readonly kind: 'decided'; readonly verdict: Verdict; readonly ids: readonly string[] }
  /** Nothing permits it. */
  | { readonly kind: 'nothing' }
  /** The engine could not judge; the message is for the log, not for people. */
  | { readonly kind: 'error'; readonly message: string };

let sets = 0;

const serviceOf = (action: string): string => action.split('.')[0] ?? '';

/** A schema for each service: its own actions with the groups that they are in, and all that is not an action. */
function schemasByService(schema: SchemaJson<string>): (readonly [service: string, schema: SchemaJson<string>])[] {
  const whole = schema[''];
  if (!whole) return [];
  const actions = Object.entries(whole.actions).filter(([, { appliesTo }]) => appliesTo);
  return [...Map.groupBy(actions, ([name]) => serviceOf(name))].map(([service, own]) => {
    const groups = new Set(own.flatMap(([, { memberOf }]) => (memberOf ?? []).map(({ id }) => id)));
    const named = Object.entries(whole.actions).filter(([name]) => groups.has(name));
    return [service, { '': { ...whole, actions: Object.fromEntries([...named, ...own]) } }];
  });
}

/** A validated set of rules, parsed once and asked many times. */
export class Decider {
  readonly rules: readonly Rule[];
  readonly #schema: SchemaJson<string>;
  readonly #verdicts: ReadonlyMap<string, Verdict>;
  readonly #lifting: readonly Rule[];
  readonly #neverLifted: ReadonlySet<string>;
  readonly #name: string;
  /** The wasm instance that holds the parsed sets; another one after a trap. */
  #loaded: Cedar | null = null;

  /**
   * @param name where Cedar keeps the parsed set; Cedar forgets none, so sets that come and go share one
   * @throws Error with one sentence when a rule does not validate against the schema (strict mode)
   */
  constructor(rules: readonly Rule[], schema: SchemaJson<string>, name = `thimble-${++sets}`) {
    this.#name = name;
    this.rules = rules;
    this.#schema = schema;
    this.#verdicts = new Map(rules.map((rule) => [rule.id, rule.verdict]));
    this.#lifting = rules.filter((rule) => rule.lifts.length > 0);
    this.#neverLifted = new Set(rules.filter((rule) => rule.neverLifted).map((rule) => rule.id));
    this.#validate(rules);
    this.#load();
  }

  /** @throws Error with one sentence when a rule does not validate against the schema (strict mode) */
  #validate(rules: readonly Rule[]): void {
    const schema = this.#schema;
    const answer = withCedar((cedar) =>
      cedar.validate({ schema, policies: this.#policies(rules), validationSettings: { mode: 'strict' } }),
    );
    if (answer.type === 'failure') throw new Error(answer.errors[0]?.message ?? 'the rules cannot be read');
    const [wrong] = answer.validationErrors;
    if (wrong) {
      const file = rules.find((rule) => rule.id === wrong.policyId)?.file ?? '';
      const hint = wrong.error.help ? ` (${wrong.error.help})` : '';
      throw new Error(`${file}: ${wrong.error.message}${hint}`);
    }
  }

  #policies(rules: readonly Rule[]): PolicySet {
    return { staticPolicies: Object.fromEntries(rules.map((rule) => [rule.id, rule.source])) };
  }

  /**
   * Parses the rules and the schemas into the current instance. A `forbid` that only asks is parsed as a `permit`: Cedar names
   * all permits that match, or all forbids, and this way one question tells whether a call is forbidden, permitted and
   * asked about. Each service has a schema of its own, since Cedar copies all actions of a schema for every question.
   */
  #load(): void {
    if (this.#loaded !== null && this.#loaded === cedar()) return;
    this.#loaded = withCedar((cedar) => {
      const rules = this.rules.map((rule): [string, Policy] => {
        if (rule.verdict !== 'ask') return [rule.id, rule.source];
        const answer = cedar.policyToJson(rule.source);
        if (answer.type === 'failure') throw new Error('the rules cannot be parsed');
        return [rule.id, { ...answer.json, effect: 'permit' }];
      });
      const parsed = [
        cedar.preparsePolicySet(this.#name, { staticPolicies: Object.fromEntries(rules) }),
        ...schemasByService(this.#schema).map(([service, schema]) =>
          cedar.preparseSchema(`${this.#name}-${service}`, schema),
        ),
      ];
      if (parsed.some((answer) => answer.type !== 'success')) throw new Error('the rules cannot be parsed');
      return cedar;
    });
  }

  /** @throws Error when the request does not fit the schema, or any rule could not be evaluated */
  #ask(action: string, service: string, context: Context) {
    const answer = withCedar((cedar) =>
      cedar.statefulIsAuthorized({
        principal: { type: 'Person', id: 'me' },
        action: { type: 'Action', id: action },
        resource: { type: 'Service', id: service },
        context,
        preparsedSchemaName: `${this.#name}-${serviceOf(action)}`,
        validateRequest: true,
        preparsedPolicySetId: this.#name,
        entities: [],
      }),
    );
    if (answer.type === 'failure') throw new Error(answer.errors[0]?.message ?? 'no answer');
    const { decision, diagnostics } = answer.response;
    const [error] = diagnostics.errors;
    if (error) throw new Error(`${error.policyId}: ${error.error.message}`);
    return { decision, reason: diagnostics.reason };
  }

  /**
   * Deny beats ask beats allow. A forbid with `@decision("ask")` only asks, and only where the other rules permit the
   * call; an ask falls away where permits with `@lifts` that match name every rule that asks. Any error, of a rule or of
   * the engine, is an error of the whole. Never throws.
   */
  decide(action: string, service: string, context: Context): Finding {
    try {
      this.#load();
      const { decision, reason } = this.#ask(action, service, context);
      if (decision === 'deny')
        return reason.length > 0 ? { kind: 'decided', verdict: 'deny', ids: reason } : { kind: 'nothing' };
      const asking = reason.filter((id) => this.#verdicts.get(id) === 'ask');
      const lifting = this.#lifting.filter(({ id }) => reason.includes(id));
      // A rule that lifts asks permits nothing by itself.
      const permitting = reason.filter((id) => !asking.includes(id) && !lifting.some((rule) => rule.id === id));
      if (permitting.length === 0) return { kind: 'nothing' };
      if (asking.length === 0) return { kind: 'decided', verdict: 'allow', ids: permitting };
      const lifted = this.#lift(asking, lifting, context);
      return lifted.length > 0
        ? { kind: 'decided', verdict: 'allow', ids: lifted }
        : { kind: 'decided', verdict: 'ask', ids: asking };
    } catch (thrown) {
      return { kind: 'error', message: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  }

  /** Ids of the rules among `matched` that lift the asks of a call, or none. */
  #lift(asking: readonly string[], matched: readonly Rule[], context: Context): string[] {
    if (matched.length === 0 || !mayBeLifted(context) || asking.some((id) => this.#neverLifted.has(id))) return [];
    return liftedBy(asking, matched).map((rule) => rule.id);
  }

  /**
   * Ids of those among `rules`, which are not in force, that would lift the asks of a call if they were. Keeps nothing.
   * @throws Error when they do not validate, or cannot be evaluated
   */
  wouldLift(
    rules: readonly Rule[],
    asking: readonly string[],
    action: string,
    service: string,
    context: Context,
  ): string[] {
    this.#validate(rules);
    if (!mayBeLifted(context) || asking.some((id) => this.#neverLifted.has(id))) return [];
    const answer = withCedar((cedar) =>
      cedar.isAuthorized({
        principal: { type: 'Person', id: 'me' },
        action: { type: 'Action', id: action },
        resource: { type: 'Service', id: service },
        context,
        schema: this.#schema,
        validateRequest: true,
        policies: this.#policies(rules),
        entities: [],
      }),
    );
    if (answer.type === 'failure') throw new Error(answer.errors[0]?.message ?? 'no answer');
    const { reason, errors } = answer.response.diagnostics;
    if (errors[0]) throw new Error(`${errors[0].policyId}: ${errors[0].error.message}`);
    return liftedBy(
      asking,
      rules.filter((rule) => reason.includes(rule.id)),
    ).map((rule) => rule.id);
  }
}
