import type { JsonObject } from '../../../shared/index.ts';

/** The parts of an address, in the order of an envelope. */
export const addressParts = ['line1', 'line2', 'city', 'state', 'postal_code', 'country'] as const;
export type AddressPart = (typeof addressParts)[number];

const countries: Readonly<Record<string, string>> = {
  'united states': 'US',
  usa: 'US',
  'u.s.': 'US',
  'united kingdom': 'GB',
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  canada: 'CA',
  germany: 'DE',
  deutschland: 'DE',
  france: 'FR',
  spain: 'ES',
  italy: 'IT',
  portugal: 'PT',
  netherlands: 'NL',
  'the netherlands': 'NL',
  belgium: 'BE',
  ireland: 'IE',
  austria: 'AT',
  switzerland: 'CH',
  sweden: 'SE',
  norway: 'NO',
  denmark: 'DK',
  finland: 'FI',
  poland: 'PL',
  japan: 'JP',
  australia: 'AU',
  'new zealand': 'NZ',
  brazil: 'BR',
  mexico: 'MX',
  india: 'IN',
  singapore: 'SG',
};

/** The ISO 3166 code of a country said by its name or code; undefined for others. */
export function countryOf(words: string): string | undefined {
  if (/^[A-Z]{2}$/.test(words) && Object.values(countries).includes(words)) return words;
  return countries[words.toLowerCase()];
}

/**
 * An address said on one line as Stripe's parts (https://docs.stripe.com/api/customers/object#customer_object-address):
 * "12 Main St, Springfield, IL 62701, USA". What cannot be told apart stays together in `line1`; nothing is dropped.
 */
export function addressBody(line: string): JsonObject {
  const parts = line.split(/\s*[,\n]\s*/).filter((part) => part !== '');
  const address: JsonObject = {};
  const last = parts.at(-1);
  const country = parts.length > 1 && last !== undefined ? countryOf(last) : undefined;
  // "Portland, ME": a two-letter state is taken for a country only after something that holds a postal code.
  const before = parts.at(-2) ?? '';
  const isCountry = country !== undefined && (last?.length !== 2 || /\d/.test(before) || parts.length > 3);
  if (isCountry && country !== undefined) {
    address.country = country;
    parts.pop();
  }
  const region = parts.length > 1 ? parts.at(-1) : undefined;
  const statePostal =
    region === undefined ? null : /^([A-Z]{2})(?:\s+(\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d))?$/.exec(region);
  const postalCity = region === undefined ? null : /^(\d{4,6})\s+(\p{L}.*)$/u.exec(region);
  const cityPostal =
    region === undefined
      ? null
      : /^(\p{L}[\p{L} .'-]*?)\s+(\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/u.exec(region);
  const onlyPostal =
    region === undefined ? null : /^(\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/.exec(region);
  if (statePostal?.[1] !== undefined && parts.length > 2) {
    address.state = statePostal[1];
    if (statePostal[2] !== undefined) address.postal_code = statePostal[2];
    parts.pop();
  } else if (postalCity?.[1] !== undefined && postalCity[2] !== undefined) {
    address.postal_code = postalCity[1];
    parts[parts.length - 1] = postalCity[2];
  } else if (cityPostal?.[1] !== undefined && cityPostal[2] !== undefined) {
    const stateIn = /^(.*?)\s+([A-Z]{2})$/.exec(cityPostal[1]);
    address.postal_code = cityPostal[2];
    if (stateIn?.[1] !== undefined && stateIn[2] !== undefined) address.state = stateIn[2];
    parts[parts.length - 1] = stateIn?.[1] ?? cityPostal[1];
  } else if (onlyPostal?.[1] !== undefined && parts.length > 2) {
    address.postal_code = onlyPostal[1];
    parts.pop();
  }
  if (parts.length > 1) address.city = parts.pop() ?? '';
  address.line1 = parts.shift() ?? line;
  if (parts.length > 0) address.line2 = parts.join(', ');
  return address;
}
