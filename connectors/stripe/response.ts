import type { Json } from '../../shared/index.ts';
import type { Reading } from '../kit/index.ts';
import { record, text } from './read.ts';

/**
 * Reads an answer by Stripe's conventions (https://docs.stripe.com/api/errors): 2xx is a success, anything else carries
 * `error: {type, code, message, param}`.
 */
export function readResponse(status: number, body: Json): Reading {
  if (status >= 200 && status < 300) return { ok: true };
  const error = record(record(body).error);
  const said = text(error.message) || `Stripe answered with status ${status}.`;
  if (status === 401) return { ok: false, code: 'unauthorized', message: 'Stripe did not accept the API key.' };
  if (status === 403) return { ok: false, code: 'unauthorized', message: `Stripe refused: ${said}` };
  if (status === 429)
    return { ok: false, code: 'rate_limited', message: 'Stripe asks to slow down: too many requests.' };
  if (status === 404) return { ok: false, code: 'not_found', message: `Stripe does not know it: ${said}` };
  if (status === 402) return { ok: false, code: 'service_error', message: `The payment did not go through: ${said}` };
  return { ok: false, code: 'service_error', message: `Stripe said no: ${said}` };
}
