import type { JsonObject } from '../../../shared/index.ts';
import { refused } from './errors.ts';

interface Clause {
  readonly negated: boolean;
  readonly field: string;
  readonly key: string | null;
  readonly operator: string;
  readonly value: string;
}

const clausePattern =
  /^\s*(-)?(\w+)(?:\[(?:'([^']*)'|"([^"]*)")\])?\s*(:|~|>=|<=|>|<)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S+))/;

/** Parses Stripe's search language (https://docs.stripe.com/search): clauses joined by AND or by OR, never both. */
function parse(query: string): { clauses: Clause[]; any: boolean } {
  const clauses: Clause[] = [];
  const joins = new Set<string>();
  let rest = query;
  for (;;) {
    const found = clausePattern.exec(rest);
    const [whole, minus, field, single, double, operator, a, b, bare] = found ?? [];
    if (whole === undefined || field === undefined || operator === undefined)
      throw refused(`We were unable to parse your search query: ${query}`, 'search_query_invalid', 'query');
    const value = (a ?? b ?? bare ?? '').replace(/\\(.)/g, '$1');
    clauses.push({ negated: minus === '-', field, key: single ?? double ?? null, operator, value });
    rest = rest.slice(whole.length);
    if (rest.trim() === '') break;
    const join = /^\s+(AND|OR)\b/i.exec(rest);
    if (join?.[1] !== undefined) {
      joins.add(join[1].toUpperCase());
      rest = rest.slice(join[0].length);
    } else joins.add('AND');
  }
  if (joins.size > 1) throw refused('A query cannot combine AND and OR.', 'search_query_invalid', 'query');
  return { clauses, any: joins.has('OR') };
}

const textFields = new Set(['name', 'email', 'phone']);

function holds(row: JsonObject, clause: Clause): boolean {
  if (clause.field === 'created') {
    const [at, bound] = [Number(row.created), Number(clause.value)];
    const compare: Record<string, boolean> = {
      ':': at === bound,
      '>': at > bound,
      '>=': at >= bound,
      '<': at < bound,
      '<=': at <= bound,
    };
    return compare[clause.operator] ?? false;
  }
  let actual: string | null = null;
  if (clause.field === 'metadata') {
    const metadata = row.metadata as JsonObject;
    const found = clause.key === null ? undefined : metadata[clause.key];
    actual = typeof found === 'string' ? found : null;
  } else if (textFields.has(clause.field)) {
    const found = row[clause.field];
    actual = typeof found === 'string' ? found : null;
  } else
    throw refused(
      `Field \`${clause.field}\` is an unsupported search field for resource \`customers\`.`,
      'search_query_invalid',
      'query',
    );
  if (clause.operator !== ':' && clause.operator !== '~')
    throw refused(`Operator ${clause.operator} is not supported for ${clause.field}.`, 'search_query_invalid', 'query');
  if (clause.operator === '~' && clause.value.length < 3)
    throw refused('Substring searches need at least three characters.', 'search_query_invalid', 'query');
  if (actual === null) return clause.value === 'null' && clause.operator === ':';
  const [have, want] = [actual.toLowerCase(), clause.value.toLowerCase()];
  return clause.operator === ':' ? have === want : have.includes(want);
}

/** Whether a customer fits a search query. @throws StripeError for a query that cannot be read */
export function customerMatcher(query: string): (row: JsonObject) => boolean {
  const { clauses, any } = parse(query);
  return (row) => {
    const results = clauses.map((clause) => holds(row, clause) !== clause.negated);
    return any ? results.some(Boolean) : results.every(Boolean);
  };
}
