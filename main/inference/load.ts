import { z } from 'zod';
import { ThimbleError } from '../../shared/index.ts';
import { modelUnavailable, readModelFiles } from './files.ts';
import { Needle } from './needle.ts';
import { NgramModel } from './ngram.ts';
import { openNetwork } from './session.ts';
import { BpeTokenizer } from './tokenizer.ts';
import type { Proposer } from './types.ts';

const shortlistSchema = z.object({
  tools: z.array(z.string()),
  dim: z.number().int(),
  embedScale: z.number(),
  outScale: z.number(),
  bias: z.array(z.number()),
});

/**
 * Loads Needle from a model folder (config.json, model, tokenizer, shortlist), each file checked by its hash.
 * @param options.threads threads of the network, 2 unless given
 * @throws ThimbleError `model_unavailable` when a file is missing, damaged, or cannot be run here
 */
export async function loadNeedle(options: { readonly dir: string; readonly threads?: number }): Promise<Proposer> {
  const files = await readModelFiles(options.dir);
  const { config } = files;
  try {
    const tokenizer = new BpeTokenizer(files.tokenizer);
    const ngram = new NgramModel(shortlistSchema.parse(files.shortlist), files.shortlistWeights);
    const network = await openNetwork(files.model, config.network, options.threads ?? 2);
    const info = { name: `${config.name} ${config.version}`, device: 'cpu', parameters: config.parameters };
    return new Needle({ network, tokenizer, ngram, ngramWeight: config.ngramWeight, keys: config.keys, info });
  } catch (error) {
    if (error instanceof ThimbleError) throw error;
    throw modelUnavailable('could not be started', error);
  }
}
