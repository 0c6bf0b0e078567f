import type { Tensor } from 'onnxruntime-node';
import type { Network, NetworkState } from './session.ts';

/** A network that scores by chance: what the grammar lets through then does not depend on training. For tests only. */
export function randomNetwork(vocab: number, seed: number): Network {
  let x = seed >>> 0 || 1;
  const next = (): number => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 4294967296;
  };
  const empty: NetworkState = { length: 0, tensors: [] as Tensor[] };
  return {
    shape: { vocab, layers: 1, kvHeads: 1, headDim: 1, maxLength: 4096 },
    empty,
    async read(state, ids) {
      const scores = Float32Array.from({ length: vocab }, () => next() * 8);
      return { state: { length: state.length + ids.length, tensors: [] }, scores };
    },
    cut: (state, length) => ({ length: Math.min(length, state.length), tensors: [] }),
    close: () => Promise.resolve(),
  };
}
