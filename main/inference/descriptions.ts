import type { Reading, SentenceEncoder } from './encoder.ts';

/** What slots say, as features for the network: read once a text, then remembered. */
export interface Descriptions {
  /** The feature of a text. Throws RangeError when it was not {@link prepare}d. */
  of(text: string): Float32Array;
  /** Reads what is not known yet. */
  prepare(texts: Iterable<string>): Promise<void>;
}

/** One unit of the stored 8-bit numbers (models/training/states.py). */
const step = 6 / 127;

/** The mean of a reading's states, each half brought to a root mean square of 1. */
export function pooled({ states, width }: Reading): Float32Array {
  const mean = new Float32Array(width);
  const rows = states.length / width;
  for (let i = 0; i < states.length; i++) mean[i % width] = (mean[i % width] ?? 0) + (states[i] ?? 0) / rows;
  for (const half of [mean.subarray(0, width / 2), mean.subarray(width / 2)]) {
    const size = Math.sqrt(half.reduce((sum, x) => sum + x * x, 0) / half.length + 1e-6);
    for (let i = 0; i < half.length; i++) half[i] = (half[i] ?? 0) / size;
  }
  return mean;
}

/**
 * @param stored texts that were read when the model was made, and their features as 8-bit integers, one row a text
 * @throws RangeError when the stored parts do not fit together
 */
export function createDescriptions(
  encoder: SentenceEncoder,
  stored: { readonly texts: readonly string[]; readonly rows: Int8Array; readonly width: number },
): Descriptions {
  const { texts, rows, width } = stored;
  if (rows.length !== texts.length * width) throw new RangeError('the descriptions do not have the size they say');
  const place = new Map(texts.map((text, row) => [text, row]));
  const known = new Map<string, Float32Array>();
  return {
    of(text) {
      const found = known.get(text);
      if (found) return found;
      const row = place.get(text);
      if (row === undefined) throw new RangeError(`nobody has read ${JSON.stringify(text)}`);
      const feature = Float32Array.from(rows.subarray(row * width, (row + 1) * width), (one) => one * step);
      known.set(text, feature);
      return feature;
    },
    async prepare(wanted) {
      for (const text of wanted)
        if (!place.has(text) && !known.has(text)) known.set(text, pooled(await encoder.read(text)));
    },
  };
}
