import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import type { DecisionView, Verdict } from '../../shared/index.ts';
import { callHash } from './call-hash.ts';
import { buildContext } from './context.ts';
import { Decider } from './decider.ts';
import { mergeRules, type PolicyFile, type Rule, readLayer, ruleText } from './rules.ts';
import { cedarSchema } from './schema.ts';
import type { CallFacts, Decision, PolicyEngine } from './types.ts';

/** How long a decision may be used, in milliseconds. A card may stay open for an hour (settings). */
export const decisionLifetime = { allow: 120_000, ask: 3_660_000, deny: 0 } as const satisfies Record<Verdict, number>;

export interface PolicyEngineOptions {
  /** The connectors of the moment, read at each reload; a list where they never change. */
  readonly connectors: readonly ConnectorManifest[] | (() => readonly ConnectorManifest[]);
  /** Folder of the default set (`policies/*.cedar`). */
  readonly policyDir?: string;
  /** Folder of the person's own rules; it need not exist. A rule here replaces the default rule of the same id. */
  readonly userDir?: string;
  /** Further default files, as texts. */
  readonly files?: readonly PolicyFile[];
}

/** A {@link PolicyEngine} that can read its files again. */
export interface ReloadablePolicyEngine extends PolicyEngine {
  /**
   * Reads the files and the connectors again; when they do not fit the set in force stays, with the tools that it was
   * made for, and `problems()` says why. Reloads run one after another.
   */
  reload(): Promise<void>;
}

type Rules = DecisionView['rules'];

function own(id: string, verdict: Verdict, text: string): Rules {
  return [{ id, verdict, text }];
}

function sentence(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

async function readFolder(folder: string | undefined, optional: boolean): Promise<PolicyFile[]> {
  if (folder === undefined) return [];
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.cedar')).sort();
    return await Promise.all(names.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })));
  } catch (thrown) {
    if (optional && (thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`the policy files cannot be read (${(thrown as NodeJS.ErrnoException).code ?? 'unknown error'})`, {
      cause: thrown,
    });
  }
}

class CedarPolicyEngine implements ReloadablePolicyEngine {
  readonly #options: PolicyEngineOptions;
  /** The tools that the set in force was made for. */
  #tools = new Map<string, { tool: ToolDefinition; connector: ConnectorManifest }>();
  #decider: Decider | null = null;
  #reloading: Promise<void> = Promise.resolve();
  /** The set in force lacks rules of the person's own, because their file was never readable. */
  #incomplete = false;
  #problems: string[] = [];

  constructor(options: PolicyEngineOptions) {
    this.#options = options;
  }

  /** Puts a set of rules in force, over these connectors. @throws Error when it does not validate: nothing changes then */
  #use(shipped: readonly Rule[], mine: readonly Rule[], connectors: readonly ConnectorManifest[]): void {
    const rules = mergeRules(shipped, mine);
    if (rules.length === 0) throw new Error('there is no rule at all');
    // The default set may speak of tools that are not built; a person's own rule may not, as it would guard nothing.
    const named = new Set(shipped.flatMap((rule) => rule.actions));
    const known = cedarSchema(connectors)['']?.actions ?? {};
    const absent = [...named].filter((name) => !Object.hasOwn(known, name));
    this.#decider = new Decider(rules, cedarSchema(connectors, absent));
    this.#tools = new Map(
      connectors.flatMap((connector) => connector.tools.map((tool) => [tool.name, { tool, connector }] as const)),
    );
  }

  reload(): Promise<void> {
    this.#reloading = this.#reloading.then(() => this.#reload());
    return this.#reloading;
  }

  async #reload(): Promise<void> {
    const { policyDir, userDir, files = [] } = this.#options;
    let shipped: Rule[] | null = null;
    const { connectors: given } = this.#options;
    const connectors = typeof given === 'function' ? given() : given;
    try {
      shipped = readLayer([...(await readFolder(policyDir, false)), ...files]);
      this.#use(shipped, readLayer(await readFolder(userDir, true)), connectors);
      this.#incomplete = false;
      this.#problems = [];
      return;
    } catch (thrown) {
      this.#problems = [sentence(thrown)];
    }
    if (this.#decider) {
      this.#problems.push('The rules read before stay in force until this is mended.');
      return;
    }
    try {
      if (!shipped) throw new Error('the default rules cannot be used');
      this.#use(shipped, [], connectors);
      this.#incomplete = true;
      this.#problems.push(
        'Only the default rules are in force, and everything that changes something asks, until this is mended.',
      );
    } catch {
      this.#problems.push('Everything is denied until this is mended.');
    }
  }

  policies() {
    return (this.#decider?.rules ?? []).map(({ id, verdict, text, source, file }) => ({
      id,
      verdict,
      text: ruleText(text),
      source,
      file,
    }));
  }

  problems(): readonly string[] {
    return [...this.#problems];
  }

  decide(facts: CallFacts): Decision {
    let hash = '';
    let rules: Rules;
    let decidedAt = 0;
    try {
      decidedAt = new Date(facts.now).getTime();
      if (!Number.isSafeInteger(decidedAt)) throw new Error('the clock cannot be read');
      const { tool, connector, account, args } = facts;
      hash = callHash({ tool: tool.name, connectorVersion: connector.version, account, args });
      rules = this.#judge(facts);
    } catch {
      // Whatever it was, its text may hold argument values; the person gets a fixed sentence and a denial.
      decidedAt = Number.isSafeInteger(decidedAt) ? decidedAt : 0;
      rules = own('bad-call', 'deny', 'The call cannot be judged, so it is denied.');
    }
    const verdict = rules[0]?.verdict ?? 'deny';
    return {
      id: `dec_${randomUUID()}`,
      verdict,
      rules,
      callHash: hash,
      decidedAt: new Date(decidedAt).toISOString(),
      expiresAt: decidedAt + decisionLifetime[verdict],
    };
  }

  #judge(given: CallFacts): Rules {
    const decider = this.#decider;
    if (!decider) return own('no-policies', 'deny', 'There is no valid set of rules, so everything is denied.');
    const known = this.#tools.get(given.tool.name);
    if (
      !known ||
      known.connector.service !== given.connector.service ||
      known.connector.version !== given.connector.version
    )
      return own('unknown-tool', 'deny', 'No connector has this tool, so it is denied.');
    // The definition known here counts, not the one handed in.
    const facts: CallFacts = { ...given, tool: known.tool, connector: known.connector };
    if (facts.lookup && facts.tool.effect !== 'read')
      return own('lookup-only-reads', 'deny', 'A look-up may only read, and this would change something.');
    let built: ReturnType<typeof buildContext>;
    try {
      built = buildContext(facts);
    } catch (thrown) {
      const why = sentence(thrown);
      return own('bad-call', 'deny', `The call cannot be judged (${why}), so it is denied.`);
    }
    const finding = decider.decide(facts.tool.name, facts.connector.service, built.context);
    if (finding.kind === 'nothing') return own('nothing-allows', 'deny', 'No rule allows this, so it is denied.');
    if (finding.kind === 'error')
      return own('policy-error', 'deny', 'The rules could not be evaluated, so it is denied.');
    const { verdict, ids } = finding;
    const said = decider.rules
      .filter((rule) => ids.includes(rule.id))
      .map((rule) => ({ id: rule.id, verdict, text: ruleText(rule.text, built.words) }));
    if (said.length === 0)
      return own('policy-error', 'deny', 'The rules gave an answer without a reason, so it is denied.');
    if (verdict === 'allow' && this.#incomplete && facts.tool.effect !== 'read')
      return own(
        'broken-file',
        'ask',
        'One of your policy files cannot be read, so everything that changes something asks.',
      );
    return said;
  }
}

/**
 * Makes the engine from the default set and the person's own rules. Never rejects for bad policies: see `problems()`.
 */
export async function createPolicyEngine(options: PolicyEngineOptions): Promise<ReloadablePolicyEngine> {
  const engine = new CedarPolicyEngine(options);
  await engine.reload();
  return engine;
}
