import type { Json, JsonObject } from '../../shared/index.ts';

/**
 * A state or an answer taken apart: one line for each value that it holds, and the path of every record (an object that
 * has an identity of its own).
 */
export interface Facts {
  /** `charge/ch_1/amount_refunded` to its values; a list of plain values has several. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly records: ReadonlySet<string>;
}

/** Keys of books that services keep for themselves: they say nothing of what a call was about. */
const bookkeeping = new Set([
  ...['object', 'livemode', 'created', 'updated', 'client_secret', 'event', 'request', 'previous_attributes'],
  ...['createdAt', 'updatedAt', 'created_at', 'updated_at', 'pushed_at', 'node_id', 'counter', 'nextNumber'],
  ...['creator', 'author', 'plain_text', 'unit_amount_decimal', 'period_start', 'period_end'],
  ...['made', 'edited', 'last_edited_time', 'created_time', 'has_more', 'next_cursor', 'response_metadata'],
]);

/** What tells an item of a list from its neighbours; null for items that only their place tells apart. */
function identity(item: Json): string | null {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return null;
  const own = item.id ?? item.ts;
  return typeof own === 'string' || typeof own === 'number' ? String(own) : null;
}

/**
 * Takes a value apart.
 * @param places whether items without an identity are told apart by their place; else they share one path
 */
export function factsOf(value: Json, places: boolean): Facts {
  const values = new Map<string, string[]>();
  const records = new Set<string>();
  const add = (path: string, text: string): void => {
    const known = values.get(path);
    if (known) known.push(text);
    else values.set(path, [text]);
  };
  const object = (here: JsonObject, path: string): void => {
    for (const [key, child] of Object.entries(here)) {
      if (bookkeeping.has(key)) continue;
      const below = path === '' ? key : `${path}/${key}`;
      if (places && identity(child) === key) records.add(below);
      visit(child, below);
    }
  };
  const visit = (here: Json, path: string): void => {
    if (Array.isArray(here))
      for (const [index, item] of here.entries()) {
        if (item === null || typeof item !== 'object') {
          add(path, String(item));
          continue;
        }
        const own = places ? identity(item) : null;
        const below = places ? `${path}/${own ?? index}` : path;
        if (own !== null) records.add(below);
        visit(item, below);
      }
    else if (here !== null && typeof here === 'object') object(here, path);
    else add(path, String(here));
  };
  visit(value, '');
  return { values, records };
}

/** What stands in records of which nothing else was said, by the last name of its path. */
const defaults = new Set([
  ...['currency=usd', 'active=true', 'status=succeeded', 'status=draft', 'state=open', 'is_open=true', 'color=default'],
  ...['type=service', 'type=one_time', 'type=card', 'type=refund', 'type=text', 'type=public_channel'],
  ...['billing_scheme=per_unit', 'tax_behavior=unspecified', 'tax_exempt=none', 'billing_reason=manual'],
  ...['collection_method=charge_automatically', 'account_country=US', 'next_invoice_sequence=1'],
]);

/**
 * Whether a value tells nothing of a new record or an answer, since it stands wherever nothing was said. Left in, such
 * values would make any two new records look alike.
 */
export function isUsual(path: string, text: string): boolean {
  return (
    text === '' ||
    text === 'null' ||
    text === 'false' ||
    text === '0' ||
    defaults.has(`${path.slice(path.lastIndexOf('/') + 1)}=${text}`)
  );
}
