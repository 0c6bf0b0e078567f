/** A day without a time covers all of it. */
function span(text: string): [number, number] {
  const from = Date.parse(text);
  return [from, /^\d{4}-\d{2}-\d{2}$/.test(text) ? from + 86_399_999 : from];
}

/** GitHub's date filter: `2026-03-01`, `>=…`, `>…`, `<=…`, `<…`, `a..b` with `*` for open ends. Times are instants. */
export function dateMatches(iso: string, filter: string): boolean {
  const at = Date.parse(iso);
  const range = /^(.+)\.\.(.+)$/.exec(filter);
  if (range) {
    const [from = '*', to = '*'] = [range[1], range[2]];
    return (from === '*' || at >= span(from)[0]) && (to === '*' || at <= span(to)[1]);
  }
  const [, sign = '', text = ''] = /^(>=|<=|>|<)?(.*)$/.exec(filter) ?? [];
  const [start, end] = span(text);
  if (sign === '>=') return at >= start;
  if (sign === '<=') return at <= end;
  if (sign === '>') return at > end;
  if (sign === '<') return at < start;
  return at >= start && at <= end;
}
