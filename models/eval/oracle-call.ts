import type { ReceivedRequest, ToolDefinition } from '../../connectors/index.ts';
import { inOrder, withoutEchoes } from '../../main/agent/index.ts';
import type { ProposedValue } from '../../main/inference/index.ts';
import type { JsonObject } from '../../shared/index.ts';
import { satisfies, type World, withReferences } from './match.ts';
import { type Option, Options } from './oracle-options.ts';
import { type Args, resolveWords, type Setting } from './oracle-try.ts';
import { withQueries } from './oracle-wanted.ts';
import type { Expectation, Task } from './task.ts';

/** A call whose request is the expected one. */
export interface FoundCall {
  readonly args: Args;
  readonly resolved: JsonObject;
}

/** Most calls tried for one expected operation. */
const maxAttempts = 250;
/** Largest total cost of a combination that is tried. */
const maxCost = 9;

/** Every choice of options of exactly this total cost, parameters in the order in which they narrow each other. */
async function* combinations(
  options: Options,
  names: readonly string[],
  chosen: Args,
  cost: number,
): AsyncGenerator<Args> {
  const [name, ...rest] = names;
  if (name === undefined) {
    if (cost === 0) yield chosen;
    return;
  }
  const own: readonly Option[] = await options.of(name, chosen);
  for (const option of own) {
    if (option.cost > cost) continue;
    const next = option.words === undefined ? chosen : { ...chosen, [name]: option.words };
    yield* combinations(options, rest, next, cost - option.cost);
  }
}

/** The first words of the request with which `tool` can be called at all; null when there are none. */
export async function findAnyCall(setting: Setting, tool: ToolDefinition): Promise<FoundCall | null> {
  const options = new Options(setting, tool, {});
  const names = inOrder(tool.params).map(([name]) => name);
  for (let cost = 0; cost <= maxCost; cost++)
    for await (const args of combinations(options, names, {}, cost)) {
      if (![...textsIn(args)].every((text) => setting.request.includes(text))) continue;
      const resolved = await resolveWords(setting, tool, args);
      if (resolved) return { args, resolved };
    }
  return null;
}

/** Every text that arguments hold. */
export function* textsIn(args: Args): Generator<string> {
  for (const value of Object.values(args)) {
    if (typeof value === 'string') yield value;
    else if (Array.isArray(value)) yield* value;
    else if (typeof value === 'object') yield* Object.values(value);
  }
}

/** Finds the words for `tool` that make it send what a task expects; null when no words do. */
export async function findCall(
  setting: Setting,
  tool: ToolDefinition,
  expectation: Expectation,
  matched: readonly (ReceivedRequest | null)[],
  task: Task,
  world: World,
): Promise<FoundCall | null> {
  const expected = withReferences(expectation.args, matched);
  if (expected === undefined || expected === null || typeof expected !== 'object' || Array.isArray(expected))
    return null;
  const options = new Options(setting, tool, withQueries(expectation.op, expected));
  const names = inOrder(tool.params).map(([name]) => name);
  const tried = new Set<string>();
  for (let cost = 0; cost <= maxCost; cost++)
    for await (const words of combinations(options, names, {}, cost)) {
      const args = withoutEchoes({ tool }, words, setting.request) as Record<string, ProposedValue>;
      const key = JSON.stringify(args);
      if (tried.has(key)) continue;
      if (tried.size >= maxAttempts) return null;
      tried.add(key);
      const resolved = await resolveWords(setting, tool, args);
      if (resolved && (await sends(setting, tool, resolved, expectation, matched, task, world)))
        return { args, resolved };
    }
  return null;
}

async function sends(
  { lab }: Setting,
  tool: ToolDefinition,
  resolved: JsonObject,
  expectation: Expectation,
  matched: readonly (ReceivedRequest | null)[],
  task: Task,
  world: World,
): Promise<boolean> {
  const requests = await lab.attempt(tool, resolved, expectation.op);
  return requests.some((request) => satisfies(expectation, request, matched, task, world));
}
