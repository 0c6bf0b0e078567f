import { choose, lookupOrNull, missing, type Place, repoOfCall, resolved } from './github-ask.ts';
import { myLogin, people } from './github-directory.ts';
import { parseReference } from './github-number.ts';
import { matchPeople } from './github-people.ts';
import { findRepos } from './github-repos.ts';
import { bestMatches } from './github-score.ts';
import { detail, label, pullsWithBranches, type Thread, thread, threads, threadValue } from './github-threads.ts';
import { bare, fold, letters, mentions, tokens } from './github-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

const PULL_WORD = /\b(?:prs?|pull requests?|pull|merge request|mr)\b/u;
const ISSUE_WORD = /\b(?:issues?|bugs?|tickets?)\b/u;
const NEWEST = /\b(?:latest|newest|last|most recent)\b/u;
const OLDEST = /\b(?:oldest|earliest|first)\b(?! issue)/u;

/** Words that say what kind of thing it is, not which one. */
const GENERIC = new Set(
  tokens(
    `the a an our my your this that these those his her their it its issue issues bug bugs ticket tickets pr prs pull request requests merge mr task tasks
    story card report thing problem one about on in of for from by with to at and or is are was be when where which who github repo repository
    open opened closed being latest newest last most recent oldest earliest only assigned unassigned new number no fix change changes patch`,
  ),
);

/** `github.issue`: an issue or pull request by number, address, title or description. */
export const resolveIssue = (words: string, context: ResolveContext): Promise<Resolution> =>
  resolveThread(words, context, false);
/** `github.pull`: a pull request, the same way. */
export const resolvePull = (words: string, context: ResolveContext): Promise<Resolution> =>
  resolveThread(words, context, true);

async function resolveThread(words: string, context: ResolveContext, pullsOnly: boolean): Promise<Resolution> {
  const reference = parseReference(words);
  const numbers = new Set([...words.matchAll(/#\s?(\d{1,9})\b/gu)].map((found) => found[1]));
  if (numbers.size > 1) return missing(`“${words.trim()}” names several of them. Say one at a time.`);
  let place = repoOfCall(context);
  let number = reference.number;
  if (reference.repo !== null) {
    const repos = await findRepos(reference.repo, context);
    // "… on Android" is no place though a repository's description has the word: only a name is.
    const exact = reference.sure || number !== null;
    const [repo, second] = exact
      ? repos
      : repos.filter((one) => letters(one.repo) === letters(nameOnly(reference.repo)));
    if (repo && !second) place = repo;
    else if (reference.sure)
      return missing(`There is no GitHub repository called “${reference.repo}” that your account can reach.`);
    else if (reference.loose === true) number = null;
  }
  if (number !== null) return byNumber(number, words, place, context, pullsOnly);
  return byWords(words, place, context, pullsOnly);
}

const nameOnly = (name: string | null): string => (name ?? '').replace(/^.*\//u, '');

async function answer(
  found: readonly Thread[],
  words: string,
  context: ResolveContext,
  pull: boolean,
  where: string,
): Promise<Resolution> {
  const candidates = [];
  for (const one of found.slice(0, 8))
    candidates.push({ value: await threadValue(one, context, pull), label: label(one), detail: detail(one) });
  return choose(candidates, `Which ${pull ? 'pull request' : 'issue'} is “${words.trim()}”?`, where);
}

async function byNumber(
  number: number,
  words: string,
  place: Place | null,
  context: ResolveContext,
  pullsOnly: boolean,
): Promise<Resolution> {
  const what = pullsOnly ? 'pull request' : 'issue or pull request';
  if (place !== null) {
    const at = { owner: place.owner, repo: place.repo };
    const data = await lookupOrNull(context, pullsOnly ? 'github.pulls.find' : 'github.issues.find', { ...at, number });
    if (data === null) return missing(`${at.owner}/${at.repo} has no ${what} #${number}.`);
    const one = thread(data, at);
    return resolved(await threadValue(one, context, pullsOnly), label(one), `${at.owner}/${at.repo}`);
  }
  const all = await threads(null, context, pullsOnly);
  let found = all.filter((one) => one.number === number);
  if (found.length > 1) found = narrow(found, words, context);
  if (found.length > 0) return answer(found, words, context, pullsOnly, 'GitHub issues and pull requests');
  return missing(`None of your repositories has ${pullsOnly ? 'a' : 'an'} ${what} #${number}.`);
}

/** Among equals: the repository that the request names, the kind that it names, open before closed. */
function narrow(found: readonly Thread[], words: string, context: ResolveContext): Thread[] {
  const said = `${fold(words)} ${fold(context.request)}`;
  const reopens = /\bre-?open/u.test(fold(context.request));
  const wants: ((one: Thread) => boolean)[] = [
    (one) => mentions(context, one.repo),
    (one) =>
      PULL_WORD.test(said) && !ISSUE_WORD.test(said)
        ? one.isPull
        : ISSUE_WORD.test(said) && !PULL_WORD.test(said)
          ? !one.isPull
          : true,
    (one) => one.open !== reopens,
  ];
  let left = [...found];
  for (const want of wants) {
    const kept = left.filter(want);
    if (kept.length > 0) left = kept;
  }
  return left;
}

async function byWords(
  words: string,
  place: Place | null,
  context: ResolveContext,
  pullsOnly: boolean,
): Promise<Resolution> {
  const said = fold(words);
  const where = place === null ? 'your GitHub repositories' : `${place.owner}/${place.repo}`;
  const what = pullsOnly ? 'pull request' : 'issue';
  const none = missing(`No ${what} in ${where} fits “${bare(words)}”.`);
  let all = await threads(place, context, pullsOnly);
  const titled = all.filter((one) => letters(one.title) === letters(bare(words)) && letters(one.title) !== '');
  if (titled.length > 0) return answer(narrow(titled, words, context), words, context, pullsOnly, where);
  // "the … PR" cannot be an issue, "the … bug" cannot be a pull request.
  if (!pullsOnly && PULL_WORD.test(said) && !ISSUE_WORD.test(said)) all = all.filter((one) => one.isPull);
  else if (!pullsOnly && ISSUE_WORD.test(said) && !PULL_WORD.test(said)) all = all.filter((one) => !one.isPull);
  const here = new Set(place === null ? [] : tokens(place.repo));
  const content = tokens(words).filter((word) => !GENERIC.has(word) && !here.has(word));
  if (content.length === 0) return byState(all, words, context, pullsOnly, where, place !== null, none);
  const names = await saidPeople(content, all, context);
  const fields = (one: Thread) => [
    { words: tokens(one.title), weight: 1 },
    { words: [...tokens(one.repo), ...tokens(one.head)], weight: 0.9 },
    { words: one.labels.flatMap(tokens), weight: 0.6 },
    { words: [one.author, ...one.assignees].flatMap((login) => names.get(login) ?? [fold(login)]), weight: 1 },
  ];
  let found = bestMatches(content, all, fields);
  if (found.length === 0 && pullsOnly && place === null)
    found = bestMatches(content, await pullsWithBranches(context), fields);
  if (found.length === 0) return none;
  const left = found.map((one) => one.record);
  const chosen = left.length === 1 ? left : narrow(left, words, context);
  return answer(edge(inState(chosen, said), said), words, context, pullsOnly, where);
}

/** Those in the state that is said, where some are; a title may have the same words. */
function inState(found: readonly Thread[], said: string): readonly Thread[] {
  const wants: ((one: Thread) => boolean)[] = [];
  if (/\bclosed\b/u.test(said)) wants.push((one) => !one.open);
  if (/\bunassigned\b/u.test(said)) wants.push((one) => one.assignees.length === 0);
  // "The bug" is one that is labelled so, where one is.
  if (/\bbugs?\b/u.test(said)) wants.push((one) => one.labels.some((label) => fold(label) === 'bug'));
  let left = found;
  for (const want of wants) {
    const kept = left.filter(want);
    if (kept.length > 0) left = kept;
  }
  return left;
}

/** Which people the words name ("joe's …"): the words by login. Profiles are asked only for words that fit nothing else. */
async function saidPeople(
  content: readonly string[],
  all: readonly Thread[],
  context: ResolveContext,
): Promise<Map<string, string[]>> {
  const titles = new Set(all.flatMap((one) => [...tokens(one.title), ...tokens(one.repo)]));
  const open = content.filter((word) => !titles.has(word));
  const out = new Map<string, string[]>();
  if (open.length === 0) return out;
  const known = await people(context);
  for (const word of open)
    for (const person of matchPeople(word, known)) out.set(person.login, [...(out.get(person.login) ?? []), word]);
  return out;
}

/** The newest or the oldest, where the words ask for it. */
function edge(found: readonly Thread[], said: string): readonly Thread[] {
  const sign = NEWEST.test(said) ? 1 : OLDEST.test(said) ? -1 : 0;
  if (sign === 0) return found;
  const byAge = [...found].sort((a, b) => sign * (b.created.localeCompare(a.created) || b.number - a.number));
  return byAge.slice(0, 1);
}

/** "the open PR", "my latest issue": nothing but whose and how old. */
async function byState(
  all: readonly Thread[],
  words: string,
  context: ResolveContext,
  pullsOnly: boolean,
  where: string,
  placed: boolean,
  none: Resolution,
): Promise<Resolution> {
  const said = fold(words);
  if (!placed && !/\b(?:my|latest|newest|last|most recent|oldest|open|only|closed|unassigned)\b/u.test(said)) {
    return missing(`Say which ${pullsOnly ? 'pull request' : 'issue'} you mean, by its number or title.`);
  }
  let left = all.filter((one) => (/\bclosed\b/u.test(said) ? !one.open : one.open));
  if (/\bmy\b/u.test(said)) {
    const me = await myLogin(context);
    left = left.filter((one) => one.author === me || one.assignees.includes(me));
  }
  if (/\bunassigned\b/u.test(said)) left = left.filter((one) => one.assignees.length === 0);
  if (left.length === 0) return none;
  return answer(edge(inState(left, said), said), words, context, pullsOnly, where);
}
