import { Unmapped } from './call.ts';
import { isHeldOut } from './generate.ts';
import { joinPieces } from './joining.ts';
import { loadPhrasings } from './phrasings.ts';
import { Rng } from './rng.ts';
import { draw, roughen, trimmed, wrap } from './wording.ts';

/** A request and the operations that it asks for; none where no call is wanted. */
export interface Asked {
  readonly request: string;
  readonly ops: readonly string[];
}

/** Shares of the kinds of requests; the rest ask for one operation. */
const shares = { multi: 0.06, joined: 0.1, abstain: 0.1 } as const;

/**
 * An endless stream of requests with what they ask for, every operation alike: what the shortlist's encoder learns from.
 * No call is written, so wordings count that cannot be said as one. The same seed gives the same stream.
 */
export function* requests(seed: number, part: 'train' | 'dev'): Generator<Asked> {
  const rng = new Rng(seed);
  const all = loadPhrasings();
  const mine = <T extends { line: string }>(rows: readonly T[]): T[] =>
    rows.filter((row) => isHeldOut(row.line) === (part === 'dev'));
  const byOp = Map.groupBy(mine(all.singles), (row) => row.op);
  const ops = [...byOp.keys()];
  const multis = mine(all.multis);
  const abstains = mine(all.abstains).filter((row) => row.reason !== 'unknown_entity');
  const bare = { slots: {}, fixed: {} };

  const one = (): Asked => {
    let share = rng.next();
    if (share < shares.multi && multis.length > 0) {
      const row = rng.pick(multis);
      const pieces = draw(row.nodes, bare, rng);
      roughen(pieces, rng, row.style);
      return { request: trimmed(pieces).text, ops: row.ops };
    }
    share -= shares.multi;
    if (share < shares.joined) {
      const rows = Array.from({ length: rng.chance(0.8) ? 2 : 3 }, () => rng.pick(byOp.get(rng.pick(ops)) ?? []));
      return { request: trimmed(joinPieces(rows, rng).pieces).text, ops: rows.map((row) => row.op) };
    }
    share -= shares.joined;
    const row =
      share < shares.abstain && abstains.length > 0 ? rng.pick(abstains) : rng.pick(byOp.get(rng.pick(ops)) ?? []);
    let pieces = draw(row.nodes, 'op' in row ? row : bare, rng);
    roughen(pieces, rng, row.style);
    if (rng.chance(0.2)) pieces = wrap(pieces, all.wrappers, rng);
    return { request: trimmed(pieces).text, ops: 'op' in row ? [row.op] : [] };
  };

  for (;;) {
    try {
      const asked = one();
      if (asked.request !== '') yield asked;
    } catch (error) {
      // A slot that no filler knows: that wording is left out.
      if (!(error instanceof Unmapped)) throw error;
    }
  }
}
