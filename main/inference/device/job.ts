import { z } from 'zod';

/** What a trial's process is told, as its only argument. */
export const jobSchema = z.object({
  dir: z.string(),
  setting: z.object({ provider: z.string(), threads: z.number().int(), flashAttention: z.boolean() }),
});
export type Job = z.infer<typeof jobSchema>;

/** What it answers, as the last line of its output. */
export const trialSchema = z.union([z.object({ milliseconds: z.number() }), z.object({ problem: z.string() })]);
