import { readNumber } from '../../../shared/index.ts';
import { readCurrency } from './money-currency.ts';
import { readSpokenPrice } from './money-numbers.ts';

/** Money as it was said: in major units, with the currency where one was named. */
export interface SaidMoney {
  readonly major: number;
  readonly currency: string | null;
  /** A further reading that is as good: "1.000 €" is one euro or a thousand. Null where there is none. */
  readonly other: number | null;
}

/** The words without quotation marks and punctuation around them. */
export function bare(words: string): string {
  return words
    .trim()
    .replace(/^["'“‘”’`]+|["'“”‘’`.!?]+$/gu, '')
    .trim();
}

/** Words around an amount that do not change it. */
const before =
  /^(?:about|around|roughly|approximately|exactly|just|only|another|some|an extra|extra|a total of|total|the amount of|of|for)\s+/;
const after =
  /\s+(?:off|back|each|only|total|in total|extra|more|flat|please|fee|refund|credit|apiece|monthly|yearly|(?:an?|per) (?:day|week|month|quarter|year|seat|user|person|head|piece|unit))$|\s*\/\s*(?:day|week|mo|month|quarter|yr|year|seat|user|person)$/;

const notes: readonly (readonly [RegExp, number])[] = [
  [/^(?:a )?fiver$/, 5],
  [/^(?:a )?tenner$/, 10],
];

/** "12 dollars fifty", "ten dollars and fifty cents", "a buck fifty": a whole with its currency, then its hundredths. */
function readWithCents(said: string): SaidMoney | null {
  const words = said.replace(/\s*(?:¢|cents?|pence|centimes?)$/, '').split(/\s+/);
  for (let at = words.length - 1; at > 0; at--) {
    const left = words.slice(0, at).filter((word, index) => index < at - 1 || word !== 'and');
    const whole = readMoney(left.join(' '));
    const part = readNumber(words.slice(at).join(' '));
    if (whole?.currency && Number.isInteger(whole.major) && part !== null && part >= 1 && part < 100)
      return Number.isInteger(part) ? { major: whole.major + part / 100, currency: whole.currency, other: null } : null;
  }
  return null;
}

/** `1.000` may be one or a thousand; `1.005` and `1.234,56` say which by themselves. */
function readFigures(said: string): { readonly major: number; readonly other: number | null } | null {
  const major = readNumber(said);
  if (major === null) return readSpokenPrice(said);
  return { major, other: /^[1-9]\d{0,2}\.\d\d0$/.test(said) ? Number(said.replace('.', '')) : null };
}

/**
 * Reads an amount: `$5`, `5 bucks`, `USD 12.50`, `€3`, `ten dollars and fifty cents`, `twelve fifty`, `25 cents`, `2.5k`.
 * Null when the words are no amount. Shares ("half") are not amounts.
 */
export function readMoney(words: string): SaidMoney | null {
  let said = bare(words).toLowerCase();
  for (let last = ''; last !== said; ) {
    last = said;
    said = said.replace(before, '').replace(after, '').trim();
  }
  if (said === '') return null;
  const note = notes.find(([pattern]) => pattern.test(said));
  if (note) return { major: note[1], currency: null, other: null };
  const plain = readFigures(said);
  if (plain) return { ...plain, currency: null };
  const cents = /^(.+?)\s*(¢|cents?|pence|centimes?)$|^(\d+)\s?(p|c)$/.exec(said);
  const only = cents && readNumber(cents[1] ?? cents[3] ?? '');
  if (cents && only !== null) {
    const unit = cents[2] ?? cents[4] ?? '';
    return {
      major: only / 100,
      currency: unit.startsWith('p') ? 'gbp' : unit === 'centime' ? 'eur' : null,
      other: null,
    };
  }
  // The currency is a run of letters and symbols before or after the number, or both ("$20 CAD").
  const front = /^([^\d\s.]+(?:\s+[a-z]+)*)(?:\.(?=\s))?\s*(\.?\d.*)$/u.exec(said);
  const named = front?.[1] === undefined ? null : readCurrency(front[1]);
  const rest = named === null || front?.[2] === undefined ? null : readMoney(front[2]);
  // "$20 CAD": the code says more than the sign.
  if (rest) return { ...rest, currency: rest.currency ?? named };
  // "20 us dollars": the longest end that names a currency.
  for (let at = 1; at < said.length; at += 1) {
    const currency = readCurrency(said.slice(at));
    const number = currency === null ? null : readFigures(said.slice(0, at).trim());
    if (number) return { ...number, currency };
  }
  return readWithCents(said);
}
