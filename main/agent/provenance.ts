import type { Provenance } from '../../shared/index.ts';
import { foldWords, saysWords } from '../policy/index.ts';
import { leavesOf, type PassageStep, passageOf, type ReadStep } from './passage.ts';

/** What is to be said of the step that a tool made; null for a tool that is not there any more. */
export type DescribeTool = (tool: string) => Omit<PassageStep, 'step'> | null;

/**
 * Where the words of an argument came from. The request wins over results: what a person typed is theirs even when a
 * service's text says it too. Whole words win over parts of words: a "5" that a result says is not the person's because
 * they said "$50". Words found nowhere are the model's own choice.
 * @param words what the model wrote for one argument
 * @param results results of earlier steps, untrusted text
 * @param describe names a step's tool, so that the passage can be told with it
 */
export function traceWords(
  words: string,
  request: string,
  results: readonly ReadStep[],
  describe: DescribeTool = () => null,
): Provenance {
  const needle = foldWords(words);
  if (needle === '') return { kind: 'words', text: words };
  for (const says of [saysWords, (text: string) => foldWords(text).includes(needle)]) {
    if (says(request, needle)) return { kind: 'words', text: words };
    for (const [index, past] of results.entries())
      for (const leaf of leavesOf(past.result)) {
        if (!says(leaf.text, needle)) continue;
        const step = index + 1;
        const tool = describe(past.tool);
        return {
          kind: 'result',
          step,
          text: words,
          ...(tool ? { passage: passageOf({ ...tool, step, whole: past.whole }, leaf, words) } : {}),
        };
      }
  }
  return { kind: 'model' };
}
