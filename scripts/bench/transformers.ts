import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';

/**
 * A network of `for_transformers` (models/training/random_graph.py) in transformers.js. The package is no dependency of
 * Thimble's: it needs sharp, whose libvips is under the LGPL, which scripts/notices.ts takes for no package.
 */
const version = '4.3.1';
// Not a literal, for the type check must pass without the package.
const name: string = '@huggingface/transformers';

interface Loaded {
  generate(options: Readonly<Record<string, unknown>>): Promise<{ readonly data: BigInt64Array }>;
  dispose(): Promise<unknown>;
}
interface Package {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly AutoModelForCausalLM: {
    from_pretrained(model: string, options: Readonly<Record<string, unknown>>): Promise<Loaded>;
  };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => unknown;
}

/** Why transformers.js cannot run here, with what to do; null where it can. */
export function transformersMissing(): string | null {
  try {
    createRequire(import.meta.url).resolve(name);
    return null;
  } catch {
    return `not installed: npm install --no-save --ignore-scripts ${name}@${version}`;
  }
}

/** A decoder that transformers.js runs on the processor. */
export interface TransformersModel {
  /**
   * The tokens that `generate` writes greedily after `prompt`.
   * @param count how many
   * @param fresh no token twice, nor one of the prompt: a network of random weights says its last token again otherwise
   */
  write(prompt: readonly number[], count: number, fresh?: boolean): Promise<readonly number[]>;
  close(): Promise<void>;
}

/**
 * Opens the decoder in `folder` (config.json and onnx/model.onnx); nothing is loaded from the network.
 * @param threads of onnxruntime, within an operator
 * @throws what importing or loading throws: see {@link transformersMissing}
 */
export async function openTransformers(folder: string, threads: number): Promise<TransformersModel> {
  const { env, AutoModelForCausalLM, Tensor }: Package = await import(name);
  env.allowRemoteModels = false;
  const path = resolve(folder);
  env.localModelPath = dirname(path);
  const model = await AutoModelForCausalLM.from_pretrained(path.slice(dirname(path).length + 1), {
    dtype: 'fp32', // Names the file, model.onnx; its matrices are of 8-bit integers all the same.
    device: 'cpu',
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 },
  });
  return {
    async write(prompt, count, fresh = false) {
      const dims = [1, prompt.length];
      const { data } = await model.generate({
        inputs: new Tensor('int64', BigInt64Array.from(prompt, BigInt), dims),
        attention_mask: new Tensor('int64', new BigInt64Array(prompt.length).fill(1n), dims),
        max_new_tokens: count,
        do_sample: false,
        ...(fresh ? { no_repeat_ngram_size: 1 } : {}),
      });
      return Array.from(data.subarray(prompt.length), Number);
    },
    async close() {
      await model.dispose();
    },
  };
}
