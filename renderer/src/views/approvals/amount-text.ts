/** How many digits stand behind the point in a currency (ISO 4217, any case); 2 where it is not known. */
function digitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** "12.50" of 1250 cents, to be typed over. */
export function amountText(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** Minor units of what was typed: 1250 of "12.50", "$12.5" or "1,250" yen; null where it is no amount. */
export function readAmount(typed: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const text = typed
    .trim()
    .replace(/^[^\d.,-]*\s*/u, '')
    .replace(/,(?=\d{3}(?:\D|$))/gu, '');
  const match = /^(\d{1,9})(?:\.(\d+))?$/u.exec(text);
  if (!match || (match[2]?.length ?? 0) > digits) return null;
  return Number(`${match[1]}${(match[2] ?? '').padEnd(digits, '0')}`);
}
