import type { ToolDefinition, ToolParam } from '../../connectors/index.ts';
import { kinds } from '../../connectors/index.ts';
import type { Json } from '../../shared/index.ts';
import { mark, plain } from './marks.ts';
import {
  optionSlot,
  optionSlotOf,
  paramSlot,
  paramSlotOf,
  type Slot,
  slotCounts,
  toolSlot,
  toolSlotOf,
} from './slots.ts';
import type { PastStep, ProposedValue } from './types.ts';

/**
 * The model's text form, written by the engine and by the data generator alike. Slots are written T0, P1, O2 here:
 *
 *     TOOLS T0 a.b.c T1 d.e.f REQUEST words ASK T0 a.b.c P0 P1 O0 O1 P2 CALL P0 words P1 O1 END
 *     RESULT FIELD 1 id IS re_3… ASK done
 *
 * A value is the exact slice of the request (with the space before it, where there is one), so that its tokens are the
 * request's tokens. A tool's parameters follow once it is chosen: none of the others' are read.
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

/** How a parameter's value is written: copied words, a choice, a flag, or a map of words. */
export function writing(param: ToolParam): 'words' | 'choice' | 'flag' | 'map' {
  if (param.kind === 'boolean') return 'flag';
  const from = kinds[param.kind].from;
  return from === 'words' ? 'words' : from === 'map' ? 'map' : 'choice';
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

/** A text form as it is written: characters, and what each slot among them says, in order. */
export interface Form {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/** Whether a tool's name stands behind its slot; training leaves names out at times, so that slots alone will do. */
export type Named = (tool: string) => boolean;

/**
 * Writes a run: tools and request, then calls and results. The data generator writes whole runs, the engine all up to the
 * next decision.
 */
export class FormWriter {
  private text = '';
  private readonly said: Slot[] = [];
  private readonly known: ResultField[] = [];
  private readonly tools: readonly ToolDefinition[];
  private readonly request: string;
  private readonly named: Named;

  /** @param tools those shown, at most {@link slotCounts} of them; a step's tool is found among them */
  constructor(tools: readonly ToolDefinition[], request: string, named: Named) {
    this.tools = tools.slice(0, slotCounts.tools);
    this.request = plain(request);
    this.named = named;
    this.text = mark.tools;
    for (const tool of this.tools) this.tool(tool);
    this.text += `${mark.request} ${this.request}`;
  }

  /** Fields of the results so far. */
  get fields(): readonly ResultField[] {
    return this.known;
  }

  get form(): Form {
    return { text: this.text, slots: [...this.said] };
  }

  /** The model decides next. */
  ask(): this {
    this.text += mark.ask;
    return this;
  }

  /** A decision that is not a call. */
  decide(decision: string): this {
    this.text += decision;
    return this;
  }

  /** A tool's slot, and its name where the model knows it. */
  private tool(tool: ToolDefinition): void {
    this.text += toolSlot(this.tools.indexOf(tool));
    this.said.push(toolSlotOf(tool));
    if (this.named(tool.name)) this.text += ` ${tool.name}`;
  }

  /** Decides for a tool: its slot and its schema. What follows are arguments. */
  open(tool: ToolDefinition): this {
    this.tool(tool);
    for (const { name, param, slot, options, firstOption } of shownParams(tool)) {
      this.text += slot;
      this.said.push(paramSlotOf(name, param));
      for (const [at, option] of options.entries()) {
        this.text += optionSlot(firstOption + at);
        this.said.push(optionSlotOf(name, option));
      }
    }
    this.text += mark.call;
    return this;
  }

  /** One whole call, parameters in the definition's order. */
  call(tool: ToolDefinition, args: Readonly<Record<string, ProposedValue>>): this {
    this.open(tool);
    for (const shown of shownParams(tool)) {
      const value = args[shown.name];
      if (value === undefined) continue;
      this.text += shown.slot;
      this.said.push(paramSlotOf(shown.name, shown.param));
      if (typeof value === 'string' || typeof value === 'boolean') this.value(shown, value);
      else if (isList(value))
        for (const [at, one] of value.entries()) {
          if (at > 0) this.text += mark.value;
          this.value(shown, one);
        }
      else
        for (const [key, words] of Object.entries(value)) {
          this.text += `${mark.key} ${key}${mark.value}`;
          this.value(shown, words);
        }
    }
    this.text += mark.end;
    return this;
  }

  private value({ name, options, firstOption }: ShownParam, value: string | boolean): void {
    if (typeof value === 'boolean') {
      this.text += value ? mark.yes : mark.no;
      return;
    }
    const choice = options.indexOf(value);
    if (choice >= 0) {
      this.text += optionSlot(firstOption + choice);
      this.said.push(optionSlotOf(name, value));
      return;
    }
    if (findWords(value, this.request) < 0) {
      const field = this.known.find((one) => one.value === value);
      if (field) {
        this.text += `${mark.from} ${field.handle}`;
        return;
      }
    }
    this.text += copiedText(value, this.request);
  }

  /** What came back from the call before, as step number `step` (from 1). */
  result(step: number, result: Json): this {
    const found = resultFields(step, result);
    this.text += mark.result;
    for (const field of found)
      this.text += `${mark.field} ${field.handle}${mark.is} ${plain(field.value.slice(0, shownCharacters))}`;
    this.known.push(...found);
    return this;
  }
}

function isList(value: readonly string[] | { readonly [name: string]: string }): value is readonly string[] {
  return Array.isArray(value);
}

/** A parameter as the model sees it. */
export interface ShownParam {
  readonly name: string;
  readonly param: ToolParam;
  readonly slot: string;
  /** What an enum parameter offers. */
  readonly options: readonly string[];
  /** Number of the first option among all of the tool's. */
  readonly firstOption: number;
}

/**
 * A tool's parameters in the definition's order, as far as there are slots: of too many, optional ones are left out, and of
 * too many options the last.
 */
export function shownParams(tool: ToolDefinition): readonly ShownParam[] {
  const all = Object.entries(tool.params);
  const kept = new Set(
    [...all]
      .sort((a, b) => Number(b[1].required ?? false) - Number(a[1].required ?? false))
      .slice(0, slotCounts.params),
  );
  let firstOption = 0;
  return all
    .filter((entry) => kept.has(entry))
    .map(([name, param], index) => {
      const offered = param.kind === 'enum' ? (param.values ?? []).slice(0, slotCounts.options - firstOption) : [];
      const shown = { name, param, slot: paramSlot(index), options: offered, firstOption };
      firstOption += offered.length;
      return shown;
    });
}

/** Writes all that the model is told before it decides the next call. */
export function contextForm(
  tools: readonly ToolDefinition[],
  request: string,
  steps: readonly PastStep[],
  named: Named,
): FormWriter {
  const writer = new FormWriter(tools, request, named);
  for (const [index, step] of steps.entries()) {
    const tool = tools.find((one) => one.name === step.tool);
    writer.ask();
    if (tool) writer.call(tool, step.args);
    writer.result(index + 1, step.result);
  }
  return writer.ask();
}
