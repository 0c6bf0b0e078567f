import { choose, exactRepo, missing, myRepos, type RepoRecord, repoValue } from './github-ask.ts';
import { bestMatches } from './github-score.ts';
import { bare, fold, letters, tokens } from './github-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

const VIA = 'GitHub repositories';

/** Words that name no repository by themselves. */
const GENERIC = new Set(
  tokens(
    'repo repos repository repositories project codebase code service app application site github gh the our my of in on at for org organization organisation',
  ),
);

const label = (repo: RepoRecord): string => `${repo.owner}/${repo.repo}`;
const candidate = (repo: RepoRecord) => ({ value: repoValue(repo), label: label(repo), detail: repo.description });

/** `github.repo`: by address, `owner/name`, name, or what the description says ("the customer dashboard"). */
export async function resolveRepo(words: string, context: ResolveContext): Promise<Resolution> {
  const { found, byDefault } = await searchRepos(words, context);
  const via = byDefault ? `${VIA}, default owner in Settings` : VIA;
  if (found.length > 0) return choose(found.map(candidate), `Which repository is “${words.trim()}”?`, via);
  return missing(`There is no GitHub repository called “${bare(words)}” that your account can reach.`);
}

/** The repositories that the words may mean; empty when none does. */
export async function findRepos(words: string, context: ResolveContext): Promise<RepoRecord[]> {
  return (await searchRepos(words, context)).found;
}

const isOf = (owner: string) => (repo: RepoRecord) => repo.owner.toLowerCase() === owner.toLowerCase();

/** What the words fit; of equally good ones those of the person's default owner, unless the words name an owner. */
async function searchRepos(
  words: string,
  context: ResolveContext,
): Promise<{ readonly found: RepoRecord[]; readonly byDefault: boolean }> {
  const said = nameSaid(words);
  const found = await matchRepos(said, context);
  const owner = context.defaults?.githubOwner ?? '';
  const spoken = letters(said);
  const ownerSaid = said.includes('/') || found.some((repo) => spoken.includes(letters(repo.owner)));
  if (owner === '' || ownerSaid) return { found, byDefault: false };
  if (found.length > 1) {
    const own = found.filter(isOf(owner));
    return own.length > 0 ? { found: own, byDefault: true } : { found, byDefault: false };
  }
  // A list of one's repositories leaves out what an organization shows to everybody.
  if (found.length === 0 && /^\w[\w.-]*$/u.test(said)) {
    const exact = await exactRepo(context, owner, said);
    if (exact) return { found: [exact], byDefault: true };
  }
  return { found, byDefault: false };
}

/** What was said without what is around a name. */
function nameSaid(words: string): string {
  return bare(words)
    .replace(/^(?:https?:\/\/)?(?:www\.)?github\.com\//iu, '')
    .replace(/\.git$/u, '')
    .replace(/^[#@]/u, '')
    .replace(/\s+(?:repo|repository|project|codebase)$/iu, '')
    .replace(/^(?:repo|repository)\s+/iu, '')
    .trim();
}

async function matchRepos(said: string, context: ResolveContext): Promise<RepoRecord[]> {
  const path = /^([\w.-]+)\s*\/\s*([\w.-]+)/u.exec(said);
  if (path?.[1] !== undefined && path[2] !== undefined) {
    const exact = await exactRepo(context, path[1], path[2]);
    return exact === null ? [] : [exact];
  }
  const repos = await myRepos(context);
  const rounds: ((repo: RepoRecord) => boolean)[] = [
    (repo) => repo.repo.toLowerCase() === said.toLowerCase(),
    (repo) => letters(said) !== '' && letters(repo.repo) === letters(said),
    (repo) => letters(said) !== '' && letters(`${repo.owner}${repo.repo}`) === letters(said.replace(/'s\b/gu, '')),
  ];
  for (const round of rounds) {
    const found = repos.filter(round);
    if (found.length > 0) return found;
  }
  const owners = new Set(repos.flatMap((repo) => tokens(repo.owner)));
  const all = tokens(fold(said));
  const content = all.filter((word) => !GENERIC.has(word) && !owners.has(word));
  // Every word must fit: "the payments api" is not `api`.
  return bestMatches(content.length === 0 ? all : content, repos, (repo) => [
    { words: tokens(repo.repo), weight: 1 },
    { words: tokens(repo.description).filter((word) => !GENERIC.has(word)), weight: 0.9 },
  ])
    .filter((one) => one.score >= 0.63 && content.length > 0)
    .map((one) => one.record)
    .filter((repo) => everyWordFits(content, repo));
}

function everyWordFits(content: readonly string[], repo: RepoRecord): boolean {
  const own = [...tokens(repo.repo), ...tokens(repo.description)];
  return content.every((word) => bestMatches([word], [repo], () => [{ words: own, weight: 1 }]).length > 0);
}
