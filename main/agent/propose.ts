import { modelSchema, type ToolDefinition } from '../../connectors/index.ts';
import type { Passage } from '../../shared/index.ts';
import type { PastStep, Proposal, ProposedValue } from '../inference/index.ts';
import type { PastCall } from '../policy/index.ts';
import { zonedIso } from './clock.ts';
import { describeTool } from './describe-tool.ts';
import type { ReadStep } from './passage.ts';
import { withSaidAmount } from './said-amount.ts';
import { findSteering } from './steering.ts';
import type { AgentParts, OwnedTool } from './types.ts';
import { withWholeReferences } from './whole-reference.ts';

/** A step that was carried out, with what the model proposed before the person changed it on the card. */
export interface RunStep extends ReadStep {
  readonly proposed?: PastStep['args'];
  /** The call as it was made, for policy: where the result came from. */
  readonly call?: PastCall;
}

/** How many tools the model sees. */
export const shortlistSize = 8;

/** The model's next call for a request, over the shortlisted tools and those already used in this run. */
export async function proposeNext(
  parts: AgentParts,
  find: (tool: string) => OwnedTool | null,
  request: string,
  steps: readonly PastStep[],
  signal: AbortSignal,
): Promise<Proposal> {
  const tools = await parts.shortlister.shortlist(request, shortlistSize);
  return proposeAmong(parts, find, request, steps, tools, signal);
}

/** The model's next call for a request, over given tools. */
export async function proposeAmong(
  parts: AgentParts,
  find: (tool: string) => OwnedTool | null,
  request: string,
  steps: readonly PastStep[],
  tools: readonly ToolDefinition[],
  signal: AbortSignal,
): Promise<Proposal> {
  const proposer = parts.proposer();
  const zone = parts.settings().zone;
  // Nothing but what a model may read: no value of a person's edit, no result before it was trimmed.
  const read = steps.map(({ tool, args, result }) => ({ tool, args, result }));
  const proposal = await proposer.propose(
    { request, now: zonedIso(parts.now(), zone), zone, tools, steps: read },
    signal,
  );
  if (proposal.kind !== 'call') return proposal;
  const accepted = acceptedCall(find, tools, proposal, request);
  return accepted ? { ...proposal, args: accepted.args } : { kind: 'none', reason: 'not_a_request', confidence: 0 };
}

/**
 * A model's call over the tools that it was handed, with what the request adds to it; null when it names another tool or
 * does not fit its schema. Needle's decoding is constrained, but the agent trusts no proposer.
 */
export function acceptedCall(
  find: (tool: string) => OwnedTool | null,
  tools: readonly ToolDefinition[],
  call: { readonly tool: string; readonly args: Readonly<Record<string, ProposedValue>> },
  request: string,
): { readonly owned: OwnedTool; readonly args: Readonly<Record<string, ProposedValue>> } | null {
  const owned = find(call.tool);
  if (!owned || owned.tool.internal || !tools.some((tool) => tool.name === call.tool) || !fits(owned, call.args))
    return null;
  const whole = withWholeReferences(owned, withoutEchoes(owned, call.args, request), request);
  return { owned, args: withSaidAmount(owned, whole, request) };
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[#@"“”'‘’]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * Drops free text that only repeats what another argument took from the one place in the request where it stands:
 * "rename #design" says no new name, and "design" is not one.
 */
export function withoutEchoes(
  owned: Pick<OwnedTool, 'tool'>,
  args: Readonly<Record<string, ProposedValue>>,
  request: string,
): Readonly<Record<string, ProposedValue>> {
  const said = bare(request);
  const entries = Object.entries(args);
  return Object.fromEntries(
    entries.filter(([name, value]) => {
      if (owned.tool.params[name]?.kind !== 'text' || typeof value !== 'string') return true;
      const words = bare(value);
      const once = words !== '' && said.split(words).length === 2;
      return (
        !once || !entries.some(([other, taken]) => other !== name && typeof taken === 'string' && bare(taken) === words)
      );
    }),
  );
}

function fits(owned: OwnedTool, args: Readonly<Record<string, ProposedValue>>): boolean {
  const schema = modelSchema(owned.tool);
  const properties = schema.properties;
  if (properties === null || typeof properties !== 'object' || Array.isArray(properties)) return false;
  return Object.entries(args).every(([name, value]) => {
    const param = Object.hasOwn(owned.tool.params, name) ? owned.tool.params[name] : undefined;
    if (!param || !Object.hasOwn(properties, name)) return false;
    const parts = param.many ? (Array.isArray(value) ? value : null) : [value];
    return parts?.every((part) => fitsKind(param.kind, param.values, part)) ?? false;
  });
}

function fitsKind(kind: string, values: readonly string[] | undefined, part: unknown): boolean {
  if (kind === 'boolean') return typeof part === 'boolean';
  if (kind === 'enum') return typeof part === 'string' && (values?.includes(part) ?? false);
  if (kind === 'notion.properties')
    return (
      typeof part === 'object' &&
      part !== null &&
      !Array.isArray(part) &&
      Object.values(part).every((text) => typeof text === 'string')
    );
  return typeof part === 'string' && part.trim() !== '';
}

/** Whether two calls of the model say the same. */
export function sameCall(a: Proposal, b: Proposal): boolean {
  return a.kind === 'call' && b.kind === 'call' && a.tool === b.tool && sameArgs(a.args, b.args);
}

/** Whether the values of two calls are the same, as the model writes them. */
export function sameArgs(a: PastStep['args'], b: PastStep['args']): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

const sorted = (args: Readonly<Record<string, ProposedValue>>): [string, ProposedValue][] =>
  Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));

/** That a call depends on results, and where that shows. */
export interface Steered {
  /** The field of a result that did it; null where no single one can be told. */
  readonly by: Passage | null;
}

/**
 * Whether a write was proposed because of what services returned, null where it was not: the model is asked again with all results emptied, and
 * what it then says differently depends on untrusted text. Non-interference, tested on the call itself and on every step
 * before it: a read that a result chose passes the choice on by its name, its words or its mere place in the run.
 */
export async function dependsOnResults(
  parts: AgentParts,
  find: (tool: string) => OwnedTool | null,
  request: string,
  steps: readonly RunStep[],
  proposal: Proposal,
  signal: AbortSignal,
): Promise<Steered | null> {
  if (steps.every((step) => step.result === null)) return null;
  const emptied = steps.map((step) => ({ ...step, result: null }));
  const made = [...steps.map(asProposed), proposal];
  // The newest first: it is the likeliest to differ. The first step had no results to depend on.
  for (let index = made.length - 1; index > 0; index--) {
    const blind = await proposeNext(parts, find, request, emptied.slice(0, index), signal);
    const call = made[index];
    if (call && sameCall(call, blind)) continue;
    const differs = async (changed: readonly PastStep[]): Promise<boolean> =>
      !call || !sameCall(call, await proposeNext(parts, find, request, changed, signal));
    return { by: await findSteering(steps.slice(0, index), differs, (tool) => describeTool(find(tool))) };
  }
  return null;
}

/** A past step as the model's proposal that it was. */
const asProposed = ({ tool, args, proposed = args }: RunStep): Proposal => ({
  kind: 'call',
  tool,
  args: proposed,
  confidence: 1,
  argConfidence: {},
});
