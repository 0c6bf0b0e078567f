import { sameName } from './names.ts';

/** What a request may call an account: its name, and the service that it belongs to. */
export interface NamedAccount {
  readonly service: string;
  readonly title: string;
  readonly name: string;
}

export interface Mentions<A extends NamedAccount> {
  /** The request without what only says which account. */
  readonly words: string;
  readonly accounts: readonly A[];
  /** A service that is said with the name of another service's account; null where there is none. */
  readonly missing: NamedAccount | null;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/\s+/gu, '\\s+');

const lead = '(?:with|using|use|from|via|through|in|on|as|at|under|of)';
const thing = '(?:account|workspace|organi[sz]ation)';
const determiner = '(?:(?:my|our|the)\\s+)?';
/** Quoted passages, and everything behind a colon: texts that are sent as they are. */
const literal = /"[^"]*"|“[^”]*”|‘[^’]*’|`[^`]*`|:\s.*$/gsu;

/** The ways to say one account: "with my work account", "in the acme Slack workspace", "from the account acme". */
function pattern(name: string, services: string): RegExp {
  const called = `["“]?${escaped(name)}["”]?`;
  const nameFirst = `(?:(?<a>${services})\\s+)?${called}\\s+(?:(?<b>${services})\\s+)?${thing}`;
  const thingFirst = `(?:(?<c>${services})\\s+)?${thing}\\s+(?:called\\s+|named\\s+)?${called}`;
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${lead}\\s+${determiner}(?:${nameFirst}|${thingFirst})(?![\\p{L}\\p{N}])`,
    'iu',
  );
}

/**
 * The words without a passage, where it stands by itself: at the start, at the end, or at the end of a clause. Null where
 * it is part of something else that is said.
 */
function without(words: string, start: number, end: number): string | null {
  const before = words.slice(0, start).replace(/[\s,;]+$/u, '');
  const after = words.slice(end);
  if (before === '') return after.replace(/^[\s,;]+/u, '');
  if (/^\s*(?:please\b)?[\s.!?]*$/iu.test(after))
    return `${before.replace(/\s+(?:and|then)$/iu, '')}${after.trimEnd()}`;
  return /^(?:\s*[,;]|\s+(?:and|then)\b)/iu.test(after) ? `${before}${after}` : null;
}

/** Whether a passage is part of a text that is sent as it is; quotation marks around a name alone are not. */
function inside(start: number, end: number, request: string): boolean {
  return [...request.matchAll(literal)].some((span) => {
    const last = span.index + span[0].length;
    return start < last && end > span.index && !(start <= span.index && end >= last);
  });
}

/**
 * Finds accounts that a request names, by their names only, and takes the words out: they are not for the model. What is
 * quoted, and what stands behind a colon, is never touched.
 */
export function accountMentions<A extends NamedAccount>(request: string, accounts: readonly A[]): Mentions<A> {
  const services = [...new Set(accounts.flatMap(({ service, title }) => [service, title]))].map(escaped).join('|');
  const found = new Set<A>();
  let words = request;
  // Longer names first: "acme labs" is not "labs".
  const names = [...new Set(accounts.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  for (const name of names) {
    const match = pattern(name, services).exec(words);
    if (!match?.groups) continue;
    const end = match.index + match[0].length;
    const rest = inside(match.index, end, words) ? null : without(words, match.index, end);
    if (rest === null) continue;
    const said = (match.groups.a ?? match.groups.b ?? match.groups.c)?.toLowerCase();
    const meant = accounts.filter(
      (one) =>
        sameName(one.name, name) &&
        (said === undefined || one.service.toLowerCase() === said || one.title.toLowerCase() === said),
    );
    if (meant.length === 0) {
      const other = accounts.find((one) => [one.service, one.title].some((title) => title.toLowerCase() === said));
      if (other) return { words: request, accounts: [], missing: { ...other, name } };
    }
    for (const account of meant) found.add(account);
    words = rest;
  }
  // Nothing but an account is no request: let it be read as it was said.
  return words === ''
    ? { words: request, accounts: [], missing: null }
    : { words, accounts: [...found], missing: null };
}
