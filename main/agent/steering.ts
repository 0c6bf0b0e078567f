import type { Json, Passage } from '../../shared/index.ts';
import { type Leaf, leavesOf, type PassageStep, passageOf, type ReadStep } from './passage.ts';

/** Most times that the model is asked again to find what steered it; each takes as long as a proposal. */
export const mostSearches = 16;

/** The text that was blanked out of a result, at one path. */
function without(value: Json, leaves: ReadonlySet<string>, path: Leaf['path'] = []): Json {
  if (Array.isArray(value)) return value.map((item, at) => without(item, leaves, [...path, at]));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, without(item, leaves, [...path, name])]),
    );
  return leaves.has(JSON.stringify(path)) ? '' : value;
}

const isTold = (leaf: Leaf): boolean => leaf.text.trim() !== '';

/**
 * Which result, and which field of it, made the model propose what it does: results are blanked one by one, then the
 * fields of the one that matters by halves. Where several must come together nothing is named, or the step alone.
 * @param differs whether the model proposes another call when it reads these steps instead
 * @param describe what is said of the tool of a step; null for one that is not there any more
 */
export async function findSteering(
  steps: readonly ReadStep[],
  differs: (changed: readonly ReadStep[]) => Promise<boolean>,
  describe: (tool: string) => Omit<PassageStep, 'step'> | null,
): Promise<Passage | null> {
  let left = mostSearches;
  const matters = async (index: number, result: Json): Promise<boolean> => {
    left -= 1;
    return differs(steps.map((step, at) => (at === index ? { ...step, result } : step)));
  };
  const withResults = steps.flatMap((step, index) => (step.result === null ? [] : [index])).reverse();
  let found = withResults.length === 1 ? (withResults[0] ?? null) : null;
  for (const index of withResults) {
    if (found !== null || left === 0) break;
    if (await matters(index, null)) found = index;
  }
  const step = found === null ? undefined : steps[found];
  const tool = step && describe(step.tool);
  if (found === null || !step || !tool) return null;
  const from: PassageStep = { ...tool, step: found + 1, whole: step.whole };
  let suspects = [...leavesOf(step.result)].filter(isTold);
  const blank = (leaves: readonly Leaf[]): Json =>
    without(step.result, new Set(leaves.map(({ path }) => JSON.stringify(path))));
  while (suspects.length > 1) {
    const middle = Math.ceil(suspects.length / 2);
    const halves = [suspects.slice(0, middle), suspects.slice(middle)];
    let narrower: Leaf[] | null = null;
    for (const half of halves) {
      if (left === 0) break;
      if (await matters(found, blank(half))) {
        narrower = half;
        break;
      }
    }
    if (!narrower) break;
    suspects = narrower;
  }
  const [leaf] = suspects;
  if (suspects.length === 1 && leaf) return passageOf(from, leaf, null);
  return passageOf(from, { text: '', path: [], by: null }, null);
}
