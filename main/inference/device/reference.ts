import { z } from 'zod';
import type { Descriptions } from '../descriptions.ts';
import type { Token } from '../session.ts';

/** A prompt of reference.json: what it is, the ids that PyTorch scored best, and their scores, best first. */
export const referencePromptSchema = z.object({
  ids: z.array(z.number().int()),
  marks: z.array(z.number().int()),
  /** What slots say; null for every other token. */
  texts: z.array(z.string().nullable()),
  best: z.array(z.number().int()),
  scores: z.array(z.number()),
});
export type ReferencePrompt = z.infer<typeof referencePromptSchema>;

/** A prompt's tokens, as a network reads them: slots carry what they say, all others nothing. */
export function tokensOf({ ids, marks, texts }: ReferencePrompt, features: Pick<Descriptions, 'of'>): Token[] {
  return ids.map((id, i) => {
    const text = texts[i];
    return { id, mark: marks[i] ?? 0, ...(text ? { feature: features.of(text) } : {}) };
  });
}

/** reference.json of a model folder, as far as devices need it. */
export const referenceSchema = z.object({ prompts: z.array(referencePromptSchema).min(1) });

/** Largest relative root-mean-square error over the best scores: eight-bit weights are off by 3% (docs/performance.md). */
const scoreTolerance = 0.05;
/** Two best scores nearer than this are all but tied, and may change places. */
const tie = 0.5;

/**
 * How scores differ from a reference beyond what eight-bit rounding explains, in words; null when they do not.
 * @param scores one for each token id, for what follows the prompt
 */
export function disagreement({ best, scores: wanted }: ReferencePrompt, scores: Float32Array): string | null {
  const got = best.map((id) => scores[id] ?? Number.NaN);
  const error = Math.sqrt(got.reduce((sum, score, i) => sum + (score - (wanted[i] ?? 0)) ** 2, 0) / got.length);
  const scale = Math.sqrt(wanted.reduce((sum, score) => sum + score ** 2, 0) / wanted.length);
  const relative = error / scale;
  if (!(relative < scoreTolerance))
    return Number.isFinite(relative)
      ? `its scores are off by ${(relative * 100).toFixed(1)}%`
      : 'its scores are not numbers';
  const margin = (wanted[0] ?? 0) - (wanted[1] ?? 0);
  let top = 0;
  for (const [id, score] of scores.entries()) if (score > (scores[top] ?? 0)) top = id;
  return margin > tie && top !== best[0] ? 'it prefers another token' : null;
}
