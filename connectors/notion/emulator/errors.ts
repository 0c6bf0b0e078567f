import type { Json } from '../../../shared/index.ts';
import type { EmulatorResponse } from '../../kit/index.ts';

/** An error in Notion's own words; `handle` turns it into the response. */
export class NotionError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'NotionError';
    this.status = status;
    this.code = code;
  }
}

const shown = (value: Json | undefined): string => (value === undefined ? 'undefined' : JSON.stringify(value));

/** 400 `validation_error`. */
export function invalid(message: string): NotionError {
  return new NotionError(400, 'validation_error', message);
}

/** As {@link invalid}, for a value that is not what it should be: `body.page_size should be ≤ `100`, instead was `101`.` */
export function unfit(where: string, should: string, was: Json | undefined): NotionError {
  const [top = 'body'] = where.split('.');
  return invalid(`${top} failed validation: ${where} should be ${should}, instead was \`${shown(was)}\`.`);
}

/** What is in the trash, or lies in something that is, cannot be edited. */
export function trashed(ancestor: boolean): NotionError {
  return invalid(
    ancestor
      ? "Can't edit page on block with an archived ancestor. You must unarchive the ancestor before editing page."
      : "Can't edit block that is archived. You must unarchive the block before editing.",
  );
}

/** 404 `object_not_found`, worded as the API does. */
export function notFound(what: string, id: string): NotionError {
  return new NotionError(
    404,
    'object_not_found',
    `Could not find ${what} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "Thimble".`,
  );
}

/** The error object of the API (developers.notion.com/reference/status-codes). */
export function errorResponse(error: NotionError, requestId: string): EmulatorResponse {
  return {
    status: error.status,
    body: { object: 'error', status: error.status, code: error.code, message: error.message, request_id: requestId },
  };
}

/** Errors that depend on the hour or on who else is at work, so that nothing in a request brings them about. */
const moods = {
  rate_limited: [429, 'You have been rate limited. Please try again in a few minutes.'],
  conflict_error: [409, 'Conflict occurred while saving. Please try again.'],
  restricted_resource: [403, 'API token does not have access to this resource.'],
  internal_server_error: [500, 'Unexpected error occurred.'],
  service_unavailable: [503, 'Notion is unavailable, please try again later.'],
  gateway_timeout: [504, 'Notion timed out while attempting to complete this request.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

/**
 * An error of the service's own, for a scripted fault (developers.notion.com/reference/status-codes).
 * @param retryAfter seconds of the `Retry-After` header; the service sends one with 429 always
 */
export function notionFailure(code: keyof typeof moods, retryAfter?: number): EmulatorResponse {
  const [status, message] = moods[code];
  const wait = retryAfter ?? (code === 'rate_limited' ? 1 : undefined);
  const response = errorResponse(new NotionError(status, code, message), '00000000-0000-4000-8000-000000000000');
  return wait === undefined ? response : { ...response, headers: { 'retry-after': String(wait) } };
}
