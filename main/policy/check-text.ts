import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';
import type { ConnectorManifest } from '../../connectors/index.ts';
import { withCedar } from './cedar.ts';
import { checkBounds, type PolicyFile, type Rule, readRule } from './rules.ts';
import { setSchema } from './set-schema.ts';

/** A place in a file, in UTF-16 code units from its start; `end` is behind the last one. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Something about the text of a file: one sentence, and what to do. */
export interface TextRemark {
  readonly message: string;
  readonly hint: string;
  /** The rule it is about, where it has a name. */
  readonly rule: string | null;
  readonly range: TextRange;
}

/** What a file of rules came to as text. Errors keep it from being used; warnings do not. */
export interface CheckedText {
  readonly errors: readonly TextRemark[];
  readonly warnings: readonly TextRemark[];
  /** Those that could be read, in the order written, with where they stand. */
  readonly rules: readonly (Rule & { readonly range: TextRange })[];
}

/** What a file is checked beside. */
export interface CheckBeside {
  /** The default rules. */
  readonly shipped: readonly Rule[];
  /** The rules of the person's other files. */
  readonly others: readonly Rule[];
  readonly connectors: readonly ConnectorManifest[];
}

function sentence(text: string): string {
  const clean = text.replace(/^for policy `[^`]*`, /u, '').trim();
  const first = clean.charAt(0).toUpperCase() + clean.slice(1);
  return /[.!?]$/u.test(first) ? first : `${first}.`;
}

/** Cedar counts bytes of UTF-8; editors count UTF-16 code units. */
function offsetOf(text: string, bytes: number): number {
  return Buffer.from(text, 'utf8').subarray(0, bytes).toString('utf8').length;
}

function rangeOf(error: DetailedError, text: string, from: number, otherwise: TextRange): TextRange {
  const [at] = error.sourceLocations ?? [];
  if (!at) return otherwise;
  const start = from + offsetOf(text, at.start);
  return { start, end: Math.max(start, from + offsetOf(text, at.end)) };
}

function hintOf(error: DetailedError): string {
  const expected = error.sourceLocations?.find(({ label }) => label)?.label;
  return sentence(error.help || expected || 'Mend it here, or go back to the last saved text');
}

/** Where a rule's `@name(…)` stands, else its first line. */
function headOf(source: string, from: number, annotation?: string): TextRange {
  const found = annotation ? new RegExp(`@${annotation}\\s*\\(`, 'u').exec(source) : null;
  const start = found?.index ?? 0;
  const line = source.indexOf('\n', start);
  return { start: from + start, end: from + (line < 0 ? source.length : line) };
}

const hints: readonly (readonly [pattern: RegExp, hint: string, annotation?: string])[] = [
  [/no @id/u, 'Write @id("a-name") before it: lower-case words with hyphens.', 'id'],
  [/no @says/u, 'Write @says("A sentence.") before it.', 'says'],
  [/@decision/u, 'A forbid takes @decision("ask"), or none to deny; a permit takes none.', 'decision'],
  [/is there twice/u, 'Give one of the two another @id, or delete it.', 'id'],
  [/nests deeper|operators/u, 'Split it into several rules.'],
  [/longer than/u, 'Split it into several files or rules.'],
];

function ownRemark(thrown: unknown, rule: string | null, range: (annotation?: string) => TextRange): TextRemark {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const [, hint, annotation] = hints.find(([pattern]) => pattern.test(message)) ?? [null, 'Mend this rule.'];
  return { message: sentence(message), hint, rule, range: range(annotation) };
}

/** The texts of a file's rules with where each starts. */
function splitRules(text: string): { sources: { source: string; from: number }[]; errors: TextRemark[] } {
  const whole: TextRange = { start: 0, end: text.length };
  const answer = withCedar((cedar) => cedar.policySetTextToParts(text));
  if (answer.type === 'failure')
    return {
      sources: [],
      errors: answer.errors.map((error) => ({
        message: sentence(error.message),
        hint: hintOf(error),
        rule: null,
        range: rangeOf(error, text, 0, whole),
      })),
    };
  if (answer.policy_templates.length > 0) {
    const at = Math.max(0, text.search(/\?(?:principal|resource)\b/u));
    const remark = { message: 'Templates are not used here.', hint: 'Write “principal” and “resource”.', rule: null };
    return { sources: [], errors: [{ ...remark, range: { start: at, end: at + 1 } }] };
  }
  // Cedar gives the rules in no promised order; equal texts are told apart by taking each place once.
  const taken = new Set<number>();
  const sources = answer.policies.map((source) => {
    let from = text.indexOf(source);
    while (from >= 0 && taken.has(from)) from = text.indexOf(source, from + 1);
    taken.add(from);
    return { source, from: Math.max(0, from) };
  });
  return { sources: sources.sort((a, b) => a.from - b.from), errors: [] };
}

/**
 * Checks the text of one file as a person types it: that it parses, that each rule has its annotations, that no id is
 * there twice, and that each rule fits the schema (Cedar's validator, strict mode). Never throws for what the text is.
 */
export function checkText({ file, text }: PolicyFile, beside: CheckBeside): CheckedText {
  const whole: TextRange = { start: 0, end: text.length };
  try {
    checkBounds(text);
  } catch (thrown) {
    return { errors: [ownRemark(thrown, null, () => whole)], warnings: [], rules: [] };
  }
  const split = splitRules(text);
  const errors = [...split.errors];
  const warnings: TextRemark[] = [];
  const rules: (Rule & { readonly range: TextRange })[] = [];
  const elsewhere = new Map(beside.others.map((rule) => [rule.id, rule.file]));
  for (const { source, from } of split.sources) {
    try {
      const rule = readRule(source, file);
      const other = elsewhere.get(rule.id);
      if (other !== undefined) throw new Error(`rule "${rule.id}" is there twice: ${other} has it too`);
      if (rules.some(({ id }) => id === rule.id)) throw new Error(`rule "${rule.id}" is there twice`);
      rules.push({ ...rule, range: { start: from, end: from + source.length } });
    } catch (thrown) {
      errors.push(ownRemark(thrown, null, (annotation) => headOf(source, from, annotation)));
    }
  }
  const found = validate(rules, beside);
  return { errors: [...errors, ...found.errors], warnings: [...warnings, ...found.warnings], rules };
}

function validate(rules: CheckedText['rules'], { shipped, connectors }: CheckBeside) {
  if (rules.length === 0) return { errors: [], warnings: [] };
  const answer = withCedar((cedar) =>
    cedar.validate({
      schema: setSchema(shipped, connectors),
      policies: { staticPolicies: Object.fromEntries(rules.map(({ id, source }) => [id, source])) },
      validationSettings: { mode: 'strict' },
    }),
  );
  if (answer.type === 'failure') {
    const range = { start: 0, end: 0 };
    const message = sentence(answer.errors[0]?.message ?? 'the rules cannot be checked');
    return { errors: [{ message, hint: 'Mend the file.', rule: null, range }], warnings: [] };
  }
  const remark = ({ policyId, error }: { policyId: string; error: DetailedError }): TextRemark => {
    const rule = rules.find(({ id }) => id === policyId);
    const head = rule ? headOf(rule.source, rule.range.start) : { start: 0, end: 0 };
    const range = rule ? rangeOf(error, rule.source, rule.range.start, head) : head;
    return { message: sentence(error.message), hint: hintOf(error), rule: policyId, range };
  };
  const errors = together(answer.validationErrors.map(remark));
  const wrong = new Set(errors.map(({ rule }) => rule));
  return {
    errors,
    // What is wrong with a rule makes it match nothing as well; saying so too helps nobody.
    warnings: answer.validationWarnings
      .filter(({ policyId }) => !wrong.has(policyId))
      .map(({ policyId }) => {
        const rule = rules.find(({ id }) => id === policyId);
        const range = rule ? headOf(rule.source, rule.range.start, 'id') : { start: 0, end: 0 };
        const message = 'This rule can never match a call.';
        return {
          message,
          hint: 'What it asks for is never there: mend its condition, or delete the rule.',
          rule: policyId,
          range,
        };
      }),
  };
}

/** One remark a place: a rule about a group of tools is wrong for each of them in the same way. */
function together(remarks: readonly TextRemark[]): TextRemark[] {
  const places = Map.groupBy(remarks, ({ rule, range, hint }) => `${rule} ${range.start} ${range.end} ${hint}`);
  return [...places.values()].flatMap((same) =>
    same.slice(0, 1).map((one) => ({
      ...one,
      message: same.length === 1 ? one.message : one.message.replace(/Action::"[^"]+"/u, `${same.length} tools`),
    })),
  );
}
