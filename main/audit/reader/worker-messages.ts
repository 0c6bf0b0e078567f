import type { ErrorBody } from '../../../shared/index.ts';
import type { QueryName } from './port.ts';
import type { Progress, TaskName } from './tasks.ts';

/** What a reading thread is started with. Without a task it answers questions until it is ended. */
export interface WorkerStart {
  readonly file: string;
  /** The log's own, base64. */
  readonly publicKey: string;
  readonly task: { readonly name: TaskName; readonly given: unknown } | null;
}

/** To a reading thread. */
export interface Question {
  readonly id: number;
  readonly name: QueryName;
  readonly given: unknown;
}

/** From a reading thread. `id` is of the question, 0 of the task. */
export type Message =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: ErrorBody }
  | { readonly type: 'progress'; readonly at: Progress };
