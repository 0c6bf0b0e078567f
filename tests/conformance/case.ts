import type { JsonObject } from '../../shared/index.ts';

/** One intent, said twice: as our tool's resolved arguments and as a call of the service's official SDK. */
export interface ConformanceCase<Client> {
  /** The operation and tool: `stripe.refunds.create`. */
  readonly op: string;
  /** What sets this case apart from others of the same operation: "part of a payment, with a reason". */
  readonly intent: string;
  /** What must be there first ("a comment to reply to"): sent to both copies by the SDK, and not compared. */
  given?(client: Client): Promise<unknown>;
  /** Resolved arguments of the tool, by the kinds of its parameters. */
  readonly args: JsonObject;
  /** Tool calls that first bring about what the operation needs (a pin to take off); the SDK's side does so in `sdk`. */
  readonly before?: readonly { readonly tool: string; readonly args: JsonObject }[];
  /** The same intent through the SDK, whose requests go to an emulator of its own. */
  sdk(client: Client): Promise<unknown>;
  /**
   * Query and body names that ours may send beside the SDK's request, each with the reason: the page size that we always
   * state, for example. Everything else must be equal.
   */
  readonly extra?: Readonly<Record<string, string>>;
}

/** What was proved of one operation, for the table of docs/connectors.md. */
export interface Proof {
  readonly op: string;
  readonly intents: readonly string[];
  /** `tools` that have no counterpart in the SDK say why; null where equality was shown. */
  readonly note: string | null;
}
