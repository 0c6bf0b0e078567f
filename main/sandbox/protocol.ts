import { z } from 'zod';

/** What the parent tells the sandbox process. `key` names code that was loaded before; `text` fields hold JSON. */
export type ToHost =
  | { readonly t: 'load'; readonly key: string; readonly code: string }
  | { readonly t: 'run'; readonly id: number; readonly key: string; readonly tool: string; readonly args: string }
  | { readonly t: 'reply'; readonly id: number; readonly send: number; readonly text: string };

/**
 * What the sandbox process may say. The parent trusts none of it: a process that was taken over can write any line, so
 * everything is checked here and `text` is parsed and checked again.
 */
export const fromHostSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('ready'), node: z.string().max(40) }),
  z.strictObject({ t: z.literal('send'), id: z.number().int(), send: z.number().int().min(0), text: z.string() }),
  z.strictObject({ t: z.literal('done'), id: z.number().int(), text: z.string() }),
  z.strictObject({
    t: z.literal('failed'),
    id: z.number().int(),
    reason: z.enum(['memory', 'tool_error', 'bad_result', 'crashed']),
    message: z.string(),
  }),
]);
export type FromHost = z.infer<typeof fromHostSchema>;
