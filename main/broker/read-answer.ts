import type { ConnectorManifest, Reading, ToolResponse } from '../../connectors/index.ts';
import { type Json, ThimbleError } from '../../shared/index.ts';
import { cleanJson } from '../sandbox/index.ts';
import type { WireAnswer } from './transport.ts';

/** Seconds from a Retry-After header (RFC 9110, 10.2.3): a number or a date; null where there is none. */
export function retryAfterSeconds(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header.trim());
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/** "30 seconds", "5 minutes", "2 hours": rounded up, so that nobody comes back too early. */
function duration(seconds: number): string {
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour'];
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

function hintFor(code: Extract<Reading, { ok: false }>['code'], title: string): string {
  if (code === 'unauthorized') return `Connect ${title} again in Connections, with an account that may do this.`;
  if (code === 'not_found') return 'Check the name; it may be gone, or not be shared with this account.';
  return 'Change the request and try again.';
}

/** The body as JSON: null for an empty one, undefined where it is something else. */
function bodyOf(answer: WireAnswer): Json | undefined {
  if (answer.text.trim() === '') return null;
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(answer.headers['content-type'] ?? '')) return undefined;
  try {
    return cleanJson(JSON.parse(answer.text));
  } catch {
    return undefined;
  }
}

function read(
  connector: ConnectorManifest,
  status: number,
  body: Json,
): { readonly reading: Reading; readonly understood: boolean } {
  try {
    return { reading: connector.readResponse(status, body), understood: true };
  } catch {
    const message = `${connector.title} answered in a form that Thimble does not know.`;
    return { reading: { ok: false, code: 'service_error', message }, understood: false };
  }
}

/**
 * What an answer means: a response for connector code, or the error for the person. `unclear`: for a write, it does not
 * tell whether it happened (a server's own error, a gateway's time-out, a success that cannot be read).
 */
export type Meaning =
  | { readonly ok: true; readonly response: ToolResponse }
  | {
      readonly ok: false;
      readonly error: ThimbleError;
      readonly unclear: boolean;
      /** The credential itself is refused. */
      readonly refused: boolean;
    };

/** Reads a complete answer by HTTP and by the service's own conventions. @param now epoch milliseconds. */
export function readAnswer(answer: WireAnswer, connector: ConnectorManifest, now: number): Meaning {
  const { status, headers } = answer;
  const { title } = connector;
  const fail = (
    code: ThimbleError['code'],
    message: string,
    hint: string,
    unclear = false,
    refused = false,
  ): Meaning => ({ ok: false, error: new ThimbleError(code, message, hint), unclear, refused });
  if (status < 200 || (status >= 300 && status < 400))
    return fail(
      'service_error',
      `${title} answered with a redirect, which Thimble does not follow.`,
      'Try again later.',
    );
  const success = status < 300;
  const body = bodyOf(answer);
  if (body === undefined && success)
    return fail('service_error', `${title} answered in a form that Thimble does not know.`, 'Try again later.', true);

  const { reading, understood } = read(connector, status, body ?? null);
  // A server's own error says nothing of how far it came (docs.stripe.com/error-low-level, "Server errors").
  const unclear = status >= 500 || (success && !understood) || (!reading.ok && reading.unclear === true);
  const limited = status === 429 || (!reading.ok && reading.code === 'rate_limited');
  if (limited) {
    const wait = retryAfterSeconds(headers['retry-after'], now);
    const message = wait === null ? `${title} asks to slow down.` : `${title} asks to wait ${duration(wait)}.`;
    return fail('rate_limited', message, wait === null ? 'Try again in a minute.' : `Try again in ${duration(wait)}.`);
  }
  if (status >= 500 && (body ?? null) === null)
    return fail(
      'service_error',
      `${title} had an error of its own.`,
      `Try again in a few minutes; ${title} may be having trouble.`,
      unclear,
    );
  if (!reading.ok) {
    const refused = reading.code === 'unauthorized' && (status === 401 || reading.refused === true);
    return fail(reading.code, reading.message, hintFor(reading.code, title), unclear, refused);
  }
  if (!success)
    return fail(
      'service_error',
      `${title} refused the request and did not say why.`,
      hintFor('service_error', title),
      unclear,
    );
  return { ok: true, response: { status, body: body ?? null, link: (headers.link ?? '').slice(0, 4096) } };
}
