import type { JsonObject } from '../../../shared/index.ts';

/** An answer in Stripe's error shape (https://docs.stripe.com/api/errors). */
export class StripeError extends Error {
  readonly status: number;
  readonly code: string | null;
  readonly param: string | null;
  readonly type: string;
  readonly more: JsonObject;

  constructor(
    status: number,
    message: string,
    detail: { code?: string; param?: string; type?: string; more?: JsonObject } = {},
  ) {
    super(message);
    this.status = status;
    this.code = detail.code ?? null;
    this.param = detail.param ?? null;
    this.type = detail.type ?? 'invalid_request_error';
    this.more = detail.more ?? {};
  }

  body(): JsonObject {
    const error: JsonObject = { message: this.message, type: this.type, ...this.more };
    if (this.code !== null) {
      error.code = this.code;
      error.doc_url = `https://stripe.com/docs/error-codes/${this.code.replaceAll('_', '-')}`;
    }
    if (this.param !== null) error.param = this.param;
    return { error };
  }
}

/** "No such customer: 'cus_1'": 404 where the id is in the path, 400 where it is in a parameter. */
export function noSuch(what: string, id: string, param = 'id'): StripeError {
  return new StripeError(param === 'id' ? 404 : 400, `No such ${what}: '${id}'`, { code: 'resource_missing', param });
}

/** A required parameter is absent. */
export function missing(param: string): StripeError {
  return new StripeError(400, `Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

/** A state or value that the service refuses. */
export function refused(message: string, code?: string, param?: string): StripeError {
  return new StripeError(400, message, {
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  });
}
