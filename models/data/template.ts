import type { Fill, Filled } from './fillers/index.ts';
import type { Rng } from './rng.ts';

/** A template's parts: literal words, slots, alternatives. */
export type Node =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Node[])[] };

/** Parses `(a|b|)` and `{slot}`; parentheses without a bar are words. */
export function parseTemplate(source: string): readonly Node[] {
  let at = 0;
  const sequence = (until: string): Node[] => {
    const nodes: Node[] = [];
    let words = '';
    const flush = (): void => {
      if (words !== '') nodes.push({ kind: 'literal', text: words });
      words = '';
    };
    while (at < source.length) {
      const c = source[at] ?? '';
      if (until.includes(c) && until !== '') break;
      if (c === '{') {
        const close = source.indexOf('}', at);
        if (close < 0) throw new SyntaxError(`unclosed slot in: ${source}`);
        flush();
        nodes.push({ kind: 'slot', name: source.slice(at + 1, close) });
        at = close + 1;
      } else if (c === '(' && hasBar(source, at)) {
        flush();
        at++;
        const options: Node[][] = [];
        for (;;) {
          options.push(sequence('|)'));
          const stop = source[at];
          at++;
          if (stop === ')') break;
          if (stop === undefined) throw new SyntaxError(`unclosed alternatives in: ${source}`);
        }
        nodes.push({ kind: 'choice', options });
      } else {
        words += c;
        at++;
      }
    }
    flush();
    return nodes;
  };
  return sequence('');
}

/** Whether the parenthesis at `open` has a bar of its own before it closes. */
function hasBar(source: string, open: number): boolean {
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    if (source[i] === '(') depth++;
    else if (source[i] === ')') {
      depth--;
      if (depth === 0) return false;
    } else if (source[i] === '|' && depth === 1) return true;
  }
  return false;
}

/** A stretch of a request: literal words, or a filled slot. */
export interface Piece {
  text: string;
  readonly slot?: string;
  readonly filled?: Filled;
}

/** Draws one wording, its slots filled by `fill` (which is given their names). Undefined if it cannot fill one. */
export function expand(nodes: readonly Node[], rng: Rng, fill: Fill): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const node of nodes) {
    if (node.kind === 'literal') pieces.push({ text: node.text });
    else if (node.kind === 'choice') {
      const inner = expand(rng.pick(node.options), rng, fill);
      if (!inner) return undefined;
      pieces.push(...inner);
    } else {
      const filled = fill(rng, node.name);
      if (!filled) return undefined;
      pieces.push({ text: filled.text, slot: node.name, filled });
    }
  }
  return pieces;
}
