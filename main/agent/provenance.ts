import type { Json, Provenance } from '../../shared/index.ts';
import type { PastStep } from '../inference/index.ts';
import { foldWords, saysWords } from '../policy/index.ts';

/** Every scalar of a JSON value as text. */
function* scalars(value: Json): Generator<string> {
  if (value === null) return;
  if (Array.isArray(value)) for (const item of value) yield* scalars(item);
  else if (typeof value === 'object') for (const item of Object.values(value)) yield* scalars(item);
  else yield String(value);
}

/**
 * Where the words of an argument came from. The request wins over results: what a person typed is theirs even when a
 * service's text says it too. Whole words win over parts of words: a "5" that a result says is not the person's because
 * they said "$50". Words found nowhere are the model's own choice.
 * @param words what the model wrote for one argument
 * @param results results of earlier steps, untrusted text
 */
export function traceWords(words: string, request: string, results: readonly PastStep[]): Provenance {
  const needle = foldWords(words);
  if (needle === '') return { kind: 'words', text: words };
  for (const says of [saysWords, (text: string) => foldWords(text).includes(needle)]) {
    if (says(request, needle)) return { kind: 'words', text: words };
    for (const [index, step] of results.entries())
      for (const scalar of scalars(step.result))
        if (says(scalar, needle)) return { kind: 'result', step: index + 1, text: words };
  }
  return { kind: 'model' };
}
