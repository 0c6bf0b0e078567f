import type { ToolDefinition, ToolParam } from '../../connectors/index.ts';
import { kinds } from '../../connectors/index.ts';
import type { Json } from '../../shared/index.ts';
import { mark, plain } from './marks.ts';
import type { PastStep, ProposedValue } from './types.ts';

/**
 * The model's text form, written by the engine and by the data generator alike:
 *
 *     TOOLS a.b.c d.e.f REQUEST words ASK a.b.c CALL ARG x VALUE words ARG y VALUE u END
 *     RESULT FIELD 1 id IS re_3… ASK done
 *
 * A value is the exact slice of the request (with the space before it, where there is one), so that its tokens are the
 * request's tokens. Tools stand by name alone: which parameters a tool has is the grammar's business.
 */

/** One leaf of an earlier result that the model may pass on. */
export interface ResultField {
  /** `1 html_url`: step and path; unique in a run. */
  readonly handle: string;
  readonly value: string;
}

const shownCharacters = 12;
const fieldsPerResult = 6;
const useless = /(^|\.)(object|currency|has_more|total|total_count|type|created|truncated|response_metadata)$/;
const useful =
  /(^|\.)(id|number|url|html_url|permalink|hosted_invoice_url|name|title|login|email|customer|tag_name|ts|status)$/;

/** The leaves of a result worth telling the model: ids, links, names and numbers first, at most six. */
export function resultFields(step: number, result: Json): readonly ResultField[] {
  const leaves: { path: string; value: string; rank: number }[] = [];
  const visit = (value: Json, path: string, depth: number): void => {
    if (value === null || leaves.length > 200) return;
    if (Array.isArray(value)) {
      const [first] = value;
      if (first !== undefined) visit(first, path === '' ? '0' : `${path}.0`, depth + 1);
      return;
    }
    if (typeof value === 'object') {
      if (depth < 4)
        for (const [name, child] of Object.entries(value))
          visit(child, path === '' ? name : `${path}.${name}`, depth + 1);
      return;
    }
    const text = String(value);
    if (path === '' || text === '' || typeof value === 'boolean' || useless.test(path)) return;
    leaves.push({ path, value: text, rank: (useful.test(path) ? 0 : 10) + depth });
  };
  visit(result, '', 0);
  return leaves
    .map((leaf, order) => ({ leaf, order }))
    .sort((a, b) => a.leaf.rank - b.leaf.rank || a.order - b.order)
    .slice(0, fieldsPerResult)
    .sort((a, b) => a.order - b.order)
    .map(({ leaf }) => ({ handle: `${step} ${leaf.path}`, value: leaf.value }));
}

/** The prompt's start: tools and request. */
export function promptText(tools: readonly string[], request: string): string {
  return `${mark.tools}${tools.map((name) => ` ${name}`).join('')}${mark.request} ${plain(request)}`;
}

/** The choices of an enum parameter; none for other kinds. */
export function options(param: ToolParam): readonly string[] {
  return param.kind === 'enum' ? (param.values ?? []) : [];
}

/** How a parameter's value is written: copied words, a choice, a flag, or a map of words. */
export function writing(param: ToolParam): 'words' | 'choice' | 'flag' | 'map' {
  if (param.kind === 'boolean') return 'flag';
  const from = kinds[param.kind].from;
  return from === 'words' ? 'words' : from === 'map' ? 'map' : 'choice';
}

/** What comes back from a call, as the model sees it. */
export function resultText(fields: readonly ResultField[]): string {
  let text: string = mark.result;
  for (const field of fields)
    text += `${mark.field} ${field.handle}${mark.is} ${plain(field.value.slice(0, shownCharacters))}`;
  return text;
}

/** Writes a words value: the slice of `source` with the space before it if it is one, so that tokens are shared. */
export function copiedText(value: string, source: string): string {
  const at = findWords(value, source);
  if (at < 0) return ` ${plain(value)}`;
  return at === 0 || source[at - 1] === ' ' ? ` ${plain(value)}` : plain(value);
}

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

/** Where `value` stands in `source` on word boundaries; -1 if it does not. */
export function findWords(value: string, source: string): number {
  if (value === '') return -1;
  for (let at = source.indexOf(value); at >= 0; at = source.indexOf(value, at + 1))
    if (isBoundary(source, at) && isBoundary(source, at + value.length)) return at;
  return -1;
}

/** Whether a word may begin or end before the character at `index`. */
export function isBoundary(text: string, index: number): boolean {
  const before = text[index - 1];
  const after = text[index];
  return before === undefined || after === undefined || !(wordCharacter.test(before) && wordCharacter.test(after));
}

function valueText(param: ToolParam, value: string | boolean, request: string, fields: readonly ResultField[]): string {
  if (typeof value === 'boolean') return mark.value + (value ? mark.yes : mark.no);
  if (writing(param) === 'choice') return `${mark.value} ${value}`;
  if (findWords(value, request) < 0) {
    const field = fields.find((one) => one.value === value);
    if (field) return `${mark.value}${mark.from} ${field.handle}`;
  }
  return mark.value + copiedText(value, request);
}

/** One call as the model writes it, from its name to its end, parameters in the definition's order. */
export function callText(
  tool: ToolDefinition,
  args: Readonly<Record<string, ProposedValue>>,
  request: string,
  fields: readonly ResultField[],
): string {
  let text = ` ${tool.name}${mark.call}`;
  for (const [name, param] of Object.entries(tool.params)) {
    const value = args[name];
    if (value === undefined) continue;
    text += `${mark.arg} ${name}`;
    if (typeof value === 'string' || typeof value === 'boolean') text += valueText(param, value, request, fields);
    else if (isList(value)) for (const one of value) text += valueText(param, one, request, fields);
    else
      for (const [key, words] of Object.entries(value))
        text += `${mark.key} ${key}${valueText(param, words, request, fields)}`;
  }
  return text + mark.end;
}

function isList(value: readonly string[] | { readonly [name: string]: string }): value is readonly string[] {
  return Array.isArray(value);
}

/** All that the model is told before it decides the next call, and the fields it may pass on. */
export function contextText(
  tools: readonly ToolDefinition[],
  request: string,
  steps: readonly PastStep[],
): { readonly text: string; readonly fields: readonly ResultField[] } {
  const fields: ResultField[] = [];
  let text = promptText(
    tools.map((tool) => tool.name),
    request,
  );
  for (const [index, step] of steps.entries()) {
    const tool = tools.find((one) => one.name === step.tool);
    text += mark.ask;
    text += tool ? callText(tool, step.args, plain(request), fields) : ` ${step.tool}${mark.call}${mark.end}`;
    const found = resultFields(index + 1, step.result);
    text += resultText(found);
    fields.push(...found);
  }
  return { text: text + mark.ask, fields };
}
