import type { AuthorizationAnswer, Context, PolicySet, SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Verdict } from '../../shared/index.ts';
import { type Cedar, cedar, withCedar } from './cedar.ts';
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
  readonly #name = `thimble-${++sets}`;
  /** The wasm instance that holds the parsed sets; another one after a trap. */
  #loaded: Cedar | null = null;

  /**
   * @throws Error with one sentence when a rule does not validate against the schema (strict mode)
   */
  constructor(rules: readonly Rule[], schema: SchemaJson<string>) {
    this.rules = rules;
    this.#schema = schema;
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

  /** Parses schema and sets into the current instance: all rules, and all but those that only ask. */
  #load(): void {
    if (this.#loaded !== null && this.#loaded === cedar()) return;
    this.#loaded = withCedar((cedar) => {
      const parsed = [
        cedar.preparseSchema(this.#name, this.#schema),
        cedar.preparsePolicySet(`${this.#name}-all`, this.#policies(this.rules)),
        cedar.preparsePolicySet(
          `${this.#name}-firm`,
          this.#policies(this.rules.filter((rule) => rule.verdict !== 'ask')),
        ),
      ];
      if (parsed.some((answer) => answer.type !== 'success')) throw new Error('the rules cannot be parsed');
      return cedar;
    });
  }

  #ask(set: 'all' | 'firm', action: string, service: string, context: Context): AuthorizationAnswer {
    return withCedar((cedar) =>
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
  }

  /**
   * Deny beats ask beats allow. A forbid with `@decision("ask")` only asks, and only where the rest permits the call;
   * so the rest is asked first. Any error, of a rule or of the engine, is an error of the whole. Never throws.
   */
  decide(action: string, service: string, context: Context): Finding {
    try {
      this.#load();
      const found: Finding[] = [];
      for (const set of ['firm', 'all'] as const) {
        const answer = this.#ask(set, action, service, context);
        if (answer.type === 'failure') return { kind: 'error', message: answer.errors[0]?.message ?? 'no answer' };
        const { decision, diagnostics } = answer.response;
        const [error] = diagnostics.errors;
        if (error) return { kind: 'error', message: `${error.policyId}: ${error.error.message}` };
        if (set === 'firm' && decision !== 'allow')
          return diagnostics.reason.length === 0
            ? { kind: 'nothing' }
            : { kind: 'decided', verdict: 'deny', ids: diagnostics.reason };
        if (decision !== 'allow' && diagnostics.reason.length === 0)
          return { kind: 'error', message: 'a denial without a rule' };
        found.push({ kind: 'decided', verdict: decision === 'allow' ? 'allow' : 'ask', ids: diagnostics.reason });
      }
      return found[1] ?? { kind: 'error', message: 'no answer' };
    } catch (thrown) {
      return { kind: 'error', message: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  }
}
