/** The mean; null of nothing. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The share of items that are so, 0 to 1; null of nothing. */
export const share = <T>(items: readonly T[], is: (item: T) => boolean): number | null =>
  mean(items.map((item) => (is(item) ? 1 : 0)));

/** The value below which a share `q` of the values lies (nearest rank). */
export function quantile(values: readonly number[], q: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? null;
}

/** A share as people read it. */
export const percent = (value: number | null): string => (value === null ? 'n/a' : `${(value * 100).toFixed(1)}%`);

/** Milliseconds as people read them. */
export const duration = (value: number | null): string => (value === null ? 'n/a' : `${value.toFixed(0)} ms`);

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
