import type { Rng } from '../rng.ts';
import * as bank from './words.ts';

const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const letters = (rng: Rng, alphabet: string, length: number): string => {
  let out = '';
  for (let i = 0; i < length; i++) out += alphabet[rng.int(0, alphabet.length - 1)];
  return out;
};

/** An identifier as Stripe writes them: `pi_3Rm…`. */
export const stripeId = (rng: Rng, prefix: string): string =>
  `${prefix}_${rng.chance(0.6) ? `${rng.int(1, 3)}${rng.pick(['R', 'Q', 'P', 'S'])}` : ''}${letters(rng, base62, rng.int(10, 20))}`;
export const hex = (rng: Rng, length: number): string => letters(rng, '0123456789abcdef', length);
export const uuid = (rng: Rng): string => [8, 4, 4, 4, 12].map((n) => hex(rng, n)).join('-');
export const digits = (rng: Rng, length: number): string =>
  String(rng.int(1, 9)) + letters(rng, '0123456789', length - 1);
export const upperId = (rng: Rng, prefix: string): string =>
  prefix + letters(rng, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 9);

const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^a-zA-Z]/gu, '')
    .toLowerCase();

export const company = (rng: Rng): string =>
  rng.chance(0.7) ? `${rng.pick(bank.companyStems)} ${rng.pick(bank.companyTails)}` : rng.pick(bank.companyStems);
export const fullName = (rng: Rng): string => `${rng.pick(bank.firstNames)} ${rng.pick(bank.lastNames)}`;

/** A customer as people call one: a company, a full name, sometimes a first name, an id. */
export function customer(rng: Rng): string {
  if (rng.chance(0.015)) return rng.pick(['all customers', 'every customer', 'everyone', 'all our customers']);
  const draw = rng.next();
  if (draw < 0.4) return company(rng);
  if (draw < 0.75) return fullName(rng);
  if (draw < 0.92) return rng.pick(bank.firstNames);
  if (draw < 0.96) return rng.pick(bank.lastNames);
  return stripeId(rng, 'cus');
}

export function email(rng: Rng): string {
  const first = ascii(rng.pick(bank.firstNames));
  const last = ascii(rng.pick(bank.lastNames));
  const local = rng.pick([
    `${first}.${last}`,
    `${first}${last[0]}`,
    first,
    `${first}_${last}`,
    `${first}${rng.int(1, 99)}`,
    'billing',
    'accounts',
    'info',
    'office',
    `${first[0]}${last}`,
    'ap',
    'hello',
    'finance',
  ]);
  const domain = rng.chance(0.6)
    ? rng.pick(bank.domains)
    : `${ascii(rng.pick(bank.companyStems))}.${rng.pick(['com', 'io', 'example', 'co', 'dev', 'org'])}`;
  return `${local}@${domain}`;
}

export const login = (rng: Rng): string => {
  const first = ascii(rng.pick(bank.firstNames));
  const last = ascii(rng.pick(bank.lastNames));
  const bare = rng.pick([
    `${first}${last}`,
    `${first[0]}${last}`,
    `${first}-${last}`,
    `${first}${rng.int(1, 99)}`,
    `${first}-dev`,
    `${last}codes`,
    `the${first}`,
    `${first}_${last[0]}`,
  ]);
  return rng.chance(0.25) ? `@${bare}` : bare;
};

/** A colleague: mostly by first name. */
export function person(rng: Rng): string {
  if (rng.chance(0.05))
    return rng.pick([
      'everyone',
      'everybody',
      'the whole team',
      'all of us',
      'me',
      'everyone else',
      upperId(rng, 'U'),
      upperId(rng, 'U0'),
      upperId(rng, 'U0'),
      email(rng),
      email(rng),
    ]);
  const draw = rng.next();
  if (draw < 0.6) return rng.pick(bank.firstNames);
  if (draw < 0.85) return fullName(rng);
  if (draw < 0.93) return `@${ascii(rng.pick(bank.firstNames))}`;
  return login(rng);
}

export const repo = (rng: Rng): string => {
  const name = rng.pick(bank.repoNames);
  const draw = rng.next();
  if (draw < 0.12) return `${rng.pick(bank.orgNames)}/${name}`;
  if (draw < 0.3)
    return `${name}-${rng.pick(['service', 'app', 'web', 'api', 'v2', 'next', 'js', 'tools', 'lib', 'server', 'client'])}`;
  return name;
};
export const channel = (rng: Rng): string =>
  rng.chance(0.015) ? upperId(rng, 'C0') : (rng.chance(0.55) ? '#' : '') + rng.pick(bank.channelNames);
export const tag = (rng: Rng): string => {
  const draw = rng.next();
  const core = `${rng.int(0, 12)}.${rng.int(0, 20)}.${rng.int(0, 15)}`;
  if (draw < 0.55) return `v${core}`;
  if (draw < 0.75) return core;
  if (draw < 0.85) return `v${core}-${rng.pick(['rc.1', 'beta', 'beta.2', 'alpha', 'rc1'])}`;
  if (draw < 0.93) return `v${rng.int(1, 9)}.${rng.int(0, 20)}`;
  return `${rng.pick(['release', 'api', 'web', 'app'])}-${rng.int(2024, 2027)}.${rng.int(1, 12)}`;
};
export const branch = (rng: Rng): string => {
  const draw = rng.next();
  if (draw < 0.3)
    return rng.pick(['main', 'develop', 'master', 'staging', 'dev', 'production', 'next', 'gh-pages', 'trunk']);
  const word = rng.pick(bank.branchWords);
  if (draw < 0.75)
    return `${rng.pick(['feature', 'fix', 'bugfix', 'hotfix', 'chore', 'release', 'feat', 'docs', 'exp', 'user'])}/${word}${rng.chance(0.3) ? `-${rng.pick(bank.branchWords)}` : ''}`;
  if (draw < 0.85) return `release/${rng.int(1, 9)}.${rng.int(0, 9)}`;
  return `${word}-${rng.pick(bank.branchWords)}`;
};
export const path = (rng: Rng): string =>
  rng.chance(0.5)
    ? rng.pick(bank.files)
    : `${rng.pick(bank.folders)}/${rng.chance(0.3) ? '' : rng.pick(bank.files)}`.replace(/\/$/u, '');
export const url = (rng: Rng): string =>
  `https://${rng.pick(['www.', '', 'docs.', 'wiki.', 'app.', 'status.'])}${ascii(rng.pick(bank.companyStems))}.${rng.pick(['com', 'io', 'dev', 'org', 'example'])}${rng.chance(0.6) ? `/${rng.pick(['runbook', 'dashboard', 'docs', 'blog/launch', 'thanks', 'pricing', 'handbook', 'status', 'board/7', 'specs/checkout', 'welcome', 'q/12'])}` : ''}`;

export const phone = (rng: Rng): string =>
  rng.pick([
    `+1 ${rng.int(200, 989)} ${rng.int(200, 999)} ${digits(rng, 4)}`,
    `+44 20 ${digits(rng, 4)} ${digits(rng, 4)}`,
    `(${rng.int(200, 989)}) ${rng.int(200, 999)}-${digits(rng, 4)}`,
    `${rng.int(200, 989)}-555-${digits(rng, 4)}`,
    `+49 30 ${digits(rng, 6)}`,
    `+33 6 ${digits(rng, 8)}`,
  ]);
export const address = (rng: Rng): string =>
  `${rng.int(1, 999)} ${rng.pick(bank.streets)}, ${rng.pick(bank.cities)}${rng.chance(0.4) ? ` ${digits(rng, 5)}` : ''}`;

/** Money in every shape. */
export function amount(rng: Rng): string {
  const whole = rng.pick([
    1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 14, 15, 18, 19, 20, 24, 25, 29, 30, 35, 39, 40, 45, 49, 50, 59, 60, 75, 79, 80, 89,
    99, 100, 120, 149, 150, 199, 200, 240, 249, 299, 300, 350, 399, 450, 499, 500, 600, 750, 899, 999, 1000, 1200, 1500,
    2000, 2500, 4999, 5000, 12000,
  ]);
  const cents = rng.pick(['00', '50', '99', '95', '25', '49', '10', '75']);
  const grouped = whole.toLocaleString('en-US');
  switch (rng.int(0, 13)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return `$${grouped}`;
    case 4:
    case 5:
      return `$${grouped}.${cents}`;
    case 6:
      return `${whole} dollars`;
    case 7:
      return `${whole} ${rng.pick(['bucks', 'USD', 'usd', 'EUR', 'euros', 'GBP', 'pounds', 'quid', 'CHF', 'yen'])}`;
    case 8:
      return `€${grouped}${rng.chance(0.4) ? `.${cents}` : ''}`;
    case 9:
      return `£${grouped}${rng.chance(0.4) ? `.${cents}` : ''}`;
    case 10:
      return `${whole}.${cents}`;
    case 11:
      return `${rng.pick(['five', 'ten', 'twenty', 'fifty', 'a hundred', 'twelve', 'thirty', 'forty'])} ${rng.pick(['dollars', 'bucks', 'euros', 'dollars'])}`;
    case 12:
      return `${rng.pick(['US$', 'C$', 'A$'])}${grouped}`;
    default:
      return `${whole}€`;
  }
}
