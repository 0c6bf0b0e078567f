import { commitId } from './hash.ts';
import type { Commit, Issue, Repo, Run, State, User } from './state.ts';
import type { Workspace } from './workspace.ts';

const DAY = 86_400_000;

/** Teams of the organization; the workspace names none, so the plain ones of any company. */
const TEAMS = ['platform', 'security', 'frontend', 'backend', 'design', 'mobile', 'infra'];

/** A fresh state. What the workspace leaves open (texts, authors, times) is filled plainly, the same each time. */
export function seedState(workspace: Workspace, seesPrivate: boolean): State {
  const anchor = Date.parse(workspace.now);
  const ago = (days: number): string => new Date(anchor - days * DAY).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const { github } = workspace;
  const me = workspace.me.github_login;
  const repos = new Map(
    github.repos.map((repo, index) => [repo.full_name.toLowerCase(), seedRepo(repo, index, me, ago)]),
  );
  const state: State = {
    me,
    seesPrivate,
    users: seedUsers(workspace),
    orgs: new Map([[github.org, workspace.people.map((person) => person.github_login)]]),
    teams: TEAMS,
    repos,
    issues: seedIssues(workspace, repos, ago),
    releases: github.repos.flatMap((repo, index) =>
      repo.latest_release === null
        ? []
        : [
            {
              id: 210_000_000 + index,
              repo: repo.full_name,
              tag: repo.latest_release,
              name: repo.latest_release,
              body: `Changes in ${repo.latest_release}.`,
              target: repo.default_branch,
              draft: false,
              prerelease: false,
              author: me,
              createdAt: ago(14 + index),
              publishedAt: ago(14 + index),
            },
          ],
    ),
    runs: seedRuns(workspace, repos, ago),
    notifications: github.notifications.map((note, index) => ({
      id: note.thread_id,
      repo: note.repo,
      title: note.subject,
      type: note.type,
      reason: note.type === 'PullRequest' ? 'review_requested' : 'subscribed',
      number:
        [...github.issues, ...github.pulls].find((one) => one.repo === note.repo && one.title === note.subject)
          ?.number ?? null,
      updatedAt: ago((index + 1) / 8),
      unread: note.unread,
    })),
    gists: [],
    counter: 0,
  };
  for (const issue of state.issues) {
    const repo = repos.get(issue.repo.toLowerCase());
    if (repo && repo.nextNumber <= issue.number) repo.nextNumber = issue.number + 1;
  }
  return state;
}

function seedUsers(workspace: Workspace): Map<string, User> {
  const users = new Map<string, User>();
  for (const [index, person] of workspace.people.entries())
    users.set(person.github_login.toLowerCase(), {
      login: person.github_login,
      id: 1_840_100 + index,
      type: 'User',
      name: person.name,
      email: person.email,
    });
  const org = workspace.github.org;
  users.set(org.toLowerCase(), { login: org, id: 1_840_000, type: 'Organization', name: org, email: null });
  return users;
}

function seedRepo(
  repo: Workspace['github']['repos'][number],
  index: number,
  me: string,
  ago: (days: number) => string,
): Repo {
  const [owner = '', name = ''] = repo.full_name.split('/');
  const first = commitId(repo.full_name, 'first');
  const second = commitId(repo.full_name, 'second');
  const commits = new Map<string, Commit>();
  commits.set(first, {
    sha: first,
    message: 'Initial commit',
    author: me,
    date: ago(400),
    parents: [],
    files: ['README.md'],
  });
  commits.set(second, {
    sha: second,
    message: 'Add CI and deploy workflows',
    author: me,
    date: ago(390),
    parents: [first],
    files: repo.files,
  });
  const branches = new Map<string, string>();
  for (const [at, branch] of repo.branches.entries()) {
    const sha = repo.heads[branch] ?? commitId(repo.full_name, branch);
    branches.set(branch, sha);
    commits.set(sha, {
      sha,
      message: `Update ${branch}`,
      author: me,
      date: ago(1 + at),
      parents: [second],
      files: ['CHANGELOG.md'],
    });
  }
  return {
    id: 610_000_000 + index,
    owner,
    name,
    description: repo.description,
    homepage: null,
    private: repo.private,
    fork: false,
    template: false,
    hasIssues: true,
    hasWiki: true,
    defaultBranch: repo.default_branch,
    createdAt: ago(400),
    license: null,
    nextNumber: 1,
    starred: false,
    pushedAt: ago(1 + index / 10),
    branches,
    tags: new Map(repo.latest_release === null ? [] : [[repo.latest_release, second]]),
    commits,
    labels: repo.labels.map((label, at) => ({ id: 7_100_000_000 + index * 100 + at, name: label })),
    milestones: [],
    workflows: repo.workflows,
    files: new Map(repo.files.map((path) => [path, fileText(path, repo)])),
  };
}

function fileText(path: string, repo: Workspace['github']['repos'][number]): string {
  if (path === 'README.md') return `# ${repo.full_name.split('/')[1] ?? ''}\n\n${repo.description}.\n`;
  if (path === 'CHANGELOG.md') return `# Changelog\n\n## ${repo.latest_release ?? 'Unreleased'}\n`;
  const workflow = repo.workflows.find((one) => path.endsWith(`/${one.file}`));
  return workflow ? `name: ${workflow.name}\non: [push, workflow_dispatch]\n` : `${path}\n`;
}

function seedIssues(workspace: Workspace, repos: Map<string, Repo>, ago: (days: number) => string): Issue[] {
  const { github, people } = workspace;
  const plain = { type: null, milestone: null, locked: false, lockReason: null } as const;
  const issues = github.issues.map(
    (issue, index): Issue => ({
      ...plain,
      id: 3_010_000_000 + index,
      repo: issue.repo,
      number: issue.number,
      title: issue.title,
      body: `${issue.title}.`,
      author: people[index % people.length]?.github_login ?? github.org,
      state: issue.state,
      stateReason: issue.state === 'closed' ? 'completed' : null,
      labels: [...issue.labels],
      assignees: [...issue.assignees],
      createdAt: ago(30 - index),
      updatedAt: ago(10 - index / 2),
      closedAt: issue.state === 'closed' ? ago(10 - index / 2) : null,
      comments: [],
      pull: null,
    }),
  );
  const pulls = github.pulls.map(
    (pull, index): Issue => ({
      ...plain,
      id: 3_020_000_000 + index,
      repo: pull.repo,
      number: pull.number,
      title: pull.title,
      body: `${pull.title}.`,
      author: pull.author,
      state: pull.state === 'open' ? 'open' : 'closed',
      stateReason: null,
      labels: [],
      assignees: [],
      createdAt: ago(8 - index),
      updatedAt: ago(2 - index / 4),
      closedAt: pull.state === 'open' ? null : ago(2 - index / 4),
      comments: [],
      pull: {
        head: pull.head,
        base: pull.base,
        headSha: repos.get(pull.repo.toLowerCase())?.branches.get(pull.head) ?? commitId(pull.repo, pull.head),
        draft: false,
        maintainerCanModify: false,
        mergedAt: pull.state === 'merged' ? ago(2 - index / 4) : null,
        mergeSha: pull.state === 'merged' ? commitId(pull.repo, pull.number, 'merge') : null,
        reviewers: [],
        teams: [],
        reviews: [],
      },
    }),
  );
  return [...issues, ...pulls];
}

function seedRuns(workspace: Workspace, repos: Map<string, Repo>, ago: (days: number) => string): Run[] {
  const { github, me } = workspace;
  return github.workflow_runs.map((run, index) => {
    const repo = repos.get(run.repo.toLowerCase());
    const workflow = repo?.workflows.find((one) => one.file === run.workflow) ?? {
      id: 9000,
      file: run.workflow,
      name: run.workflow,
    };
    const pull = github.pulls.find((one) => one.repo === run.repo && one.head === run.branch);
    return {
      id: run.id,
      repo: run.repo,
      workflow,
      number: 410 + index,
      branch: run.branch,
      sha: repo?.branches.get(run.branch) ?? commitId(run.repo, run.branch),
      event: pull ? 'pull_request' : 'push',
      actor: pull?.author ?? me.github_login,
      createdAt: ago((index + 1) / 24),
      updatedAt: ago((index + 1) / 24),
      attempt: 1,
      status: run.status,
      conclusion: run.conclusion,
    };
  });
}
