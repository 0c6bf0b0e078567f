import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import type { DecisionView, Verdict } from '../../shared/index.ts';
import { callHash } from './call-hash.ts';
import { buildContext } from './context.ts';
import { Decider } from './decider.ts';
import { learnedFile, readLearned } from './learned/read.ts';
import { mergeRules, type PolicyFile, type Rule, readLayer, ruleText } from './rules.ts';
import { setSchema } from './set-schema.ts';
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
  /** The person's own files as texts, in place of those in {@link userDir}: a set that is tried before it is saved. */
  readonly own?: readonly PolicyFile[];
  /** Where Cedar keeps the parsed set, by name: a later engine of the same slot takes the place of this one. */
  readonly slot?: string;
}

/** A {@link PolicyEngine} that can read its files again. */
export interface ReloadablePolicyEngine extends PolicyEngine {
  /**
   * Reads the files and the connectors again; when they do not fit the set in force stays, with the tools that it was
   * made for, and `problems()` says why. Reloads run one after another.
   */
  reload(): Promise<void>;
  /**
   * Tries a text of {@link learnedFile} before it is written: ids of its rules that would lift the asks of a call.
   * @throws Error with one sentence when such a file would not be taken
   */
  tryLearned(text: string, facts: CallFacts): readonly string[];
}

type Rules = DecisionView['rules'];

function own(id: string, verdict: Verdict, text: string, change: string): Rules {
  return [{ id, verdict, text, change }];
}

/** What would change the answers that the engine gives by itself. */
const say = {
  again: 'Say it again with values that the tool takes.',
  mend: 'Mend the files under Policies.',
  tool: 'Connect the service, or install the plug-in, that has it.',
  words: 'Ask for the change itself, in words of your own.',
  log: 'Make the data folder readable; `npx thimble doctor` says what is wrong.',
  permit: 'Add a rule that permits it under Policies.',
  rule: 'Mend the rule that cannot be evaluated, under Policies.',
} as const;

function sentence(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * The policy files of a folder, by name. A missing folder holds none where it is `optional`.
 * @throws Error with a sentence when they cannot be read
 */
export async function readPolicyFolder(folder: string | undefined, optional: boolean): Promise<PolicyFile[]> {
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

/** The rules that decide, and the tools that they decide about. */
interface Base {
  readonly shipped: readonly Rule[];
  readonly mine: readonly Rule[];
  readonly connectors: readonly ConnectorManifest[];
}

/** The rules that a person made on cards; none of them, and why, where the file is not in order. */
interface Learned {
  readonly rules: readonly Rule[];
  readonly problem: string | null;
}

function learnedOf(files: readonly PolicyFile[]): Learned {
  try {
    return { rules: readLearned(files.find(({ file }) => file === learnedFile)?.text ?? ''), problem: null };
  } catch (thrown) {
    return { rules: [], problem: sentence(thrown) };
  }
}

/** Rules made on cards stand beside all others and replace none. @throws Error where a name is taken */
function withLearned(rules: readonly Rule[], learned: readonly Rule[]): Rule[] {
  const taken = new Set(rules.map(({ id }) => id));
  const twice = learned.find(({ id }) => taken.has(id));
  if (twice) throw new Error(`${learnedFile}: another file has a rule "${twice.id}" too`);
  return [...rules, ...learned];
}

class CedarPolicyEngine implements ReloadablePolicyEngine {
  readonly #options: PolicyEngineOptions;
  /** The tools that the set in force was made for. */
  #tools = new Map<string, { tool: ToolDefinition; connector: ConnectorManifest }>();
  #decider: Decider | null = null;
  /** What it was made of, but for the rules that the person made on cards. */
  #base: Base | null = null;
  #reloading: Promise<void> = Promise.resolve();
  /** The set in force lacks rules of the person's own, because their file was never readable. */
  #incomplete = false;
  #problems: string[] = [];

  constructor(options: PolicyEngineOptions) {
    this.#options = options;
  }

  /**
   * Puts a set of rules in force, with the rules that the person made on cards where those are in order.
   * @returns what is wrong with the latter; null where nothing is
   * @throws Error when the set itself does not validate: nothing changes then
   */
  #use(base: Base, learned: Learned): string | null {
    const { connectors } = base;
    const rules = mergeRules(base.shipped, base.mine);
    if (rules.length === 0) throw new Error('there is no rule at all');
    const { slot } = this.#options;
    const schema = setSchema(base.shipped, connectors);
    let { problem } = learned;
    let decider: Decider | null = null;
    try {
      if (learned.rules.length > 0) decider = new Decider(withLearned(rules, learned.rules), schema, slot);
    } catch (thrown) {
      problem = sentence(thrown);
    }
    this.#decider = decider ?? new Decider(rules, schema, slot);
    this.#base = base;
    this.#tools = new Map(
      connectors.flatMap((connector) => connector.tools.map((tool) => [tool.name, { tool, connector }] as const)),
    );
    return problem;
  }

  reload(): Promise<void> {
    this.#reloading = this.#reloading.then(() => this.#reload());
    return this.#reloading;
  }

  async #reload(): Promise<void> {
    const { policyDir, userDir, files = [] } = this.#options;
    let shipped: Rule[] | null = null;
    let learned: Learned = { rules: [], problem: null };
    const { connectors: given } = this.#options;
    const connectors = typeof given === 'function' ? given() : given;
    const problems: string[] = [];
    /** Without the rules made on cards there are only more asks, so the others stay in force. */
    const use = (base: Base): void => {
      const problem = this.#use(base, learned);
      if (problem)
        problems.push(`${problem}. None of the rules that you made on cards are in force until this is mended.`);
    };
    try {
      shipped = readLayer([...(await readPolicyFolder(policyDir, false)), ...files]);
      const own = this.#options.own ?? (await readPolicyFolder(userDir, true));
      learned = learnedOf(own);
      const mine = readLayer(own.filter(({ file }) => file !== learnedFile));
      use({ shipped, mine, connectors });
      this.#incomplete = false;
      this.#problems = problems;
      return;
    } catch (thrown) {
      problems.push(sentence(thrown));
    }
    try {
      if (this.#base) {
        problems.push('The rules read before stay in force until this is mended.');
        // But for those made on cards: one that was removed must not stay.
        use(this.#base);
      } else {
        if (!shipped) throw new Error('the default rules cannot be used');
        use({ shipped, mine: [], connectors });
        this.#incomplete = true;
        problems.push(
          'Only the default rules are in force, and everything that changes something asks, until this is mended.',
        );
      }
    } catch {
      this.#decider = null;
      problems.push('Everything is denied until this is mended.');
    }
    this.#problems = problems;
  }

  tryLearned(text: string, given: CallFacts): readonly string[] {
    const known = this.#tools.get(given.tool.name);
    if (!this.#decider || !this.#base || !known) throw new Error('there is no valid set of rules');
    const learned = readLearned(text);
    withLearned(mergeRules(this.#base.shipped, this.#base.mine), learned);
    const facts: CallFacts = { ...given, tool: known.tool, connector: known.connector };
    const asking = this.decide(given).rules.flatMap(({ id, verdict }) => (verdict === 'ask' ? [id] : []));
    const { context } = buildContext(facts);
    return this.#decider.wouldLift(learned, asking, known.tool.name, known.connector.service, context);
  }

  policies() {
    return (this.#decider?.rules ?? []).map(({ id, verdict, text, source, file, lifts, neverLifted }) => ({
      id,
      verdict,
      text: ruleText(text),
      source,
      file,
      ...(lifts.length > 0 ? { lifts: [...lifts] } : {}),
      ...(neverLifted ? { alwaysAsks: true } : {}),
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
      // As a date, null would be 1970.
      decidedAt = typeof facts.now === 'number' ? new Date(facts.now).getTime() : Number.NaN;
      if (!Number.isSafeInteger(decidedAt)) throw new Error('the clock cannot be read');
      const { tool, connector, account, args } = facts;
      hash = callHash({ tool: tool.name, connectorVersion: connector.version, account, args });
      rules = this.#judge(facts);
    } catch {
      // Whatever it was, its text may hold argument values; the person gets a fixed sentence and a denial.
      decidedAt = Number.isSafeInteger(decidedAt) ? decidedAt : 0;
      rules = own('bad-call', 'deny', 'The call cannot be judged, so it is denied.', say.again);
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
    if (!decider)
      return own('no-policies', 'deny', 'There is no valid set of rules, so everything is denied.', say.mend);
    const known = this.#tools.get(given.tool.name);
    if (
      !known ||
      known.connector.service !== given.connector.service ||
      known.connector.version !== given.connector.version
    )
      return own('unknown-tool', 'deny', 'No connector has this tool, so it is denied.', say.tool);
    // The definition known here counts, not the one handed in.
    const facts: CallFacts = { ...given, tool: known.tool, connector: known.connector };
    if (facts.lookup && facts.tool.effect !== 'read')
      return own('lookup-only-reads', 'deny', 'A look-up may only read, and this would change something.', say.words);
    let built: ReturnType<typeof buildContext>;
    try {
      built = buildContext(facts);
    } catch (thrown) {
      const why = sentence(thrown);
      return own('bad-call', 'deny', `The call cannot be judged (${why}), so it is denied.`, say.again);
    }
    if (!facts.history && facts.tool.effect !== 'read')
      return own(
        'no-history',
        'deny',
        'The log of what was done before cannot be read, so everything that changes something is denied.',
        say.log,
      );
    const finding = decider.decide(facts.tool.name, facts.connector.service, built.context);
    if (finding.kind === 'nothing')
      return own('nothing-allows', 'deny', 'No rule allows this, so it is denied.', say.permit);
    if (finding.kind === 'error')
      return own('policy-error', 'deny', 'The rules could not be evaluated, so it is denied.', say.rule);
    const { verdict, ids } = finding;
    const said = decider.rules
      .filter((rule) => ids.includes(rule.id))
      .map((rule) => ({
        id: rule.id,
        verdict,
        text: ruleText(rule.text, built.words),
        change: rule.change === null ? null : ruleText(rule.change, built.words),
      }));
    if (said.length === 0)
      return own('policy-error', 'deny', 'The rules gave an answer without a reason, so it is denied.', say.rule);
    if (verdict === 'allow' && this.#incomplete && facts.tool.effect !== 'read')
      return own(
        'broken-file',
        'ask',
        'One of your policy files cannot be read, so everything that changes something asks.',
        say.mend,
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
