import { workspace } from '../../connectors/demo/index.ts';
import type { ToolDefinition } from '../../connectors/index.ts';
import { resolveCall, resolvers, withoutEchoes, withSaidAmount } from '../../main/agent/index.ts';
import { canonicalJson, type JsonObject, type ShippedService, ThimbleError } from '../../shared/index.ts';
import { changesBetween, valuesReturned } from './changes.ts';
import { type Facts, factsOf } from './facts.ts';
import type { Outcome, WrittenCall } from './outcome.ts';
import type { World } from './world.ts';

/** Runs lists of calls, each on the untouched workspace. */
export interface Runner {
  /** Resolves and carries out calls one after the other, as the agent does, up to the first that fails. */
  run(request: string, calls: readonly WrittenCall[]): Promise<Outcome>;
}

/** Most outcomes kept. */
const maxKept = 20_000;

type Resolved = { readonly args: JsonObject } | { readonly failure: string };

/** The service that a tool belongs to. */
const serviceOf = (tool: ToolDefinition): ShippedService => tool.name.split('.')[0] as ShippedService;

/** Runs calls on `world`, one list at a time. Outcomes of single calls are kept by their resolved arguments. */
export function createRunner(world: World): Runner {
  const seed = new Map<ShippedService, Facts>();
  const kept = new Map<string, Outcome>();
  let busy: Promise<unknown> = Promise.resolve();

  const stateOf = (service: ShippedService): Facts => factsOf(world.state(service), true);

  function seedOf(service: ShippedService): Facts {
    const known = seed.get(service);
    if (known) return known;
    // Asked for before the first write only: the runner resets the world after each list.
    const facts = stateOf(service);
    seed.set(service, facts);
    return facts;
  }

  async function resolve(tool: ToolDefinition, call: WrittenCall, request: string): Promise<Resolved> {
    try {
      const resolved = await resolveCall(
        {
          tool,
          args: withSaidAmount({ tool }, withoutEchoes({ tool }, call.args, request), request),
          confidence: {},
          trace: (text) => ({ kind: 'words', text }),
          choices: new Map(),
          request,
          now: world.now,
          zone: workspace.timezone,
          me: workspace.me,
          lookup: (name, args) => world.lookup(name, args),
        },
        resolvers,
      );
      if (resolved.kind === 'resolved') return { args: resolved.args };
      return { failure: resolved.kind === 'missing' ? resolved.message : resolved.question.text };
    } catch (thrown) {
      if (thrown instanceof ThimbleError) return { failure: thrown.message };
      throw thrown;
    }
  }

  /** What one call did; `before` is the state of its service until then. */
  async function perform(tool: ToolDefinition, args: JsonObject): Promise<Outcome> {
    const service = serviceOf(tool);
    const writes = tool.effect !== 'read';
    const before = writes ? (touched.get(service) ?? seedOf(service)) : undefined;
    try {
      const { data, ops } = await world.perform(tool, args);
      let effects: string[];
      if (before) {
        const after = stateOf(service);
        touched.set(service, after);
        effects = changesBetween(before, after);
      } else effects = valuesReturned(tool.name, factsOf(data, false));
      // A call that changed nothing and found nothing is known by what it asked.
      if (effects.length === 0) {
        effects = [...factsOf(args, false).values].flatMap(([path, values]) =>
          values.map((value) => `${tool.name} asked ${path}=${value}`),
        );
        effects.push(`${tool.name} asked`);
      }
      return { effects, ops, results: [data], failure: null };
    } catch (thrown) {
      if (!(thrown instanceof Error)) throw thrown;
      return { effects: [], ops: [], results: [], failure: thrown.message };
    }
  }

  /** States of the services that calls of this list wrote to. */
  const touched = new Map<ShippedService, Facts>();

  async function runAll(request: string, calls: readonly WrittenCall[]): Promise<Outcome> {
    const effects: string[] = [];
    const ops: string[] = [];
    const results: Outcome['results'][number][] = [];
    for (const call of calls) {
      const tool = world.tool(call.tool);
      if (!tool) return { effects, ops, results, failure: `There is no tool ${call.tool}.` };
      const resolved = await resolve(tool, call, request);
      if ('failure' in resolved) return { effects, ops, results, failure: resolved.failure };
      const key = calls.length === 1 ? canonicalJson([tool.name, resolved.args]) : null;
      const known = key === null ? undefined : kept.get(key);
      if (known) return known;
      const one = await perform(tool, resolved.args);
      if (key !== null) {
        if (kept.size >= maxKept) kept.clear();
        kept.set(key, one);
      }
      effects.push(...one.effects);
      ops.push(...one.ops);
      results.push(...one.results);
      if (one.failure !== null) return { effects, ops, results, failure: one.failure };
    }
    return { effects, ops, results, failure: null };
  }

  return {
    run(request, calls) {
      const next = busy.then(async () => {
        try {
          return await runAll(request, calls);
        } finally {
          touched.clear();
          world.reset();
        }
      });
      // One list at a time: they share the world. A defect in one is its caller's to see.
      busy = next.catch(() => undefined);
      return next;
    },
  };
}
