import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { jsonObjectSchema, jsonSchema, ThimbleError } from '../../../shared/index.ts';
import { judgementOf } from './call-match.ts';
import type { FunctionTask } from './types.ts';

const specSchema = z.object({
  name: z.string().min(1),
  description: z.string().default(''),
  parameters: jsonObjectSchema,
});
const answerSchema = z
  .record(z.string(), z.record(z.string(), z.array(jsonSchema)))
  .refine((answer) => Object.keys(answer).length === 1, 'an answer names one function');

/** A row of a function-calling benchmark as its file has it. docs/evaluation.md describes the fields. */
export const functionRowSchema = z.object({
  id: z.string(),
  category: z.string().optional(),
  query: z.string(),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).default([]),
  tools: z.array(specSchema),
  answers: z.array(answerSchema).nullish(),
});
export type FunctionRow = z.input<typeof functionRowSchema>;

/**
 * Makes a task of a row.
 * @param category what the row counts as when it does not say
 * @throws ThimbleError `bad_input` when the row is not one, or expects a function that it does not offer
 */
export function functionTask(row: unknown, category: string): FunctionTask {
  const parsed = functionRowSchema.safeParse(row);
  if (!parsed.success)
    throw new ThimbleError(
      'bad_input',
      `It is not a task: ${z.prettifyError(parsed.error)}`,
      'See docs/evaluation.md.',
    );
  const { id, query, messages, tools, answers } = parsed.data;
  const expected = (answers ?? []).flatMap((answer) =>
    Object.entries(answer).map(([name, accepted]) => ({ name, accepted })),
  );
  const task = {
    id,
    category: parsed.data.category ?? category,
    query,
    turns: messages,
    functions: tools,
    expected,
  };
  const unknown = expected.find(({ name }) => !tools.some((tool) => tool.name === name));
  const wanted = ['irrelevance', 'relevance'].includes(judgementOf(task.category)) ? null : expected.length;
  if (unknown || wanted === 0)
    throw new ThimbleError(
      'bad_input',
      unknown
        ? `Task ${id} expects ${unknown.name}, which is not among its functions.`
        : `Task ${id} of category ${task.category} expects no call.`,
      'See docs/evaluation.md.',
    );
  return task;
}

/** The category that a file is about: its name without endings and the leaderboard's version. */
export const categoryOfFile = (file: string): string =>
  basename(file)
    .replace(/\.gz$/u, '')
    .replace(/\.jsonl?$/u, '')
    .replace(/^BFCL_v\d+_/u, '');

/**
 * Reads a file of function-calling tasks: JSON lines, gzipped where the name ends in `.gz`.
 * @throws ThimbleError `bad_input` that names the file and line
 */
export async function readFunctionTasks(file: string): Promise<FunctionTask[]> {
  let text: string;
  try {
    const bytes = await readFile(file);
    text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (cause) {
    throw new ThimbleError('bad_input', `The task file ${file} cannot be read.`, 'Check its path.', { cause });
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [functionTask(JSON.parse(line), categoryOfFile(file))];
    } catch (cause) {
      const why = cause instanceof ThimbleError ? cause.message : 'Each line is one JSON object.';
      throw new ThimbleError('bad_input', `${file}, line ${index + 1}: ${why}`, 'See docs/evaluation.md.', { cause });
    }
  });
}
