import type { Context, PolicySet, SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
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
    this.#load();
  }

  #policies(rules: readonly Rule[]): PolicySet {
    return { staticPolicies: Object.fromEntries(rules.map((rule) => [rule.id, rule.source])) };
  }

  /** Parses schema and sets into the current instance: all rules, all but those that only ask, and those that lift asks. */
  #load(): void {
    if (this.#loaded !== null && this.#loaded === cedar()) return;
    // A rule that lifts asks permits nothing by itself: it is in a set of its own.
    const own = this.rules.filter((rule) => !this.#lifting.includes(rule));
    this.#loaded = withCedar((cedar) => {
      const parsed = [
        cedar.preparseSchema(this.#name, this.#schema),
        cedar.preparsePolicySet(`${this.#name}-all`, this.#policies(own)),
        cedar.preparsePolicySet(`${this.#name}-firm`, this.#policies(own.filter((rule) => rule.verdict !== 'ask'))),
        cedar.preparsePolicySet(`${this.#name}-lifting`, this.#policies(this.#lifting)),
      ];
      if (parsed.some((answer) => answer.type !== 'success')) throw new Error('the rules cannot be parsed');
      return cedar;
    });
  }

  /** @throws Error when the request does not fit the schema, or any rule could not be evaluated */
  #ask(set: 'all' | 'firm' | 'lifting', action: string, service: string, context: Context) {
    const answer = withCedar((cedar) =>
      cedar.statefulIsAuthorized({
        principal: { type: 'Person', id: 'me' },
        action: { type: 'Action', id: action },
        resource: { type: 'Service', id: service },
        context,
        preparsedSchemaName: this.#name,
        validateRequest: true,
        preparsedPolicySetId: `${this.#name}-${set}`,
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
   * call; an ask falls away where permits with `@lifts` that match name every rule that asks. Any error, of a rule or of the engine, is an error of the whole. Never throws.
   */
  decide(action: string, service: string, context: Context): Finding {
    try {
      this.#load();
      const all = this.#ask('all', action, service, context);
      if (all.decision === 'allow') return { kind: 'decided', verdict: 'allow', ids: all.reason };
      if (all.reason.length === 0) return { kind: 'nothing' };
      const denying = all.reason.filter((id) => this.#verdicts.get(id) !== 'ask');
      if (denying.length > 0) return { kind: 'decided', verdict: 'deny', ids: denying };
      const firm = this.#ask('firm', action, service, context);
      if (firm.decision !== 'allow') return { kind: 'nothing' };
      const lifted = this.#lift(all.reason, action, service, context);
      return lifted.length > 0
        ? { kind: 'decided', verdict: 'allow', ids: lifted }
        : { kind: 'decided', verdict: 'ask', ids: all.reason };
    } catch (thrown) {
      return { kind: 'error', message: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  }

  /** Ids of the rules that lift the asks of a call, or none. */
  #lift(asking: readonly string[], action: string, service: string, context: Context): string[] {
    if (this.#lifting.length === 0 || !mayBeLifted(context) || asking.some((id) => this.#neverLifted.has(id)))
      return [];
    const { reason } = this.#ask('lifting', action, service, context);
    const matched = this.#lifting.filter((rule) => reason.includes(rule.id));
    return liftedBy(asking, matched).map((rule) => rule.id);
  }
}
