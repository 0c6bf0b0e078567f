import type { DemoWorkspace } from '../../connectors/demo/index.ts';
import type { Json } from '../../shared/index.ts';
import { tokenF1 } from './text.ts';

const word = /[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu;

/**
 * Spans of a request that a model could copy, shortest first: from any word to any later one, each with and without the
 * signs that touch it (`#general`, `$5`, `“…”`).
 * @param longest most words of a span
 */
export function spansOf(request: string, longest: number): string[] {
  const words = [...request.matchAll(word)].map((found) => ({ from: found.index, to: found.index + found[0].length }));
  const spans = new Set<string>();
  for (let size = 1; size <= Math.min(longest, words.length); size++)
    for (let at = 0; at + size <= words.length; at++) {
      const from = words[at]?.from ?? 0;
      const to = words[at + size - 1]?.to ?? 0;
      const before = /\S*$/u.exec(request.slice(words[at - 1]?.to ?? 0, from))?.[0] ?? '';
      const after = /^\S*/u.exec(request.slice(to, words[at + size]?.from))?.[0] ?? '';
      const inner = request.slice(from, to);
      for (const span of [inner, before + inner, inner + after, before + inner + after]) spans.add(span);
      // "Jane's plan": the name without its ending; ":eyes:", "#6f42c1" keep only the sign that belongs to them.
      const name = /^(.+)['’]s?$/u.exec(inner)?.[1];
      if (name !== undefined) spans.add(name);
      for (let cut = 1; cut < before.length; cut++) spans.add(before.slice(cut) + inner);
      for (let cut = 1; cut < after.length; cut++) {
        spans.add(inner + after.slice(0, cut));
        spans.add(before + inner + after.slice(0, cut));
      }
    }
  return [...spans];
}

/** Every scalar of a value as text; null, empty objects and lists count as `null`. */
export function scalarsOf(value: Json): string[] {
  if (value === null) return ['null'];
  if (typeof value !== 'object') return [String(value)];
  const items = Object.values(value);
  return items.length === 0 ? ['null'] : items.flatMap(scalarsOf);
}

/** Names of a record, by which a person who knows it would call it. */
const nameKeys = new Set([
  'name',
  'title',
  'email',
  'login',
  'github_login',
  'slack_handle',
  'number',
  'description',
  'text',
  'label',
  'tag',
  'file',
  'subject',
  'Name',
  'Company',
  'Feature',
]);

/** The names of each record of the workspace that has `id` among its own fields, and the id itself. */
export function namesOf(workspace: DemoWorkspace, id: string): string[] {
  const found = new Set<string>();
  const visit = (value: Json): void => {
    if (value === null || typeof value !== 'object') return;
    for (const item of Object.values(value)) visit(item);
    if (Array.isArray(value)) return;
    const own = Object.entries(value).filter(([, item]) => item === null || typeof item !== 'object');
    if (!own.some(([, item]) => String(item) === id)) return;
    for (const [key, item] of own)
      if (nameKeys.has(key) && (typeof item === 'string' || typeof item === 'number') && item !== '')
        found.add(String(item));
  };
  visit(workspace as unknown as Json);
  return [...found, id];
}

/** How likely a person is to mean a record by these words: more of its names first, then fewer words, then `#` and `$`. */
export function naturalness(words: string, names: readonly string[]): number {
  const named = Math.max(0, ...names.map((name) => tokenF1(words, name)));
  const sign = /^[#@$€£¥]\S|%$/u.test(words) ? 0.005 : 0;
  return named * 10 - words.split(/\s+/u).length * 0.01 + sign;
}

/** Ways to write a number that the request does not spell out: an amount, minutes, seconds. */
export function writtenNumber(value: number): string[] {
  return [String(value), `$${(value / 100).toFixed(2)}`, `${value} minutes`, `${value} seconds`];
}
