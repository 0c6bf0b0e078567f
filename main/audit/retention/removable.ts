import type { Statements } from '../statements.ts';
import type { RecordRange, Removal } from './prune-entry.ts';
import { pruneTool } from './prune-tool.ts';
import { keptColumns, ListDigest } from './removed-list.ts';

/** What would be removed, and from when the oldest of it is (ISO 8601); null where there is nothing. */
export type Removable = Removal & { readonly oldest: string | null };

/** Indexes as ranges. */
function rangesOf(indexes: Int32Array): RecordRange[] {
  const ranges: [number, number][] = [];
  for (const index of indexes.sort()) {
    const last = ranges.at(-1);
    if (last?.[1] === index) last[1]++;
    else ranges.push([index, index + 1]);
  }
  return ranges;
}

/**
 * Finds the calls that were begun before a time and have ended, and whose texts are still there. An open intent is never
 * one of them, and no entry of a removal.
 * @param before epoch milliseconds
 */
export function findRemovable(statements: Statements, before: number): Removable {
  const calls = statements.sql(
    `SELECT ${keptColumns.join(', ')}, settles FROM calls
     WHERE at < ? AND outcome IS NOT NULL AND removed = 0 AND tool <> ? ORDER BY intent`,
  );
  const digest = new ListDigest();
  const indexes: number[] = [];
  let oldest: number | null = null;
  for (const call of calls.iterate(before, pruneTool)) {
    digest.add(call);
    indexes.push(Number(call.intent), Number(call.outcome));
    oldest = Math.min(oldest ?? Number(call.at), Number(call.at));
  }
  return {
    before: new Date(before).toISOString(),
    entries: indexes.length / 2,
    ranges: rangesOf(Int32Array.from(indexes)),
    list: digest.end(),
    oldest: oldest === null ? null : new Date(oldest).toISOString(),
  };
}
