import { defineTool, type ToolApi, type ToolResult } from '../../kit/guest.ts';
import { issueFields, pullFields, repoFields, runFields, userFields } from '../fields.ts';
import { count, present, readPages, repoPath } from '../request.ts';
import { pick, pickAll, textAt } from '../shape.ts';
import { READ_CAP, repo } from './params.ts';

/** Reads that only the resolvers make; the model never sees them. Names follow operations.json where it has the endpoint. */
const lookup = { effect: 'read', undo: { kind: 'none', text: 'Only reads.' }, internal: true } as const;
const name = { kind: 'text', description: 'The exact login', required: true, sets: [] } as const;
const number = { kind: 'integer', description: 'The number or id', required: true, sets: [] } as const;
const exactRepo = {
  owner: { kind: 'text', description: 'The exact owner', required: true, sets: [] },
  repo: { kind: 'text', description: 'The exact name', required: true, sets: [] },
} as const;

async function list(
  api: ToolApi,
  path: string,
  fields: readonly string[],
  what: string,
  query: { [name: string]: string } = {},
  member?: string,
): Promise<ToolResult> {
  const { records } = await readPages(api, path, query, READ_CAP, member);
  return { data: pickAll(records, fields), summary: count(records.length, what) };
}

async function one(api: ToolApi, path: string, fields: readonly string[]): Promise<ToolResult> {
  const response = await api.send({ method: 'GET', path });
  const data = pick(response.body, fields);
  return {
    data,
    summary: textAt(data, 'full_name') || textAt(data, 'login') || textAt(data, 'title') || textAt(data, 'name'),
  };
}

/** https://docs.github.com/rest/repos/repos#list-repositories-for-the-authenticated-user */
export const listMyRepos = defineTool({
  ...lookup,
  name: 'github.repos.list_mine',
  title: 'List repositories',
  description: 'Lists the repositories that the account can reach.',
  params: {},
  effectText: () => 'List the repositories of your GitHub account',
  run: (_args, api) => list(api, '/user/repos', repoFields, 'record', { sort: 'pushed' }),
});

/** https://docs.github.com/rest/repos/repos#get-a-repository */
export const findRepo = defineTool({
  ...lookup,
  name: 'github.repos.find',
  title: 'Look up a repository',
  description: 'Reads a repository by its exact owner and name.',
  params: exactRepo,
  effectText: (args) => `Look up the repository ${args.owner}/${args.repo}`,
  run: (args, api) => one(api, repoPath(args), repoFields),
});

/** https://docs.github.com/rest/issues/issues#get-an-issue */
export const findIssue = defineTool({
  ...lookup,
  name: 'github.issues.find',
  title: 'Look up an issue',
  description: 'Reads an issue or pull request by its number.',
  params: { ...exactRepo, number },
  effectText: (args) => `Look up ${args.owner}/${args.repo}#${args.number}`,
  run: (args, api) => one(api, repoPath(args, `/issues/${args.number}`), issueFields),
});

/** https://docs.github.com/rest/pulls/pulls#get-a-pull-request */
export const findPull = defineTool({
  ...lookup,
  name: 'github.pulls.find',
  title: 'Look up a pull request',
  description: 'Reads a pull request by its number.',
  params: { ...exactRepo, number },
  effectText: (args) => `Look up the pull request ${args.owner}/${args.repo}#${args.number}`,
  run: (args, api) => one(api, repoPath(args, `/pulls/${args.number}`), pullFields),
});

/** https://docs.github.com/rest/issues/issues#list-repository-issues */
export const allIssues = defineTool({
  ...lookup,
  name: 'github.issues.all',
  title: 'Look through issues',
  description: 'Lists the latest issues and pull requests of a repository in any state.',
  params: { repo },
  effectText: (args) => `Look through the issues of ${args.repo.owner}/${args.repo.repo}`,
  run: (args, api) =>
    list(api, repoPath(args.repo, '/issues'), issueFields, 'issue', { state: 'all', sort: 'updated' }),
});

/** https://docs.github.com/rest/issues/issues#list-issues-assigned-to-the-authenticated-user with `filter=all` */
export const issuesEverywhere = defineTool({
  ...lookup,
  name: 'github.issues.everywhere',
  title: 'Look through all issues',
  description: 'Lists the latest issues and pull requests of every repository that the account can reach.',
  params: {},
  effectText: () => 'Look through the issues and pull requests of your repositories',
  run: (_args, api) => list(api, '/issues', issueFields, 'issue', { filter: 'all', state: 'all', sort: 'updated' }),
});

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests */
export const allPulls = defineTool({
  ...lookup,
  name: 'github.pulls.all',
  title: 'Look through pull requests',
  description: 'Lists the latest pull requests of a repository in any state.',
  params: { repo },
  effectText: (args) => `Look through the pull requests of ${args.repo.owner}/${args.repo.repo}`,
  run: (args, api) =>
    list(api, repoPath(args.repo, '/pulls'), pullFields, 'pull request', {
      state: 'all',
      sort: 'updated',
      direction: 'desc',
    }),
});

/** https://docs.github.com/rest/orgs/orgs#list-organizations-for-the-authenticated-user */
export const listOrgs = defineTool({
  ...lookup,
  name: 'github.orgs.list_mine',
  title: 'List organizations',
  description: 'Lists the organizations of the account.',
  params: {},
  effectText: () => 'List your GitHub organizations',
  run: (_args, api) => list(api, '/user/orgs', ['login', 'id', 'description'], 'organization'),
});

/** https://docs.github.com/rest/orgs/members#list-organization-members and, for names, https://docs.github.com/rest/users/users#get-a-user */
export const listMembers = defineTool({
  ...lookup,
  name: 'github.orgs.members',
  title: 'List members',
  description: 'Lists the members of an organization with their names.',
  params: { org: name },
  effectText: (args) => `List the members of ${args.org}`,
  async run(args, api) {
    const { records } = await readPages(api, `/orgs/${encodeURIComponent(args.org)}/members`, {}, READ_CAP);
    const data = [];
    // The list has logins only. Names cost a request each, so a large organization is matched by login alone.
    for (const [index, record] of records.entries()) {
      if (index >= 50) data.push(pick(record, userFields));
      else data.push((await one(api, `/users/${encodeURIComponent(textAt(record, 'login'))}`, userFields)).data);
    }
    return { data, summary: count(data.length, 'member') };
  },
});

/** https://docs.github.com/rest/users/users#get-a-user */
export const getUser = defineTool({
  ...lookup,
  name: 'github.users.get',
  title: 'Look up a user',
  description: 'Reads a user or organization by its exact login.',
  params: { login: name },
  effectText: (args) => `Look up the GitHub user ${args.login}`,
  run: (args, api) => one(api, `/users/${encodeURIComponent(args.login)}`, userFields),
});

/** https://docs.github.com/rest/issues/labels#list-labels-for-a-repository */
export const listLabels = defineTool({
  ...lookup,
  name: 'github.labels.list',
  title: 'List labels',
  description: 'Lists the labels of a repository.',
  params: { repo },
  effectText: (args) => `List the labels of ${args.repo.owner}/${args.repo.repo}`,
  run: (args, api) => list(api, repoPath(args.repo, '/labels'), ['name', 'description'], 'label'),
});

/** https://docs.github.com/rest/repos/repos#list-repository-tags */
export const listTags = defineTool({
  ...lookup,
  name: 'github.tags.list',
  title: 'List tags',
  description: 'Lists the tags of a repository.',
  params: { repo },
  effectText: (args) => `List the tags of ${args.repo.owner}/${args.repo.repo}`,
  run: (args, api) => list(api, repoPath(args.repo, '/tags'), ['name', 'commit.sha'], 'tag'),
});

/** https://docs.github.com/rest/actions/workflows#list-repository-workflows */
export const listWorkflows = defineTool({
  ...lookup,
  name: 'github.workflows.list',
  title: 'List workflows',
  description: 'Lists the workflows of a repository.',
  params: { repo },
  effectText: (args) => `List the workflows of ${args.repo.owner}/${args.repo.repo}`,
  run: (args, api) =>
    list(api, repoPath(args.repo, '/actions/workflows'), ['id', 'name', 'path', 'state'], 'workflow', {}, 'workflows'),
});

/** https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository */
export const allRuns = defineTool({
  ...lookup,
  name: 'github.runs.all',
  title: 'Look through workflow runs',
  description: 'Lists the latest workflow runs of a repository.',
  params: { repo, status: { kind: 'text', description: 'Only of this status', sets: [] } },
  effectText: (args) => `Look through the workflow runs of ${args.repo.owner}/${args.repo.repo}`,
  run: (args, api) =>
    list(
      api,
      repoPath(args.repo, '/actions/runs'),
      runFields,
      'workflow run',
      present<string>({ status: args.status }),
      'workflow_runs',
    ),
});

/** https://docs.github.com/rest/actions/workflow-runs#get-a-workflow-run */
export const findRun = defineTool({
  ...lookup,
  name: 'github.runs.find',
  title: 'Look up a workflow run',
  description: 'Reads a workflow run by its id.',
  params: { ...exactRepo, id: number },
  effectText: (args) => `Look up the workflow run ${args.id} of ${args.owner}/${args.repo}`,
  run: (args, api) => one(api, repoPath(args, `/actions/runs/${args.id}`), runFields),
});
