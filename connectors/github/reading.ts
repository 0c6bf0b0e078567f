import type { Json } from '../../shared/index.ts';
import type { Reading } from '../kit/index.ts';
import { notFoundMessage } from './not-found.ts';
import { asArray, textAt } from './shape.ts';

/**
 * Reads an answer by GitHub's conventions (https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api):
 * 401 for a bad credential, 403 for a missing right or the rate limit, 404 also for what the credential may not see,
 * 422 with an `errors` list for invalid values.
 */
export function readGithubResponse(status: number, body: Json): Reading {
  if (status >= 200 && status < 300) return { ok: true };
  const said = textAt(body, 'message');
  if (status === 401)
    return { ok: false, code: 'unauthorized', message: 'GitHub refused the credential; connect the account again.' };
  if (status === 429 || (status === 403 && /rate limit/i.test(said)))
    return {
      ok: false,
      code: 'rate_limited',
      message: 'GitHub says that there were too many requests; try again later.',
    };
  if (status === 403)
    return {
      ok: false,
      code: 'unauthorized',
      message: `GitHub does not allow this with the connected account: ${sentence(said || 'forbidden')}`,
    };
  if (status === 404) return { ok: false, code: 'not_found', message: notFoundMessage };
  const details = asArray(typeof body === 'object' && body !== null && !Array.isArray(body) ? body.errors : undefined)
    .map(errorDetail)
    .filter((detail) => detail !== '');
  return {
    ok: false,
    code: 'service_error',
    message: `GitHub answered: ${sentence([said || `error ${status}`, ...details].join('; '))}`,
  };
}

function errorDetail(error: Json): string {
  if (typeof error === 'string') return error;
  const message = textAt(error, 'message');
  if (message !== '') return message;
  const field = textAt(error, 'field');
  return field === '' ? '' : `${field} is ${textAt(error, 'code').replaceAll('_', ' ')}`;
}

function sentence(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  return /[.!?]$/.test(flat) ? flat : `${flat}.`;
}
