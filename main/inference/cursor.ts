import { dot } from './dot.ts';
import { type Network, type NetworkState, sameToken, type Token } from './session.ts';

export type { Token } from './session.ts';

/** What is said of a call that grew longer than the network can read. */
export class NoRoom extends Error {}

/** Tokens read in one run: between runs the rest of the program has its turn, and a stop is heard. */
const mostAtOnce = 256;

/**
 * Writes one sequence with a network. Tokens that are forced wait until a choice has to be made, and then go through the
 * network in one run (jump-forward). Tokens that are likely to follow may be drafted: they are read in that run too, each
 * with its scores, and choices that agree with them need no run of their own (speculative decoding with a draft copied
 * from the prompt; Leviathan et al. 2023, arXiv:2211.17192; Saxena 2023, "prompt lookup decoding").
 *
 * What is chosen is what would have been chosen without drafts, as far as the network scores a token alike alone and among
 * others: weights in blocks (MatMulNBits) round each token by itself; DynamicQuantizeMatMul rounds all tokens of a run by
 * their largest number, which moves scores by about as much as its rounding does.
 */
export class Cursor {
  /** After all tokens read, of which the last may be drafted ones. */
  private state: NetworkState;
  /** Tokens of `state` that were pushed. */
  private settled: number;
  /** Drafted tokens that were read after those. */
  private ahead: Token[] = [];
  /** What the network says after the settled tokens, and after each of `ahead`; nothing while tokens wait. */
  private said: Said[] = [];
  private waiting: Token[] = [];
  /** Drafted tokens to read with the next run. */
  private guess: Token[] = [];
  private readonly network: Network;
  private readonly signal: AbortSignal | undefined;
  /** Runs of the network so far. */
  runs = 0;

  constructor(network: Network, state: NetworkState, signal: AbortSignal | undefined) {
    this.network = network;
    this.state = state;
    this.settled = state.length;
    this.signal = signal;
  }

  /** Tokens that fit before the network's position table ends. */
  get room(): number {
    return this.network.shape.maxLength - this.settled - this.waiting.length;
  }

  push(...tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (sameToken(this.guess[0], token)) this.guess.shift();
      else this.guess = [];
      if (sameToken(this.ahead[0], token)) {
        this.settled++;
        this.ahead.shift();
        this.said.shift();
      } else {
        this.state = this.position;
        this.ahead = [];
        this.said = [];
        this.waiting.push(token);
      }
    }
  }

  /** Says which tokens are likely to follow those pushed so far. A wrong draft costs time, never the answer. */
  draft(tokens: readonly Token[]): void {
    this.guess = tokens.slice(0, Math.max(0, this.room));
  }

  /**
   * Natural-log probabilities of `allowed`, normalised among them: by their ids, slots also by what they say and by the name
   * behind them. Throws AbortError when the run was stopped.
   */
  async weigh(allowed: readonly Token[]): Promise<number[]> {
    this.signal?.throwIfAborted();
    if (this.said.length === 0) await this.run();
    const [said] = this.said;
    return logSoftmax(allowed.map((token) => (said ? scoreOf(said, token) : -Infinity)));
  }

  /** Reads what waits, and the draft. */
  private async run(): Promise<void> {
    if (this.room < 0) throw new NoRoom('the network has no places left');
    while (this.waiting.length > mostAtOnce) {
      await this.read(this.waiting.slice(0, mostAtOnce), 1);
      this.waiting = this.waiting.slice(mostAtOnce);
      this.signal?.throwIfAborted();
    }
    const { waiting, guess } = this;
    const said = await this.read([...waiting, ...guess], guess.length + 1);
    this.settled = this.state.length - guess.length;
    this.waiting = [];
    this.ahead = guess;
    this.guess = [];
    this.said = said;
    this.signal?.throwIfAborted();
  }

  private async read(tokens: readonly Token[], rows: number): Promise<Said[]> {
    const { state, scores, queries } = await this.network.read(this.state, tokens, rows);
    this.state = state;
    this.settled = state.length;
    this.runs++;
    return scores.map((one, row) => ({ scores: one, query: queries[row] ?? null }));
  }

  /** The state after the tokens pushed so far, less those that wait to be read. */
  get position(): NetworkState {
    return this.ahead.length > 0 ? this.network.cut(this.state, this.settled) : this.state;
  }

  /**
   * Picks the likeliest of `allowed` and pushes it. A single one is forced and costs nothing.
   * @param bias added to each one's log probability for the choice alone; nothing unless given
   */
  async choose(
    allowed: readonly Token[],
    bias: readonly number[] = [],
  ): Promise<{ readonly index: number; readonly log: number }> {
    const [only] = allowed;
    if (!only) throw new RangeError('the grammar allows nothing');
    if (allowed.length === 1) {
      this.push(only);
      return { index: 0, log: 0 };
    }
    const logs = await this.weigh(allowed);
    let index = 0;
    const weighed = logs.map((log, i) => log + (bias[i] ?? 0));
    for (const [i, log] of weighed.entries()) if (log > (weighed[index] ?? -Infinity)) index = i;
    const token = allowed[index];
    if (!token) throw new RangeError('the grammar allows nothing');
    this.push(token);
    return { index, log: logs[index] ?? 0 };
  }
}

/** One row of what the network answered. */
interface Said {
  readonly scores: Float32Array;
  readonly query: Float32Array | null;
}

function scoreOf({ scores, query }: Said, { id, feature, name }: Token): number {
  let score = scores[id] ?? -Infinity;
  if (feature && query) score += dot(feature, query);
  if (name !== undefined) score += scores[name] ?? 0;
  return score;
}

/** Log probabilities of scores, normalised; scores that are not finite count as impossible. */
export function logSoftmax(scores: readonly number[]): number[] {
  const clean = scores.map((score) => (Number.isFinite(score) ? score : -1e9));
  const top = Math.max(...clean);
  const total = clean.reduce((sum, score) => sum + Math.exp(score - top), 0);
  return clean.map((score) => score - top - Math.log(total));
}
