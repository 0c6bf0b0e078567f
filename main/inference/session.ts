import { Tensor } from 'onnxruntime-node';
import { openSession } from './onnx.ts';

/** Sizes that the network's file does not say of itself. */
export interface NetworkShape {
  readonly vocab: number;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Tokens of context that the position table covers. */
  readonly maxLength: number;
}

/** Keys and values of the tokens read so far. Never changed: a state can be gone on from several times. */
export interface NetworkState {
  readonly length: number;
  readonly tensors: readonly Tensor[];
}

/** A network that reads tokens and scores what comes next. */
export interface Network {
  readonly shape: NetworkShape;
  /** The state before any token. */
  readonly empty: NetworkState;
  /** Reads tokens after `state`; scores (one per token id) for what follows the last. */
  read(
    state: NetworkState,
    ids: readonly number[],
    marks: readonly number[],
  ): Promise<{ readonly state: NetworkState; readonly scores: Float32Array }>;
  /** The state after only the first `length` tokens. */
  cut(state: NetworkState, length: number): NetworkState;
  close(): Promise<void>;
}

/**
 * Opens a network with onnxruntime. Inputs `ids`, `marks` (int64 [1, T]), `seqlens_k`, `total_len` (int32) and
 * `past_<layer>_<k|v>`; outputs `scores` and `present_<layer>_<k|v>` (com.microsoft.GroupQueryAttention).
 * @param model the ONNX file's bytes
 * @param threads intra-op threads
 */
export async function openNetwork(model: Uint8Array, shape: NetworkShape, threads: number): Promise<Network> {
  const session = await openSession(model, threads);
  const names = Array.from({ length: shape.layers }, (_, layer) => [`${layer}_k`, `${layer}_v`]).flat();
  const rows = (length: number): number[] => [1, shape.kvHeads, length, shape.headDim];
  const empty: NetworkState = {
    length: 0,
    tensors: names.map(() => new Tensor('float32', new Float32Array(0), rows(0))),
  };

  return {
    shape,
    empty,
    async read(state, ids, marks) {
      const total = state.length + ids.length;
      if (ids.length === 0 || total > shape.maxLength) throw new RangeError(`${total} tokens do not fit`);
      const feeds: Record<string, Tensor> = {
        ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
        marks: new Tensor('int64', BigInt64Array.from(marks, BigInt), [1, ids.length]),
        seqlens_k: new Tensor('int32', Int32Array.of(total - 1), [1]),
        total_len: new Tensor('int32', Int32Array.of(total), []),
      };
      for (const [i, name] of names.entries()) {
        const past = state.tensors[i];
        if (past) feeds[`past_${name}`] = past;
      }
      const answer = await session.run(feeds);
      const scores = answer.scores?.data;
      if (!(scores instanceof Float32Array) || scores.length !== shape.vocab)
        throw new TypeError('the network answered no scores');
      const tensors = names.map((name) => {
        const present = answer[`present_${name}`];
        if (!present) throw new TypeError('the network answered no state');
        return present as Tensor;
      });
      return { state: { length: total, tensors }, scores };
    },
    cut(state, length) {
      if (length >= state.length) return state;
      if (length === 0) return empty;
      const { kvHeads, headDim } = shape;
      return {
        length,
        tensors: state.tensors.map((tensor) => {
          const from = tensor.data as Float32Array;
          const stride = (from.length / kvHeads) | 0;
          const to = new Float32Array(kvHeads * length * headDim);
          for (let head = 0; head < kvHeads; head++)
            to.set(from.subarray(head * stride, head * stride + length * headDim), head * length * headDim);
          return new Tensor('float32', to, rows(length));
        }),
      };
    },
    async close() {
      await session.release();
    },
  };
}
