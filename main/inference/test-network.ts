import type { SentenceEncoder } from './encoder.ts';
import type { Network, NetworkShape, NetworkState, Token } from './session.ts';

const shapeOf = (vocab: number): NetworkShape => ({
  vocab,
  layers: 1,
  kvHeads: 1,
  headDim: 1,
  features: 2,
  maxLength: 4096,
});

/** Numbers from 0 to 1 that look random: xorshift32. */
function chance(seed: number): () => number {
  let x = seed >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 4294967296;
  };
}

/** A network that scores by chance: what the grammar lets through then does not depend on training. For tests only. */
export function randomNetwork(vocab: number, seed: number): Network {
  const next = chance(seed);
  return {
    shape: shapeOf(vocab),
    empty: { length: 0 },
    async read(state, tokens, rows = 1) {
      const scores = Array.from({ length: rows }, () => Float32Array.from({ length: vocab }, () => next() * 8));
      return { state: { length: state.length + tokens.length }, scores, queries: [] };
    },
    cut: (state, length) => ({ length: Math.min(length, state.length) }),
    close: () => Promise.resolve(),
  };
}

/** A state that knows its tokens, so that scores can depend on them. */
interface KnownState extends NetworkState {
  readonly tokens: readonly Token[];
}

/** A network whose scores depend on all that was read and on nothing else. For tests only. */
export function hashNetwork(vocab: number, seed: number): Network {
  const known = (state: NetworkState): readonly Token[] => ('tokens' in state ? (state as KnownState).tokens : []);
  const stateOf = (tokens: readonly Token[]): KnownState => ({ length: tokens.length, tokens });
  return {
    shape: shapeOf(vocab),
    empty: stateOf([]),
    async read(state, tokens, rows = 1) {
      if (rows < 1 || rows > tokens.length) throw new RangeError('as many rows as tokens at most');
      const all = [...known(state), ...tokens];
      const scores = Array.from({ length: rows }, (_, row) => {
        let hash = seed;
        for (const token of all.slice(0, all.length - rows + 1 + row))
          hash = Math.imul(hash ^ (token.id * 3 + token.mark + 1), 0x9e3779b1) ^ (hash >>> 15);
        const next = chance(hash);
        return Float32Array.from({ length: vocab }, () => next() * 8);
      });
      return { state: stateOf(all), scores, queries: [] };
    },
    cut: (state, length) => stateOf(known(state).slice(0, length)),
    close: () => Promise.resolve(),
  };
}

/** An encoder that reads nothing: one piece a text, all zeros. For tests only. */
export const blankEncoder: SentenceEncoder = {
  read: async () => ({ vector: new Float32Array(2), states: new Float32Array(2), width: 2, spans: [[0, 0]] }),
  close: () => Promise.resolve(),
};
