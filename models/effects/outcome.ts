import type { ProposedValue } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';

/** A call in the model's own words. */
export interface WrittenCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, ProposedValue>>;
}

/** What a list of calls did. */
export interface Outcome {
  /** Records changed and values returned. */
  readonly effects: readonly string[];
  /** The operations that the services received, look-ups of resolvers left out. */
  readonly ops: readonly string[];
  /** What each call that ran gave back. */
  readonly results: readonly Json[];
  /** Why the first call that did not run did not; null when all ran. */
  readonly failure: string | null;
}
