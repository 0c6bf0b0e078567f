import type { AuditDetail } from '../../../../../shared/index.ts';

type Part = AuditDetail['proofs'][number]['part'];

/** What of an entry's story stands in each of its two records. */
const told: Readonly<Record<Part, ReadonlyArray<keyof AuditDetail>>> = {
  intent: [
    'runId',
    'step',
    'request',
    'tool',
    'title',
    'service',
    'effect',
    'effectText',
    'undoText',
    'tainted',
    'lookup',
    'args',
    'asked',
    'decision',
    'approval',
    'account',
    'undoes',
    'settles',
    'fromLink',
    'secondModel',
    'steeredBy',
  ],
  outcome: ['status', 'summary', 'result', 'error', 'milliseconds'],
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Whether two values say the same. What an older log did not have yet is null, empty or not there on one side. */
function same(shown: unknown, kept: unknown): boolean {
  if (Array.isArray(shown) && Array.isArray(kept))
    return shown.length === kept.length && shown.every((one, at) => same(one, kept[at]));
  if (isObject(shown) && isObject(kept))
    return [...new Set([...Object.keys(shown), ...Object.keys(kept)])].every((key) => same(shown[key], kept[key]));
  const nothing = (value: unknown): boolean =>
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return shown === kept || (nothing(shown) && nothing(kept));
}

/**
 * Whether the story that is shown is the one that a record of the log tells. `body`: the record's text, JSON. A body that
 * cannot be read tells nothing.
 */
export function isStoryOf(entry: AuditDetail, part: Part, body: string): boolean {
  try {
    const kept: unknown = JSON.parse(body);
    return isObject(kept) && told[part].every((name) => same(entry[name], kept[name]));
  } catch {
    return false;
  }
}
