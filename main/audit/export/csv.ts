import type { AuditRecord } from '../types.ts';

/** What spreadsheets take for the start of a formula, also in full width and behind blanks. */
const formula = /^[\s\0]*[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/u;

/**
 * A cell of RFC 4180, always in quotation marks. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front (OWASP, "CSV Injection"): log entries hold what others wrote.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return `"${value ?? ''}"`;
  return `"${(formula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}

/** A line with its end. */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What is known of an entry; of one that cannot be read any more, little. */
type Entry = Partial<Omit<AuditRecord, 'proofs'>>;
type Column = readonly [name: string, of: (entry: Entry) => string | number | boolean | null | undefined];

const columns: readonly Column[] = [
  ['id', (entry) => entry.id],
  ['at', (entry) => entry.at],
  ['request', (entry) => entry.request],
  ['service', (entry) => entry.service],
  ['account', (entry) => entry.account],
  ['tool', (entry) => entry.tool],
  ['effect', (entry) => entry.effect],
  ['call', (entry) => entry.effectText],
  ['verdict', (entry) => entry.verdict],
  ['rules', (entry) => entry.decision?.rules.map((rule) => rule.id).join(' ')],
  ['answer', (entry) => entry.approval?.verdict],
  ['answered_by', (entry) => entry.approval?.by],
  ['answered_at', (entry) => entry.approval?.at],
  ['reason', (entry) => entry.approval?.reason],
  ['status', (entry) => entry.status],
  ['summary', (entry) => entry.summary],
  ['error', (entry) => entry.error?.message],
  ['tainted', (entry) => entry.tainted],
  ['lookup', (entry) => entry.lookup],
  ['second_model', (entry) => entry.secondModel],
  ['undoes', (entry) => entry.undoes],
  ['milliseconds', (entry) => entry.milliseconds],
  ['run', (entry) => entry.runId],
  ['step', (entry) => entry.step],
];

/** The first line of a table of entries. The byte order mark makes spreadsheets read UTF-8. */
export const csvHead = `\ufeff${csvLine(columns.map(([name]) => name))}`;

/** An entry as a line of the table. */
export function csvEntry(entry: Entry): string {
  return csvLine(columns.map(([, of]) => of(entry) ?? null));
}
