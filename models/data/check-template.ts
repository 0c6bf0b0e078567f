import type { ToolDefinition } from '../../connectors/index.ts';
import type { Runner } from '../effects/index.ts';
import { Unmapped } from './call.ts';
import { Composer } from './compose.ts';
import { demoFillers } from './fillers/demo.ts';
import { ground, groundMulti, Ungrounded } from './ground.ts';
import type { Multi, Single } from './phrasings.ts';
import type { Rng } from './rng.ts';

/** What became of a template. */
export interface Checked {
  readonly line: string;
  readonly ops: readonly string[];
  /** Whether some draw of it was carried out and reached what it claims. */
  readonly passed: boolean;
  /** Draws made until one passed, or all that were allowed. */
  readonly draws: number;
  /**
   * `unmapped`: it cannot be written as a call; `ungrounded`: the call cannot be carried out; `elsewhere`: it could on other
   * data, which the demo workspace does not have.
   */
  readonly kind: 'passed' | 'unmapped' | 'ungrounded' | 'elsewhere';
  /** The reason of the last draw that failed. */
  readonly why: string | null;
  /** A request that failed. */
  readonly request: string | null;
}

/** Refusals that say that the demo workspace has nothing that the request could be about. */
const elsewhere: readonly RegExp[] = [
  /no milestone called/u,
  /No such (?:coupon|refund|dispute|payout|event|price|customer)/u,
  /^Notifications are not snoozed/u,
  /^You have not reacted with that emoji|^That message is not pinned/u,
  /^There is no (?:block called|such comment)|Could not find (?:old_str|the selection)/u,
  /^There is no Stripe customer with the phone number/u,
  /A repository cannot be forked onto itself/u,
  /^Slack knows no such channel or conversation/u,
];

/**
 * Fills a template with values of the demo workspace, writes it as a call and carries that out, until it reaches the
 * operation that the template claims or `most` draws have failed.
 */
export async function checkTemplate(
  row: Single | Multi,
  tools: ReadonlyMap<string, ToolDefinition>,
  runner: Runner,
  rng: Rng,
  most = 12,
): Promise<Checked> {
  const composer = new Composer(tools, [], rng, demoFillers);
  const ops = 'op' in row ? [row.op] : row.ops;
  let last: Pick<Checked, 'kind' | 'why' | 'request'> = { kind: 'passed', why: null, request: null };
  for (let draws = 1; draws <= most; draws++) {
    let request: string | null = null;
    try {
      if ('op' in row) {
        const example = composer.plain(row);
        ({ request } = example);
        await ground(example, runner);
      } else await groundMulti(composer, row, tools, runner);
      return { line: row.line, ops, passed: true, draws, ...last };
    } catch (thrown) {
      if (thrown instanceof Unmapped) last = { kind: 'unmapped', why: thrown.message, request };
      else if (thrown instanceof Ungrounded) {
        const kind = elsewhere.some((pattern) => pattern.test(thrown.message)) ? 'elsewhere' : 'ungrounded';
        last = { kind: kind, why: thrown.message, request };
      } else throw thrown;
    }
  }
  return { line: row.line, ops, passed: false, draws: most, ...last };
}
