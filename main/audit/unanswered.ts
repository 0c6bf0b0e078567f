import type { ErrorBody } from '../../shared/index.ts';
import type { Outcome } from './types.ts';

/** The outcome of a call of which no answer was seen: turned down before it was sent, or cut off. */
export function unanswered(status: Outcome['status'], error: ErrorBody | null): Outcome {
  return { status, summary: null, result: null, error, requests: [], undo: [], milliseconds: 0 };
}
