import type { Token } from './cursor.ts';
import { isBoundary } from './format.ts';
import { afterColons, endsSentence, isInsidePiece, quotedStretches } from './quotes.ts';
import type { BpeTokenizer } from './tokenizer.ts';

/** The request as tokens, for copying: which tokens may begin or end a value. */
export class CopySource {
  readonly text: string;
  readonly tokens: readonly Token[];
  private readonly starts: readonly number[];
  private readonly ends: readonly number[];
  private readonly quotes: ReadonlyMap<number, number>;
  private readonly colons: ReadonlySet<number>;

  /** @param text the request in plain characters; it is read with a space before it, as the prompt writes it */
  constructor(text: string, tokenizer: BpeTokenizer) {
    this.text = ` ${text}`;
    const { ids, marks, ends } = tokenizer.encodePlain(this.text);
    this.tokens = ids.map((id, i) => ({ id, mark: marks[i] ?? 0 }));
    this.ends = ends;
    this.quotes = quotedStretches(this.text);
    this.colons = afterColons(this.text);
    this.starts = ends.map((_, i) => (i === 0 ? 0 : (ends[i - 1] ?? 0)));
  }

  /** Where the words of token `i` begin, after its space. */
  private wordStart(i: number): number {
    const at = this.starts[i] ?? 0;
    return this.text[at] === ' ' ? at + 1 : at;
  }

  /** Whether a value may begin with token `i`: on a word boundary, and not with white space. */
  mayStart(i: number): boolean {
    const at = this.wordStart(i);
    const end = this.ends[i] ?? 0;
    return at < end && !/\s/u.test(this.text[at] ?? ' ') && isBoundary(this.text, at) && !isInsidePiece(this.text, at);
  }

  /** Whether a value that began with token `from` may end with token `i`: what begins with a quote's first word is all of it. */
  mayEnd(from: number, i: number): boolean {
    const end = this.ends[i] ?? 0;
    const close = this.quotes.get(this.wordStart(from));
    if (close !== undefined && close < this.text.length) return end === this.trimmedEnd(close);
    const last = this.text[end - 1];
    // A comma or colon after a value is the sentence's; `:eyes:` keeps its own.
    if (last === ',' || last === ';' || (last === ':' && !/:[\w+-]+:$/u.test(this.text.slice(0, end)))) return false;
    return (
      last !== undefined &&
      !/\s/u.test(last) &&
      isBoundary(this.text, end) &&
      !isInsidePiece(this.text, end) &&
      end > (this.starts[i] ?? 0)
    );
  }

  private readonly reach = new Map<number, number>();

  /** The last token that a value begun with token `from` may have; less than `from` where none may. */
  lastEnd(from: number): number {
    const known = this.reach.get(from);
    if (known !== undefined) return known;
    let to = this.tokens.length - 1;
    while (to >= from && !this.mayEnd(from, to)) to--;
    this.reach.set(from, to);
    return to;
  }

  /** Whether anything can be copied at all. */
  get usable(): boolean {
    return this.tokens.some((_, i) => this.mayStart(i) && this.lastEnd(i) >= i);
  }

  /** Whether free text that began with token `from` may end with token `i`: after a colon, not within the sentence. */
  mayEndText(from: number, i: number): boolean {
    return !this.colons.has(this.wordStart(from)) || endsSentence(this.text, this.ends[i] ?? 0);
  }

  /** Where the words before a closing quote end. */
  private trimmedEnd(close: number): number {
    let end = close;
    while (end > 0 && /\s/u.test(this.text[end - 1] ?? '')) end--;
    return end;
  }

  /** The words from token `from` to token `to`, both included, as the person wrote them. */
  words(from: number, to: number): string {
    return this.text.slice(this.wordStart(from), this.ends[to]);
  }
}
