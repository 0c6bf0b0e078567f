import { connectors } from '../../../connectors/index.ts';
import { createShortlister, loadNeedle } from '../../../main/inference/index.ts';
import { measureRetrieval, retrievalTable } from '../retrieval.ts';
import type { Task } from '../task.ts';
import type { EvalOptions } from './options.ts';
import type { Outcome } from './outcome.ts';

/** Measures what the shortlist leaves of the tools that tasks need: by words, by the intent model, and by both. */
export async function retrievalSuite(
  options: EvalOptions,
  tasks: readonly Task[],
  progress: (line: string) => void,
): Promise<Outcome> {
  const tools = connectors.flatMap((connector) => connector.tools);
  const needle = await loadNeedle({ dir: options.needle });
  try {
    const measured = await measureRetrieval(
      [
        { name: 'words (BM25)', shortlister: createShortlister(tools) },
        { name: 'intent model', shortlister: createShortlister(tools, needle.intent, false) },
        { name: 'both, fused', shortlister: createShortlister(tools, needle.intent) },
      ],
      tasks,
    );
    for (const { id, request, missing } of measured.rows)
      if (missing.length > 0) progress(`MISSED  ${id}  ${request}  (${missing.join(', ')})`);
    return {
      model: needle.proposer.info,
      summary: { tasks: measured.tasks, recall: measured.recall },
      text: `${retrievalTable(measured.recall)}\n\n${measured.tasks} tasks.`,
      bars: measured.recall.flatMap(({ name, at }) =>
        at.map(({ k, recall }) => ({ label: `${name}, recall@${k}`, value: recall, count: `${measured.tasks} tasks` })),
      ),
      calibration: null,
      lines: measured.rows,
    };
  } finally {
    await needle.close();
  }
}
