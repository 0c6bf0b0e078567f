import { z } from 'zod';
import { jsonObjectSchema, jsonSchema } from '../../shared/index.ts';
import { cleanJson } from './clean-json.ts';
import type { SandboxOutcome } from './types.ts';

type Failure = Extract<SandboxOutcome, { ok: false }>;

/** Words for people, cut where they are too long: titles are as long as people make them, and the call has happened. */
const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .transform((text) => (text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text));

const undoSchema = z.object({ tool: z.string().max(100), args: jsonObjectSchema, text: words(300) });
const resultSchema = z.object({
  data: jsonSchema,
  summary: words(1000),
  undo: z.array(undoSchema).max(20).optional(),
});

const sentences: Record<Exclude<Failure['reason'], 'tool_error'>, string> = {
  timeout: 'The connector took too long and was stopped.',
  memory: 'The connector used too much memory and was stopped.',
  crashed: 'The connector crashed.',
  bad_result: 'The connector gave back something that Thimble does not understand.',
  cancelled: 'The run was stopped.',
};

/** A failure with its sentence for people. */
export function failure(reason: Exclude<Failure['reason'], 'tool_error'>, message = ''): Failure {
  return { ok: false, reason, message: message === '' ? sentences[reason] : message };
}

/** Connector code's own words: one line, no control characters, at most 300 characters. */
export function toolError(message: string): Failure {
  const line = message
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);
  return { ok: false, reason: 'tool_error', message: line === '' ? 'The connector failed.' : line };
}

/** Checks what a call gave back, as text: JSON of `{data, summary, undo}`, rebuilt from fresh objects. */
export function readResult(text: string): SandboxOutcome {
  try {
    const parsed = resultSchema.safeParse(cleanJson(JSON.parse(text)));
    if (!parsed.success) return failure('bad_result');
    const { data, summary, undo } = parsed.data;
    return { ok: true, data, summary, ...(undo ? { undo } : {}) };
  } catch {
    // Not JSON, or nested beyond reason.
    return failure('bad_result');
  }
}
