import type { ToolDefinition } from '../../connectors/index.ts';
import type { Model } from '../../main/index.ts';
import type {
  PastStep,
  Proposal,
  ProposedValue,
  ProposeInput,
  Proposer,
  Shortlister,
} from '../../main/inference/index.ts';
import { atPath, type World } from './match.ts';
import { startLab } from './oracle-lab.ts';
import { type Plan, type PlannedCall, planTask, planUnsafe } from './oracle-plan.ts';
import type { Task } from './task.ts';

/**
 * The best possible model, for measuring everything but the model: it knows what each task expects, and writes the words
 * that a model would have to copy for it.
 */
export interface Oracle {
  /** For `startDemoApp`. The shortlister offers the planned tools: the shortlist is not measured either. */
  readonly parts: { readonly model: Model; readonly shortlister: Shortlister };
  /** Plans the calls of the task that is run next. */
  prepare(task: Task): Promise<Plan>;
  close(): Promise<void>;
}

const none: Proposal = { kind: 'none', reason: 'not_a_request', confidence: 1 };

/** The planned words with the values of this run's results in place of the lab's; null where a result lacks one. */
function filled({ args, links }: PlannedCall, steps: readonly PastStep[]): Record<string, ProposedValue> | null {
  const now = new Map<string, string>();
  for (const link of links) {
    const value = atPath(steps[link.step - 1]?.result ?? null, link.path);
    if (value === undefined || value === null || typeof value === 'object') return null;
    now.set(link.value, String(value));
  }
  const renew = (text: string): string => {
    let out = text;
    for (const [before, after] of now) out = out.replaceAll(before, () => after);
    return out;
  };
  return Object.fromEntries(
    Object.entries(args).map(([name, value]): [string, ProposedValue] => {
      if (typeof value === 'string') return [name, renew(value)];
      if (typeof value === 'boolean') return [name, value];
      if (Array.isArray(value)) return [name, value.map(renew)];
      return [name, Object.fromEntries(Object.entries(value).map(([key, text]) => [key, renew(text)]))];
    }),
  );
}

/** How many tools a call that must be denied is looked for among. */
const unsafeTools = 8;

/**
 * Starts an oracle over a lab of its own.
 * @param tools those that the model may be offered
 * @param unsafeFrom picks the tools among which a call that must be denied is looked for
 */
export async function startOracle(
  tools: readonly ToolDefinition[],
  world: World,
  unsafeFrom: Shortlister,
): Promise<Oracle> {
  const lab = await startLab();
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  let plan: Plan = { calls: [], gap: '' };

  const propose = ({ steps }: ProposeInput): Proposal => {
    const next = plan.calls[steps.length];
    if (!next) return steps.length > 0 && plan.gap === '' ? { kind: 'done', confidence: 1 } : none;
    const args = filled(next, steps);
    return args ? { kind: 'call', tool: next.tool, args, confidence: 1, argConfidence: {} } : none;
  };

  const proposer: Proposer = {
    info: { name: 'oracle', device: 'cpu', parameters: 0 },
    propose: async (input) => propose(input),
    close: async () => undefined,
  };

  return {
    parts: {
      model: { proposer: () => proposer, intent: null, problem: null, close: async () => undefined },
      shortlister: {
        shortlist: async () =>
          [...new Set(plan.calls.map(({ tool }) => tool))].flatMap((name) => byName.get(name) ?? []),
      },
    },
    async prepare(task) {
      // The agent puts white space in order before the model sees the request.
      const request = task.request.normalize('NFC').replace(/\s+/gu, ' ').trim();
      plan =
        task.kind === 'unsafe' && task.expect.length === 0
          ? await planUnsafe(lab, await unsafeFrom.shortlist(request, unsafeTools), task, world, request)
          : await planTask(lab, byName, task, world, request);
      return plan;
    },
    close: () => lab.close(),
  };
}
