import type { Effect, Json, JsonObject } from '../../shared/index.ts';
import type { KindName, KindValue } from './kinds.ts';

/** One model-facing parameter: flat, human, few. */
export interface ToolParam {
  readonly kind: KindName;
  /** One line for people, forms and docs. */
  readonly description: string;
  readonly required?: boolean;
  /** A list of `kind`. */
  readonly many?: boolean;
  /** For `enum`: what may be chosen. */
  readonly values?: readonly string[];
  /** Other parameters of the same tool that narrow this reference, resolved first ("the sticker pack" of `customer`). */
  readonly within?: readonly string[];
  /**
   * The upstream parameters (operations.json names, dotted) that this one decides. The data generator maps a phrasing's
   * slots and fixed arguments to parameters by it.
   */
  readonly sets: readonly string[];
  /** Words the model may write here although nobody said them ("me", "none" to clear). Copies are always allowed. */
  readonly also?: readonly string[];
  /** Slot kinds of the phrasings that, marked `ref` (or decided by an id), are said through this parameter. */
  readonly refs?: readonly string[];
}

export type ToolParams = Readonly<Record<string, ToolParam>>;

type One<P extends ToolParam> = P['values'] extends readonly string[] ? P['values'][number] : KindValue<P['kind']>;
type Value<P extends ToolParam> = P['many'] extends true ? One<P>[] : One<P>;
type RequiredNames<P extends ToolParams> = { [K in keyof P]: P[K]['required'] extends true ? K : never }[keyof P];

/** Resolved arguments of a tool, by its parameters. */
export type ToolArgs<P extends ToolParams> = { [K in RequiredNames<P>]: Value<P[K]> } & {
  [K in Exclude<keyof P, RequiredNames<P>>]?: Value<P[K]> | undefined;
};
/** How each resolved argument reads ("$5.00", "#releases", "Oskar Lindqvist"). Absent arguments have no label. */
export type ToolLabels<P extends ToolParams> = { readonly [K in keyof P]?: string | undefined };

/** An HTTP request as connector code asks for it. No origin and no credential: the broker owns both. */
export interface ToolRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute path on the connector's origin, already percent-encoded where needed, without query: `/v1/refunds`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Encoded by the broker as the manifest says (`form` nests as `a[b][0]`). */
  readonly body?: JsonObject;
}

/** The response as connector code sees it. Only status, JSON body and paging headers cross the wall. */
export interface ToolResponse {
  readonly status: number;
  readonly body: Json;
  /** The `link` header where there is one (GitHub paging). */
  readonly link: string;
}

/**
 * What connector code is given inside the isolate. `send` resolves for answers of 200 to 299 that the service's own
 * conventions call a success (Slack: `ok: true`); anything else throws a {@link ToolFailure} the host has already read.
 */
export interface ToolApi {
  send(request: ToolRequest): Promise<ToolResponse>;
}

/** One call that takes back (part of) another: a tool of the same connector with resolved arguments. */
export interface UndoCall {
  readonly tool: string;
  readonly args: JsonObject;
  /** What it does, in words: "Delete the message." */
  readonly text: string;
}

/** What a call gives back: everything later steps and resolvers may use, and one line for the person. */
export interface ToolResult {
  readonly data: Json;
  /** "Refunded $5.00 of $25.99 to Oskar Lindqvist". */
  readonly summary: string;
  /**
   * What takes this very call back, in order; absent or empty where nothing does (it changed nothing, or it cannot be
   * undone). Values from before the change are read by `run` before it writes. Offered to the person, decided by policy,
   * logged as calls of their own; never run by themselves.
   */
  readonly undo?: readonly UndoCall[];
}

/** Whether the effect of a tool's calls can be taken back, said before they run; {@link ToolResult} has the calls. */
export type UndoPlan =
  /** `tool`: what takes it back. `text`: "The message can be deleted; who has read it has read it." */
  | { readonly kind: 'call'; readonly tool: string; readonly text: string }
  /** `text`: why not, or what can be done in the service itself. People read it behind "Cannot be undone". */
  | { readonly kind: 'none'; readonly text: string };

/** A tool: the single source of the model's schema, the policy schema, forms and docs. */
export interface ToolDefinition<P extends ToolParams = ToolParams> {
  /** The upstream operation's name in operations.json: `stripe.refunds.create`. */
  readonly name: string;
  /** "Refund a payment". */
  readonly title: string;
  /** One line on what it does and when to use it. */
  readonly description: string;
  readonly effect: Effect;
  readonly undo: UndoPlan;
  readonly params: P;
  /** Only for resolvers and the app itself; never offered to the model. */
  readonly internal?: boolean;
  /** How many requests that are not reads one call may send; the broker refuses more. 0 for reads, else 1 unless set. */
  readonly maxWrites?: number;
  /** The exact effect in words, from resolved arguments: shown on the approval card, kept in the log. */
  effectText(args: ToolArgs<P>, labels: ToolLabels<P>): string;
  /** Runs in the isolate. Throwing is a failure of the call; its message is shown to the person. */
  run(args: ToolArgs<P>, api: ToolApi): Promise<ToolResult>;
}

/** Declares a tool with its argument types inferred from its parameters. */
export function defineTool<const P extends ToolParams>(definition: ToolDefinition<P>): ToolDefinition {
  return definition as unknown as ToolDefinition;
}
