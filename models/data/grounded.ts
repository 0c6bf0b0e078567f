import type { ToolDefinition } from '../../connectors/index.ts';
import type { Runner } from '../effects/index.ts';
import { Unmapped } from './call.ts';
import { Composer, type Example } from './compose.ts';
import { demoFillers } from './fillers/demo.ts';
import { isHeldOut, type Skipped } from './generate.ts';
import { ground, groundMulti, Ungrounded } from './ground.ts';
import { loadPhrasings } from './phrasings.ts';
import { Rng } from './rng.ts';

/** Shares of the kinds of examples; the rest are single requests. */
const shares = { multi: 0.08, joined: 0.12, abstain: 0.1 } as const;

/**
 * An endless stream of examples that can be carried out on the demo workspace, with what their calls really answer there.
 * Every operation is drawn alike; those whose draws mostly fail are rarer. The same seed gives the same stream.
 */
export async function* grounded(
  tools: ReadonlyMap<string, ToolDefinition>,
  seed: number,
  part: 'train' | 'dev',
  runner: Runner,
  skipped: Skipped,
): AsyncGenerator<Example> {
  const rng = new Rng(seed);
  const all = loadPhrasings();
  const mine = <T extends { line: string }>(rows: readonly T[]): T[] =>
    rows.filter((row) => isHeldOut(row.line) === (part === 'dev'));
  const composer = new Composer(tools, all.wrappers, rng, demoFillers);
  const byOp = Map.groupBy(
    mine(all.singles).filter((row) => tools.has(row.op)),
    (row) => row.op,
  );
  const ops = [...byOp.keys()];
  const multis = mine(all.multis).filter((row) => row.ops.every((op) => tools.has(op)));
  const abstains = mine(all.abstains).filter((row) => row.reason !== 'unknown_entity');
  const template = () => rng.pick(byOp.get(rng.pick(ops)) ?? []);

  async function one(): Promise<Example | undefined> {
    let draw = rng.next();
    if (draw < shares.multi && multis.length > 0) return groundMulti(composer, rng.pick(multis), tools, runner);
    draw -= shares.multi;
    if (draw < shares.joined) return ground(composer.joined([template(), template()]), runner);
    draw -= shares.joined;
    if (draw < shares.abstain && abstains.length > 0) return composer.abstain(rng.pick(abstains));
    return ground(composer.single(template()), runner);
  }

  for (;;) {
    try {
      const example = await one();
      if (example && example.request !== '') yield example;
    } catch (error) {
      if (!(error instanceof Unmapped || error instanceof Ungrounded)) throw error;
      const reason = error instanceof Unmapped ? 'cannot be written as calls' : 'cannot be carried out';
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    }
  }
}
