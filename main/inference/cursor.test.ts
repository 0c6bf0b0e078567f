import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cursor, type Token } from './cursor.ts';
import type { Network, NetworkState } from './session.ts';
import { hashNetwork } from './test-network.ts';

const vocab = 24;
const token = (id: number): Token => ({ id, mark: id % 3 });

/** A grammar without end: after each token it allows some others, one or several. */
function allowedAfter(grammar: number, last: number, step: number): Token[] {
  const count = 1 + ((grammar + last * 7 + step) % 4);
  return Array.from({ length: count }, (_, i) => token((last * 5 + grammar + i * 3 + step) % vocab));
}

interface Walk {
  readonly chosen: number[];
  readonly logs: number[];
  readonly runs: number;
}

/** Chooses `steps` tokens, with a draft before each choice that `draftFor` has one for. */
async function walk(
  network: Network,
  grammar: number,
  steps: number,
  draftFor: (written: readonly number[]) => readonly Token[],
): Promise<Walk> {
  const cursor = new Cursor(network, network.empty, undefined);
  cursor.push(token(1), token(2));
  const chosen: number[] = [];
  const logs: number[] = [];
  for (let step = 0; step < steps; step++) {
    const allowed = allowedAfter(grammar, chosen.at(-1) ?? 0, step);
    const draft = draftFor(chosen);
    if (draft.length > 0) cursor.draft(draft);
    const { index, log } = await cursor.choose(allowed);
    chosen.push(allowed[index]?.id ?? -1);
    logs.push(log);
  }
  return { chosen, logs, runs: cursor.runs };
}

/** Keeps one line of tokens, as a cache in place does: a state that was written over is refused. */
function inPlace(inner: Network): Network {
  let line: NetworkState = inner.empty;
  const valid = new WeakMap<NetworkState, number>();
  let writes = 0;
  const known = (state: NetworkState): NetworkState => {
    if (state.length > 0 && (valid.get(state) ?? -1) < 0) throw new RangeError('written over');
    return state;
  };
  const states: NetworkState[] = [];
  const keep = (state: NetworkState): NetworkState => {
    valid.set(state, writes);
    states.push(state);
    return state;
  };
  return {
    ...inner,
    async read(state, tokens, rows) {
      const answer = await inner.read(known(state), tokens, rows);
      writes++;
      for (const other of states) if (other.length > state.length) valid.set(other, -1);
      line = keep(answer.state);
      return { ...answer, state: line };
    },
    cut: (state, length) => keep(inner.cut(known(state), length)),
  };
}

describe('a cursor', () => {
  it('chooses the same with drafts, right or wrong, as without', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.nat(1000),
        fc.array(fc.record({ length: fc.nat(8), wrongAt: fc.nat(12) }), { minLength: 30, maxLength: 30 }),
        async (seed, grammar, drafts) => {
          const plain = await walk(inPlace(hashNetwork(vocab, seed)), grammar, 30, () => []);
          const drafted = await walk(inPlace(hashNetwork(vocab, seed)), grammar, 30, (written) => {
            const { length, wrongAt } = drafts[written.length] ?? { length: 0, wrongAt: 0 };
            return plain.chosen
              .slice(written.length, written.length + length)
              .map((id, i) => token(i === wrongAt ? (id + 1) % vocab : id));
          });
          expect(drafted.chosen).toEqual(plain.chosen);
          expect(drafted.logs).toEqual(plain.logs);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('needs no run of its own for a choice that agrees with the draft', async () => {
    const plain = await walk(hashNetwork(vocab, 7), 3, 24, () => []);
    const eager = await walk(hashNetwork(vocab, 7), 3, 24, (written) =>
      plain.chosen.slice(written.length, written.length + 8).map(token),
    );
    expect(eager.chosen).toEqual(plain.chosen);
    expect(eager.runs).toBeLessThanOrEqual(plain.runs / 3);
  });

  it('is where its tokens are, however far the draft was read', async () => {
    const network = hashNetwork(vocab, 5);
    const cursor = new Cursor(network, network.empty, undefined);
    cursor.push(token(1), token(2));
    cursor.draft([token(3), token(4), token(5)]);
    await cursor.weigh([token(1), token(2)]);
    expect(cursor.position.length).toBe(2);
    cursor.push(token(3));
    expect(cursor.position.length).toBe(3);
    expect(cursor.room).toBe(network.shape.maxLength - 3);
    cursor.push(token(9));
    expect(cursor.position.length).toBe(3);
    await cursor.weigh([token(1), token(2)]);
    const stepwise = await network.read(network.empty, [1, 2, 3, 9].map(token));
    const next = await network.read(stepwise.state, [token(6)]);
    const [direct] = (await network.read(cursor.position, [token(6)])).scores;
    expect(direct).toEqual(next.scores[0]);
  });

  it('reads a long prompt in several runs, and stops between them', async () => {
    const inner = hashNetwork(vocab, 5);
    const stop = new AbortController();
    const sizes: number[] = [];
    const network: Network = {
      ...inner,
      read(state, tokens, rows) {
        sizes.push(tokens.length);
        if (sizes.length === 2) stop.abort();
        return inner.read(state, tokens, rows);
      },
    };
    const cursor = new Cursor(network, network.empty, stop.signal);
    cursor.push(...Array.from({ length: 1000 }, (_, i) => token(i % vocab)));
    await expect(cursor.weigh([token(1), token(2)])).rejects.toThrow('abort');
    expect(sizes).toEqual([256, 256]);
  });
});
