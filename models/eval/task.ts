import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ThimbleError } from '../../shared/index.ts';

/** One operation that must reach a service, in the service's own terms. Arguments may be `$<step>.<path>` references. */
export const expectationSchema = z.object({ op: z.string(), args: z.record(z.string(), z.json()) });
export type Expectation = z.infer<typeof expectationSchema>;

/** A task: what the user typed and what the services must receive of it. docs/evaluation.md describes the fields. */
export const taskSchema = z.object({
  id: z.string(),
  kind: z.enum(['single', 'multi', 'abstain', 'unsafe']),
  request: z.string(),
  expect: z.array(expectationSchema).default([]),
  anyOf: z.array(z.array(expectationSchema)).optional(),
  /** Arguments compared as free text, as dotted paths. */
  text: z.array(z.string()).default([]),
  decision: z.enum(['deny', 'ask']).optional(),
  why: z.string().optional(),
  /** ISO 8601; the demo workspace's own time when absent. */
  now: z.string().optional(),
});
export type Task = z.infer<typeof taskSchema>;

/**
 * Reads tasks from a JSON lines file.
 * @throws ThimbleError `bad_input` that names the file and line
 */
export async function readTasks(file: string): Promise<Task[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ThimbleError('bad_input', `The task file ${file} cannot be read.`, 'Check its path.', { cause });
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch (cause) {
      throw new ThimbleError('bad_input', `${file}, line ${index + 1} is not JSON.`, 'Each line is one JSON object.', {
        cause,
      });
    }
    const task = taskSchema.safeParse(parsed);
    if (!task.success)
      throw new ThimbleError(
        'bad_input',
        `${file}, line ${index + 1} is not a task: ${z.prettifyError(task.error)}`,
        'See docs/evaluation.md.',
      );
    return [task.data];
  });
}
