import type { PolicyView, Verdict } from '../../shared/index.ts';
import { withCedar } from './cedar.ts';
import { neverLifted } from './lift.ts';

/** A file of policies as read. */
export interface PolicyFile {
  /** File name, for people. */
  readonly file: string;
  readonly text: string;
}

/** One policy with its annotations. `verdict` is what it leads to when it matches. */
export interface Rule extends Omit<PolicyView, 'lifts' | 'alwaysAsks'> {
  /** What would make it say something else, for people; null where it says nothing of that. */
  readonly change: string | null;
  /** Every action the policy names anywhere. */
  readonly actions: readonly string[];
  /** Ids of the rules whose ask this permit lifts where it matches (`@lifts`). It then permits nothing of its own. */
  readonly lifts: readonly string[];
  /** No permit lifts its ask (`@lift("never")`). */
  readonly neverLifted: boolean;
}

/** Bounds within which Cedar's recursive parser cannot run out of stack (it traps at a few hundred levels). */
const limits = { fileLength: 65_536, ruleLength: 8_192, depth: 32, chain: 200, rules: 500 };

const idPattern = /^[a-z0-9][a-z0-9-]{0,79}$/u;

/** What `@lifts` and `@lift` of a rule say. */
function lifting(id: string, effect: string, verdict: Verdict, annotations: Readonly<Record<string, string>>) {
  const { lifts, lift } = annotations;
  if (lifts !== undefined && effect !== 'permit')
    throw new Error(`rule "${id}" has @lifts, which only a permit can have`);
  if (lift !== undefined && (lift !== 'never' || verdict !== 'ask'))
    throw new Error(`rule "${id}" has @lift("${lift}"): only a rule that asks has it, and only as @lift("never")`);
  const named = lifts?.split(/\s+/u).filter((one) => one !== '') ?? [];
  if (lifts !== undefined && (named.length === 0 || named.some((one) => !idPattern.test(one))))
    throw new Error(`rule "${id}" has @lifts without the ids of rules that ask, with spaces between them`);
  const never = named.find((one) => neverLifted.includes(one));
  if (never) throw new Error(`rule "${id}" would lift "${never}", which always asks`);
  return { lifts: named, neverLifted: lift === 'never' || neverLifted.includes(id) };
}

/** Words that `{name}` in `@says` stands for where no call is at hand. */
const generalWords: Readonly<Record<string, string>> = {
  connector: 'a plug-in',
  source: 'what a service returned',
  secrets: 'a secret',
  channels: 'the channel',
  time: 'that time',
  people: 'several',
  amount: 'the amount',
  day_total: 'the total of the day',
  customer_total: 'the total of the customer’s day',
  new_recipients: 'somebody new',
  hour_changes: 'many',
  minute_changes: 'many',
  step: 'several',
  working_hours: 'the start and the end of your working hours',
  from: 'somewhere private',
  to: 'a more public place',
};

/** Fills `{name}`; a name without a word falls back to the general one. */
export function ruleText(says: string, words: Readonly<Record<string, string>> = {}): string {
  return says.replace(/\{([a-z_]+)\}/gu, (whole, name: string) => words[name] || generalWords[name] || whole);
}

/** Strings and comments blanked, so that only syntax is counted. */
function syntaxOf(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*/gsu, ' ');
}

/** Null, or what makes the text unsafe to give to the parser. */
function tooDeep(text: string): string | null {
  const syntax = syntaxOf(text);
  let depth = 0;
  for (const char of syntax) {
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    if (depth > limits.depth) return `nests deeper than ${limits.depth} levels`;
  }
  const operators = syntax.match(/&&|\|\||[=!<>]=|[-+*!<>.]|\b(?:if|has|in|is|like|else)\b/gu) ?? [];
  return operators.length > limits.chain ? `has more than ${limits.chain} operators in one rule` : null;
}

function actionsIn(json: unknown): string[] {
  if (json === null || typeof json !== 'object') return [];
  const { type, id } = json as { type?: unknown; id?: unknown };
  const here = type === 'Action' && typeof id === 'string' ? [id] : [];
  return [...here, ...Object.values(json).flatMap(actionsIn)];
}

/**
 * Reads one rule.
 * @throws Error with one sentence on what is wrong
 */
export function readRule(source: string, file: string): Rule {
  const deep = tooDeep(source);
  if (source.length > limits.ruleLength) throw new Error(`a rule is longer than ${limits.ruleLength} characters`);
  if (deep) throw new Error(`a rule ${deep}`);
  const answer = withCedar((cedar) => cedar.policyToJson(source));
  if (answer.type === 'failure') throw new Error(answer.errors[0]?.message ?? 'a rule cannot be read');
  const { effect, annotations } = answer.json;
  const texts = Object.fromEntries(Object.entries(annotations ?? {}).map(([name, text]) => [name, text ?? '']));
  const { id, says, decision, change } = texts;
  if (!id || !idPattern.test(id)) throw new Error('a rule has no @id of lower-case words and hyphens');
  if (!says?.trim()) throw new Error(`rule "${id}" has no @says, the sentence that people read`);
  const verdicts: Record<string, Verdict> = effect === 'permit' ? { allow: 'allow' } : { ask: 'ask', deny: 'deny' };
  const verdict = verdicts[decision ?? (effect === 'permit' ? 'allow' : 'deny')];
  if (!verdict) throw new Error(`rule "${id}" has @decision("${decision}"), which a ${effect} cannot have`);
  return {
    id,
    verdict,
    text: says.trim(),
    change: change?.trim() || null,
    source,
    file,
    actions: [...new Set(actionsIn(answer.json))],
    ...lifting(id, effect, verdict, texts),
  };
}

/**
 * Whether a file's text may be given to Cedar's parser, which traps on deep nesting.
 * @throws Error with one sentence on what is too much
 */
export function checkBounds(text: string, maxLength = limits.fileLength): void {
  if (text.length > maxLength) throw new Error(`the file is longer than ${maxLength} characters`);
  // Rule by rule before the whole, because the splitter parses too.
  for (const piece of syntaxOf(text).split(';')) {
    const deep = tooDeep(piece);
    if (deep) throw new Error(`a rule ${deep}`);
  }
}

/**
 * Reads one file of policies, in the order written.
 * @throws Error with one sentence on what is wrong
 */
export function readRules({ file, text }: PolicyFile, maxLength?: number): Rule[] {
  checkBounds(text, maxLength);
  const parts = withCedar((cedar) => cedar.policySetTextToParts(text));
  if (parts.type === 'failure') throw new Error(parts.errors[0]?.message ?? 'the file cannot be read');
  if (parts.policy_templates.length > 0) throw new Error('templates are not used here');
  const rules = parts.policies.map((source) => readRule(source, file));
  return rules.sort((a, b) => text.indexOf(a.source) - text.indexOf(b.source));
}

/**
 * The rules of one layer of files (the default set, or a person's own).
 * @throws Error naming the file and what is wrong in it
 */
export function readLayer(files: readonly PolicyFile[], maxLength?: number): Rule[] {
  const rules = new Map<string, Rule>();
  for (const file of files) {
    try {
      for (const rule of readRules(file, maxLength)) {
        if (rules.has(rule.id)) throw new Error(`rule "${rule.id}" is there twice`);
        rules.set(rule.id, rule);
      }
    } catch (thrown) {
      throw new Error(`${file.file}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown });
    }
  }
  if (rules.size > limits.rules) throw new Error(`there are more than ${limits.rules} rules`);
  return [...rules.values()];
}

/** One set out of two layers: a rule of the later one replaces the earlier one's rule of the same id, in its place. */
export function mergeRules(earlier: readonly Rule[], later: readonly Rule[]): Rule[] {
  const merged = new Map(earlier.map((rule) => [rule.id, rule]));
  for (const rule of later) merged.set(rule.id, rule);
  return [...merged.values()];
}
