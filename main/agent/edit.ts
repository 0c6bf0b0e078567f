import { ThimbleError } from '../../shared/index.ts';
import type { ProposedValue } from '../inference/index.ts';
import { type Prepared, type PrepareInput, prepare } from './prepare.ts';
import { checkTyped } from './request-check.ts';
import type { AgentParts, OwnedTool } from './types.ts';

/** Longest text of one field, in UTF-16 code units: Slack takes 40,000 characters in a message, the others more. */
const maxTypedLength = 40_000;

/**
 * The model-side value for what a person typed for a parameter, into a card's field or a call written out: lists at
 * commas, flags as yes or no, choices by name, maps as `Name: value` pairs.
 * @throws ThimbleError `bad_input` when it cannot be read
 */
export function typedValue(owned: OwnedTool, name: string, typed: string): ProposedValue {
  const param = Object.hasOwn(owned.tool.params, name) ? owned.tool.params[name] : undefined;
  if (!param)
    throw new ThimbleError(
      'bad_input',
      `${owned.tool.title} has no value called ${name}.`,
      `It takes ${new Intl.ListFormat('en').format(Object.keys(owned.tool.params)) || 'none'}.`,
    );
  if (typed.length > maxTypedLength)
    throw new ThimbleError('bad_input', `${name} is too long.`, `At most ${maxTypedLength} characters fit.`);
  checkTyped(typed, name);
  const text = typed.trim();
  if (param.kind === 'boolean') {
    if (/^(yes|true|on)$/iu.test(text)) return true;
    if (/^(no|false|off)$/iu.test(text)) return false;
    throw new ThimbleError('bad_input', `${name} is yes or no.`, 'Type yes or no.');
  }
  if (param.kind === 'notion.properties') {
    const pairs = text.split(/,(?=[^,:]+:)/u).map((pair) => pair.split(/:(.*)/su).map((part) => part.trim()));
    if (pairs.some(([key, value]) => !key || !value))
      throw new ThimbleError(
        'bad_input',
        `${name} is a list like “Status: Done, Due: Friday”.`,
        'Write each as a name, a colon and a value.',
      );
    return Object.fromEntries(pairs.map(([key, value]) => [key ?? '', value ?? '']));
  }
  if (text === '') throw new ThimbleError('bad_input', `${name} cannot be empty.`, 'Type a value, or deny the card.');
  // A choice is meant whatever its letters: "High" is `high`, "in progress" is `in_progress`.
  const plain = (choice: string): string => choice.toLowerCase().replaceAll('_', ' ');
  const chosen = (part: string): string => param.values?.find((value) => plain(value) === plain(part)) ?? part;
  if (!param.many) return chosen(text);
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(chosen);
}

/**
 * A call with what the person typed on its card, by parameter name, resolved and decided again.
 * @throws ThimbleError `bad_input` for what cannot be read or fits several records; or what a look-up throws
 */
export async function redecide(
  parts: AgentParts,
  before: Prepared,
  typed: Readonly<Record<string, string>>,
  input: PrepareInput,
): Promise<Prepared> {
  const args = { ...before.args };
  const edited = new Set(before.edited);
  for (const [name, text] of Object.entries(typed)) {
    // What is saved as it was is not the person's own: it keeps its source.
    if (before.views.some((view) => view.name === name && view.proposed.trim() === text.trim())) continue;
    args[name] = typedValue(before, name, text);
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
