import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ThimbleError } from '../../shared/index.ts';
import { type ModelConfig, modelConfigSchema } from './config.ts';

const hint =
  'Restore the folder models/needle (git checkout models/needle, or install Thimble again), then run `npx thimble doctor`.';

/** The one error for a model that cannot be used. `what` completes "Needle, the model, …". */
export function modelUnavailable(what: string, cause?: unknown): ThimbleError {
  return new ThimbleError('model_unavailable', `Needle, the model that reads requests, ${what}.`, hint, { cause });
}

/** A model folder's files, read and checked against the hashes in config.json. */
export interface ModelFiles {
  readonly config: ModelConfig;
  readonly model: Uint8Array;
  readonly tokenizer: unknown;
  readonly encoder: Uint8Array;
  readonly encoderTokenizer: unknown;
  readonly tools: unknown;
  readonly toolVectors: Float32Array;
  readonly descriptions: unknown;
  readonly descriptionStates: Int8Array;
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw modelUnavailable('is missing or cannot be read', error);
  }
}

/** Reads a model folder's config.json. @throws ThimbleError `model_unavailable` when it is missing or malformed */
export async function readModelConfig(dir: string): Promise<ModelConfig> {
  try {
    return modelConfigSchema.parse(JSON.parse(new TextDecoder().decode(await read(join(dir, 'config.json')))));
  } catch (error) {
    if (error instanceof ThimbleError) throw error;
    throw modelUnavailable('has a damaged config.json', error);
  }
}

/** Reads a model folder. Throws ThimbleError `model_unavailable` when a file is missing, altered or malformed. */
export async function readModelFiles(dir: string): Promise<ModelFiles> {
  const config = await readModelConfig(dir);
  const checked = async ({ file, sha256 }: { file: string; sha256: string }): Promise<Uint8Array> => {
    const bytes = await read(join(dir, file));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw modelUnavailable(`has a damaged file (${file})`);
    return bytes;
  };
  const json = async (entry: { file: string; sha256: string }): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await checked(entry)));
  const { files } = config;
  // Copied, so that the numbers begin where a Float32Array may.
  const vectors = new Uint8Array(await checked(files.toolVectors)).buffer;
  return {
    config,
    model: await checked(files.model),
    tokenizer: await json(files.tokenizer),
    encoder: await checked(files.encoder),
    encoderTokenizer: await json(files.encoderTokenizer),
    tools: await json(files.tools),
    toolVectors: new Float32Array(vectors),
    descriptions: await json(files.descriptions),
    descriptionStates: new Int8Array(new Uint8Array(await checked(files.descriptionStates)).buffer),
  };
}
