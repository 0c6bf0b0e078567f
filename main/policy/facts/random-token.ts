import { entropy } from './secret-checks.ts';

/** A run that may be a key: no dots, so that host names, files and versions are none. */
const runs = /(?<![A-Za-z0-9_+/=.@-])(?<!SHA256:)[A-Za-z0-9_+/-]{24,200}={0,2}(?![A-Za-z0-9_+/=@-]|\.[A-Za-z0-9])/gu;

/** Ids that the services hand out are long and random, and no secret: Stripe's, GitHub's node ids, Slack's. */
const ids =
  /^(?:([a-z]{2,12})(?:_(?:test|live|sched))?_[A-Za-z0-9]{8,64}|[A-Z]{1,6}_[a-z]{2}[A-Za-z0-9_-]{6,}|[A-Z][A-Z0-9]{8,24})$/u;
/** Prefixes in the shape of an id that belong to keys. */
const keyPrefix = /key|secret|token|auth|pass|priv|cred|^(?:sk|rk|pk|api|pat|app|live|test|prod)$/u;

function isId(run: string): boolean {
  const match = ids.exec(run);
  return match !== null && !keyPrefix.test(match[1] ?? '');
}

/** Part of a path: words, a version, an id, a number. */
const isPathPart = (part: string): boolean => /^(?:[a-z]{3,}(?:[_-][a-z]+)*|v\d+)$/u.test(part) || isId(part);

const groups = [/[a-z]/u, /[A-Z]/u, /[0-9]/u] as const;
const groupOf = (char: string): number => groups.findIndex((group) => group.test(char));

/** How often one of small letters, capitals and digits is followed by another one of them; 0 to 1. */
function changes(letters: string): number {
  let count = 0;
  for (let at = 1; at < letters.length; at++)
    if (groupOf(letters.charAt(at)) !== groupOf(letters.charAt(at - 1))) count += 1;
  return count / Math.max(1, letters.length - 1);
}

/** Text that was encoded in base64, such as a cursor: it decodes to what people can read. */
function encodesText(run: string): boolean {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/u.test(run)) return false;
  return /^[\t\n\r -~]+$/u.test(Buffer.from(run, 'base64').toString('latin1'));
}

/**
 * Whether a run of characters looks drawn at random, as keys are and names are not: small letters, capitals and digits
 * change places about as often as in base62 (62%), and its characters spread. In words, file names and camel case they
 * seldom do. Runs of one case must be longer. Digests in hexadecimal, UUIDs and ids of the services
 * are public, and look like keys only to a computer.
 */
export function looksRandom(run: string): boolean {
  const parts = run.split('/');
  if (parts.length > 1 && parts.some(isPathPart)) return parts.some((part) => part.length >= 24 && looksRandom(part));
  const letters = run.replace(/^0x/u, '').replace(/[^A-Za-z0-9]/gu, '');
  if (/^[0-9a-f]+$/iu.test(letters) || /^sha(?:1|256|384|512)-/u.test(run) || isId(run)) return false;
  // A path or a slug: many short parts.
  const longest = Math.max(...run.split(/[^A-Za-z0-9]+/u).map((part) => part.length));
  if (longest < 12 || longest * 4 < letters.length) return false;
  const counts = groups.map((group) => [...letters].filter((char) => group.test(char)).length);
  const [small = 0, capitals = 0, digits = 0] = counts;
  if (encodesText(run)) return false;
  if (small >= 3 && capitals >= 3 && digits >= 2)
    return letters.length >= 22 && changes(letters) >= 0.34 && entropy(letters) >= 3.6;
  if (digits >= 3 && Math.max(small, capitals) >= 10 && letters.length >= 30)
    return changes(letters) >= 0.14 && entropy(letters) >= 3.6;
  return false;
}

/** An address: what is random in its path is an id of a page, and who has it may have been meant to. */
const addresses = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"']+/giu;

/** The stretches of a text that look like keys without saying so, outside of addresses. UTF-16 offsets. */
export function randomTokens(text: string): { readonly start: number; readonly end: number }[] {
  if (!/[A-Za-z0-9_+/-]{24}/u.test(text)) return [];
  const masked = text.replace(addresses, (address) => ' '.repeat(address.length));
  return Array.from(masked.matchAll(runs))
    .filter(([run]) => looksRandom(run))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
