import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ToolDefinition } from '../../connectors/index.ts';
import { LexicalIndex } from '../../main/inference/index.ts';
import type { Rng } from './rng.ts';

/** Tools that a request might be taken to be about although it is not, likeliest first; none of `own`. */
export type NearMisses = (request: string, own: readonly ToolDefinition[], rng: Rng) => ToolDefinition[];

const shapeSchema = z.object({ tools: z.array(z.string()) });
/** How many neighbours of a tool are drawn from. */
const neighbours = 9;

/** Each tool's nearest others by the encoder's vectors of a model folder, nearest first. */
function nearestOf(
  all: readonly ToolDefinition[],
  dir: string,
): ReadonlyMap<ToolDefinition, readonly ToolDefinition[]> {
  const { tools } = shapeSchema.parse(JSON.parse(readFileSync(join(dir, 'tool-vectors.json'), 'utf8')));
  const vectors = new Float32Array(new Uint8Array(readFileSync(join(dir, 'tool-vectors.bin'))).buffer);
  const dim = vectors.length / (tools.length + 1);
  const vector = new Map(tools.map((name, row) => [name, vectors.subarray(row * dim, (row + 1) * dim)]));
  const near = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
    a && b ? a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0) : -Infinity;
  return new Map(
    all.map((tool) => {
      const own = vector.get(tool.name);
      const rest = all
        .filter((other) => other !== tool)
        .map((other) => ({ other, at: near(own, vector.get(other.name)) }));
      return [
        tool,
        rest
          .sort((a, b) => b.at - a.at)
          .slice(0, neighbours)
          .map(({ other }) => other),
      ];
    }),
  );
}

/**
 * Near misses without running the encoder, which is too slow for a stream of examples: what shares words with the request,
 * and neighbours of the right tools by the encoder's vectors.
 */
export function nearMisses(all: readonly ToolDefinition[], dir: string): NearMisses {
  const lexical = new LexicalIndex(all);
  const nearest = nearestOf(all, dir);
  return (request, own, rng) => {
    const scores = lexical.scores(request);
    const worded = [...all.keys()]
      .filter((i) => (scores[i] ?? 0) > 0)
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
      .slice(0, 6)
      .flatMap((i) => all[i] ?? []);
    const alike = own.length > 0 ? own.flatMap((tool) => rng.some(nearest.get(tool) ?? [], 6)) : rng.some(all, 3);
    const mixed: ToolDefinition[] = [];
    for (let rank = 0; rank < Math.max(worded.length, alike.length); rank++)
      for (const tool of [worded[rank], alike[rank]])
        if (tool && !own.includes(tool) && !mixed.includes(tool)) mixed.push(tool);
    return mixed;
  };
}
