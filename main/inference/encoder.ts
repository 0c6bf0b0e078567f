import { Tokenizer } from '@huggingface/tokenizers';
import { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { openSession } from './onnx.ts';

/** Turns texts into vectors that are near where texts mean the same. */
export interface SentenceEncoder {
  /** The text's vector, of length 1. */
  embed(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

const tokenizerSchema = z.looseObject({ model: z.looseObject({ type: z.literal('WordPiece') }) });

/** Token ids as the encoder reads them: `[CLS] … [SEP]`, cut to `longest`. */
export function encoderTokens(tokenizerFile: unknown, longest: number): (text: string) => number[] {
  const tokenizer = new Tokenizer(tokenizerSchema.parse(tokenizerFile), {});
  return (text) => {
    const { ids } = tokenizer.encode(text);
    const last = ids.at(-1);
    return ids.length <= longest || last === undefined ? ids : [...ids.slice(0, longest - 1), last];
  };
}

/**
 * Opens the sentence encoder with onnxruntime. Input `ids` (int64 [1, T]), output `vector` (float32 [1, dim]).
 * @param model the ONNX file's bytes
 * @param tokens what {@link encoderTokens} gave
 * @param threads intra-op threads
 */
export async function openEncoder(
  model: Uint8Array,
  tokens: (text: string) => number[],
  threads: number,
): Promise<SentenceEncoder> {
  const session = await openSession(model, threads);
  return {
    async embed(text) {
      const ids = tokens(text);
      const answer = await session.run({ ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]) });
      const vector = answer.vector?.data;
      if (!(vector instanceof Float32Array)) throw new TypeError('the encoder answered no vector');
      return vector;
    },
    async close() {
      await session.release();
    },
  };
}
