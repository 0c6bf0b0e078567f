import { buckets, features } from './features.ts';

/** The n-gram model as stored: int8 weights in one file, their shapes and scales in another. */
export interface NgramShape {
  readonly tools: readonly string[];
  readonly dim: number;
  /** One int8 step of the embedding, of the output weights. */
  readonly embedScale: number;
  readonly outScale: number;
  readonly bias: readonly number[];
}

/**
 * A bag of hashed n-grams with one hidden layer: which tool a request is about, the last class being "none of them".
 * @param weights int8: embedding (buckets x dim), then output (classes x dim)
 */
export class NgramModel {
  readonly tools: readonly string[];
  private readonly shape: NgramShape;
  private readonly weights: Int8Array;

  constructor(shape: NgramShape, weights: Int8Array) {
    const classes = shape.bias.length;
    if (classes !== shape.tools.length + 1 || weights.length !== (buckets + classes) * shape.dim)
      throw new RangeError('the n-gram model does not have the size it says');
    this.shape = shape;
    this.weights = weights;
    this.tools = shape.tools;
  }

  /** Natural-log probabilities by class: the tools in `tools` order, then none. */
  logProbabilities(text: string): Float64Array {
    const { dim, embedScale, outScale, bias } = this.shape;
    const hidden = new Float64Array(dim);
    const found = features(text);
    for (const bucket of found) {
      const at = bucket * dim;
      for (let i = 0; i < dim; i++) hidden[i] = (hidden[i] ?? 0) + (this.weights[at + i] ?? 0);
    }
    const norm = embedScale / Math.sqrt(Math.max(1, found.length));
    for (let i = 0; i < dim; i++) hidden[i] = Math.max(0, (hidden[i] ?? 0) * norm);
    const out = new Float64Array(bias.length);
    let top = -Infinity;
    for (let c = 0; c < out.length; c++) {
      const at = (buckets + c) * dim;
      let sum = 0;
      for (let i = 0; i < dim; i++) sum += (hidden[i] ?? 0) * (this.weights[at + i] ?? 0);
      const score = sum * outScale + (bias[c] ?? 0);
      out[c] = score;
      top = Math.max(top, score);
    }
    let total = 0;
    for (const score of out) total += Math.exp(score - top);
    const log = top + Math.log(total);
    return out.map((score) => score - log);
  }
}
