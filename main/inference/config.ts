import { z } from 'zod';
import { calibrationSchema } from './calibration.ts';

const file = z.object({ file: z.string().regex(/^[\w.-]+$/u), sha256: z.string().regex(/^[0-9a-f]{64}$/u) });

/** config.json of a model folder: what the files are, their hashes, and how to run them. */
export const modelConfigSchema = z.object({
  name: z.string(),
  version: z.string(),
  format: z.literal(3),
  parameters: z.number().int(),
  network: z.object({
    vocab: z.number().int(),
    layers: z.number().int(),
    kvHeads: z.number().int(),
    headDim: z.number().int(),
    features: z.number().int(),
    maxLength: z.number().int(),
  }),
  /** Weight of the intent model's log probability beside the network's when a tool is chosen. */
  intentWeight: z.number(),
  /** Property names that may be written although nobody said them. */
  keys: z.array(z.string()),
  /** Absent where the network's own probabilities are used as they are. */
  calibration: calibrationSchema.optional(),
  files: z.object({
    model: file,
    tokenizer: file,
    encoder: file,
    encoderTokenizer: file,
    tools: file,
    toolVectors: file,
    descriptions: file,
    descriptionStates: file,
  }),
});
export type ModelConfig = z.infer<typeof modelConfigSchema>;
