import type { ToolDefinition } from '../../connectors/index.ts';
import { words } from './words.ts';

const saturation = 1.2;
const lengthWeight = 0.6;

/** Cuts plural and verb endings, roughly. */
function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  for (const ending of ['ing', 'ed', 'es', 's'])
    if (word.length > ending.length + 2 && word.endsWith(ending)) return word.slice(0, -ending.length);
  return word;
}

function terms(text: string): string[] {
  return words(text.replace(/([a-z])([A-Z])/gu, '$1 $2').replaceAll('_', ' '))
    .filter((word) => word.length > 1)
    .map(stem);
}

/** Okapi BM25 over what tools say of themselves: name, title, description, parameters and their choices. */
export class LexicalIndex {
  private readonly postings = new Map<string, { readonly tool: number; readonly count: number }[]>();
  private readonly lengths: number[] = [];
  private readonly average: number;

  constructor(tools: readonly ToolDefinition[]) {
    for (const [index, tool] of tools.entries()) {
      const text = [
        tool.name,
        tool.name,
        tool.title,
        tool.title,
        tool.title,
        tool.description,
        ...Object.keys(tool.params),
      ];
      const counts = new Map<string, number>();
      const all = terms(text.join(' '));
      for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
      this.lengths.push(all.length);
      for (const [term, count] of counts) {
        const list = this.postings.get(term) ?? [];
        list.push({ tool: index, count });
        this.postings.set(term, list);
      }
    }
    this.average = this.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.lengths.length);
  }

  /** Score of every tool for a text; 0 where no word is shared. */
  scores(text: string): Float64Array {
    const total = new Float64Array(this.lengths.length);
    for (const term of new Set(terms(text))) {
      const list = this.postings.get(term);
      if (!list) continue;
      const rarity = Math.log(1 + (this.lengths.length - list.length + 0.5) / (list.length + 0.5));
      for (const { tool, count } of list) {
        const length = 1 - lengthWeight + (lengthWeight * (this.lengths[tool] ?? 0)) / this.average;
        total[tool] = (total[tool] ?? 0) + (rarity * count * (saturation + 1)) / (count + saturation * length);
      }
    }
    return total;
  }
}
