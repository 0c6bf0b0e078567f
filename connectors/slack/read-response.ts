import type { Json } from '../../shared/index.ts';
import type { Reading } from '../kit/guest.ts';
import { credentialErrors, endedCredentialErrors, errorSentences } from './errors.ts';

/**
 * Reads an answer of Slack's Web API: errors come with status 200 and `{"ok": false, "error": "<code>"}`; only rate limits
 * (429) and outages use the HTTP status (https://docs.slack.dev/apis/web-api/#responses). An answer that is not such an
 * object is an error.
 */
export function readResponse(status: number, body: Json): Reading {
  const answer = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  const code = typeof answer.error === 'string' ? answer.error : '';
  if (status === 429 || code === 'ratelimited' || code === 'rate_limited')
    return { ok: false, code: 'rate_limited', message: 'Slack asks to wait: too many requests in a short time.' };
  if (code === 'missing_scope' && typeof answer.needed === 'string' && answer.needed !== '')
    return { ok: false, code: 'unauthorized', message: `The Slack token may not do this: it lacks ${answer.needed}.` };
  if (status === 401 || status === 403 || credentialErrors.has(code))
    return {
      ok: false,
      code: 'unauthorized',
      message: `Slack refused the credential${code ? ` (${code})` : ''}.`,
      ...(endedCredentialErrors.has(code) ? { refused: true as const } : {}),
    };
  if (status >= 200 && status < 300 && answer.ok === true) return { ok: true };
  // "It's possible some aspect of the operation succeeded before the error was raised" (docs.slack.dev, chat.postMessage).
  if (code === 'internal_error' || code === 'fatal_error')
    return { ok: false, code: 'service_error', message: `Slack had an error of its own (${code}).`, unclear: true };
  if (code === '')
    return {
      ok: false,
      code: 'service_error',
      message: `Slack answered with an error (HTTP ${status}).`,
      ...(status >= 200 && status < 300 ? { unclear: true as const } : {}),
    };
  const sentence = errorSentences[code] ?? `Slack refused the request (${code}).`;
  return { ok: false, code: code.endsWith('not_found') ? 'not_found' : 'service_error', message: sentence };
}
