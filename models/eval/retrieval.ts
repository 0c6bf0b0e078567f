import type { Shortlister } from '../../main/inference/index.ts';
import { mean, percent, table } from './figures.ts';
import type { Task } from './task.ts';

/** Lengths of the shortlist that are measured; the app shows eight. */
export const shortlistLengths = [1, 4, 8] as const;

/** The recall of one way to make shortlists. */
export interface Recall {
  readonly name: string;
  /** For each of {@link shortlistLengths}: the mean over tasks of the share of expected operations that are listed. */
  readonly at: readonly { readonly k: number; readonly recall: number | null }[];
}

/** What a task's shortlists missed, for the way that the app uses. */
export interface RetrievalRow {
  readonly id: string;
  readonly request: string;
  /** Expected operations that the longest list lacks; of several right lists of operations, the best one's. */
  readonly missing: readonly string[];
}

/** The words as the shortlist gets them. */
const asRead = (request: string): string => request.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Operations that the task expects and a list lacks; of alternatives, those of which the list has the most. */
function found(task: Task, listed: ReadonlySet<string>): { readonly recall: number; readonly missing: string[] } {
  const options = [task.expect, ...(task.anyOf ?? [])].map((expect) => {
    const ops = [...new Set(expect.map((one) => one.op))];
    const missing = ops.filter((op) => !listed.has(op));
    return { recall: ops.length === 0 ? 1 : 1 - missing.length / ops.length, missing };
  });
  return options.sort((a, b) => b.recall - a.recall)[0] ?? { recall: 1, missing: [] };
}

/**
 * Measures shortlists on the operations of tasks, tools being named as the operations are. Tasks that expect no operation
 * are left out.
 * @param ways shortlisters by name; the last is the app's own, whose misses are given
 */
export async function measureRetrieval(
  ways: readonly { readonly name: string; readonly shortlister: Shortlister }[],
  tasks: readonly Task[],
): Promise<{ readonly tasks: number; readonly recall: readonly Recall[]; readonly rows: readonly RetrievalRow[] }> {
  const acting = tasks.filter((task) => task.expect.length > 0);
  const rows: RetrievalRow[] = [];
  const recall: Recall[] = [];
  for (const [index, { name, shortlister }] of ways.entries()) {
    const at: { k: number; recall: number | null }[] = [];
    for (const k of shortlistLengths) {
      const shares: number[] = [];
      for (const task of acting) {
        const listed = new Set((await shortlister.shortlist(asRead(task.request), k)).map((tool) => tool.name));
        const one = found(task, listed);
        shares.push(one.recall);
        if (index === ways.length - 1 && k === Math.max(...shortlistLengths))
          rows.push({ id: task.id, request: task.request, missing: one.missing });
      }
      at.push({ k, recall: mean(shares) });
    }
    recall.push({ name, at });
  }
  return { tasks: acting.length, recall, rows };
}

/** The recalls as a Markdown table. */
export const retrievalTable = (recall: readonly Recall[]): string =>
  table(
    ['shortlist', ...shortlistLengths.map((k) => `recall@${k}`)],
    recall.map(({ name, at }) => [name, ...at.map((one) => percent(one.recall))]),
  );
