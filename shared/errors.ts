import { z } from 'zod';

/** Every error code that can reach a person. Add here first; the renderer and the CLI print `message` and `hint`. */
export const errorCodeSchema = z.enum([
  'bad_input', // the request or an argument is malformed
  'not_found', // a named thing (entry, run, file) does not exist
  'not_connected', // no account for the service
  'unauthorized', // the service refused the credential (401, 403, invalid_auth)
  'rate_limited', // 429; hint carries the wait
  'service_error', // the service answered with an error of its own
  'unreachable', // connection refused, DNS, TLS, time-out before an answer
  'denied', // policy said no
  'not_approved', // a person said no, or did not answer in time
  'cancelled', // the person stopped the run
  'outcome_unknown', // a write was sent and no answer came: it may have happened
  'sandbox_failed', // connector code crashed, ran out of time or memory
  'model_unavailable', // the model file is missing, corrupt or cannot run
  'keychain_unavailable', // no keychain, or it is locked
  'storage_unavailable', // the data directory cannot be written or the database is damaged
  'internal', // a defect of ours
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** What crosses every boundary when something goes wrong. `message`: one sentence. `hint`: what to do about it. */
export const errorBodySchema = z.object({
  code: errorCodeSchema,
  message: z.string(),
  hint: z.string(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** The one error class of the project: a code, one sentence for the person, and what to do. Never carries secrets. */
export class ThimbleError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ThimbleError';
    this.code = code;
    this.hint = hint;
  }

  toJSON(): ErrorBody {
    return { code: this.code, message: this.message, hint: this.hint };
  }
}

/**
 * Turns anything that was thrown into a {@link ThimbleError}. Unknown errors become `internal` with a fixed sentence:
 * their own text may hold paths or secrets, so it stays in `cause` for the log and is not shown.
 */
export function toThimbleError(thrown: unknown): ThimbleError {
  if (thrown instanceof ThimbleError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new ThimbleError('cancelled', 'The run was stopped.', 'Start it again when you are ready.', {
      cause: thrown,
    });
  return new ThimbleError(
    'internal',
    'Something went wrong inside Thimble.',
    'Try again; if it happens again, run `npx thimble doctor` and report what it prints.',
    { cause: thrown },
  );
}
