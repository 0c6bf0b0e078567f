import { type Facts, isUsual } from './facts.ts';

/** Drops from each value those that the other side has too. */
function without(values: readonly string[], others: readonly string[] = []): string[] {
  const left = [...others];
  return values.filter((value) => {
    const at = left.indexOf(value);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The record that a path is in; undefined for a path outside of `records`. */
function recordOf(path: string, records: ReadonlySet<string>): string | undefined {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
    if (records.has(path.slice(0, end))) return path.slice(0, end);
  return undefined;
}

/**
 * What is different after some calls, as a list of effects (record, field, value):
 * - a value that a record now has: `charge/ch_1/amount_refunded=500`;
 * - a value that is gone with nothing in its place: `-issues/30/assignees=joekim`;
 * - of a new record every value that says something. It is named by its kind and its number among the new ones, since its
 *   id is made up, and where it stands is an effect of its own: a message in the wrong channel still has the right text.
 */
export function changesBetween(before: Facts, after: Facts): string[] {
  const fresh = [...after.records].filter((record) => !before.records.has(record));
  const names = new Map<string, string>();
  const effects: string[] = [];
  const newRecords = new Set(fresh);
  // Parts of a new record (an invoice's lines) belong to it.
  const outer = fresh.filter((record) => recordOf(record, newRecords) === undefined);
  const byRoot = new Map<string, number>();
  for (const record of outer) {
    const [root = '', ...rest] = record.split('/');
    const number = (byRoot.get(root) ?? 0) + 1;
    byRoot.set(root, number);
    const name = `${root} new ${number}`;
    names.set(record, name);
    effects.push(`${name} exists`);
    const where = rest.slice(0, -1).join('/');
    if (where !== '') effects.push(`${name} in=${where}`);
  }
  const ids = new Map(outer.map((record) => [record.slice(record.lastIndexOf('/') + 1), names.get(record) ?? record]));
  const known = (text: string): string => ids.get(text) ?? text;
  for (const [path, values] of after.values) {
    const record = recordOf(path, newRecords);
    if (record === undefined)
      for (const value of without(values, before.values.get(path))) effects.push(`${path}=${known(value)}`);
    else {
      const field = path.slice(record.length + 1);
      if (field === 'id' || field === 'ts') continue;
      for (const value of values)
        if (!isUsual(field, value)) effects.push(`${names.get(record) ?? record}/${field}=${known(value)}`);
    }
  }
  for (const [path, values] of before.values) {
    const now = after.values.get(path);
    // A value that another took the place of is told by the other.
    if (now?.length === values.length) continue;
    for (const value of without(values, now)) effects.push(`-${path}=${value}`);
  }
  return effects;
}

/** The values that a read gave back, by what it is about (`stripe.customers`). */
export function valuesReturned(tool: string, answer: Facts): string[] {
  const about = tool.split('.').slice(0, 2).join('.');
  return [...answer.values].flatMap(([path, values]) =>
    values.filter((value) => !isUsual(path, value)).map((value) => `${about} ${path}=${value}`),
  );
}
