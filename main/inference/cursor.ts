import type { Network, NetworkState } from './session.ts';

/** A token with its case mark. */
export interface Token {
  readonly id: number;
  readonly mark: number;
}

/**
 * Writes one sequence with a network. Tokens that are forced wait until a choice has to be made, and then go through the
 * network in one run (jump-forward).
 */
export class Cursor {
  private state: NetworkState;
  private waiting: Token[] = [];
  private readonly network: Network;
  private readonly signal: AbortSignal | undefined;
  /** Runs of the network so far. */
  runs = 0;

  constructor(network: Network, state: NetworkState, signal: AbortSignal | undefined) {
    this.network = network;
    this.state = state;
    this.signal = signal;
  }

  /** Tokens that fit before the network's position table ends. */
  get room(): number {
    return this.network.shape.maxLength - this.state.length - this.waiting.length;
  }

  push(...tokens: readonly Token[]): void {
    this.waiting.push(...tokens);
  }

  /** Natural-log probabilities of `allowed`, normalised among them. Throws AbortError when the run was stopped. */
  async weigh(allowed: readonly number[]): Promise<number[]> {
    this.signal?.throwIfAborted();
    const { state, scores } = await this.network.read(
      this.state,
      this.waiting.map((token) => token.id),
      this.waiting.map((token) => token.mark),
    );
    this.state = state;
    this.waiting = [];
    this.runs++;
    this.signal?.throwIfAborted();
    return logSoftmax(allowed.map((id) => scores[id] ?? -Infinity));
  }

  /** The state after everything pushed so far, and the network's word on what follows. */
  get position(): NetworkState {
    return this.state;
  }

  /** Picks the likeliest of `allowed` and pushes it. A single one is forced and costs nothing. */
  async choose(allowed: readonly Token[]): Promise<{ readonly index: number; readonly log: number }> {
    const [only] = allowed;
    if (!only) throw new RangeError('the grammar allows nothing');
    if (allowed.length === 1) {
      this.push(only);
      return { index: 0, log: 0 };
    }
    const logs = await this.weigh(allowed.map((token) => token.id));
    let index = 0;
    for (const [i, log] of logs.entries()) if (log > (logs[index] ?? -Infinity)) index = i;
    const token = allowed[index];
    if (!token) throw new RangeError('the grammar allows nothing');
    this.push(token);
    return { index, log: logs[index] ?? 0 };
  }
}

/** Log probabilities of scores, normalised; scores that are not finite count as impossible. */
export function logSoftmax(scores: readonly number[]): number[] {
  const clean = scores.map((score) => (Number.isFinite(score) ? score : -1e9));
  const top = Math.max(...clean);
  const total = clean.reduce((sum, score) => sum + Math.exp(score - top), 0);
  return clean.map((score) => score - top - Math.log(total));
}
