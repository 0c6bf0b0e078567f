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

/** 400 `validation_error`. */
export function invalid(message: string): NotionError {
  return new NotionError(400, 'validation_error', message);
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
