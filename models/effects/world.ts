import { demoEmulators, operations, workspace } from '../../connectors/demo/index.ts';
import {
  type ConnectorManifest,
  connectors,
  directApi,
  operationMatcher,
  type ToolDefinition,
} from '../../connectors/index.ts';
import { canonicalJson, type Json, type JsonObject, type ShippedService, ThimbleError } from '../../shared/index.ts';

/**
 * The demo workspace in memory, with its tools and nothing between: no HTTP, policy, sandbox or log. Calls that a model
 * proposed run here by the thousand; a person's call never does.
 */
export interface World {
  /** Epoch milliseconds: the demo workspace's own time, which stands still. */
  readonly now: number;
  /** A public tool by name; undefined where there is none that a model may call. */
  tool(name: string): ToolDefinition | undefined;
  /** A read with resolved arguments, as resolvers make it. Answers about the untouched workspace are kept for good. */
  lookup(tool: string, args: JsonObject): Promise<Json>;
  /**
   * Carries a call out with resolved arguments.
   * @throws ThimbleError or the tool's own error where the service or the tool refuses it
   */
  perform(tool: ToolDefinition, args: JsonObject): Promise<{ readonly data: Json; readonly ops: readonly string[] }>;
  /** All that a service holds. */
  state(service: ShippedService): Json;
  /** Back to the workspace as it was. */
  reset(): void;
}

const matchOperation = operationMatcher(operations);
const reads = new Set(operations.filter((one) => one.effect === 'read').map((one) => one.op));

interface Owned {
  readonly tool: ToolDefinition;
  readonly connector: ConnectorManifest;
  readonly service: ShippedService;
}

const owned: ReadonlyMap<string, Owned> = new Map(
  connectors.flatMap((connector) =>
    connector.tools.map((tool) => [tool.name, { tool, connector, service: connector.service as ShippedService }]),
  ),
);

/** A demo workspace of its own. */
export function createWorld(): World {
  const now = Date.parse(workspace.now);
  // Nobody can reach these emulators; the word only has to be the one that the requests carry.
  const token = 'in-memory';
  const emulators = demoEmulators(() => now, { stripe: token, github: token, slack: token, notion: token });
  const untouched = new Map<string, Promise<Json>>();
  let since = new Map<string, Promise<Json>>();
  const asked = new Set<ShippedService>();
  let written = false;

  async function run({ tool, connector, service }: Owned, args: JsonObject): Promise<{ data: Json; ops: string[] }> {
    const direct = directApi(connector, emulators[service], token);
    const ops: string[] = [];
    asked.add(service);
    const result = await tool.run(args as never, {
      send(request) {
        const op = matchOperation(request.method, request.path)?.op;
        if (op !== undefined) ops.push(op);
        if (op === undefined ? request.method !== 'GET' : !reads.has(op)) written = true;
        return direct.send(request);
      },
    });
    // What an emulator answers may still be part of its state.
    return { data: structuredClone(result.data), ops };
  }

  function find(name: string): Owned {
    const found = owned.get(name);
    if (!found) throw new ThimbleError('internal', `There is no tool ${name}.`, 'Report this: it is a defect.');
    return found;
  }

  return {
    now,
    tool(name) {
      const tool = owned.get(name)?.tool;
      return tool?.internal ? undefined : tool;
    },
    lookup(name, args) {
      const read = find(name);
      if (read.tool.effect !== 'read')
        throw new ThimbleError('internal', `${name} is no read.`, 'Report this: it is a defect.');
      const key = canonicalJson([name, args]);
      const answers = written ? since : untouched;
      const known = answers.get(key);
      if (known) return known;
      const answer = run(read, args).then(({ data }) => data);
      answers.set(key, answer);
      // Handed on by the promise; a refusal is the resolver's to deal with each time that it asks.
      answer.catch(() => undefined);
      return answer;
    },
    async perform(tool, args) {
      const found = find(tool.name);
      try {
        return await run(found, args);
      } finally {
        if (tool.effect !== 'read') since = new Map();
      }
    },
    state: (service) => emulators[service].snapshot(),
    reset() {
      // Reads leave nothing behind but their count against GitHub's limits.
      for (const service of asked) if (written || service !== 'stripe') emulators[service].reset();
      asked.clear();
      since = new Map();
      written = false;
    },
  };
}
