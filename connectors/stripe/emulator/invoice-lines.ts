import type { Json, JsonObject } from '../../../shared/index.ts';
import { list, record } from '../read.ts';

const linesOf = (row: JsonObject): Json[] => list(record(row.lines).data);

function setLines(row: JsonObject, data: Json[], change: number): void {
  row.lines = { object: 'list', data, has_more: false };
  const total = Number(row.amount_due) + change;
  for (const name of ['amount_due', 'amount_remaining', 'subtotal', 'total']) row[name] = total;
}

const lineId = (item: JsonObject): string => `il_${String(item.id).slice(3)}`;

/** Takes an invoice item off a draft, and its amount off what is due. */
export function removeLine(row: JsonObject, item: JsonObject): void {
  const kept = linesOf(row).filter((line) => (line as JsonObject).id !== lineId(item));
  setLines(row, kept, -Number(item.amount));
}

/** Puts an invoice item on a draft, and its amount on what is due. */
export function addLine(row: JsonObject, item: JsonObject): void {
  const line = {
    id: lineId(item),
    object: 'line_item',
    amount: item.amount ?? 0,
    currency: item.currency ?? 'usd',
    description: item.description ?? null,
    invoice: row.id ?? null,
    parent: { type: 'invoice_item_details', invoice_item_details: { invoice_item: item.id ?? null } },
    quantity: item.quantity ?? 1,
  };
  setLines(row, [...linesOf(row), line], Number(item.amount));
}
