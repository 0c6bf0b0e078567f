import { dateMatches } from './dates.ts';
import { nameOf, repoOf, runOf } from './find.ts';
import { nextId } from './hash.ts';
import {
  ApiError,
  bodyFlag,
  type Call,
  empty,
  notFound,
  ok,
  paged,
  queryText,
  type Route,
  requiredText,
} from './http.ts';
import type { Repo, Run, Workflow } from './state.ts';
import { runView } from './views-code.ts';

function workflowOf(repo: Repo, id: string): Workflow {
  const found = repo.workflows.find((workflow) => String(workflow.id) === id || workflow.file === id);
  if (!found) throw notFound();
  return found;
}

function listRuns(call: Call, workflow?: Workflow) {
  const repo = repoOf(call);
  const status = queryText(call, 'status');
  const branch = queryText(call, 'branch');
  const actor = queryText(call, 'actor')?.toLowerCase();
  const event = queryText(call, 'event');
  const sha = queryText(call, 'head_sha');
  const created = queryText(call, 'created');
  const found = call.state.runs.filter(
    (run) =>
      run.repo === nameOf(repo) &&
      (workflow === undefined || run.workflow.id === workflow.id) &&
      (status === undefined || run.status === status || run.conclusion === status) &&
      (branch === undefined || run.branch === branch) &&
      (actor === undefined || run.actor.toLowerCase() === actor) &&
      (event === undefined || run.event === event) &&
      (sha === undefined || run.sha === sha) &&
      (created === undefined || dateMatches(run.createdAt, created)),
  );
  found.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return paged(
    call,
    found.map((run) => runView(call.state, run)),
    (page) => ({ total_count: found.length, workflow_runs: page }),
  );
}

function dispatch(call: Call) {
  const repo = repoOf(call);
  const workflow = workflowOf(repo, call.params.workflow ?? '');
  const ref = requiredText(call, 'ref');
  const branch = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const sha = repo.branches.get(branch) ?? repo.tags.get(branch);
  if (sha === undefined) throw new ApiError(422, `No ref found for: ${ref}`);
  const run: Run = {
    id: 22_190_100_000 + (nextId(call.state) % 1_000_000),
    repo: nameOf(repo),
    workflow,
    number: call.state.runs.filter((one) => one.workflow.id === workflow.id).length + 500,
    branch,
    sha,
    event: 'workflow_dispatch',
    actor: call.state.me,
    createdAt: call.now,
    updatedAt: call.now,
    attempt: 1,
    status: 'queued',
    conclusion: null,
  };
  call.state.runs.push(run);
  if (bodyFlag(call, 'return_run_details') !== true) return empty();
  const view = runView(call.state, run);
  return ok({ workflow_run_id: run.id, run_url: view.url ?? null, html_url: view.html_url ?? null });
}

function rerun(call: Call) {
  const run = runOf(call);
  if (run.status !== 'completed') throw new ApiError(403, 'This workflow is already running');
  run.status = 'queued';
  run.conclusion = null;
  run.attempt += 1;
  run.updatedAt = call.now;
  return ok({}, 201);
}

function cancel(call: Call) {
  const run = runOf(call);
  if (run.status === 'completed') throw new ApiError(409, 'Cannot cancel a workflow run that is completed.');
  run.status = 'completed';
  run.conclusion = 'cancelled';
  run.updatedAt = call.now;
  return ok({}, 202);
}

function listWorkflows(call: Call) {
  const repo = repoOf(call);
  const all = repo.workflows.map((workflow) => ({
    id: workflow.id,
    node_id: `W_${workflow.id}`,
    name: workflow.name,
    path: `.github/workflows/${workflow.file}`,
    state: 'active',
    created_at: repo.createdAt,
    updated_at: repo.createdAt,
    url: `https://api.github.com/repos/${nameOf(repo)}/actions/workflows/${workflow.id}`,
    badge_url: `https://github.com/${nameOf(repo)}/actions/workflows/${workflow.file}/badge.svg`,
    html_url: `https://github.com/${nameOf(repo)}/blob/${repo.defaultBranch}/.github/workflows/${workflow.file}`,
  }));
  return paged(call, all, (page) => ({ total_count: all.length, workflows: page }));
}

const at = '/repos/{owner}/{repo}/actions';

/** Workflows and their runs. */
export const actionRoutes: readonly Route[] = [
  ['GET', `${at}/workflows`, listWorkflows],
  [
    'GET',
    `${at}/workflows/{workflow}/runs`,
    (call) => listRuns(call, workflowOf(repoOf(call), call.params.workflow ?? '')),
  ],
  ['POST', `${at}/workflows/{workflow}/dispatches`, dispatch],
  ['GET', `${at}/runs`, (call) => listRuns(call)],
  ['GET', `${at}/runs/{run}`, (call) => ok(runView(call.state, runOf(call)))],
  ['POST', `${at}/runs/{run}/rerun`, rerun],
  ['POST', `${at}/runs/{run}/cancel`, cancel],
];
