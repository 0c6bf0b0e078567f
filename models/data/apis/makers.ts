import * as entity from '../fillers/entities.ts';
import type { Filled } from '../fillers/index.ts';
import * as time from '../fillers/time.ts';
import * as bank from '../fillers/words.ts';
import type { Rng } from '../rng.ts';
import * as pool from './pools.ts';

/** Small numbers as words. */
export const digitWords =
  'two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|a hundred'.split('|');

/** A text whose value is what stands between `before` and `after`. */
export function around(before: string, value: string, after: string): Filled {
  return { text: before + value + after, inner: [before.length, before.length + value.length] };
}

/** A whole number from `low` to `high`. */
export const whole = (rng: Rng, low: number, high: number): string => String(rng.int(low, high));

/** A number of a size that people say: mostly round or small. */
export function plainInteger(rng: Rng): string {
  const draw = rng.next();
  if (draw < 0.1) return rng.pick(digitWords);
  if (draw < 0.5) return whole(rng, 1, 20);
  if (draw < 0.75) return String(rng.pick([25, 30, 40, 50, 60, 75, 80, 100, 120, 150, 200, 250, 300, 400, 500, 750]));
  if (draw < 0.9) return whole(rng, 2, 999);
  if (draw < 0.96) return rng.int(1000, 99999).toLocaleString('en-US');
  return String(rng.pick([1000, 2000, 5000, 10000, 50000, 100000, 1000000]));
}

/** A number that may have a fraction, a sign or a scale word. */
export function plainNumber(rng: Rng): string {
  const draw = rng.next();
  if (draw < 0.45) return plainInteger(rng);
  if (draw < 0.7) return `${rng.int(0, 99)}.${rng.int(1, 9)}`;
  if (draw < 0.85) return `${rng.int(0, 999)}.${whole(rng, 1, 99).padStart(2, '0')}`;
  if (draw < 0.93) return `-${rng.int(1, 100)}${rng.chance(0.4) ? `.${rng.int(1, 9)}` : ''}`;
  return rng.pick([
    '0.001',
    '1.5 million',
    '2.5 million',
    '3 million',
    '0.25',
    '1e-3',
    '6.02e23',
    'a million',
    'half a million',
    '12 thousand',
  ]);
}

/** A number that measures something: hardly ever negative. */
const positive = (rng: Rng): string => (rng.chance(0.97) ? plainNumber(rng).replace(/^-/u, '') : plainNumber(rng));

/** A number with its unit after it, the number alone being the value. */
export const measured =
  (units: readonly string[], number: (rng: Rng) => string = positive, bare = 0.15) =>
  (rng: Rng): Filled => {
    const value = number(rng);
    if (rng.chance(bare)) return { text: value };
    const unit = rng.pick(units);
    return around('', value, `${/^[°%]/u.test(unit) ? '' : ' '}${unit}`);
  };

/** An amount of money; the currency is not of the value. */
export function money(rng: Rng): Filled {
  const value = rng.chance(0.5)
    ? rng
        .pick([
          5, 10, 20, 25, 50, 75, 100, 150, 200, 250, 500, 750, 1000, 1200, 1500, 2000, 2500, 5000, 10000, 15000, 20000,
          50000, 100000, 250000, 500000, 1000000,
        ])
        .toLocaleString(rng.chance(0.6) ? 'en-US' : 'fr-CH')
        .replace(/[^\d,]/gu, '')
    : rng.chance(0.5)
      ? whole(rng, 1, 9999)
      : rng.chance(0.7)
        ? `${rng.int(1, 999)}.${rng.pick(['00', '50', '99', '95', '25', '49'])}`
        : rng.pick([
            '1.5 million',
            '2 million',
            '10 thousand',
            'five hundred',
            'a thousand',
            '250 thousand',
            '1 billion',
          ]);
  const draw = rng.next();
  if (draw < 0.6) return around(rng.pick(['$', '$', '$', '$', '€', '£', 'US$', '₹']), value, '');
  if (draw < 0.85)
    return around('', value, ` ${rng.pick(['dollars', 'USD', 'euros', 'EUR', 'pounds', 'rupees', 'bucks', 'yen'])}`);
  return { text: value };
}

/** A percentage with its sign or word, which are of the value. */
export const percent = (rng: Rng): string => {
  const value = rng.chance(0.6)
    ? whole(rng, 1, 30)
    : rng.pick(['2.5', '3.5', '4.25', '0.5', '7.5', '12.5', '50', '75', '90', '95', '1.2']);
  return `${value}${rng.pick(['%', '%', '%', ' percent', ' %'])}`;
};

/** A number between 0 and 1. */
export const fraction = (rng: Rng): string =>
  rng.pick([
    '0.5',
    '0.1',
    '0.05',
    '0.01',
    '0.2',
    '0.25',
    '0.3',
    '0.6',
    '0.75',
    '0.8',
    '0.9',
    '0.95',
    '0.99',
    '1/2',
    '1/6',
    '1/3',
    '0.001',
  ]);

/** A year, mostly of our time. */
export const year = (rng: Rng): string => String(rng.chance(0.7) ? rng.int(1990, 2026) : rng.int(1066, 1989));

/** A calendar day in figures, in the orders that people write. */
export const isoDate = (rng: Rng): string => {
  const y = rng.int(2018, 2027);
  const m = rng.int(1, 12);
  const d = rng.int(1, 28);
  const two = (n: number): string => String(n).padStart(2, '0');
  return rng.pick([
    `${y}-${two(m)}-${two(d)}`,
    `${y}-${two(m)}-${two(d)}`,
    `${two(m)}/${two(d)}/${y}`,
    `${two(d)}.${two(m)}.${y}`,
    `${y}/${two(m)}/${two(d)}`,
    `${two(d)}-${two(m)}-${y}`,
  ]);
};

/** A moment: in figures, in words, or a day alone. */
export const dateTime = (rng: Rng): string => {
  const hour = String(rng.int(0, 23)).padStart(2, '0');
  const minute = rng.pick(['00', '15', '30', '45', '05', '59']);
  const day = isoDate(rng);
  return rng.pick([
    `${day.slice(0, 10)}T${hour}:${minute}:00Z`,
    `${day} ${hour}:${minute}`,
    `${time.date(rng)} at ${time.time(rng)}`,
    day,
  ]);
};

/** Identifiers of the many shapes that services give them. */
export function id(rng: Rng): string {
  const draw = rng.next();
  if (draw < 0.28) return entity.digits(rng, rng.int(2, 6));
  if (draw < 0.36) return entity.digits(rng, rng.int(7, 12));
  if (draw < 0.44) return entity.uuid(rng);
  if (draw < 0.52) return entity.hex(rng, rng.pick([6, 8, 12, 16, 24]));
  if (draw < 0.62)
    return `${rng.pick(['A', 'B', 'C', 'X', 'K', 'AB', 'TX', 'INV', 'ORD', 'CUS', 'DOC', 'REQ', 'ID', 'PRJ'])}${rng.pick(['', '-', '-', '_'])}${entity.digits(rng, rng.int(2, 6))}`;
  if (draw < 0.72)
    return `${rng.pick(['usr', 'acc', 'evt', 'job', 'ord', 'tmpl', 'doc', 'grp', 'msg', 'sess', 'dev', 'i', 'vol', 'sg', 'cus', 'app'])}${rng.pick(['_', '-'])}${rng.chance(0.5) ? entity.digits(rng, rng.int(2, 6)) : entity.hex(rng, rng.int(6, 12))}`;
  if (draw < 0.8) return entity.upperId(rng, '').slice(0, rng.int(5, 9));
  if (draw < 0.92) return resourceName(rng);
  return entity.stripeId(rng, rng.pick(['obj', 'itm', 'res', 'tok'])).slice(0, 16);
}

/** A name as engineers give their things: `prod-db-2`. */
export function resourceName(rng: Rng): string {
  const first = rng.pick(pool.resourceWords);
  const noun = rng.pick(pool.resourceNouns);
  const draw = rng.next();
  if (draw < 0.35) return `${first}-${noun}`;
  if (draw < 0.55)
    return `${first}-${noun}-${rng.pick(['1', '2', '3', '01', 'v2', 'a', rng.pick(pool.resourceWords)])}`;
  if (draw < 0.65) return `${first}_${noun}`;
  if (draw < 0.75) return `${first}${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`;
  if (draw < 0.85) return `my-${rng.chance(0.5) ? `${first}-` : ''}${noun}`;
  return `${rng
    .pick(bank.companyStems)
    .toLowerCase()
    .replace(/[^a-z]+/gu, '-')}-${noun}`;
}

/** A made-up title of a book, film or song. */
export const workTitle = (rng: Rng): string => {
  const noun = rng.pick(pool.titleNouns);
  return rng.pick([
    `The ${rng.pick(pool.titleAdjectives)} ${noun}`,
    `${rng.pick(pool.titleAdjectives)} ${noun}`,
    `${noun} of ${rng.pick(pool.titleNouns)}`,
    `The ${noun}`,
    `${noun}s`,
    `A ${noun} in ${rng.pick(pool.cities)}`,
  ]);
};

/** What people call their projects, plans and lists. */
export const displayName = (rng: Rng): string => {
  const draw = rng.next();
  if (draw < 0.25) return resourceName(rng);
  if (draw < 0.45) return rng.pick(bank.pageTitles);
  if (draw < 0.6) return rng.pick(bank.productNames);
  if (draw < 0.75) return workTitle(rng);
  if (draw < 0.9)
    return `${rng.pick(bank.companyStems)} ${rng.pick(['project', 'team', 'campaign', 'report', 'plan', 'group', 'test', 'list', 'event', 'board'])}`;
  return entity.company(rng);
};

/** A sentence without quotation marks. */
export const sentence = (rng: Rng): string =>
  rng.pick(rng.chance(0.7) ? pool.sentences : bank.sentences).replace(/["“”]/gu, '');

/** Degrees north, negative for south. */
export const latitude = (rng: Rng): string =>
  `${rng.chance(0.3) ? '-' : ''}${rng.int(0, 80)}.${entity.digits(rng, rng.int(1, 6))}`;
/** Degrees east, negative for west. */
export const longitude = (rng: Rng): string =>
  `${rng.chance(0.5) ? '-' : ''}${rng.int(0, 179)}.${entity.digits(rng, rng.int(1, 6))}`;
/** An IPv4 address. */
export const ip = (rng: Rng): string => Array.from({ length: 4 }, () => rng.int(1, 254)).join('.');
/** A domain name. */
export const domain = (rng: Rng): string =>
  `${rng
    .pick(bank.companyStems)
    .toLowerCase()
    .replace(/[^a-z]+/gu, '')}.${rng.pick(['com', 'org', 'io', 'net', 'dev', 'co.uk', 'example'])}`;
/** A stretch of DNA. */
export const dna = (rng: Rng): string =>
  Array.from({ length: rng.int(4, 14) }, () => rng.pick(['A', 'C', 'G', 'T'])).join('');
/** A version number. */
export const version = (rng: Rng): string =>
  rng.pick([
    `${rng.int(0, 9)}.${rng.int(0, 20)}.${rng.int(0, 9)}`,
    `v${rng.int(1, 4)}`,
    `${rng.int(1, 12)}.${rng.int(0, 9)}`,
  ]);
/** A short code: of a coupon, an area, a product. */
export const code = (rng: Rng): string =>
  rng.pick([
    entity.upperId(rng, '').slice(0, rng.int(3, 6)),
    `${rng.pick(['SAVE', 'PROMO', 'VIP', 'FR', 'X'])}${rng.int(5, 99)}`,
    entity.digits(rng, 5),
  ]);
/** An Amazon resource name. */
export const arn = (rng: Rng): string =>
  `arn:aws:${rng.pick(['s3', 'iam', 'lambda', 'sns', 'sqs', 'rds'])}:${rng.pick(pool.regions)}:${entity.digits(rng, 12)}:${resourceName(rng)}`;
/** A person by full or first name. */
export const person = (rng: Rng): string => (rng.chance(0.65) ? entity.fullName(rng) : rng.pick(bank.firstNames));
/** A grade out of five or ten. */
export const score = (rng: Rng): string => rng.pick(['3', '4', '4.5', '3.5', '5', '8', '7.5', '2']);
