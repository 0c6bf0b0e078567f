import { undoText } from '../../connectors/index.ts';
import type { Json, JsonObject, Provenance } from '../../shared/index.ts';
import { canonicalJson, ThimbleError } from '../../shared/index.ts';
import type { RunAccounts } from '../accounts/index.ts';
import { unanswered } from '../audit/index.ts';
import { decide } from './decide.ts';
import { executeCall } from './execute.ts';
import { placeOf } from './place.ts';
import { createMemory } from './remember.ts';
import type { AgentParts, OwnedTool } from './types.ts';
import { valueLabel } from './value-label.ts';

/** The run that a look-up belongs to. */
export interface LookupContext {
  readonly runId: string;
  readonly request: string;
  readonly accounts: RunAccounts;
}

/** The reads that resolvers make: each one decided and logged like any call, and remembered for its plan. */
export interface Lookups {
  /** @throws ThimbleError when policy does not allow the read or the service cannot be asked */
  ask(tool: string, args: JsonObject, context: LookupContext): Promise<Json>;
  /** Forgets everything: called after each write. */
  clear(): void;
}

/** Makes the look-ups of one agent. `find` gives a tool and its connector by name, internal ones included. */
export function createLookups(parts: AgentParts, find: (tool: string) => OwnedTool | null): Lookups {
  const memory = createMemory(parts.now);

  async function perform(name: string, args: JsonObject, context: LookupContext): Promise<Json> {
    const { runId, request } = context;
    const owned = find(name);
    if (owned?.tool.effect !== 'read')
      throw new ThimbleError('internal', `Thimble has no read called ${name}.`, 'Report this: it is a defect.');
    const sources: Record<string, Provenance> = {};
    for (const arg of Object.keys(args)) sources[arg] = { kind: 'resolver', text: request, via: name };
    const account = context.accounts.of(owned.connector.service);
    const { decision } = decide(parts, {
      ...owned,
      account,
      args,
      sources,
      tainted: false,
      lookup: true,
      step: 0,
      request,
    });
    parts.ledger.record(decision);
    const labels = Object.fromEntries(
      Object.entries(args).map(([arg, value]) => [arg, valueLabel(owned.tool.params[arg] ?? { kind: 'text' }, value)]),
    );
    const intent = {
      runId,
      step: 0,
      request,
      tool: name,
      title: owned.tool.title,
      service: owned.connector.service,
      effect: owned.tool.effect,
      effectText: owned.tool.effectText(args as never, labels),
      undoText: undoText(owned.tool),
      args: Object.entries(args).map(([arg, value]) => ({
        name: arg,
        kind: owned.tool.params[arg]?.kind ?? 'text',
        description: owned.tool.params[arg]?.description ?? '',
        proposed: '',
        value,
        label: labels[arg] ?? '',
        source: { kind: 'resolver' as const, text: request, via: name },
        confidence: null,
        editable: false,
        choices: null,
      })),
      decision,
      approval: null,
      tainted: false,
      lookup: true,
      account: account.name,
      place: placeOf(parts, account),
      undoes: null,
      asked: [],
      secondModel: null,
    };
    if (decision.verdict !== 'allow') {
      const error = new ThimbleError(
        'denied',
        `Looking that up is not allowed: ${decision.rules[0]?.text ?? 'no rule allows it'}.`,
        'Change the policy if it should be.',
      );
      parts.audit.record(intent, unanswered('denied', error.toJSON()));
      throw error;
    }
    const outcome = await executeCall(parts, { ...owned, args, account, decision, intent });
    if (outcome.status !== 'succeeded')
      throw new ThimbleError(
        outcome.error?.code ?? 'internal',
        outcome.error?.message ?? 'The look-up failed.',
        outcome.error?.hint ?? 'Try again.',
      );
    return outcome.data;
  }

  return {
    async ask(tool, args, context) {
      const service = find(tool)?.connector.service;
      const account = service === undefined ? null : context.accounts.of(service).id;
      return memory.once(canonicalJson([account, tool, args]), context, () => perform(tool, args, context));
    },
    clear: () => memory.clear(),
  };
}
