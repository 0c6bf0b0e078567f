import { choose, exactRepo, list, missing, myRepos, object, repoOfCall, resolved, text, within } from './github-ask.ts';
import { bestMatches } from './github-score.ts';
import { bare, fold, letters, tokens } from './github-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

const VERSION = /^v?\d+(?:\.\d+){1,3}(?:[-+][\w.-]+)?$/iu;
const SHA = /^[0-9a-f]{7,40}$/u;
const NEXT = /\b(patch|minor|major)\b|\b(bug ?fix|hot ?fix)\b|\bnext (?:version|release|tag)\b/u;

/** `github.branch`: a branch, tag or commit; where the parameter is a release's tag, a new version. */
export async function resolveRef(words: string, context: ResolveContext): Promise<Resolution> {
  if (context.param.sets.includes('tag_name')) return resolveTag(words, context);
  const said = bare(words)
    .replace(/\s+(?:branch|tag|commit)$/iu, '')
    .replace(/^(?:branch|tag|commit|version)\s+/iu, '')
    .replace(/^refs\/(?:heads|tags)\//u, '')
    .trim();
  const repo = repoOfCall(context);
  if (SHA.test(said) && /\d/u.test(said)) return resolved(said, said.slice(0, 12), null);
  // `user:branch` names a fork's branch; without a repository there is nothing to look in.
  if (/^[\w.-]+:\S+$/u.test(said) || (repo === null && !/\s/u.test(said))) return resolved(said, said, null);
  if (repo === null) return missing(`Say which repository “${said}” is in.`);
  const name = `${repo.owner}/${repo.repo}`;
  const branches = list(await context.lookup('github.repos.list_branches', within(repo))).map((one) => text(one.name));
  const exact = branches.filter((branch) => branch === said);
  if (exact.length === 1) return resolved(said, said, `branches of ${name}`);
  if (/^(?:default|the default|default branch|trunk|mainline|master)$/u.test(fold(said))) {
    const record = await exactRepo(context, repo.owner, repo.repo);
    if (record) return resolved(record.defaultBranch, record.defaultBranch, `default branch of ${name}`);
  }
  const tags =
    VERSION.test(said) || branches.length === 0
      ? list(await context.lookup('github.tags.list', within(repo))).map((one) => text(one.name))
      : [];
  const tag =
    tags.find((one) => one === said) ?? tags.find((one) => one.replace(/^v/u, '') === said.replace(/^v/iu, ''));
  if (tag !== undefined) return resolved(tag, tag, `tags of ${name}`);
  const found = matchNames(said, branches);
  if (found.length > 0)
    return choose(
      found.map((branch) => ({ value: branch, label: branch, detail: `branch of ${name}` })),
      `Which branch of ${name} is “${said}”?`,
      `branches of ${name}`,
    );
  if (VERSION.test(said)) return resolved(said, said, null);
  return missing(`${name} has no branch or tag called “${said}”.`);
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** "The March release branch" is `release/2026-03`. */
const MONTHS =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/gu;

/** The same letters, then all words ("the rate limiter branch"), then a slip of the finger. */
function matchNames(said: string, names: readonly string[]): string[] {
  const same = names.filter((one) => one.toLowerCase() === said.toLowerCase());
  if (same.length > 0) return same;
  const alike = names.filter((one) => letters(one) === letters(said));
  if (alike.length > 0) return alike;
  const numbered = fold(said).replace(MONTHS, (month) =>
    String(monthNames.indexOf(month.slice(0, 3)) + 1).padStart(2, '0'),
  );
  return bestMatches(tokens(numbered), names, (one) => [{ words: tokens(one), weight: 1 }])
    .filter((one) => one.score >= 0.69)
    .map((one) => one.record);
}

async function resolveTag(words: string, context: ResolveContext): Promise<Resolution> {
  const said = bare(words)
    .replace(/^(?:version|release|tag)\s+/iu, '')
    .replace(/\s+(?:tag|release|version)$/iu, '')
    .trim();
  if (VERSION.test(said) || (!/\s/u.test(said) && /\d/u.test(said))) return resolved(said, said, null);
  const next = NEXT.exec(fold(words));
  const repo = repoOfCall(context);
  if (next && repo !== null) {
    const part = next[1] ?? (next[2] === undefined && /next/u.test(next[0]) ? undefined : 'patch');
    const latest = text(object(await context.lookup('github.releases.latest', within(repo))).tag_name);
    const made = bump(latest, part ?? 'patch');
    if (made === null)
      return missing(
        `The latest release of ${repo.owner}/${repo.repo}, ${latest || 'none'}, is not a version that can be counted up.`,
      );
    return resolved(made, made, `latest release of ${repo.owner}/${repo.repo}: ${latest}`);
  }
  if (said === '' || /\s/u.test(said) || /^(?:latest|last|newest|current|new|next|this)$/iu.test(said))
    return missing(`“${said}” is not a version; say it as v1.2.3.`);
  return resolved(said, said, null);
}

/** `v1.8.4` and `patch` -> `v1.8.5` (https://semver.org); null when the tag is no such version. */
function bump(tag: string, part: string): string | null {
  const match = /^(.*?)(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/u.exec(tag);
  if (!match) return null;
  const [prefix = '', major, minor, patch] = [match[1], Number(match[2]), Number(match[3]), Number(match[4])];
  if (part === 'major') return `${prefix}${major + 1}.0.0`;
  if (part === 'minor') return `${prefix}${major}.${minor + 1}.0`;
  return `${prefix}${major}.${minor}.${patch + 1}`;
}

/** What people call a label that GitHub's own set names otherwise. */
const LABEL_WORDS: Readonly<Record<string, string>> = {
  feature: 'enhancement',
  'feature request': 'enhancement',
  docs: 'documentation',
  doc: 'documentation',
};

/** `github.label`: the repository's own spelling; "none" where clearing is meant. */
export async function resolveLabel(words: string, context: ResolveContext): Promise<Resolution> {
  const said = bare(words)
    .replace(/\s+labels?$/iu, '')
    .replace(/^labels?\s+/iu, '')
    .replace(/^#/u, '')
    .trim();
  if (context.param.also?.includes('none') && /^(?:none|no|nothing|any|all)$/u.test(fold(said)))
    return resolved('', 'none', null);
  const repo = repoOfCall(context);
  const places = repo === null ? (await myRepos(context)).slice(0, 5) : [repo];
  const known = new Set<string>();
  for (const place of places)
    for (const label of list(await context.lookup('github.labels.list', within(place)))) known.add(text(label.name));
  const found = matchLabel(said, [...known]);
  const where = repo === null ? 'your repositories' : `${repo.owner}/${repo.repo}`;
  if (found.length > 0)
    return choose(
      found.map((name) => ({ value: name, label: name, detail: `label of ${where}` })),
      `Which label is “${said}”?`,
      `labels of ${where}`,
    );
  return missing(
    repo === null ? `None of ${where} has a label called “${said}”.` : `${where} has no label called “${said}”.`,
  );
}

function matchLabel(said: string, names: readonly string[]): string[] {
  const direct = matchNames(said, names);
  const other = LABEL_WORDS[fold(said)];
  if (direct.length > 0 || other === undefined) return direct;
  return matchNames(other, names);
}

/** Words that mean the workflow which builds and tests, whatever it is called. */
const BUILD = new Set(tokens('ci build builds test tests checks check lint'));

/** `github.workflow`: by file, name, or what it does ("the tests"). */
export async function resolveWorkflow(words: string, context: ResolveContext): Promise<Resolution> {
  const said = bare(words)
    .replace(/^\.?\/?\.github\/workflows\//u, '')
    .replace(/\s+(?:workflow|pipeline|job|action|run)s?$/iu, '')
    .replace(/^workflow\s+/iu, '')
    .trim();
  const repo = repoOfCall(context);
  if (repo === null) return missing(`Say which repository the workflow “${said}” is in.`);
  const all = list(await context.lookup('github.workflows.list', within(repo))).map((one) => ({
    id: text(one.id),
    name: text(one.name),
    file: text(one.path).replace(/^.*\//u, ''),
  }));
  const title = (file: string): string => file.replace(/\.ya?ml$/u, '');
  const rounds: ((one: (typeof all)[number]) => boolean)[] = [
    (one) => one.file === said || one.id === said,
    (one) => fold(one.name) === fold(said) || fold(title(one.file)) === fold(said) || fold(one.file) === fold(said),
    (one) => letters(one.name) === letters(said) || letters(title(one.file)) === letters(title(said)),
  ];
  let found: typeof all = [];
  for (const round of rounds) if (found.length === 0) found = all.filter(round);
  if (found.length === 0)
    found = bestMatches(tokens(said), all, (one) => [
      { words: tokens(`${one.name} ${title(one.file)}`), weight: 1 },
    ]).map((one) => one.record);
  if (found.length === 0 && tokens(said).every((word) => BUILD.has(word)))
    found = all.filter((one) => tokens(`${one.name} ${title(one.file)}`).some((word) => BUILD.has(word)));
  const name = `${repo.owner}/${repo.repo}`;
  if (found.length === 0) return missing(`${name} has no workflow called “${said}”.`);
  const candidates = found.map((one) => ({
    value: { owner: repo.owner, repo: repo.repo, file: one.file, name: one.name },
    label: one.name,
    detail: one.file,
  }));
  return choose(candidates, `Which workflow of ${name} is “${said}”?`, `workflows of ${name}`);
}
