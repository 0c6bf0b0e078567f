import type { Reading } from '../../connectors/index.ts';
import type { Json } from '../../shared/index.ts';

/** How a plug-in's service says yes and no, as its manifest states it. Paths are dotted: `error.message`. */
export interface AnswerRules {
  /** Statuses of a success, all from 200 to 299; all of those unless given. */
  readonly success?: readonly number[] | undefined;
  /** A flag in the body that is true in a success, for services that answer 200 to everything. */
  readonly flag?: string | undefined;
  /** Where the body of an error says what is wrong. */
  readonly message?: string | undefined;
}

/** What stands at a dotted path of a body; undefined where nothing does. */
export function valueAt(body: Json, path: string): Json | undefined {
  let at: Json | undefined = body;
  for (const name of path.split('.')) {
    if (at === null || typeof at !== 'object' || Array.isArray(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

/** What a service said, as one line of at most 300 characters that hides nothing. */
function oneLine(value: Json | undefined): string {
  if (typeof value !== 'string') return '';
  return value
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/**
 * Reads an answer by the rules of a manifest. A success that the rules do not call one is unclear: a write may have
 * happened all the same.
 */
export function readByRules(title: string, rules: AnswerRules, status: number, body: Json): Reading {
  const good = status >= 200 && status < 300;
  const flag = rules.flag === undefined ? true : valueAt(body, rules.flag);
  if (good && (rules.success?.includes(status) ?? true) && flag === true) return { ok: true };
  const said = rules.message === undefined ? '' : oneLine(valueAt(body, rules.message));
  const message =
    said === ''
      ? `${title} answered with an error (${status}).`
      : `${title} answered: ${said}${/[.!?]$/u.test(said) ? '' : '.'}`;
  if (status === 401 || status === 403) return { ok: false, code: 'unauthorized', message };
  if (status === 404) return { ok: false, code: 'not_found', message };
  if (status === 429) return { ok: false, code: 'rate_limited', message };
  const unclear = good && flag !== false;
  return { ok: false, code: 'service_error', message, ...(unclear ? { unclear: true as const } : {}) };
}
