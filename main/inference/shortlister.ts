import type { ToolDefinition } from '../../connectors/index.ts';
import type { IntentModel } from './intent.ts';
import { LexicalIndex } from './lexical.ts';
import type { Shortlister } from './types.ts';

/** Reciprocal rank fusion's constant (Cormack et al. 2009). */
const fusion = 10;
const lexicalWeight = 0.5;

/** Clauses of a request that asks for several things. The whole comes first. */
export function clauses(request: string): readonly string[] {
  const outside = request.replace(
    /"[^"]*"|“[^”]*”|«[^»]*»|‘[^’]*’|`[^`]*`|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu,
    (quoted) => ' '.repeat(quoted.length),
  );
  const parts: string[] = [];
  let from = 0;
  for (const match of outside.matchAll(
    /[,;]?\s+(?:and then|then|and also|also|plus|after that|afterwards|and|n)\s+|[;\n]+|[.!?]\s+|,\s+/giu,
  )) {
    parts.push(request.slice(from, match.index));
    from = match.index + match[0].length;
  }
  parts.push(request.slice(from));
  const whole = parts.filter((part) => part.trim().split(/\s+/u).length >= 2).slice(0, 6);
  return whole.length > 1 ? [request, ...whole] : [request];
}

interface Index {
  readonly tools: readonly ToolDefinition[];
  scores(text: string): Promise<Float64Array>;
}

function indexOf(open: readonly ToolDefinition[], intent: IntentModel | null, byWords: boolean): Index {
  const lexical = byWords ? new LexicalIndex(open) : null;
  return {
    tools: open,
    async scores(text) {
      const total = new Float64Array(open.length);
      const add = (scores: ArrayLike<number>, weight: number, floor: number): void => {
        const order = [...open.keys()]
          .filter((i) => (scores[i] ?? floor) > floor)
          .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
        for (const [rank, index] of order.entries()) total[index] = (total[index] ?? 0) + weight / (fusion + rank);
      };
      if (lexical) add(lexical.scores(text), intent ? lexicalWeight : 1, 0);
      if (intent) {
        const log = await intent.judge(text, open);
        add(
          open.map((tool) => log.of(tool.name)),
          1,
          -Infinity,
        );
      }
      return total;
    },
  };
}

const sameTools = (a: readonly ToolDefinition[], b: readonly ToolDefinition[]): boolean =>
  a.length === b.length && a.every((tool, i) => tool === b[i]);

/**
 * Picks tools for a request: BM25 over what tools say of themselves, and the intent model where there is one, fused by
 * reciprocal rank; a request with several clauses is searched whole and by clause. What is not offered has no say in the
 * ranking of what is.
 * @param tools all there are; a function where they may change (a plug-in that is installed or removed)
 * @param byWords false leaves BM25 out, to measure the intent model alone
 */
export function createShortlister(
  tools: readonly ToolDefinition[] | (() => readonly ToolDefinition[]),
  intent: IntentModel | null = null,
  byWords = true,
): Shortlister {
  const all = typeof tools === 'function' ? tools : () => tools;
  let latest: Index | null = null;
  const index = (offered: (tool: ToolDefinition) => boolean): Index => {
    const open = all().filter((tool) => !tool.internal && offered(tool));
    if (latest === null || !sameTools(latest.tools, open)) latest = indexOf(open, intent, byWords);
    return latest;
  };

  return {
    async shortlist(request, k, offered = () => true) {
      const { tools: open, scores: score } = index(offered);
      const parts = clauses(request.slice(0, 2000));
      const lists: number[][] = [];
      for (const part of parts) {
        const scores = await score(part);
        const order = [...open.keys()]
          .filter((i) => (scores[i] ?? 0) > 0)
          .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
        lists.push(order);
      }
      const chosen = new Set<number>();
      const [whole = [], ...rest] = lists;
      // The whole request fills half of the list first; clauses take turns, then the whole fills up.
      const half = rest.length === 0 ? k : Math.ceil(k / 2);
      for (const index of whole.slice(0, half)) chosen.add(index);
      for (let rank = 0; rank < k && chosen.size < k; rank++)
        for (const list of rest) {
          const index = list[rank];
          if (index !== undefined && chosen.size < k) chosen.add(index);
        }
      for (const index of whole) if (chosen.size < k) chosen.add(index);
      return [...chosen].flatMap((index) => open[index] ?? []);
    },
  };
}
