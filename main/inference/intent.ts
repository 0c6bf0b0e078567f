import type { ToolDefinition } from '../../connectors/index.ts';
import { dot } from './dot.ts';
import type { SentenceEncoder } from './encoder.ts';
import { remembering } from './remembering.ts';
import { toolText } from './tool-text.ts';

/** What the encoder's training left for the tools that it knew; the vectors are in a file of their own. */
export interface IntentShape {
  readonly tools: readonly string[];
  /** What a cosine is multiplied with. */
  readonly scale: number;
  /** One number a tool, then one for "none of them". */
  readonly bias: readonly number[];
}

/** Natural-log probabilities of what a text asks for. */
export interface Intent {
  of(tool: string): number;
  readonly none: number;
}

/** Says which tools a text may be about. */
export interface IntentModel {
  /** Over `tools` and "none of them". Tools that the training did not know are judged by what they say of themselves. */
  judge(text: string, tools: readonly ToolDefinition[]): Promise<Intent>;
  close(): Promise<void>;
}

/** Vectors kept, so that the shortlist and the decision of one request embed it once. */
const kept = 256;

/**
 * @param vectors float32, (tools + 1) x dim: known tools in the shape's order, then "none of them"
 * @throws RangeError when the parts do not fit together
 */
export function createIntentModel(encoder: SentenceEncoder, shape: IntentShape, vectors: Float32Array): IntentModel {
  const classes = shape.tools.length + 1;
  const dim = vectors.length / classes;
  if (!Number.isInteger(dim) || shape.bias.length !== classes)
    throw new RangeError('the vectors of the tools do not have the size they say');
  const rowOf = new Map(shape.tools.map((name, row) => [name, row]));
  const row = (at: number): Float32Array => vectors.subarray(at * dim, (at + 1) * dim);
  const usual = shape.bias.slice(0, -1).reduce((sum, one) => sum + one, 0) / Math.max(1, shape.tools.length);
  const embed = remembering(kept, async (text) => (await encoder.read(text)).vector);
  const score = async (tool: ToolDefinition, vector: Float32Array): Promise<number> => {
    const at = rowOf.get(tool.name);
    if (at !== undefined) return dot(vector, row(at)) + (shape.bias[at] ?? 0);
    return dot(vector, await embed(toolText(tool))) * shape.scale + usual;
  };

  return {
    async judge(text, tools) {
      const vector = await embed(text);
      const scores = new Map<string, number>();
      for (const tool of tools) scores.set(tool.name, await score(tool, vector));
      const none = dot(vector, row(classes - 1)) + (shape.bias[classes - 1] ?? 0);
      const all = [none, ...scores.values()];
      const top = Math.max(...all);
      const total = top + Math.log(all.reduce((sum, one) => sum + Math.exp(one - top), 0));
      return { of: (tool) => (scores.get(tool) ?? -Infinity) - total, none: none - total };
    },
    close: () => encoder.close(),
  };
}
