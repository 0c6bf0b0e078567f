import type { ToolDefinition } from '../../connectors/index.ts';
import { Unmapped } from './call.ts';
import { Composer, type Example } from './compose.ts';
import { loadPhrasings, type Single } from './phrasings.ts';
import { Rng } from './rng.ts';

/** Shares of the kinds of examples; the rest are single requests. */
const shares = { multi: 0.12, joined: 0.16, abstain: 0.11, unbuilt: 0.025 } as const;

/** Operations whose arguments vary most: drawn this many times as often as others. */
const varied: Readonly<Record<string, number>> = {
  'slack.chat.postMessage': 3,
  'slack.chat.scheduleMessage': 2,
  'slack.reminders.add': 2,
  'slack.search.messages': 1.5,
  'github.issues.create': 2,
  'github.issues.update': 2,
  'github.pulls.create': 1.5,
  'notion.pages.create': 3,
  'notion.pages.update': 3,
  'notion.data_sources.query': 3,
  'notion.blocks.children.append': 1.5,
  'stripe.refunds.create': 2,
  'stripe.subscriptions.update': 1.5,
  'stripe.customers.update': 1.5,
};

/** A number that a template's line always has. */
export function lineHash(line: string): number {
  let hash = 7;
  for (const c of line) hash = (Math.imul(hash, 31) + c.charCodeAt(0)) >>> 0;
  return hash;
}

/** Every 40th template is never trained on: its requests make the dev set. */
export function isHeldOut(line: string): boolean {
  return lineHash(line) % 40 === 0;
}

/** What was skipped and why, for the report. */
export type Skipped = Map<string, number>;

/**
 * An endless stream of examples. `part` chooses the templates: those trained on, or those held out. The same seed gives
 * the same stream.
 */
export function* generate(
  tools: ReadonlyMap<string, ToolDefinition>,
  seed: number,
  part: 'train' | 'dev',
  skipped: Skipped,
): Generator<Example> {
  const rng = new Rng(seed);
  const all = loadPhrasings();
  const mine = <T extends { line: string }>(rows: readonly T[]): T[] =>
    rows.filter((row) => isHeldOut(row.line) === (part === 'dev'));
  const composer = new Composer(tools, all.wrappers, rng);
  const byOp = Map.groupBy(mine(all.singles), (row) => row.op);
  const built = [...byOp.keys()].filter((op) => tools.has(op));
  const unbuilt = [...byOp.keys()].filter((op) => !tools.has(op));
  const wheel = built.flatMap((op) => Array.from({ length: Math.round(2 * (varied[op] ?? 1)) }, () => op));
  const multis = mine(all.multis).filter((row) => row.ops.every((op) => tools.has(op)));
  const abstains = mine(all.abstains);
  const template = (op: string): Single => rng.pick(byOp.get(op) ?? []);

  const one = (): Example | undefined => {
    let draw = rng.next();
    if (draw < shares.multi && multis.length > 0) return composer.multi(rng.pick(multis));
    draw -= shares.multi;
    if (draw < shares.joined) {
      const count = rng.chance(0.8) ? 2 : 3;
      // Half of the joined requests stay within one service, as people do.
      const first = rng.pick(wheel);
      const service = `${first.split('.')[0]}.`;
      const near = rng.chance(0.5) ? wheel.filter((op) => op.startsWith(service)) : wheel;
      return composer.joined([first, ...Array.from({ length: count - 1 }, () => rng.pick(near))].map(template));
    }
    draw -= shares.joined;
    if (draw < shares.abstain && abstains.length > 0) return composer.abstain(rng.pick(abstains));
    draw -= shares.abstain;
    if (draw < shares.unbuilt && unbuilt.length > 0) return composer.single(template(rng.pick(unbuilt)));
    return composer.single(template(rng.pick(wheel)));
  };

  for (;;) {
    try {
      const example = one();
      if (example && example.request !== '') yield example;
    } catch (error) {
      if (!(error instanceof Unmapped)) throw error;
      const reason = error.message.replace(/ \(.*| ".*/u, '');
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    }
  }
}
