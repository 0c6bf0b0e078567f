import type { EmulatorResponse } from '../../kit/index.ts';
import { StripeError } from './errors.ts';

const answer = (error: StripeError, headers: Readonly<Record<string, string>> = {}): EmulatorResponse => ({
  status: error.status,
  body: error.body(),
  headers,
});

/**
 * Answers of Stripe that no state of the emulator leads to, for scripted faults (`ServedEmulator.addFault`):
 * https://docs.stripe.com/rate-limits, /keys-api#restricted-api-keys, /api/errors.
 */
export const faults = {
  /** 429; `seconds` is how long to wait. */
  rateLimited: (seconds: number): EmulatorResponse =>
    answer(
      new StripeError(
        429,
        'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
        { code: 'rate_limit' },
      ),
      { 'retry-after': String(seconds), 'stripe-rate-limited-reason': 'global-rate' },
    ),
  /** 403: a restricted key without the permission, named as in `rak_charge_write`. */
  forbidden: (permission: string): EmulatorResponse =>
    answer(
      new StripeError(
        403,
        `The provided key does not have the required permissions for this endpoint. Having the '${permission}' permission would allow this request to continue.`,
      ),
    ),
  /** 409: another request with the same key is under way. */
  keyInUse: (): EmulatorResponse =>
    answer(
      new StripeError(
        409,
        'There is currently another in-progress request using this Stripe-Idempotent key. Please try again later.',
        { code: 'idempotency_key_in_use', type: 'idempotency_error' },
      ),
      { 'stripe-should-retry': 'true' },
    ),
  /** 500: Stripe broke down. */
  broken: (): EmulatorResponse =>
    answer(new StripeError(500, 'An unknown error occurred', { type: 'api_error' }), {
      'stripe-should-retry': 'false',
    }),
} as const;
