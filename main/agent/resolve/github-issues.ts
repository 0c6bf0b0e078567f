import type { Json, JsonObject } from '../../../shared/index.ts';
import {
  choose,
  list,
  lookupOrNull,
  missing,
  myRepos,
  object,
  repoOfCall,
  resolved,
  text,
  within,
} from './github-ask.ts';
import { parseReference } from './github-number.ts';
import { matchPeople, myLogin, people } from './github-people.ts';
import { findRepos } from './github-repos.ts';
import { bestMatches } from './github-score.ts';
import { bare, fold, letters, mentions, tokens } from './github-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

/** An issue or pull request as it is matched. */
interface Thread {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  readonly title: string;
  readonly open: boolean;
  readonly isPull: boolean;
  readonly head: string;
  readonly base: string;
  readonly author: string;
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  readonly created: string;
}

const PULL_WORD = /\b(?:prs?|pull requests?|pull|merge request|mr)\b/u;
const ISSUE_WORD = /\b(?:issues?|bugs?|tickets?)\b/u;
const NEWEST = /\b(?:latest|newest|last|most recent)\b/u;

/** Words that say what kind of thing it is, not which one. */
const GENERIC = new Set(
  tokens(
    `the a an our my your this that these those his her their it its issue issues bug bugs ticket tickets pr prs pull request requests merge mr task tasks
    story card report thing problem one about on in of for from by with to at and or is are was be when where which who github repo repository
    open opened closed latest newest last most recent only assigned new number no fix change changes patch`,
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
  let place = repoOfCall(context);
  let number = reference.number;
  if (reference.repo !== null) {
    const repos = await findRepos(reference.repo, context);
    const [repo] = repos;
    if (repo && repos.length === 1) place = repo;
    else if (reference.sure)
      return missing(`There is no GitHub repository called “${reference.repo}” that your account can reach.`);
    else if (reference.loose === true) number = null;
  }
  if (number !== null) return byNumber(number, words, place, context, pullsOnly);
  return byWords(words, place, context, pullsOnly);
}

function thread(data: JsonObject, repo?: { owner: string; repo: string }): Thread {
  const path = text(data.repository_url).split('/').slice(-2);
  const logins = (value: Json | undefined): string[] => list(value).map((one) => text(one.login));
  return {
    owner: repo?.owner ?? path[0] ?? '',
    repo: repo?.repo ?? path[1] ?? '',
    number: Number(data.number),
    title: text(data.title),
    open: data.state === 'open',
    isPull: data.pull_request !== undefined || data.head !== undefined,
    head: text(object(data.head).ref),
    base: text(object(data.base).ref),
    author: text(object(data.user).login),
    assignees: logins(data.assignees),
    labels: list(data.labels).map((one) => text(one.name)),
    created: text(data.created_at),
  };
}

async function threads(
  place: ReturnType<typeof repoOfCall>,
  context: ResolveContext,
  pullsOnly: boolean,
): Promise<Thread[]> {
  if (place === null) {
    const all = list(await context.lookup('github.issues.everywhere', {})).map((data) => thread(data));
    return pullsOnly ? all.filter((one) => one.isPull) : all;
  }
  const found = await context.lookup(pullsOnly ? 'github.pulls.all' : 'github.issues.all', within(place));
  return list(found).map((data) => thread(data, place));
}

const label = (one: Thread): string => `${one.owner}/${one.repo}#${one.number} “${one.title}”`;
const detail = (one: Thread): string =>
  [one.isPull ? 'pull request' : 'issue', one.open ? 'open' : 'closed', one.author === '' ? '' : `by ${one.author}`]
    .filter((part) => part !== '')
    .join(', ');

/** The kind's value; a pull request needs its branches, which lists of issues lack. */
async function threadValue(one: Thread, context: ResolveContext, pull: boolean): Promise<Json> {
  const base = { owner: one.owner, repo: one.repo, number: one.number, title: one.title };
  if (!pull) return base;
  if (one.head !== '') return { ...base, head: one.head, base: one.base };
  const data = await lookupOrNull(context, 'github.pulls.find', {
    owner: one.owner,
    repo: one.repo,
    number: one.number,
  });
  return { ...base, head: text(object(data?.head).ref), base: text(object(data?.base).ref) };
}

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
  place: ReturnType<typeof repoOfCall>,
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
  place: ReturnType<typeof repoOfCall>,
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
  const content = tokens(words).filter((word) => !GENERIC.has(word));
  if (content.length === 0) return byState(all, words, context, pullsOnly, where, none);
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
  return answer(NEWEST.test(said) ? newest(chosen) : chosen, words, context, pullsOnly, where);
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

const newest = (found: readonly Thread[]): Thread[] =>
  [...found].sort((a, b) => b.created.localeCompare(a.created) || b.number - a.number).slice(0, 1);

/** "the open PR", "my latest issue": nothing but whose and how old. */
async function byState(
  all: readonly Thread[],
  words: string,
  context: ResolveContext,
  pullsOnly: boolean,
  where: string,
  none: Resolution,
): Promise<Resolution> {
  const said = fold(words);
  if (!/\b(?:my|latest|newest|last|most recent|open|only|closed)\b/u.test(said)) {
    return missing(`Say which ${pullsOnly ? 'pull request' : 'issue'} you mean, by its number or title.`);
  }
  let left = all.filter((one) => (/\bclosed\b/u.test(said) ? !one.open : one.open));
  if (/\bmy\b/u.test(said)) {
    const me = await myLogin(context);
    left = left.filter((one) => one.author === me || one.assignees.includes(me));
  }
  if (left.length === 0) return none;
  return answer(NEWEST.test(said) ? newest(left) : left, words, context, pullsOnly, where);
}

/** Every repository's pull requests with their branches, for words that only a branch's name has. */
async function pullsWithBranches(context: ResolveContext): Promise<Thread[]> {
  const out: Thread[] = [];
  for (const repo of (await myRepos(context)).slice(0, 10)) out.push(...(await threads(repo, context, true)));
  return out;
}
