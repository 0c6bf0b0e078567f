import { ThimbleError, type TypedValue } from '../../shared/index.ts';
import type { ProposedValue } from '../inference/index.ts';
import { type Prepared, type PrepareInput, prepare } from './prepare.ts';
import { checkTyped } from './request-check.ts';
import type { AgentParts, OwnedTool } from './types.ts';

/** Longest text of one field, in UTF-16 code units: Slack takes 40,000 characters in a message, the others more. */
const maxTypedLength = 40_000;

/** What a person changed on a card, by parameter name; null takes an argument away. */
export type Edits = Readonly<Record<string, TypedValue | null>>;

/**
 * The model-side value for what a person typed for a parameter, into a card's form or a call written out. Text stands for
 * every kind: lists at commas, flags as yes or no, choices by name, maps as `Name: value` pairs. A form also gives lists,
 * flags and maps as they are, so that a comma in a value stays one.
 * @throws ThimbleError `bad_input` when it cannot be read
 */
export function typedValue(owned: OwnedTool, name: string, typed: TypedValue): ProposedValue {
  const param = Object.hasOwn(owned.tool.params, name) ? owned.tool.params[name] : undefined;
  if (!param)
    throw new ThimbleError(
      'bad_input',
      `${owned.tool.title} has no value called ${name}.`,
      `It takes ${new Intl.ListFormat('en').format(Object.keys(owned.tool.params)) || 'none'}.`,
    );
  checkLength(typed, name);
  // A choice is meant whatever its letters: "High" is `high`, "in progress" is `in_progress`.
  const plain = (choice: string): string => choice.toLowerCase().replaceAll('_', ' ');
  const chosen = (part: string): string => param.values?.find((value) => plain(value) === plain(part)) ?? part;
  if (param.kind === 'boolean' && typeof typed === 'boolean') return typed;
  if (param.kind === 'notion.properties') {
    const pairs = typeof typed === 'string' ? pairsOf(typed) : isMap(typed) ? Object.entries(typed) : [];
    if (pairs.length === 0 || pairs.some(([key, value]) => !key.trim() || !value.trim()))
      throw new ThimbleError(
        'bad_input',
        `${name} is a list like “Status: Done, Due: Friday”.`,
        'Write each as a name, a colon and a value.',
      );
    if (new Set(pairs.map(([key]) => key.trim())).size < pairs.length)
      throw new ThimbleError('bad_input', `${name} names a property twice.`, 'Keep one of the two.');
    return Object.fromEntries(pairs.map(([key, value]) => [key.trim(), value.trim()]));
  }
  if (Array.isArray(typed) ? !param.many : typeof typed !== 'string')
    throw new ThimbleError('bad_input', `${name} cannot hold that.`, 'Type it as text.');
  const text = typeof typed === 'string' ? typed.trim() : '';
  if (param.kind === 'boolean') {
    if (/^(yes|true|on)$/iu.test(text)) return true;
    if (/^(no|false|off)$/iu.test(text)) return false;
    throw new ThimbleError('bad_input', `${name} is yes or no.`, 'Type yes or no.');
  }
  const items = (Array.isArray(typed) ? typed : param.many ? text.split(',') : [text])
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (items.length === 0)
    throw new ThimbleError('bad_input', `${name} cannot be empty.`, 'Type a value, or deny the card.');
  return param.many ? items.map(chosen) : chosen(items[0] ?? '');
}

const isMap = (typed: TypedValue): typed is { [name: string]: string } =>
  typeof typed === 'object' && !Array.isArray(typed);

const pairsOf = (text: string): [string, string][] =>
  text
    .trim()
    .split(/,(?=[^,:]+:)/u)
    .map((pair) => pair.split(/:(.*)/su))
    .map(([key = '', value = '']) => [key, value]);

/** @throws ThimbleError `bad_input` for what is too long, or holds characters that cannot be typed or seen */
function checkLength(typed: TypedValue, name: string): void {
  const texts = Array.isArray(typed) ? typed : isMap(typed) ? Object.entries(typed).flat() : [String(typed)];
  if (texts.reduce((sum, text) => sum + text.length, 0) > maxTypedLength)
    throw new ThimbleError('bad_input', `${name} is too long.`, `At most ${maxTypedLength} characters fit.`);
  for (const text of texts) checkTyped(text, name);
}

/** Whether what a form gives for an argument is what stood there. */
function unchanged(before: Prepared, name: string, typed: TypedValue): boolean {
  if (typeof typed === 'string')
    return before.views.some((view) => view.name === name && view.proposed.trim() === typed.trim());
  return JSON.stringify(before.args[name]) === JSON.stringify(typed);
}

/**
 * A call with what the person typed on its card, by parameter name, resolved and decided again.
 * @throws ThimbleError `bad_input` for what cannot be read or fits several records; or what a look-up throws
 */
export async function redecide(
  parts: AgentParts,
  before: Prepared,
  typed: Edits,
  input: PrepareInput,
): Promise<Prepared> {
  const args = { ...before.args };
  const edited = new Set(before.edited);
  for (const [name, value] of Object.entries(typed)) {
    if (value === null) {
      if (before.tool.params[name]?.required)
        throw new ThimbleError('bad_input', `${name} is needed.`, 'Type a value, or deny the card.');
      delete args[name];
      edited.delete(name);
      continue;
    }
    // What is saved as it was is not the person's own: it keeps its source.
    if (unchanged(before, name, value)) continue;
    args[name] = typedValue(before, name, value);
    edited.add(name);
  }
  const after = await prepare(parts, { ...before, args, edited }, input);
  if (after.kind === 'ready') return after;
  const message =
    after.kind === 'missing'
      ? after.message
      : `${after.question.text} ${after.question.candidates.map((one) => one.label).join(', ')}.`;
  throw new ThimbleError('bad_input', message, 'Type it more exactly.');
}
