import { timeResolvers } from './time.ts';
import type { Resolution, ResolveContext, Resolver } from './types.ts';

/** Columns that look back: what was last done, made or changed. */
const backward =
  /\b(?:last|latest|previous|contact(?:ed)?|met|created|edited|updated|added|since|seen|closed|signed|joined|started)\b/iu;

/** Whether a column holds what lies behind ("Last contact") rather than ahead. */
export const looksBack = (column: string): boolean => backward.test(column.replaceAll('_', ' '));

const DAY = 86_400_000;

async function reading(words: string, context: ResolveContext, past: boolean): Promise<Resolution> {
  const read = timeResolvers.date;
  if (!read) return { kind: 'missing', message: `I cannot read “${words}” as a date.` };
  // The time resolver reads a parameter that sets "created" as one that looks back.
  return read(words, { ...context, param: { ...context.param, sets: past ? ['created'] : ['properties'] } });
}

/**
 * A calendar day for a column. A day without a year or a bare weekday can lie behind or ahead: a column that looks back
 * ("Last contact") takes the one behind, any other the nearer one, and of a weekday the one ahead.
 */
export async function readDay(words: string, column: string, context: ResolveContext): Promise<Resolution> {
  const [ahead, behind] = [await reading(words, context, false), await reading(words, context, true)];
  if (ahead.kind !== 'resolved') return behind.kind === 'resolved' ? behind : ahead;
  if (behind.kind !== 'resolved' || ahead.value === behind.value) return ahead;
  if (looksBack(column)) return behind;
  const away = (value: unknown): number => Math.abs(Date.parse(String(value)) - context.now);
  const weekday = Math.abs(Date.parse(String(ahead.value)) - Date.parse(String(behind.value))) <= 15 * DAY;
  return weekday || away(ahead.value) <= away(behind.value) ? ahead : behind;
}

/** `notion.day`: a day in the column that `date_property` names, or in the database's own date. */
export const dayResolver: Resolver = async (words, context) => {
  const named = context.resolved.date_property;
  if (typeof named === 'string') return readDay(words, named, context);
  const database = context.resolved.database;
  if (database === undefined) return readDay(words, '', context);
  const source = await context.lookup('notion.data_sources.retrieve', { database });
  const properties =
    typeof source === 'object' && source !== null && !Array.isArray(source) ? source.properties : undefined;
  const dates = Object.entries(properties ?? {}).filter(
    ([, property]) => (property as { type?: unknown } | null)?.type === 'date',
  );
  return readDay(words, dates.map(([name]) => name).join(' '), context);
};
