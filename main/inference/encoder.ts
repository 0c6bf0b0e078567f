import { Tokenizer } from '@huggingface/tokenizers';
import { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { defaultSetting, openSession } from './onnx.ts';
import { pieceSpans } from './piece-spans.ts';
import { remembering } from './remembering.ts';

/** What the encoder makes of a text. */
export interface Reading {
  /** Near those of texts that mean the same; of length 1. */
  readonly vector: Float32Array;
  /** One row of {@link width} numbers for each piece. */
  readonly states: Float32Array;
  readonly width: number;
  /** Where each piece stands in the text, UTF-16 offsets `[start, end)`. */
  readonly spans: readonly (readonly [number, number])[];
}

/** Reads texts with a small pretrained model. */
export interface SentenceEncoder {
  read(text: string): Promise<Reading>;
  close(): Promise<void>;
}

/** Pieces of a text as the encoder reads them: ids, and what they are called. */
export interface Pieces {
  readonly ids: readonly number[];
  readonly names: readonly string[];
}

const tokenizerSchema = z.looseObject({ model: z.looseObject({ type: z.literal('WordPiece') }) });

/** Token ids as the encoder reads them: `[CLS] … [SEP]`, cut to `longest`. */
export function encoderTokens(tokenizerFile: unknown, longest: number): (text: string) => Pieces {
  const tokenizer = new Tokenizer(tokenizerSchema.parse(tokenizerFile), {});
  const cut = <T>(all: readonly T[]): readonly T[] => {
    const last = all.at(-1);
    return all.length <= longest || last === undefined ? all : [...all.slice(0, longest - 1), last];
  };
  return (text) => {
    const { ids, tokens } = tokenizer.encode(text);
    return { ids: cut(ids), names: cut(tokens) };
  };
}

/** Readings kept: the shortlist, the intent model and the network read one request together. */
const kept = 16;

/**
 * Opens the sentence encoder with onnxruntime. Input `ids` (int64 [1, T]), outputs `vector` (float32 [1, dim]) and `states`
 * (float32 [1, T, width]).
 * @param model the ONNX file's bytes
 * @param tokens what {@link encoderTokens} gave
 * @param threads intra-op threads
 */
export async function openEncoder(
  model: Uint8Array,
  tokens: (text: string) => Pieces,
  threads: number,
): Promise<SentenceEncoder> {
  const session = await openSession(model, { ...defaultSetting, threads });
  const read = async (text: string): Promise<Reading> => {
    const { ids, names } = tokens(text);
    const answer = await session.run({ ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]) });
    const vector = answer.vector?.data;
    const states = answer.states?.data;
    if (!(vector instanceof Float32Array) || !(states instanceof Float32Array))
      throw new TypeError('the encoder answered no vector');
    return { vector, states, width: states.length / ids.length, spans: pieceSpans(text, names) };
  };
  return {
    read: remembering(kept, read),
    async close() {
      await session.release();
    },
  };
}
