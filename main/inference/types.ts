import type { ToolDefinition } from '../../connectors/index.ts';
import type { Json } from '../../shared/index.ts';

/** A step already taken in this run, as the model sees it. */
export interface PastStep {
  readonly tool: string;
  /** What the model wrote (words, not resolved values). */
  readonly args: Readonly<Record<string, ProposedValue>>;
  /** At most 2 KB of JSON. */
  readonly result: Json;
}

/** Model-side argument values: words, choices, flags, lists of them, or a map of words. */
export type ProposedValue = string | boolean | readonly string[] | { readonly [name: string]: string };

export interface ProposeInput {
  readonly request: string;
  /** ISO 8601 with offset. */
  readonly now: string;
  readonly zone: string;
  readonly tools: readonly ToolDefinition[];
  readonly steps: readonly PastStep[];
}

/** What a proposer makes of a request. */
export type Proposal =
  | {
      readonly kind: 'call';
      readonly tool: string;
      readonly args: Readonly<Record<string, ProposedValue>>;
      /** Probability of the whole call, 0 to 1, and per argument. */
      readonly confidence: number;
      readonly argConfidence: Readonly<Record<string, number>>;
      /** Other tools that the request may be about, likeliest first, each with its probability in place of this one. */
      readonly alternatives?: readonly { readonly tool: string; readonly confidence: number }[];
    }
  | {
      readonly kind: 'none';
      readonly reason: 'not_a_request' | 'not_connected' | 'missing_value';
      readonly confidence: number;
    }
  | { readonly kind: 'done'; readonly confidence: number };

/** A proposal to call a tool. */
export type ProposedCall = Extract<Proposal, { kind: 'call' }>;

/** Proposes the next call. Whatever it answers parses and validates against the tool's model schema. */
export interface Proposer {
  propose(input: ProposeInput, signal?: AbortSignal): Promise<Proposal>;
  readonly info: { readonly name: string; readonly device: string; readonly parameters: number };
  close(): Promise<void>;
}

/** Picks the tools that a request may be about, best first. */
export interface Shortlister {
  /** @param offered which tools may be picked; all but internal ones unless given */
  shortlist(
    request: string,
    k: number,
    offered?: (tool: ToolDefinition) => boolean,
  ): Promise<readonly ToolDefinition[]>;
}
