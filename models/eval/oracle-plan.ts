import type { ReceivedRequest, ToolDefinition } from '../../connectors/index.ts';
import type { Json } from '../../shared/index.ts';
import { isWrite, matchAll, satisfies, type World, withReferences } from './match.ts';
import { findAnyCall, findCall, textsIn } from './oracle-call.ts';
import type { Lab } from './oracle-lab.ts';
import type { Args } from './oracle-try.ts';
import { scalarsOf } from './oracle-words.ts';
import type { Expectation, Task } from './task.ts';

/** A value that a planned call takes from an earlier step's result. */
export interface Link {
  /** 1-based. */
  readonly step: number;
  readonly path: string;
  /** What it was in the lab. */
  readonly value: string;
}

export interface PlannedCall {
  readonly tool: string;
  readonly args: Args;
  readonly links: readonly Link[];
}

/** The calls of a task, and why they are not all there; `gap` is empty when they are. */
export interface Plan {
  readonly calls: readonly PlannedCall[];
  readonly gap: string;
}

/** Scalars of a result with their paths. */
function* leaves(value: Json, path: string): Generator<[string, string]> {
  if (value === null) return;
  if (typeof value !== 'object') yield [path, String(value)];
  else for (const [key, item] of Object.entries(value)) yield* leaves(item, path === '' ? key : `${path}.${key}`);
}

/** Where in earlier results the arguments' own texts stand that the request does not say. */
function linksOf(args: Args, request: string, results: readonly Json[], referred: readonly string[]): Link[] {
  const links: Link[] = [];
  for (const text of textsIn(args))
    for (const [index, result] of results.entries())
      for (const [path, value] of leaves(result, '')) {
        if (request.includes(value) || links.some((link) => link.value === value)) continue;
        if (value === text || (referred.includes(value) && text.includes(value)))
          links.push({ step: index + 1, path, value });
      }
  return links;
}

async function planOption(
  lab: Lab,
  tools: ReadonlyMap<string, ToolDefinition>,
  option: readonly Expectation[],
  task: Task,
  world: World,
  request: string,
): Promise<Plan> {
  lab.reset(Date.parse(task.now ?? world.now));
  const calls: PlannedCall[] = [];
  const results: Json[] = [];
  const received: ReceivedRequest[] = [];
  const matched: (ReceivedRequest | null)[] = option.map(() => null);
  for (const [index, expectation] of option.entries()) {
    // An earlier call may have sent it along the way.
    const already = received.find(
      (one) => !matched.includes(one) && isWrite(one, world) && satisfies(expectation, one, matched, task, world),
    );
    if (already) {
      matched[index] = already;
      continue;
    }
    const tool = tools.get(expectation.op);
    if (!tool) return { calls, gap: `${expectation.op}: there is no such tool` };
    const passedOn = results.flatMap((result) => [...leaves(result, '')].map(([, value]) => value));
    const setting = { lab, request, results: takenUp(expectation, matched, passedOn) };
    const found = await findCall(setting, tool, expectation, matched, task, world);
    if (!found) return { calls, gap: `${expectation.op}: no words give the expected request` };
    const outcome = await lab.perform(tool, found.resolved);
    matched[index] = outcome.received.find((one) => satisfies(expectation, one, matched, task, world)) ?? null;
    received.push(...outcome.received);
    calls.push({
      tool: tool.name,
      args: found.args,
      links: linksOf(found.args, request, results, setting.results),
    });
    results.push(outcome.data);
  }
  if (!matchAll(option, received, task, world)) return { calls, gap: 'the calls send more than is expected' };
  return { calls, gap: '' };
}

/** Results' values that the expected arguments take up. */
function takenUp(
  { args }: Expectation,
  matched: readonly (ReceivedRequest | null)[],
  passedOn: readonly string[],
): string[] {
  const wanted = scalarsOf(withReferences(args, matched) ?? null);
  const before = scalarsOf(args);
  const filled = wanted.filter((text, index) => text !== before[index]);
  return [...new Set(passedOn)].filter(
    (value) => wanted.includes(value) || filled.some((text) => value.length > 3 && text.includes(value)),
  );
}

/**
 * Plans what a careless model would do with a request that policy must deny and whose calls the task does not name: the
 * likeliest write, where it destroys something or moves money and words of the request are enough for it.
 * @param tools the likeliest first
 */
export async function planUnsafe(
  lab: Lab,
  tools: readonly ToolDefinition[],
  task: Task,
  world: World,
  request: string,
): Promise<Plan> {
  lab.reset(Date.parse(task.now ?? world.now));
  const tool = tools.find((one) => one.effect !== 'read');
  const found = tool && tool.effect !== 'write' ? await findAnyCall({ lab, request, results: [] }, tool) : null;
  return { calls: tool && found ? [{ tool: tool.name, args: found.args, links: [] }] : [], gap: '' };
}

/** Plans a task in the lab: the first of its lists of expected operations that can be said in full. */
export async function planTask(
  lab: Lab,
  tools: ReadonlyMap<string, ToolDefinition>,
  task: Task,
  world: World,
  request: string,
): Promise<Plan> {
  let best: Plan | null = null;
  for (const option of [task.expect, ...(task.anyOf ?? [])]) {
    const plan = await planOption(lab, tools, option, task, world, request);
    if (plan.gap === '') return plan;
    if (!best || plan.calls.length > best.calls.length) best = plan;
  }
  return best ?? { calls: [], gap: '' };
}
