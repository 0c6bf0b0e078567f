import { defineTool } from '../../kit/guest.ts';
import { commitFields, repoFields } from '../fields.ts';
import { count, fullName, isoTime, present, readPages, repoPath } from '../request.ts';
import { asArray, asObject, pick, pickAll, textAt } from '../shape.ts';
import { limit, READ_CAP, repo } from './params.ts';

const onlyReads = { kind: 'none', text: 'Only reads.' } as const;

/** https://docs.github.com/rest/repos/repos#get-a-repository */
export const getRepo = defineTool({
  name: 'github.repos.get',
  title: 'Show a repository',
  description: 'Reads one repository: its description, visibility, default branch, stars and links.',
  effect: 'read',
  undo: onlyReads,
  params: { repo },
  effectText: (args) => `Read the repository ${fullName(args.repo)}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: repoPath(args.repo) });
    const data = pick(response.body, repoFields);
    return { data, summary: `${textAt(data, 'full_name')}: ${textAt(data, 'description') || 'no description'}` };
  },
});

/** https://docs.github.com/rest/branches/branches#list-branches */
export const listBranches = defineTool({
  name: 'github.repos.list_branches',
  title: 'List branches',
  description: 'Lists the branches of a repository.',
  effect: 'read',
  undo: onlyReads,
  params: {
    repo,
    protected: {
      kind: 'boolean',
      description: 'Only protected branches (true) or only unprotected ones (false)',
      sets: ['protected'],
    },
    limit,
  },
  effectText: (args) => `List the branches of ${fullName(args.repo)}`,
  async run(args, api) {
    const query = present<boolean>({ protected: args.protected });
    const { records } = await readPages(api, repoPath(args.repo, '/branches'), query, args.limit ?? READ_CAP);
    const data = pickAll(records, ['name', 'commit.sha', 'protected']);
    return { data, summary: `${count(data.length, 'branch', 'branches')} in ${fullName(args.repo)}` };
  },
});

/** https://docs.github.com/rest/commits/commits#list-commits */
export const listCommits = defineTool({
  name: 'github.repos.list_commits',
  title: 'List commits',
  description: 'Lists the commits of a repository, of one branch, file or author, newest first.',
  effect: 'read',
  undo: onlyReads,
  params: {
    repo,
    branch: {
      kind: 'github.branch',
      description: 'The branch, tag or commit to start from',
      within: ['repo'],
      sets: ['sha'],
    },
    path: { kind: 'text', description: 'Only commits that touch this file or folder', sets: ['path'] },
    author: {
      kind: 'github.user',
      description: 'Only by this person',
      within: ['repo'],
      also: ['me'],
      sets: ['author'],
    },
    committer: {
      kind: 'github.user',
      description: 'Only committed by this person',
      within: ['repo'],
      also: ['me'],
      sets: ['committer'],
    },
    since: { kind: 'period', description: 'Only since then', sets: ['since'] },
    until: { kind: 'period', description: 'Only until then', sets: ['until'] },
    limit: { ...limit, also: ['1'] },
  },
  effectText: (args) =>
    `List the commits of ${fullName(args.repo)}${args.branch === undefined ? '' : ` on ${args.branch}`}`,
  async run(args, api) {
    const since = args.since?.from;
    const until = args.until?.to ?? args.until?.from;
    const query = present<string>({
      sha: args.branch,
      path: args.path,
      author: args.author?.login,
      committer: args.committer?.login,
      since: since === undefined ? undefined : isoTime(since),
      until: until === undefined ? undefined : isoTime(until),
    });
    const { records } = await readPages(api, repoPath(args.repo, '/commits'), query, args.limit ?? 30);
    const data = pickAll(records, commitFields);
    const first = data[0];
    const newest = first === undefined ? '' : `, newest: ${textAt(first, 'commit.message').split('\n')[0] ?? ''}`;
    return { data, summary: `${count(data.length, 'commit')} in ${fullName(args.repo)}${newest}` };
  },
});

/** https://docs.github.com/rest/commits/commits#compare-two-commits */
export const compareCommits = defineTool({
  name: 'github.repos.compare',
  title: 'Compare two branches',
  description: 'Compares two branches, tags or commits of a repository: what head has that base lacks.',
  effect: 'read',
  undo: onlyReads,
  params: {
    repo,
    base: {
      kind: 'github.branch',
      description: 'What to compare against',
      required: true,
      within: ['repo'],
      also: ['the default branch'],
      sets: ['basehead.base'],
    },
    head: {
      kind: 'github.branch',
      description: 'What is compared',
      required: true,
      within: ['repo'],
      also: ['the default branch'],
      sets: ['basehead.head'],
    },
  },
  effectText: (args) => `Compare ${args.head} with ${args.base} in ${fullName(args.repo)}`,
  async run(args, api) {
    const basehead = `${encodeURIComponent(args.base)}...${encodeURIComponent(args.head)}`;
    const response = await api.send({ method: 'GET', path: repoPath(args.repo, `/compare/${basehead}`) });
    const data = {
      ...pick(response.body, ['status', 'ahead_by', 'behind_by', 'total_commits', 'html_url']),
      commits: pickAll(asArray(asObject(response.body).commits), commitFields),
      files: pickAll(asArray(asObject(response.body).files).slice(0, 100), [
        'filename',
        'status',
        'additions',
        'deletions',
      ]),
    };
    const summary = `${args.head} is ${count(Number(textAt(data, 'ahead_by')), 'commit')} ahead of and ${textAt(data, 'behind_by')} behind ${args.base}`;
    return { data, summary };
  },
});
