import type { ToolDefinition } from '../../connectors/index.ts';
import type { Example, Step } from './compose.ts';
import type { NearMisses } from './near-misses.ts';
import type { Rng } from './rng.ts';

const listed = 8;

/** The tools an example is shown with: its own, near misses, a few at random; order shuffled. */
export function toolsFor(
  example: Example,
  near: NearMisses,
  all: readonly ToolDefinition[],
  rng: Rng,
): readonly ToolDefinition[] {
  const own = [...new Set(example.steps.map((step) => step.tool))];
  const others = near(example.request, own, rng);
  if (rng.chance(0.15))
    others.splice(
      rng.int(0, 4),
      rng.int(1, 3),
      ...rng.some(all, rng.int(1, 3)).filter((tool) => !own.includes(tool) && !others.includes(tool)),
    );
  const room = Math.max(0, (rng.chance(0.9) ? listed : rng.int(3, 10)) - own.length);
  return rng.shuffle([...own, ...others.slice(0, room)]);
}

/** How many of an example's tools are shown with their names: a model that always sees names learns nothing from slots. */
export function namesKept(example: Example, rng: Rng): 'all' | 'some' | 'none' {
  if (example.kind === 'api' || example.kind === 'public') return 'none';
  if (rng.chance(0.72)) return 'all';
  return rng.chance(0.3) ? 'some' : 'none';
}

/** A tool with its parameters in another order and without some that nobody needs here. */
function other(tool: ToolDefinition, needed: ReadonlySet<string>, rng: Rng): ToolDefinition {
  const less = rng.chance(0.4) ? 0.5 : 0;
  const kept = Object.entries(tool.params).filter(
    ([name, param]) => needed.has(name) || param.required === true || !rng.chance(less),
  );
  return { ...tool, params: Object.fromEntries(rng.chance(0.5) ? rng.shuffle(kept) : kept) };
}

/** The same example over tools that look like new ones, so that parameters are known by what they say, not by their place. */
export function recast(
  example: Example,
  shown: readonly ToolDefinition[],
  rng: Rng,
): readonly [Example, readonly ToolDefinition[]] {
  const fresh = new Map(
    shown.map((tool) => {
      const needed = new Set(
        example.steps.filter((step) => step.tool === tool).flatMap((step) => Object.keys(step.args)),
      );
      return [tool, other(tool, needed, rng)] as const;
    }),
  );
  const steps = example.steps.map((step): Step => ({ ...step, tool: fresh.get(step.tool) ?? step.tool }));
  return [{ ...example, steps }, shown.map((tool) => fresh.get(tool) ?? tool)];
}
