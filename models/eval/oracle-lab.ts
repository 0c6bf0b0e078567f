import { type Demo, operations, startDemo } from '../../connectors/demo/index.ts';
import {
  type ConnectorManifest,
  connectors,
  directApi,
  nestNames,
  operationMatcher,
  type ReceivedRequest,
  type ToolApi,
  type ToolDefinition,
  type ToolRequest,
} from '../../connectors/index.ts';
import { type Json, type JsonObject, type ShippedService, ThimbleError } from '../../shared/index.ts';

/** What a call did on the lab's services. */
export interface LabOutcome {
  /** What the tool gave back; null where it failed. */
  readonly data: Json;
  readonly received: readonly ReceivedRequest[];
}

/**
 * The demo workspace's emulators with nothing between: the oracle tries calls on them. Neither policy nor sandbox nor
 * log is there, and nothing of it is shared with the app that is measured.
 */
export interface Lab {
  /** Back to the seed, the clock at `now` (epoch milliseconds). */
  reset(now: number): void;
  readonly now: () => number;
  /** A read with resolved arguments, as resolvers make it; answers are kept until something is written. */
  lookup(tool: string, args: JsonObject): Promise<Json>;
  /**
   * What a call would send, up to where it fails. Reads go through; the first write of `op` ends the trial before it
   * happens.
   */
  attempt(tool: ToolDefinition, args: JsonObject, op: string): Promise<readonly ReceivedRequest[]>;
  /** Carries a call out for good, or up to where it fails. */
  perform(tool: ToolDefinition, args: JsonObject): Promise<LabOutcome>;
  close(): Promise<void>;
}

/** Ends a trial at the write that it was made for. */
class Reached extends Error {}

const matchOperation = operationMatcher(operations);
const reads = new Set(operations.filter((one) => one.effect === 'read').map((one) => one.op));

const owner = new Map<string, { readonly tool: ToolDefinition; readonly connector: ConnectorManifest }>(
  connectors.flatMap((connector) => connector.tools.map((tool) => [tool.name, { tool, connector }] as const)),
);

/** The value as a form or a query carries it: text throughout, nothing for null. */
function asText(value: Json): Json {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
  return String(value);
}

function received(connector: ConnectorManifest, request: ToolRequest): ReceivedRequest {
  const found = matchOperation(request.method, request.path);
  const query = nestNames(
    Object.entries(request.query ?? {}).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.map(String) : String(value),
    ]),
  );
  let body: JsonObject | null = request.body ?? null;
  if (body && connector.bodyEncoding === 'form')
    body = Object.fromEntries(Object.entries(body).map(([key, value]) => [key, asText(value)]));
  return {
    op: found?.op ?? null,
    method: request.method,
    path: request.path,
    params: found?.params ?? {},
    query,
    body,
    headers: {},
    status: 200,
    response: null,
  };
}

/** Starts a lab of its own. */
export async function startLab(): Promise<Lab> {
  let now = 0;
  const demo: Demo = await startDemo({ now: () => now });
  const answers = new Map<string, Promise<Json>>();
  /** What was carried out since the reset, to be done again when a trial went further than it should. */
  const done: { tool: ToolDefinition; args: JsonObject }[] = [];

  function api(
    connector: ConnectorManifest,
    log: ReceivedRequest[],
    until: string | null,
  ): ToolApi & { wrote: boolean } {
    const service = connector.service as ShippedService;
    const direct = directApi(connector, demo.emulators[service], demo.tokens[service]);
    const wrapped = {
      wrote: false,
      async send(request: ToolRequest) {
        const entry = received(connector, request);
        const isRead = entry.op === null ? request.method === 'GET' : reads.has(entry.op);
        if (!isRead && entry.op === until) {
          log.push(entry);
          throw new Reached();
        }
        if (!isRead) wrapped.wrote = true;
        try {
          const answer = await direct.send(request);
          log.push({ ...entry, response: structuredClone(answer.body) });
          return answer;
        } catch (thrown) {
          // Refused, but received all the same.
          log.push({ ...entry, status: 400 });
          throw thrown;
        }
      },
    };
    return wrapped;
  }

  const connectorOf = (tool: ToolDefinition): ConnectorManifest => {
    const owned = owner.get(tool.name);
    if (!owned) throw new ThimbleError('internal', `There is no tool ${tool.name}.`, 'Report this: it is a defect.');
    return owned.connector;
  };

  /** The data a call gives; null when the tool or the service refuses it, or the trial is over. */
  async function run(tool: ToolDefinition, args: JsonObject, sending: ToolApi): Promise<Json> {
    try {
      return (await tool.run(args as never, sending)).data;
    } catch (thrown) {
      if (thrown instanceof Error) return null;
      throw thrown;
    }
  }

  async function restore(): Promise<void> {
    for (const emulator of Object.values(demo.emulators)) emulator.reset();
    answers.clear();
    for (const { tool, args } of done) await run(tool, args, api(connectorOf(tool), [], null));
  }

  return {
    now: () => now,
    reset(at) {
      now = at;
      done.length = 0;
      answers.clear();
      for (const emulator of Object.values(demo.emulators)) emulator.reset();
    },
    lookup(name, args) {
      const key = `${name} ${JSON.stringify(args)}`;
      const known = answers.get(key);
      if (known) return known;
      const owned = owner.get(name);
      if (owned?.tool.effect !== 'read')
        throw new ThimbleError('internal', `There is no read called ${name}.`, 'Report this: it is a defect.');
      const answer = owned.tool.run(args as never, api(owned.connector, [], null)).then((result) => result.data);
      answers.set(key, answer);
      return answer;
    },
    async attempt(tool, args, op) {
      const log: ReceivedRequest[] = [];
      const sending = api(connectorOf(tool), log, op);
      await run(tool, args, sending);
      if (sending.wrote) await restore();
      return log;
    },
    async perform(tool, args) {
      const log: ReceivedRequest[] = [];
      const data = await run(tool, args, api(connectorOf(tool), log, null));
      done.push({ tool, args });
      if (tool.effect !== 'read') answers.clear();
      return { data, received: log };
    },
    close: () => demo.close(),
  };
}
