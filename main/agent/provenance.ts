import type { Json, Provenance } from '../../shared/index.ts';
import type { PastStep } from '../inference/index.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** Every scalar of a JSON value as text. */
function* scalars(value: Json): Generator<string> {
  if (value === null) return;
  if (Array.isArray(value)) for (const item of value) yield* scalars(item);
  else if (typeof value === 'object') for (const item of Object.values(value)) yield* scalars(item);
  else yield String(value);
}

/**
 * Where the words of an argument came from. The request wins over results: what a person typed is theirs even when a
 * service's text says it too. Words found nowhere are the model's own choice.
 * @param words what the model wrote for one argument
 * @param results results of earlier steps, untrusted text
 */
export function traceWords(words: string, request: string, results: readonly PastStep[]): Provenance {
  const needle = fold(words);
  if (needle === '' || fold(request).includes(needle)) return { kind: 'words', text: words };
  for (const [index, step] of results.entries())
    for (const scalar of scalars(step.result))
      if (fold(scalar).includes(needle)) return { kind: 'result', step: index + 1, text: words };
  return { kind: 'model' };
}
