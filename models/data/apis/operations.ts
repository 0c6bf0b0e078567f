import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const paramSchema = z.object({
  name: z.string(),
  in: z.string(),
  type: z.string().optional(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
const operationSchema = z.object({
  api: z.string(),
  title: z.string(),
  provider: z.string(),
  method: z.string(),
  path: z.string(),
  operationId: z.string().nullable(),
  summary: z.string(),
  description: z.string(),
  params: z.array(paramSchema),
});

/** One operation of a published API description (OpenAPI), as the specification file has it, one JSON object a line. */
export type Operation = z.infer<typeof operationSchema>;
export type OperationParam = z.infer<typeof paramSchema>;

/** Reads operations from a JSON lines file, gzipped or not. Throws on a line that is no operation. */
export function readOperations(file: string): readonly Operation[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => operationSchema.parse(JSON.parse(line)));
}

/** A number for a text, the same on every machine (FNV-1a, 32 bits). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** Every tenth provider is never trained on: its functions are the unseen ones of the evaluation. */
export const isHeldOutProvider = (provider: string): boolean => hashOf(`provider ${provider}`) % 10 === 0;
