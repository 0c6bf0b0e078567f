import { z } from 'zod';

/** Of tokenizer.json (huggingface/tokenizers format) only what this tokenizer needs: a byte-level BPE, added tokens. */
const fileSchema = z.object({
  added_tokens: z.array(z.object({ id: z.number().int(), content: z.string() })),
  normalizer: z.object({ type: z.literal('Lowercase') }),
  model: z.object({
    type: z.literal('BPE'),
    vocab: z.record(z.string(), z.number().int()),
    merges: z.array(z.tuple([z.string(), z.string()])),
  }),
});

/** Tokens of a text: ids, case marks (0 plain, 1 capitalised, 2 upper case) and where each ends in the text. */
export interface Tokens {
  readonly ids: number[];
  readonly marks: number[];
  /** UTF-16 offsets: token i covers `[i === 0 ? 0 : ends[i - 1], ends[i])`; a token inside a character covers nothing. */
  readonly ends: number[];
}

const split = / ?[\p{L}\p{M}]+| ?\p{N}{1,3}| ?[^\s\p{L}\p{M}\p{N}]|\s/gu;

/** GPT-2's printable stand-ins for bytes. */
function byteAlphabet(): string[] {
  const out: string[] = [];
  let spare = 256;
  for (let b = 0; b < 256; b++) {
    const printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
    out.push(String.fromCharCode(printable ? b : spare++));
  }
  return out;
}

/** Lower case character by character, as the trained tokenizer does (no context for final sigma). */
function lowered(character: string): string {
  return character.toLowerCase();
}

/** The tokenizer of tokenizer.json. Equal to Python's on every text; checked by stored vectors. */
export class BpeTokenizer {
  readonly size: number;
  private readonly vocab: ReadonlyMap<string, number>;
  private readonly ranks: ReadonlyMap<string, number>;
  private readonly added: ReadonlyMap<string, number>;
  private readonly addedPattern: RegExp | null;
  private readonly cache = new Map<string, readonly { readonly id: number; readonly bytes: number }[]>();
  private readonly bytes = byteAlphabet();
  private readonly encoder = new TextEncoder();

  /** @param json the content of tokenizer.json; throws when it is not of the expected form */
  constructor(json: unknown) {
    const file = fileSchema.parse(json);
    this.vocab = new Map(Object.entries(file.model.vocab));
    this.ranks = new Map(file.model.merges.map(([a, b], rank) => [`${a} ${b}`, rank]));
    this.added = new Map(file.added_tokens.map((token) => [token.content, token.id]));
    const contents = [...this.added.keys()].sort((a, b) => b.length - a.length);
    this.addedPattern =
      contents.length > 0
        ? new RegExp(contents.map((text) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('|'), 'gu')
        : null;
    this.size = this.vocab.size + [...this.added.keys()].filter((text) => !this.vocab.has(text)).length;
  }

  /** The id of a mark or a tool's name (with its space); undefined for others. */
  addedId(content: string): number | undefined {
    return this.added.get(content);
  }

  /** Encodes a text form: marks and tool names are single tokens. */
  encode(text: string): Tokens {
    const out: Tokens = { ids: [], marks: [], ends: [] };
    if (!this.addedPattern) {
      this.append(out, text, 0);
      return out;
    }
    let from = 0;
    for (const match of text.matchAll(this.addedPattern)) {
      this.append(out, text.slice(from, match.index), from);
      from = match.index + match[0].length;
      out.ids.push(this.added.get(match[0]) ?? 0);
      out.marks.push(0);
      out.ends.push(from);
    }
    this.append(out, text.slice(from), from);
    return out;
  }

  /** Encodes words from outside: nothing in them becomes a mark or a tool. */
  encodePlain(text: string): Tokens {
    const out: Tokens = { ids: [], marks: [], ends: [] };
    this.append(out, text, 0);
    return out;
  }

  private append(out: Tokens, text: string, base: number): void {
    // Lower-casing may lengthen a character, so pieces are cut from the lower-cased text with a way back.
    const characters = [...text];
    let low = '';
    const back: number[] = [];
    let at = 0;
    for (const character of characters) {
      const small = lowered(character);
      for (let i = 0; i < small.length; i++) back.push(at);
      low += small;
      at += character.length;
    }
    back.push(at);
    for (const match of low.matchAll(split)) {
      const piece = match[0];
      const pieces = this.bpe(piece);
      let byte = 0;
      const byteEnds = this.characterEnds(piece);
      for (const { id, bytes } of pieces) {
        const first = byteEnds[byte] ?? 0;
        byte += bytes;
        const last = byteEnds[byte] ?? piece.length;
        const start = back[match.index + first] ?? at;
        const end =
          byte >= byteEnds.length - 1 ? (back[match.index + piece.length] ?? at) : (back[match.index + last] ?? at);
        out.ids.push(id);
        out.marks.push(caseMark(text.slice(start, end)));
        out.ends.push(base + end);
      }
    }
  }

  /** For each byte offset of a piece, the UTF-16 offset of the character that it is in (for starts) or that ended. */
  private characterEnds(piece: string): number[] {
    const out: number[] = [];
    let at = 0;
    for (const character of piece) {
      const size = this.encoder.encode(character).length;
      for (let i = 0; i < size; i++) out.push(at);
      at += character.length;
    }
    out.push(at);
    return out;
  }

  private bpe(piece: string): readonly { readonly id: number; readonly bytes: number }[] {
    const known = this.cache.get(piece);
    if (known) return known;
    let parts = Array.from(this.encoder.encode(piece), (byte) => this.bytes[byte] ?? '');
    for (;;) {
      let best = Infinity;
      for (let i = 0; i + 1 < parts.length; i++)
        best = Math.min(best, this.ranks.get(`${parts[i]} ${parts[i + 1]}`) ?? Infinity);
      if (best === Infinity) break;
      const next: string[] = [];
      for (let i = 0; i < parts.length; i++) {
        const a = parts[i] ?? '';
        const b = parts[i + 1];
        if (b !== undefined && this.ranks.get(`${a} ${b}`) === best) {
          next.push(a + b);
          i++;
        } else next.push(a);
      }
      parts = next;
    }
    const out = parts.map((part) => {
      const id = this.vocab.get(part);
      if (id === undefined) throw new RangeError(`the tokenizer has no token for ${JSON.stringify(part)}`);
      return { id, bytes: part.length };
    });
    if (this.cache.size < 20_000) this.cache.set(piece, out);
    return out;
  }
}

/** 0: nothing upper case; 2: two capitals or more and no small letter; 1: otherwise. */
export function caseMark(text: string): number {
  let upper = 0;
  let small = 0;
  for (const c of text) {
    if (c !== c.toLowerCase()) upper++;
    else if (c !== c.toUpperCase()) small++;
  }
  return upper === 0 ? 0 : upper >= 2 && small === 0 ? 2 : 1;
}
