import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { KvCache } from './cache.ts';
import { openSession, type SessionSetting } from './onnx.ts';

/** Sizes that the network's file does not say of itself. */
export interface NetworkShape {
  readonly vocab: number;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Numbers of a token's feature. */
  readonly features: number;
  /** Tokens of context that the position table covers. */
  readonly maxLength: number;
}

/** A token as the network reads it. */
export interface Token {
  readonly id: number;
  /** How its words are written, or what a slot takes: a row of the network's mark table. */
  readonly mark: number;
  /** The encoder's state of its words, or of what a slot says; none counts as zeros. */
  readonly feature?: Float32Array;
  /** Of a tool's slot: the token of its name, where it has one. */
  readonly name?: number;
}

/** Whether two tokens read alike. Features are compared by where they lie, not number by number. */
export function sameToken(a: Token | undefined, b: Token | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.id === b.id &&
    a.mark === b.mark &&
    a.feature?.buffer === b.feature?.buffer &&
    a.feature?.byteOffset === b.feature?.byteOffset
  );
}

/**
 * Tokens that were read. A state can be gone on from again as long as its tokens are in the cache: reading on from an
 * earlier one writes over what followed it, and states of what followed are then refused.
 */
export interface NetworkState {
  readonly length: number;
}

/** What a run answers: a row of each for every token asked about. */
export interface Answer {
  readonly state: NetworkState;
  readonly scores: readonly Float32Array[];
  readonly queries: readonly Float32Array[];
}

/** A network that reads tokens and scores what comes next. */
export interface Network {
  readonly shape: NetworkShape;
  /** The state before any token. Reading from it begins a cache of its own. */
  readonly empty: NetworkState;
  /**
   * Reads tokens after `state`; scores (one per token id) for what follows each of the last `rows` tokens, in their order,
   * and queries: what a slot that may follow is scored with besides, times its feature.
   * Calls run one after another.
   * @param rows 1 unless given; more to check a draft in one run
   * @throws RangeError when the tokens do not fit or `state` was written over
   */
  read(state: NetworkState, tokens: readonly Token[], rows?: number): Promise<Answer>;
  /**
   * The state after only the first `length` tokens, at no cost.
   * @throws RangeError when `state` was written over
   */
  cut(state: NetworkState, length: number): NetworkState;
  close(): Promise<void>;
}

/** Rows of a cache, and the write that put the last of them there. */
class CachedState implements NetworkState {
  readonly length: number;
  readonly cache: KvCache | null;
  private readonly write: number;

  constructor(length: number, cache: KvCache | null, write: number) {
    this.length = length;
    this.cache = cache;
    this.write = write;
  }

  /** `state` as this network's own, if its tokens are still there. */
  static of(state: NetworkState): CachedState {
    if (!(state instanceof CachedState)) throw new TypeError('a state of another network');
    if (state.cache && !state.cache.holds(state.length, state.write))
      throw new RangeError('the state was written over: it was gone on from an earlier one');
    return state;
  }
}

/**
 * Opens a network with onnxruntime: the graph that models/training/decoder_graph.py writes, whatever the numbers of its
 * cache.
 * @param model the ONNX file's bytes
 */
export async function openNetwork(model: Uint8Array, shape: NetworkShape, setting: SessionSetting): Promise<Network> {
  const session = await openSession(model, setting);
  const names = Array.from({ length: shape.layers }, (_, layer) => [`past_${layer}_k`, `past_${layer}_v`]).flat();
  const past = inputOf(session, names[0] ?? '');
  const { type } = past ?? {};
  if (type !== 'float32' && type !== 'int8' && type !== 'uint8') throw new TypeError('the network has no cache');
  const width = type === 'uint8' ? shape.headDim / 2 : shape.headDim;
  const cacheShape = { names, heads: shape.kvHeads, width, type };
  const features = Number(inputOf(session, 'features')?.shape[2] ?? 0);
  const empty = new CachedState(0, null, -1);

  async function read(from: NetworkState, tokens: readonly Token[], rows: number): Promise<Answer> {
    const state = CachedState.of(from);
    const count = tokens.length;
    const total = state.length + count;
    if (count === 0 || rows < 1 || rows > count || total > shape.maxLength)
      throw new RangeError(`${total} tokens do not fit`);
    const cache = state.cache ?? new KvCache(cacheShape);
    const feeds: Record<string, Tensor> = {
      ids: new Tensor(
        'int64',
        BigInt64Array.from(tokens, (token) => BigInt(token.id)),
        [1, count],
      ),
      marks: new Tensor(
        'int64',
        BigInt64Array.from(tokens, (token) => BigInt(token.mark)),
        [1, count],
      ),
      seqlens_k: new Tensor('int32', Int32Array.of(total - 1), [1]),
      total_len: new Tensor('int32', Int32Array.of(total), []),
      logit_idx: new Tensor(
        'int64',
        BigInt64Array.from({ length: rows }, (_, i) => BigInt(count - rows + i)),
        [rows],
      ),
    };
    if (features > 0) feeds.features = featureTensor(tokens, features);
    for (const [i, block] of cache.reserve(total).entries()) feeds[names[i] ?? ''] = block;
    const answer = await session.run(feeds);
    const scores = answer.scores?.data;
    const query = answer.query?.data;
    if (!(scores instanceof Float32Array) || scores.length !== rows * shape.vocab || !answer.rows)
      throw new TypeError('the network answered no scores');
    if (features > 0 && !(query instanceof Float32Array && query.length === rows * features))
      throw new TypeError('the network answered no queries');
    const rowsOf = (all: Float32Array, width: number): Float32Array[] =>
      Array.from({ length: rows }, (_, i) => all.subarray(i * width, (i + 1) * width));
    return {
      state: new CachedState(total, cache, cache.store(answer.rows as Tensor, state.length, count)),
      scores: rowsOf(scores, shape.vocab),
      queries: query instanceof Float32Array ? rowsOf(query, features) : [],
    };
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    shape,
    empty,
    read(state, tokens, rows = 1) {
      const answer = turn.then(() => read(state, tokens, rows));
      turn = answer.catch(() => undefined);
      return answer;
    },
    cut(from, length) {
      const state = CachedState.of(from);
      if (length >= state.length) return state;
      if (length === 0 || !state.cache) return empty;
      return new CachedState(length, state.cache, state.cache.writeOf(length - 1));
    },
    async close() {
      await turn;
      await session.release();
    },
  };
}

function inputOf(session: InferenceSession, name: string): InferenceSession.TensorValueMetadata | undefined {
  const found = session.inputMetadata.find((input) => input.name === name);
  return found?.isTensor ? found : undefined;
}

/** The tokens' features, [1, T, size]; [1, 1, size], which the graph adds to all alike, where no token has one. */
function featureTensor(tokens: readonly Token[], size: number): Tensor {
  if (!tokens.some((token) => token.feature)) return new Tensor('float32', new Float32Array(size), [1, 1, size]);
  const data = new Float32Array(tokens.length * size);
  for (const [i, { feature }] of tokens.entries()) {
    if (!feature) continue;
    if (feature.length !== size) throw new RangeError(`a feature has ${feature.length} numbers, not ${size}`);
    data.set(feature, i * size);
  }
  return new Tensor('float32', data, [1, tokens.length, size]);
}
