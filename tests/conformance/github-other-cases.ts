import {
  api,
  at,
  deploy,
  deployRun,
  failedRun,
  type GithubCase,
  joe,
  mainSha,
  noon,
  noonIso,
  per_page,
  since,
  sinceIso,
} from './github-records.ts';

export const otherCases: readonly GithubCase[] = [
  {
    op: 'github.actions.list_runs',
    intent: 'all of a repository',
    args: { repo: api },
    sdk: ({ rest }) => rest.actions.listWorkflowRunsForRepo({ ...at, per_page }),
  },
  {
    op: 'github.actions.list_runs',
    intent: 'by outcome, branch, person, event, day and commit',
    args: {
      repo: api,
      status: 'failure',
      branch: 'main',
      actor: joe,
      event: 'push',
      created: { from: 1_772_427_600, to: 1_772_514_000 },
      sha: mainSha,
      limit: 5,
    },
    sdk: ({ rest }) =>
      rest.actions.listWorkflowRunsForRepo({
        ...at,
        status: 'failure',
        branch: 'main',
        actor: 'joekim',
        event: 'push',
        created: '2026-03-02',
        head_sha: mainSha,
        per_page: 5,
      }),
  },
  {
    op: 'github.actions.dispatch',
    intent: 'on a branch',
    args: { workflow: deploy, repo: api, ref: 'main' },
    sdk: ({ rest }) => rest.actions.createWorkflowDispatch({ ...at, workflow_id: 'deploy.yml', ref: 'main' }),
  },
  {
    op: 'github.actions.dispatch',
    intent: 'with inputs, answering with the run',
    args: {
      workflow: deploy,
      repo: api,
      ref: 'main',
      environment: 'staging',
      version: 'v2.4.0',
      inputs: ['dry_run=true', 'log-level: debug'],
      details: true,
    },
    sdk: ({ rest }) =>
      rest.actions.createWorkflowDispatch({
        ...at,
        workflow_id: 'deploy.yml',
        ref: 'main',
        inputs: { environment: 'staging', version: 'v2.4.0', dry_run: 'true', 'log-level': 'debug' },
        return_run_details: true,
      }),
  },
  {
    op: 'github.actions.rerun',
    intent: 'a failed run',
    args: { run: failedRun },
    sdk: ({ rest }) => rest.actions.reRunWorkflow({ ...at, run_id: failedRun.id }),
  },
  {
    op: 'github.actions.rerun',
    intent: 'with debug logging',
    args: { run: failedRun, debug: true },
    sdk: ({ rest }) => rest.actions.reRunWorkflow({ ...at, run_id: failedRun.id, enable_debug_logging: true }),
  },
  {
    op: 'github.actions.cancel',
    intent: 'a run in progress',
    args: { run: deployRun },
    sdk: ({ rest }) => rest.actions.cancelWorkflowRun({ ...at, run_id: deployRun.id }),
  },
  {
    op: 'github.notifications.list',
    intent: 'unread ones',
    args: {},
    sdk: ({ rest }) => rest.activity.listNotificationsForAuthenticatedUser({ per_page }),
  },
  {
    op: 'github.notifications.list',
    intent: 'all where one takes part, in a stretch of time',
    args: { all: true, participating: true, since, before: noon, limit: 4 },
    sdk: ({ rest }) =>
      rest.activity.listNotificationsForAuthenticatedUser({
        all: true,
        participating: true,
        since: sinceIso,
        before: noonIso,
        per_page: 4,
      }),
  },
  {
    op: 'github.notifications.mark_read',
    intent: 'all',
    args: {},
    sdk: ({ rest }) => rest.activity.markNotificationsAsRead(),
  },
  {
    op: 'github.notifications.mark_read',
    intent: 'those up to a moment',
    args: { before: noon },
    sdk: ({ rest }) => rest.activity.markNotificationsAsRead({ last_read_at: noonIso }),
  },
  {
    op: 'github.notifications.mark_thread_read',
    intent: 'one',
    args: {
      notification: { id: '9183340188', title: 'Billing page shows the wrong currency', repo: 'brightloom/web' },
    },
    sdk: ({ rest }) => rest.activity.markThreadAsRead({ thread_id: 9183340188 }),
  },
  {
    op: 'github.gists.create',
    intent: 'a public file with a description',
    args: { file: 'retry.sh', content: 'curl --retry 3\n', description: 'Retries', public: true },
    sdk: ({ rest }) =>
      rest.gists.create({
        files: { 'retry.sh': { content: 'curl --retry 3\n' } },
        description: 'Retries',
        public: true,
      }),
  },
  {
    op: 'github.gists.create',
    intent: 'a file alone',
    args: { file: 'notes.md', content: '# Notes' },
    sdk: ({ rest }) => rest.gists.create({ files: { 'notes.md': { content: '# Notes' } } }),
  },
  {
    op: 'github.user.get',
    intent: 'the own account',
    args: {},
    sdk: ({ rest }) => rest.users.getAuthenticated(),
  },
  {
    op: 'github.user.get_by_username',
    intent: 'somebody’s profile',
    args: { user: joe },
    sdk: ({ rest }) => rest.users.getByUsername({ username: 'joekim' }),
  },
];
