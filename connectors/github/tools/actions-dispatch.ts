import type { Json, JsonObject } from '../../../shared/index.ts';
import { defineTool, type KindValue, type ToolApi } from '../../kit/guest.ts';
import { fullName, present, repoPath, sentenceList } from '../request.ts';
import { asArray, asObject, at, textAt } from '../shape.ts';
import { repo } from './params.ts';

const workflow = {
  kind: 'github.workflow',
  description: 'The workflow, by name or file: "CI", "deploy.yml"',
  required: true,
  within: ['repo'],
  sets: ['workflow_id'],
} as const;

interface Inputs {
  readonly environment?: string | undefined;
  readonly version?: string | undefined;
  readonly inputs?: readonly string[] | undefined;
}

/** The workflow's inputs by name; "dry_run=true" and "dry_run: true" name theirs themselves. */
function inputsOf(args: Inputs): { [name: string]: string } {
  const out = present<string>({ environment: args.environment, version: args.version });
  for (const given of args.inputs ?? []) {
    const [, name, value] = /^([\w-]+)\s*[=:]\s*(.*)$/s.exec(given.trim()) ?? [];
    if (name === undefined || value === undefined) throw new Error(`“${given}” is not an input: say it as name=value.`);
    out[name] = value;
  }
  return out;
}

function workflowPath(value: KindValue<'github.workflow'>, rest: string): string {
  return repoPath(value, `/actions/workflows/${encodeURIComponent(value.file)}${rest}`);
}

/**
 * Runs of a workflow that were started by hand on a branch, newest first
 * (https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow).
 */
async function startedByHand(
  api: ToolApi,
  value: KindValue<'github.workflow'>,
  ref: string,
  limit: number,
): Promise<Json[]> {
  const query = { event: 'workflow_dispatch', branch: ref, per_page: limit };
  const response = await api.send({ method: 'GET', path: workflowPath(value, '/runs'), query });
  return asArray(asObject(response.body).workflow_runs);
}

/** https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event */
export const dispatchWorkflow = defineTool({
  name: 'github.actions.dispatch',
  title: 'Start a workflow',
  description: 'Starts a workflow (CI, deploy, build) by hand on a branch or tag.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.actions.cancel_started',
    text: 'Cancel the run while it lasts; what it has already done stays.',
  },
  params: {
    workflow,
    repo,
    ref: {
      kind: 'github.branch',
      description: 'The branch or tag to run on',
      required: true,
      within: ['repo'],
      also: ['the default branch'],
      sets: ['ref'],
    },
    environment: { kind: 'text', description: 'The workflow\'s "environment" input', sets: ['inputs.environment'] },
    version: { kind: 'text', description: 'The workflow\'s "version" input', sets: ['inputs.version'] },
    inputs: { kind: 'text', many: true, description: 'Other inputs, each as "name=value"', sets: ['inputs.*'] },
    details: {
      kind: 'boolean',
      description: 'Answer with the run that was started and its link',
      sets: ['return_run_details'],
    },
  },
  effectText(args) {
    const given = Object.entries(inputsOf(args)).map(([name, value]) => `${name} ${value}`);
    const inputs = given.length === 0 ? '' : ` with ${sentenceList(given)}`;
    return `Start the workflow ${args.workflow.name} of ${fullName(args.repo)} on ${args.ref}${inputs}`;
  },
  async run(args, api) {
    const inputs = inputsOf(args);
    const body: JsonObject = { ref: args.ref };
    if (Object.keys(inputs).length > 0) body.inputs = inputs;
    if (args.details === true) body.return_run_details = true;
    // The answer does not name the run unless asked: the newest one before tells the new one from the others.
    const [newest] = await startedByHand(api, args.workflow, args.ref, 1);
    const after = at(newest, 'run_number');
    const response = await api.send({ method: 'POST', path: workflowPath(args.workflow, '/dispatches'), body });
    const run = at(response.body, 'workflow_run_id');
    const link = textAt(response.body, 'html_url');
    return {
      data: {
        workflow: args.workflow.file,
        ref: args.ref,
        ...(typeof run === 'number' ? { workflow_run_id: run, html_url: link } : {}),
      },
      summary: `Started ${args.workflow.name} of ${fullName(args.repo)} on ${args.ref}${link === '' ? '' : `: ${link}`}`,
      undo: [
        {
          tool: 'github.actions.cancel_started',
          args: { workflow: args.workflow, ref: args.ref, after: typeof after === 'number' ? after : 0 },
          text: `Cancel the run of ${args.workflow.name} on ${args.ref} while it lasts.`,
        },
      ],
    };
  },
});

/**
 * Cancels the one run that the account itself started by hand after run number `after`
 * (https://docs.github.com/rest/actions/workflow-runs#cancel-a-workflow-run).
 */
export const cancelStarted = defineTool({
  name: 'github.actions.cancel_started',
  title: 'Cancel the run that was started',
  description: 'Cancels the own run of a workflow that was started after a given run.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'github.actions.rerun', text: 'Run it again from the start.' },
  params: {
    workflow: { ...workflow, sets: [] },
    ref: { kind: 'text', description: 'The branch or tag that it runs on', required: true, sets: [] },
    after: { kind: 'integer', description: 'The number of the newest run before it', required: true, sets: [] },
  },
  effectText: (args) =>
    `Cancel your run of the workflow ${args.workflow.name} of ${fullName(args.workflow)} on ${args.ref} after number ${args.after}`,
  async run(args, api) {
    const me = textAt((await api.send({ method: 'GET', path: '/user' })).body, 'login');
    const runs = (await startedByHand(api, args.workflow, args.ref, 100)).filter(
      (run) => Number(at(run, 'run_number')) > args.after && textAt(run, 'actor.login') === me,
    );
    const [run, second] = runs;
    if (run === undefined) throw new Error('The run has not begun yet, or is gone; look at the Actions tab on GitHub.');
    if (second !== undefined)
      throw new Error('You have started this workflow more than once since; cancel the right run by its id.');
    const id = Number(at(run, 'id'));
    const { owner, repo: name } = args.workflow;
    const value = { owner, repo: name, id, name: args.workflow.name, branch: args.ref };
    await api.send({ method: 'POST', path: repoPath(value, `/actions/runs/${id}/cancel`) });
    return {
      data: { id, name: args.workflow.name },
      summary: `Cancelling the run ${id} of ${args.workflow.name} of ${fullName(args.workflow)}`,
      undo: [{ tool: 'github.actions.rerun', args: { run: value }, text: `Run ${args.workflow.name} again.` }],
    };
  },
});
