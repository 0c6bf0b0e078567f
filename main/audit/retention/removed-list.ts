import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/index.ts';

/** What the list keeps of a call when its texts are gone, in the order that is hashed. */
export const keptColumns = [
  'id',
  'intent',
  'outcome',
  'service',
  'effect',
  'verdict',
  'status',
  'lookup',
  'undoes',
  'at',
  'run',
  'tool',
  'approver',
  'tainted',
  'waited',
] as const;

/** Hashes the list's rows of calls, in order of their intents: without their texts nothing else vouches for them. */
export class ListDigest {
  readonly #hash = createHash('sha256');

  add(call: Readonly<Record<string, unknown>>): void {
    // Logs of before it was kept had none, and their removals are hashed without it.
    const settles = typeof call.settles === 'string' ? [call.settles] : [];
    this.#hash.update(`${canonicalJson([...keptColumns.map((name) => call[name] ?? null), ...settles])}\n`);
  }

  /** Lower-case hex. Ends it. */
  end(): string {
    return this.#hash.digest('hex');
  }
}
