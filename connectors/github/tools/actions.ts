import type { JsonObject } from '../../../shared/index.ts';
import { defineTool, type KindValue } from '../../kit/guest.ts';
import { runRowFields } from '../fields.ts';
import { bodyOf, count, fullName, present, readPages, repoPath } from '../request.ts';
import { pickAll, textAt } from '../shape.ts';
import { createdFilter } from './created-filter.ts';
import { limit, ofRepo, repo } from './params.ts';

const run = {
  kind: 'github.run',
  description: 'The workflow run: "the failed CI run", "the deploy in progress", its id',
  required: true,
  within: ['repo'],
  sets: ['run_id'],
  refs: ['run', 'workflow', 'branch', 'pr', 'sha', 'person', 'login', 'tag'],
} as const;

function runText(value: KindValue<'github.run'>): string {
  const branch = value.branch === '' ? '' : ` on ${value.branch}`;
  return `the ${value.name} run ${value.id}${branch} of ${fullName(value)}`;
}

/** https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository */
export const listRuns = defineTool({
  name: 'github.actions.list_runs',
  title: 'List workflow runs',
  description: 'Lists the workflow runs (CI, builds, deploys) of a repository and how they went.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: {
    repo,
    status: {
      kind: 'enum',
      values: [
        'completed',
        'action_required',
        'cancelled',
        'failure',
        'neutral',
        'skipped',
        'stale',
        'success',
        'timed_out',
        'in_progress',
        'queued',
        'requested',
        'waiting',
        'pending',
      ],
      description: 'Only of this status or outcome',
      sets: ['status'],
    },
    branch: { kind: 'github.branch', description: 'Only on this branch', within: ['repo'], sets: ['branch'] },
    actor: {
      kind: 'github.user',
      description: 'Only started by this person',
      within: ['repo'],
      also: ['me'],
      sets: ['actor'],
    },
    event: {
      kind: 'enum',
      values: ['push', 'pull_request', 'schedule', 'workflow_dispatch', 'release'],
      description: 'Only started by this event',
      sets: ['event'],
    },
    created: { kind: 'period', description: 'Only started in this time', sets: ['created'] },
    sha: { kind: 'text', description: 'Only of this commit', sets: ['head_sha'] },
    limit,
  },
  effectText: (args) =>
    `List the workflow runs of ${fullName(args.repo)}${args.branch === undefined ? '' : ` on ${args.branch}`}`,
  async run(args, api) {
    const query = present<string>({
      status: args.status,
      branch: args.branch,
      actor: args.actor?.login,
      event: args.event,
      created: args.created === undefined ? undefined : createdFilter(args.created),
      head_sha: args.sha,
    });
    const { records, total } = await readPages(
      api,
      repoPath(args.repo, '/actions/runs'),
      query,
      args.limit ?? 100,
      'workflow_runs',
    );
    const runs = pickAll(records, runRowFields);
    const first = runs[0];
    const newest =
      first === undefined
        ? ''
        : `, newest: ${textAt(first, 'name')} on ${textAt(first, 'head_branch')}, ${textAt(first, 'conclusion') || textAt(first, 'status')}`;
    return {
      data: { total_count: total, workflow_runs: runs },
      summary: `${count(total, 'workflow run')} in ${fullName(args.repo)}${newest}`,
    };
  },
});

/** https://docs.github.com/rest/actions/workflow-runs#re-run-a-workflow */
export const rerunRun = defineTool({
  name: 'github.actions.rerun',
  title: 'Run a workflow run again',
  description: 'Runs a finished workflow run (a failed build, CI, deploy) again.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.actions.cancel',
    text: 'Cancel the run while it lasts; what it has already done stays.',
  },
  params: {
    run,
    repo: ofRepo,
    debug: { kind: 'boolean', description: 'With debug logging', sets: ['enable_debug_logging'] },
  },
  effectText: (args) => `Run ${runText(args.run)} again${args.debug === true ? ' with debug logging' : ''}`,
  async run(args, api) {
    const body: JsonObject = args.debug === undefined ? {} : { enable_debug_logging: args.debug };
    await api.send({ method: 'POST', path: repoPath(args.run, `/actions/runs/${args.run.id}/rerun`), ...bodyOf(body) });
    return {
      data: { id: args.run.id, name: args.run.name },
      summary: `Running ${runText(args.run)} again`,
      undo: [{ tool: 'github.actions.cancel', args: { run: args.run }, text: `Cancel ${runText(args.run)}.` }],
    };
  },
});

/** https://docs.github.com/rest/actions/workflow-runs#cancel-a-workflow-run */
export const cancelRun = defineTool({
  name: 'github.actions.cancel',
  title: 'Cancel a workflow run',
  description: 'Stops a workflow run (a build, CI, deploy) that is queued or in progress.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.actions.rerun', text: 'Run it again from the start.' },
  params: { run, repo: ofRepo },
  effectText: (args) => `Cancel ${runText(args.run)}`,
  async run(args, api) {
    await api.send({ method: 'POST', path: repoPath(args.run, `/actions/runs/${args.run.id}/cancel`) });
    return {
      data: { id: args.run.id, name: args.run.name },
      summary: `Cancelling ${runText(args.run)}`,
      undo: [{ tool: 'github.actions.rerun', args: { run: args.run }, text: `Run ${runText(args.run)} again.` }],
    };
  },
});
