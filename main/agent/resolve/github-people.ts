import { distance } from 'fastest-levenshtein';
import { choose, list, lookupOrNull, missing, resolved, text } from './github-ask.ts';
import { myLogin, type Person, people } from './github-directory.ts';
import { bare, fold } from './github-words.ts';
import { samePerson } from './people-elsewhere.ts';
import type { Candidate, Resolution, ResolveContext } from './types.ts';
import { swapped } from './typos.ts';

const VIA = 'GitHub people';
const ME = /^(?:@?me|myself|i|mine|my ?self|my (?:own )?account|@me)$/u;
const NOBODY = /^(?:none|nobody|no one|no-one|noone|unassigned|anyone|everyone|all)$/u;

/** Everyone whom a name may mean: by login, e-mail, whole name, first or last name, then with a slip of the finger. */
export function matchPeople(words: string, all: readonly Person[]): Person[] {
  const said = fold(bare(words)).replace(/^@/u, '').replace(/'s?$/u, '');
  if (said === '') return [];
  const close = (name: string): boolean =>
    said.length >= 4 &&
    name[0] === said[0] &&
    (distance(said, name) <= (said.length >= 8 ? 2 : 1) || swapped(said, name));
  const rounds: ((person: Person) => boolean)[] = [
    (person) => fold(person.login) === said,
    (person) => person.email !== '' && fold(person.email) === said,
    (person) => fold(person.name) === said,
    (person) => person.email !== '' && fold(person.email).split('@')[0] === said,
    (person) => fold(person.name).split(' ').includes(said),
    (person) =>
      said.length >= 3 &&
      said.includes(' ') &&
      said
        .split(' ')
        .every((part, at) => fold(person.name).split(' ')[at]?.startsWith(part.replace(/\.$/u, '')) === true),
    (person) => said.length >= 3 && (fold(person.name).startsWith(said) || fold(person.login).startsWith(said)),
    (person) => close(fold(person.login)) || close(fold(person.name)) || fold(person.name).split(' ').some(close),
  ];
  for (const round of rounds) {
    const found = all.filter(round);
    if (found.length > 0) return found;
  }
  return [];
}

const candidate = (person: Person): Candidate => ({
  value: { login: person.login },
  label: person.name === '' ? person.login : `${person.name} (${person.login})`,
  detail: person.email || person.login,
});

/** `github.user`: a person, or an organization where the parameter is one. */
export async function resolveUser(words: string, context: ResolveContext): Promise<Resolution> {
  if (context.param.sets.some((path) => path === 'org' || path === 'q.org' || path === 'organization'))
    return resolveOrg(words, context);
  const said = fold(bare(words)).replace(/^@/u, '');
  if (ME.test(said) || ME.test(fold(words))) {
    // Searches have their own word for it, which stays true when the account changes.
    if (context.param.sets.some((path) => path.startsWith('q.')))
      return resolved({ login: '@me' }, 'you', 'your GitHub account');
    const login = await myLogin(context);
    return resolved({ login }, `${login} (you)`, 'your GitHub account');
  }
  if (NOBODY.test(said) && context.param.also?.includes('none')) return resolved({ login: '' }, 'nobody', null);
  const found = matchPeople(words, await people(context));
  if (found.length > 0) return choose(found.map(candidate), `Which ${bare(words)} do you mean?`, VIA);
  // A name said as a login may be someone outside the organizations. A plain first name is never guessed, but where only
  // somebody's public profile or repositories are read.
  const login = bare(words)
    .replace(/['’]s?$/u, '')
    .replace(/^@/u, '');
  const outside = context.param.sets.some((path) => path === 'username' || path === 'q.user');
  const asLogin = outside
    ? /^[a-z\d][a-z\d-]{0,38}$/iu.test(login)
    : /^(?=.*[\d-])[a-z\d][a-z\d-]{1,38}$/iu.test(words.trim());
  if (asLogin || /^@[a-z\d][a-z\d-]{0,38}$/iu.test(words.trim())) {
    const user = await lookupOrNull(context, 'github.users.get', { login });
    if (user !== null) return resolved({ login: text(user.login) }, text(user.login), VIA);
  }
  const elsewhere = await samePerson(words, await people(context), 'GitHub', context);
  if (elsewhere.found.length > 0)
    return choose(elsewhere.found.map(candidate), `Which ${bare(words)} do you mean?`, elsewhere.via);
  return missing(`There is nobody called “${bare(words)}” in your GitHub organizations${elsewhere.but}.`);
}

/** Words that mean the account's organization without naming it. */
const OURS =
  /^(?:the |our |my )?(?:(?:github )?(?:org|organi[sz]ation|company|team|workspace)|work|us|ours)(?: account| org| organi[sz]ation)?$/u;

async function resolveOrg(words: string, context: ResolveContext): Promise<Resolution> {
  const orgs = list(await context.lookup('github.orgs.list_mine', {})).map((org) => text(org.login));
  const candidates = (logins: readonly string[]) =>
    logins.map((login) => ({ value: { login }, label: login, detail: 'organization' }));
  if (OURS.test(fold(words))) {
    if (orgs.length === 0) return missing('Your GitHub account belongs to no organization.');
    return choose(candidates(orgs), 'Which organization do you mean?', 'GitHub organizations');
  }
  const said = fold(bare(words))
    .replace(/^@|'s?$/gu, '')
    .replace(/'s?\s/u, ' ')
    .replace(/\s+(?:github )?(?:org|organi[sz]ation|account|team)$/u, '')
    .replace(/\s+inc\.?$/u, '');
  const exact = orgs.filter(
    (login) =>
      fold(login) === said || fold(login) === said.replaceAll(' ', '-') || fold(login) === said.replaceAll(' ', ''),
  );
  const close = exact.length > 0 ? exact : orgs.filter((login) => said.length >= 4 && distance(said, fold(login)) <= 1);
  if (close.length > 0) return choose(candidates(close), `Which organization is “${said}”?`, 'GitHub organizations');
  if (/^[a-z\d][a-z\d-]{0,38}$/u.test(said)) {
    const found = await lookupOrNull(context, 'github.users.get', { login: said });
    if (found?.type === 'Organization')
      return resolved({ login: text(found.login) }, text(found.login), 'GitHub organizations');
  }
  return missing(`There is no GitHub organization called “${bare(words)}” that your account belongs to.`);
}
