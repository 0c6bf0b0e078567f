import type { JsonObject } from '../../../shared/index.ts';
import {
  choose,
  list,
  lookupOrNull,
  missing,
  myRepos,
  object,
  type Place,
  repoOfCall,
  resolved,
  text,
  within,
} from './github-ask.ts';
import { people } from './github-directory.ts';
import { parseReference } from './github-number.ts';
import { matchPeople } from './github-people.ts';
import { bestMatches } from './github-score.ts';
import { bare, fold, tokens } from './github-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

interface Run {
  readonly owner: string;
  readonly repo: string;
  readonly id: number;
  readonly name: string;
  readonly file: string;
  readonly branch: string;
  readonly status: string;
  readonly conclusion: string;
  readonly actor: string;
  readonly sha: string;
  readonly event: string;
  readonly title: string;
  readonly created: string;
}

/** Words that say how a run stands, not which one it is. */
const STANDS: readonly (readonly [RegExp, (run: Run) => boolean])[] = [
  [
    /\b(?:fail\w*|broke\w*|red|crash\w*|died|timed out|flak\w*)\b/u,
    (run) => ['failure', 'timed_out', 'startup_failure'].includes(run.conclusion),
  ],
  [
    /\b(?:in progress|running|going|ongoing|current\w*|active|stuck|hanging|hung|live)\b|\bin-progress\b/u,
    (run) => active(run),
  ],
  [/\b(?:queued|waiting|pending)\b/u, (run) => ['queued', 'waiting', 'pending', 'requested'].includes(run.status)],
  [/\b(?:green|pass\w*|success\w*|succe\w*)\b/u, (run) => run.conclusion === 'success'],
  [/\b(?:cancell?ed|stopped|aborted)\b/u, (run) => run.conclusion === 'cancelled'],
];

const GENERIC = new Set(
  tokens(
    `the a an our my that this these it run runs workflow workflows job jobs pipeline action actions build builds check checks on in of for from by at with and to is
    was started kicked off again github latest newest last most recent one still branch repo repository pr pull request progress failed failing fail failure broken broke
    red crashed died timed out flaky running going ongoing current currently active stuck hanging hung live queued waiting pending green passing passed successful success
    cancelled canceled stopped aborted which who just it's that's whatever any production prod staging environment`,
  ),
);

const active = (run: Run): boolean => run.status !== 'completed';

function runOf(data: JsonObject, at: Place): Run {
  return {
    owner: at.owner,
    repo: at.repo,
    id: Number(data.id),
    name: text(data.name),
    file: text(data.path).replace(/^.*\//u, ''),
    branch: text(data.head_branch),
    status: text(data.status),
    conclusion: text(data.conclusion),
    actor: text(object(data.actor).login),
    sha: text(data.head_sha),
    event: text(data.event),
    title: text(data.display_title),
    created: text(data.created_at),
  };
}

const value = (run: Run) => ({ owner: run.owner, repo: run.repo, id: run.id, name: run.name, branch: run.branch });
const label = (run: Run): string => `${run.name} on ${run.branch} (${run.owner}/${run.repo})`;
const detail = (run: Run): string => `${run.conclusion || run.status.replaceAll('_', ' ')}, run ${run.id}`;

/** `github.run`: by id, or by workflow, branch, person, pull request, commit and how it stands. */
export async function resolveRun(words: string, context: ResolveContext): Promise<Resolution> {
  const place = repoOfCall(context);
  const places: Place[] = place === null ? (await myRepos(context)).slice(0, 20) : [place];
  const id = /^(?:(?:the|workflow)\s+)*(?:run\s*)?(?:id\s*|number\s*|no\.?\s*)?#?(\d{6,})$/iu.exec(bare(words))?.[1];
  if (id !== undefined) return byId(Number(id), places, context);
  const all: Run[] = [];
  for (const at of places)
    for (const data of list(await context.lookup('github.runs.all', within(at)))) all.push(runOf(data, at));
  const where = place === null ? 'your repositories' : `${place.owner}/${place.repo}`;
  const none = missing(`No workflow run in ${where} fits “${bare(words)}”.`);
  const matching = await matchRuns(words, all, places, context);
  const wanted = standing(matching, words, context);
  if (wanted.length > 0)
    return choose(
      newestEach(wanted, words).map((run) => ({ value: value(run), label: label(run), detail: detail(run) })),
      `Which run is “${words.trim()}”?`,
      `workflow runs of ${where}`,
    );
  if (matching.length > 0 && context.tool === 'github.actions.cancel')
    return missing(`No such run in ${where} is still going, so there is nothing to cancel.`);
  return none;
}

async function byId(id: number, places: readonly Place[], context: ResolveContext): Promise<Resolution> {
  for (const at of places) {
    const data = await lookupOrNull(context, 'github.runs.find', { owner: at.owner, repo: at.repo, id });
    if (data !== null) {
      const run = runOf(data, at);
      return resolved(value(run), label(run), `workflow runs of ${at.owner}/${at.repo}`);
    }
  }
  return missing(
    `There is no workflow run ${id} in ${places.length === 1 ? `${places[0]?.owner ?? ''}/${places[0]?.repo ?? ''}` : 'your repositories'}.`,
  );
}

async function matchRuns(
  words: string,
  all: readonly Run[],
  places: readonly Place[],
  context: ResolveContext,
): Promise<Run[]> {
  const said = fold(words);
  const sha = /\b[0-9a-f]{7,40}\b/u.exec(said)?.[0];
  if (sha !== undefined && /\d/u.test(sha)) return all.filter((run) => run.sha.startsWith(sha));
  const branch = all.filter((run) => said.includes(fold(run.branch)) && run.branch.includes('/'));
  const reference = parseReference(words);
  if (reference.number !== null) {
    const heads = await headsOf(places, context, (pull) => Number(pull.number) === reference.number);
    return all.filter((run) => heads.includes(`${run.owner}/${run.repo} ${run.branch}`));
  }
  let content = tokens(words.replace(/\.ya?ml\b/giu, '')).filter((word) => !GENERIC.has(word));
  const pool = branch.length > 0 ? branch : all;
  if (branch.length > 0) {
    const inBranch = new Set(branch.flatMap((run) => tokens(run.branch)));
    content = content.filter((word) => !inBranch.has(word));
  }
  if (content.length === 0) return [...pool];
  const known = new Set(
    pool.flatMap((run) => [...tokens(run.name), ...tokens(run.file), ...tokens(run.branch), ...tokens(run.repo)]),
  );
  const open = content.filter((word) => !known.has(word));
  const starters = new Map<string, string[]>();
  if (open.length > 0) {
    const everyone = await people(context);
    for (const word of open)
      for (const person of matchPeople(word, everyone))
        starters.set(person.login, [...(starters.get(person.login) ?? []), word]);
  }
  const heads = open.some((word) => ![...starters.values()].flat().includes(word))
    ? await titlesOf(places, context)
    : new Map<string, string[]>();
  return bestMatches(content, pool, (run) => [
    { words: [...tokens(run.name), ...tokens(run.file.replace(/\.ya?ml$/u, ''))], weight: 1 },
    { words: tokens(run.branch), weight: 1 },
    { words: tokens(run.repo), weight: 0.9 },
    { words: starters.get(run.actor) ?? [], weight: 1 },
    { words: heads.get(`${run.owner}/${run.repo} ${run.branch}`) ?? [], weight: 0.9 },
    { words: tokens(`${run.title} ${run.event.replaceAll('_', ' ')}`), weight: 0.8 },
  ]).map((one) => one.record);
}

/** `owner/repo branch` of the pull requests that fit. */
async function headsOf(
  places: readonly Place[],
  context: ResolveContext,
  fits: (pull: JsonObject) => boolean,
): Promise<string[]> {
  const out: string[] = [];
  for (const at of places)
    for (const pull of list(await context.lookup('github.pulls.all', within(at))))
      if (fits(pull)) out.push(`${at.owner}/${at.repo} ${text(object(pull.head).ref)}`);
  return out;
}

/** The title words of open pull requests by `owner/repo branch`: "the billing fix build". */
async function titlesOf(places: readonly Place[], context: ResolveContext): Promise<Map<string, string[]>> {
  const out = new Map<string, string[]>();
  for (const at of places)
    for (const pull of list(await context.lookup('github.pulls.all', within(at))))
      if (pull.state === 'open')
        out.set(`${at.owner}/${at.repo} ${text(object(pull.head).ref)}`, tokens(text(pull.title)));
  return out;
}

/** Those that stand as was said; else those that the tool can act on. */
function standing(runs: readonly Run[], words: string, context: ResolveContext): Run[] {
  const said = fold(words);
  const asked = fold(context.request);
  if (context.tool === 'github.actions.cancel') return runs.filter(active);
  for (const [pattern, fits] of STANDS) if (pattern.test(said)) return runs.filter(fits);
  const finished = runs.filter((run) => !active(run));
  const failed = finished.filter((run) => run.conclusion !== 'success');
  if (STANDS[0]?.[0].test(asked) && failed.length > 0) return failed;
  return finished.length > 0 ? (failed.length > 0 ? failed : finished) : [...runs];
}

/** Of the same workflow on the same branch people mean the newest; "latest" means the newest of all. */
function newestEach(runs: readonly Run[], words: string): Run[] {
  const sorted = [...runs].sort((a, b) => b.created.localeCompare(a.created));
  if (/\b(?:latest|newest|last|most recent)\b/u.test(fold(words))) return sorted.slice(0, 1);
  const seen = new Map<string, Run>();
  for (const run of sorted) {
    const key = `${run.owner}/${run.repo} ${run.file} ${run.branch}`;
    if (!seen.has(key)) seen.set(key, run);
  }
  return [...seen.values()];
}
