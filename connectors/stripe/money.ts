/** Currencies whose smallest unit is the whole unit (Stripe docs, "Zero-decimal currencies"). */
const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
/** Currencies with a thousandth as the smallest unit (Stripe docs, "Three-decimal currencies"). */
const threeDecimal = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** How many decimal digits Stripe's minor unit of an ISO 4217 code stands for; ISK and UGX count as two there. */
export function currencyDigits(currency: string): number {
  const code = currency.toLowerCase();
  if (zeroDecimal.has(code)) return 0;
  return threeDecimal.has(code) ? 3 : 2;
}

/** Minor units as people read them: `formatMoney(500, 'usd')` is `$5.00`. Unknown codes read `5.00 XYZ`. */
export function formatMoney(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const major = minor / 10 ** digits;
  if (!/^[a-z]{3}$/i.test(currency)) return major.toFixed(digits);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(major);
}
