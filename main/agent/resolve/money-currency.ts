const codes = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** What people say for a currency besides its code; "dollars" and "$" are the US ones unless another is named. */
const spoken: Readonly<Record<string, string>> = {
  $: 'usd',
  dollar: 'usd',
  buck: 'usd',
  'us dollar': 'usd',
  'u.s. dollar': 'usd',
  'american dollar': 'usd',
  us$: 'usd',
  greenback: 'usd',
  '€': 'eur',
  euro: 'eur',
  '£': 'gbp',
  pound: 'gbp',
  quid: 'gbp',
  'pound sterling': 'gbp',
  sterling: 'gbp',
  'british pound': 'gbp',
  '¥': 'jpy',
  yen: 'jpy',
  'japanese yen': 'jpy',
  yuan: 'cny',
  renminbi: 'cny',
  rmb: 'cny',
  '₹': 'inr',
  rupee: 'inr',
  rs: 'inr',
  'rs.': 'inr',
  '₩': 'krw',
  won: 'krw',
  'swiss franc': 'chf',
  franc: 'chf',
  c$: 'cad',
  ca$: 'cad',
  'canadian dollar': 'cad',
  a$: 'aud',
  au$: 'aud',
  'australian dollar': 'aud',
  nz$: 'nzd',
  'new zealand dollar': 'nzd',
  s$: 'sgd',
  'singapore dollar': 'sgd',
  hk$: 'hkd',
  r$: 'brl',
  real: 'brl',
  mx$: 'mxn',
  peso: 'mxn',
  'mexican peso': 'mxn',
  zloty: 'pln',
  złoty: 'pln',
  'swedish krona': 'sek',
  krona: 'sek',
  'norwegian krone': 'nok',
  'danish krone': 'dkk',
};

/** English names of the ISO list ("swiss franc", "kenyan shilling"), singular and lower case. */
const names = new Map<string, string>();
const display = new Intl.DisplayNames('en', { type: 'currency' });
for (const code of codes) names.set((display.of(code.toUpperCase()) ?? code).toLowerCase(), code);

function singular(words: string): string {
  return words.replace(/(?<=[a-zł]{2})s$/, '').replace(/s\b(?= sterling)/, '');
}

/** An ISO 4217 code, lower case, for a code, symbol or name ("EUR", "€", "euros"); null when it names no currency. */
export function readCurrency(words: string): string | null {
  const said = words
    .trim()
    .toLowerCase()
    .replace(/^(?:in|the)\s+/, '')
    .replace(/\s+(?:currency|money)$/, '');
  if (codes.has(said)) return said;
  return spoken[said] ?? spoken[singular(said)] ?? names.get(said) ?? names.get(singular(said)) ?? null;
}
