import type { ToolDefinition } from '../../connectors/index.ts';
import { chooseOption, type Option } from './choice.ts';
import type { CopySource } from './copying.ts';
import type { Cursor, Token } from './cursor.ts';
import { type ResultField, type ShownParam, shownParams, writing } from './format.ts';
import { mark, plain } from './marks.ts';
import { optionSlot, optionSlotOf, paramSlotOf, type Slot } from './slots.ts';
import type { BpeTokenizer } from './tokenizer.ts';
import { type Stretches, stretchesOf } from './typed.ts';
import type { ProposedValue } from './types.ts';
import { type ValueSources, writeWords } from './value.ts';

/** Items of a list, entries of a map: more are never asked for in one sentence. */
const mostItems = 12;

/** A call as decoded, with natural-log probabilities. */
export interface DecodedCall {
  readonly args: Readonly<Record<string, ProposedValue>>;
  readonly log: number;
  readonly argLogs: Readonly<Record<string, number>>;
}

/** Everything a call is written from. */
export interface CallSources {
  readonly tokenizer: BpeTokenizer;
  readonly source: CopySource;
  readonly fields: readonly ResultField[];
  /** Names that map entries may have although nobody said them ("Status"). */
  readonly keys: readonly string[];
  /** The feature of a slot, by what it says. */
  feature(text: string): Float32Array;
}

/** The token of a mark. Throws when the tokenizer is not Needle's. */
export function markToken(tokenizer: BpeTokenizer, text: string): Token {
  const id = tokenizer.addedId(text);
  if (id === undefined) throw new RangeError('the tokenizer lacks a mark');
  return { id, mark: 0 };
}

/** Tokens of words that stand after a space. */
export function wordTokens(tokenizer: BpeTokenizer, text: string): Token[] {
  const { ids, marks } = tokenizer.encodePlain(` ${plain(text)}`);
  return ids.map((id, i) => ({ id, mark: marks[i] ?? 0 }));
}

/** A slot's token. */
function slotToken({ tokenizer, feature }: CallSources, character: string, slot: Slot): Token {
  return { id: markToken(tokenizer, character).id, mark: slot.mark, feature: feature(slot.text) };
}

/**
 * Writes the arguments of one call of `tool`, whose schema the network has read. Whatever the network prefers, the answer has
 * every required parameter, no unknown one, choices from the lists, and words that the request (an earlier result, the tool's
 * own words) holds.
 */
export class CallWriter {
  private readonly cursor: Cursor;
  private readonly sources: CallSources;
  private readonly params: readonly ShownParam[];
  private readonly slots: readonly Token[];
  private readonly handles: readonly Option<string>[];
  private readonly at: Readonly<Record<'end' | 'value' | 'key' | 'from' | 'yes' | 'no', Token>>;
  private readonly args: Record<string, ProposedValue> = {};
  private readonly logs: Record<string, number> = {};
  private readonly used: [number, number][] = [];
  private log = 0;

  constructor(cursor: Cursor, tool: ToolDefinition, sources: CallSources) {
    this.cursor = cursor;
    this.sources = sources;
    this.params = shownParams(tool);
    this.slots = this.params.map(({ name, param, slot }) => slotToken(sources, slot, paramSlotOf(name, param)));
    const { tokenizer } = sources;
    const token = (text: string): Token => markToken(tokenizer, text);
    this.at = {
      end: token(mark.end),
      value: token(mark.value),
      key: token(mark.key),
      from: token(mark.from),
      yes: token(mark.yes),
      no: token(mark.no),
    };
    this.handles = sources.fields.map((field) => ({ tokens: wordTokens(tokenizer, field.handle), value: field.value }));
  }

  /** Writes to the end of the call. */
  async write(): Promise<DecodedCall> {
    const first = this.after(0);
    const { index, log } = await this.cursor.choose(first);
    this.log += log;
    let step = first[index]?.id;
    while (step !== undefined && step !== this.at.end.id)
      step = await this.argument(this.slots.findIndex((slot) => slot.id === step));
    return { args: this.args, log: this.log, argLogs: this.logs };
  }

  /** What may follow once the parameters before `from` are settled: any up to the first required one, or the end. */
  private after(from: number): Token[] {
    const out: Token[] = [];
    for (let i = from; i < this.params.length; i++) {
      out.push(...this.slots.slice(i, i + 1));
      if (this.params[i]?.param.required) return out;
    }
    return [...out, this.at.end];
  }

  /** Writes one parameter's value or values; answers the token that ended it. */
  private async argument(index: number): Promise<number> {
    const shown = this.params[index];
    if (!shown) throw new RangeError('no such parameter');
    const { name, param } = shown;
    this.logs[name] = 0;
    const after = this.after(index + 1);
    const items: string[] = [];
    if (writing(param) === 'map') return this.map(shown, after);
    for (;;) {
      const ends = param.many && items.length + 1 < mostItems ? [...after, this.at.value] : after;
      const { value, end, log } = await this.one(shown, ends);
      this.note(name, log);
      if (!param.many) {
        this.args[name] = value;
        return end;
      }
      if (!items.includes(String(value))) items.push(String(value));
      if (end !== this.at.value.id) {
        this.args[name] = items;
        return end;
      }
    }
  }

  private async map({ name, param }: ShownParam, after: readonly Token[]): Promise<number> {
    const entries: Record<string, string> = {};
    const keys = this.valueSources(this.sources.keys, []);
    this.cursor.push(this.at.key);
    for (let count = 1; ; count++) {
      const key = await writeWords(this.cursor, keys, [this.at.value]);
      const ends = count < mostItems ? [...after, this.at.key] : after;
      const { value, end, log } = await writeWords(
        this.cursor,
        this.valueSources(param.also ?? [], this.handles),
        ends,
      ).then((written) => ({ ...written, end: ends[written.end]?.id ?? this.at.end.id }));
      const canonical = this.sources.keys.find((known) => known.toLowerCase() === key.value.toLowerCase()) ?? key.value;
      entries[canonical] = value;
      this.note(name, key.log + log);
      if (end !== this.at.key.id) {
        this.args[name] = entries;
        return end;
      }
    }
  }

  private note(name: string, log: number): void {
    this.log += log;
    this.logs[name] = (this.logs[name] ?? 0) + log;
  }

  private async one(
    { name, param, options, firstOption }: ShownParam,
    ends: readonly Token[],
  ): Promise<{ value: string | boolean; end: number; log: number }> {
    const ended = (index: number): number => ends[index]?.id ?? this.at.end.id;
    switch (writing(param)) {
      case 'flag': {
        const { value, end, log } = await chooseOption<boolean>(
          this.cursor,
          [
            { tokens: [this.at.yes], value: true },
            { tokens: [this.at.no], value: false },
          ],
          ends,
        );
        return { value, end: ended(end), log };
      }
      case 'choice': {
        const choices = options.map((option, at) => ({
          tokens: [slotToken(this.sources, optionSlot(firstOption + at), optionSlotOf(name, option))],
          value: option,
        }));
        const { value, end, log } = await chooseOption(this.cursor, choices, ends);
        return { value, end: ended(end), log };
      }
      default: {
        const { value, end, log } = await writeWords(
          this.cursor,
          {
            ...this.valueSources(param.also ?? [], this.handles, stretchesOf(param.kind, this.sources.source)),
            freeText: param.kind === 'text',
          },
          ends,
        );
        return { value, end: ended(end), log };
      }
    }
  }

  private valueSources(
    literals: readonly string[],
    handles: readonly Option<string>[],
    stretches?: Stretches,
  ): ValueSources {
    return {
      source: this.sources.source,
      literals: literals.map((text) => ({ tokens: wordTokens(this.sources.tokenizer, text), value: text })),
      handles,
      from: this.at.from,
      stretches,
      used: this.used,
    };
  }
}
