import { parseDate } from 'chrono-node';
import { DateTime } from 'luxon';
import type { Json, JsonObject } from '../../shared/index.ts';
import { plainText, sameQuery, tokenF1 } from './text.ts';

/** What equality needs to know besides the two values. */
export interface EqualContext {
  /** The task's clock: ISO 8601 with offset. */
  readonly now: string;
  readonly zone: string;
  /** Dotted paths compared as free text. */
  readonly text: ReadonlySet<string>;
  readonly op: string;
  /** Workflow ids and files that name the same workflow. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** Lists without an order: of people, labels and the like. */
const setPaths = new Set(['labels', 'assignees', 'reviewers', 'team_reviewers', 'users', 'types']);
const queryPaths = new Set([
  'stripe.customers.search/query',
  'github.search.issues/q',
  'github.search.repos/q',
  'github.search.code/q',
  'slack.search.messages/query',
]);

/** Whether an argument is a search query, compared by its parts. */
export const isQuery = (op: string, path: string): boolean => queryPaths.has(`${op}/${path}`);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isInstant = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u.test(value);

/** `type` and `object` of a Notion value repeat what its other keys say. */
function withoutRedundant(op: string, value: JsonObject): JsonObject {
  if (!op.startsWith('notion.')) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'object' && key !== 'type');
  return entries.length > 0 ? Object.fromEntries(entries) : value;
}

function withoutDefaults(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([key, item]) => !(key === 'quantity' && String(item) === '1')),
  );
}

function normalObject(op: string, value: JsonObject): Json {
  const and = value.and;
  if (Object.keys(value).length === 1 && Array.isArray(and) && and.length === 1) return and[0] ?? null;
  return withoutDefaults(withoutRedundant(op, value));
}

function sameSet(a: readonly Json[], b: readonly Json[], same: (x: Json, y: Json) => boolean): boolean {
  if (a.length !== b.length) return false;
  const rest = [...b];
  return a.every((item) => {
    const at = rest.findIndex((other) => same(item, other));
    if (at < 0) return false;
    rest.splice(at, 1);
    return true;
  });
}

/** An instant in epoch seconds read from a phrase, a number or an ISO date-time; null when it is none. */
function instant(value: Json, context: EqualContext): number | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  const now = DateTime.fromISO(context.now, { setZone: true });
  if (/^\d+$/u.test(text)) {
    const seconds = Number(text);
    // Slack reads a small number as seconds from now.
    return seconds < 10_000_000 ? Math.round(now.toSeconds()) + seconds : seconds;
  }
  if (isInstant(text)) return Math.round(DateTime.fromISO(text, { zone: context.zone }).toSeconds());
  const read = parseDate(text, { instant: now.toJSDate(), timezone: now.offset }, { forwardDate: true });
  return read ? Math.round(read.getTime() / 1000) : null;
}

/**
 * Whether two upstream values are the same for a task, by the rules of docs/evaluation.md: numbers and numeric strings,
 * instants, sets, filter lists, search queries, free text.
 * @param path dotted path of the value within the request's arguments
 */
export function sameValue(expected: Json, actual: Json, path: string, context: EqualContext): boolean {
  const leaf = path.split('.').at(-1) ?? '';
  if (context.text.has(path) && !isQuery(context.op, path)) {
    if (expected === null || actual === null) return expected === actual;
    return tokenF1(plainText(expected), plainText(actual)) >= 0.8;
  }
  if (isQuery(context.op, path)) return sameQuery(String(expected), String(actual));
  if (context.op === 'slack.reminders.add' && path === 'time') {
    const a = instant(expected, context);
    const b = instant(actual, context);
    return a !== null && b !== null && Math.abs(a - b) <= 1;
  }
  const same = (x: Json, y: Json): boolean => sameValue(x, y, path, context);
  if (setPaths.has(leaf)) {
    const list = (value: Json): Json[] =>
      Array.isArray(value)
        ? value
        : String(value)
            .split(',')
            .map((one) => one.trim());
    if (!isObject(expected) && !isObject(actual))
      return sameSet(list(expected), list(actual), (x, y) => String(x) === String(y));
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (leaf === 'and' || leaf === 'or' || leaf === 'people') return sameSet(expected, actual, same);
    return (
      expected.length === actual.length &&
      expected.every((item, index) => sameValue(item, actual[index] ?? null, path, context))
    );
  }
  if (isObject(expected) && isObject(actual)) {
    const a = normalObject(context.op, expected);
    const b = normalObject(context.op, actual);
    if (!isObject(a) || !isObject(b)) return sameValue(a, b, path, context);
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => {
      const left = a[key];
      const right = b[key];
      return left !== undefined && right !== undefined && sameValue(left, right, `${path}.${key}`, context);
    });
  }
  if (isObject(expected) !== isObject(actual)) {
    const unwrapped = isObject(expected)
      ? normalObject(context.op, expected)
      : normalObject(context.op, actual as JsonObject);
    if (isObject(unwrapped)) return false;
    return isObject(expected)
      ? sameValue(unwrapped, actual, path, context)
      : sameValue(expected, unwrapped, path, context);
  }
  if (expected === null || actual === null || typeof expected === 'object' || typeof actual === 'object')
    return expected === actual;
  const left = String(expected);
  const right = String(actual);
  if (left === right || (context.aliases.get(left) ?? left) === (context.aliases.get(right) ?? right)) return true;
  if (left.trim() !== '' && right.trim() !== '' && Number(left) === Number(right)) return true;
  if (isInstant(left) && isInstant(right)) return instant(left, context) === instant(right, context);
  return false;
}
