import type { JsonObject } from '../../shared/index.ts';
import { jsonArguments } from './function-arguments.ts';
import { type FunctionSchema, toolOfFunction } from './functions.ts';
import type { IntentModel } from './intent.ts';
import { createShortlister } from './shortlister.ts';
import type { PastStep, Proposer } from './types.ts';

/** The calls that a model makes of functions for one request. */
export interface FunctionCalls {
  readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[];
  /** Product over all proposals, the last `none` or `done` among them; 0 to 1. */
  readonly confidence: number;
}

/** The parts of a model that calls are made with. */
export interface CallingModel {
  readonly proposer: Proposer;
  /** Picks among more functions than the model sees at once; null goes by words alone. */
  readonly intent: IntentModel | null;
}

/** When a request is made, and what was already done for it. */
export interface CallContext {
  /** ISO 8601 with offset: the moment that words such as "tomorrow" are about. */
  readonly now: string;
  /** IANA time zone. */
  readonly zone: string;
  /** Calls already made for this request, with their results; none unless given. */
  readonly steps?: readonly PastStep[];
  /** Most calls to make now, up to the 12 that are made unless given. */
  readonly most?: number;
}

/** Most calls of one request. */
const mostCalls = 12;
/** How many functions the model sees. */
const mostShown = 8;

/**
 * Calls any functions for a request, none of which is run: the model is asked for the next call until it has none left, at
 * most 12 times, and sees no results but those of `context.steps`. Of two functions that have the same name only the first
 * is offered.
 * @throws RangeError when the model calls a function that was not offered
 */
export async function callFunctions(
  { proposer, intent }: CallingModel,
  query: string,
  functions: readonly FunctionSchema[],
  { now, zone, steps: past = [], most = mostCalls }: CallContext,
  signal?: AbortSignal,
): Promise<FunctionCalls> {
  const schemas = new Map<string, FunctionSchema>();
  for (const one of functions) if (!schemas.has(one.name)) schemas.set(one.name, one);
  const known = [...schemas.values()].map(toolOfFunction);
  const tools = known.length > mostShown ? await createShortlister(known, intent).shortlist(query, mostShown) : known;
  const steps = [...past];
  const calls: { name: string; arguments: JsonObject }[] = [];
  let confidence = 1;
  while (calls.length < Math.min(most, mostCalls)) {
    const proposal = await proposer.propose({ request: query, now, zone, tools, steps }, signal);
    confidence *= proposal.confidence;
    if (proposal.kind !== 'call') break;
    const schema = schemas.get(proposal.tool);
    if (!schema) throw new RangeError(`the model called ${proposal.tool}, which it was not offered`);
    calls.push({ name: proposal.tool, arguments: jsonArguments(schema, proposal.args, { now, zone }) });
    steps.push({ tool: proposal.tool, args: proposal.args, result: null });
  }
  return { calls, confidence };
}
