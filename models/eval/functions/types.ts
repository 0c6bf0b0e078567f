import type { Json, JsonObject } from '../../../shared/index.ts';

/** A function that a model may call, as chat APIs and the Berkeley leaderboard describe one. */
export interface FunctionSpec {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object; the leaderboard's own type names (dict, float, tuple, any) are understood too. */
  readonly parameters: JsonObject;
}

/** A call that a model made. */
export interface FunctionCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** What a model answered. */
export interface FunctionAnswer {
  /** Empty where the model calls nothing. */
  readonly calls: readonly FunctionCall[];
  /** How sure the model is of all of it, 0 to 1; null where it does not say. */
  readonly confidence: number | null;
  /** Tokens that the model wrote; null where it does not say. */
  readonly outputTokens: number | null;
}

/** A turn before the request, for models that take one. */
export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A model under test: a request and functions in, calls out. */
export interface FunctionCaller {
  readonly info: { readonly name: string; readonly parameters: number | null };
  /**
   * @param turns the whole conversation where it has more than the query: a system prompt, earlier turns
   * @throws ThimbleError when the model cannot be asked
   */
  call(query: string, functions: readonly FunctionSpec[], turns?: readonly ChatTurn[]): Promise<FunctionAnswer>;
  close(): Promise<void>;
}

/** For each argument the values that are right; `""` among them means that it may be left out. */
export type AcceptedArguments = Readonly<Record<string, readonly Json[]>>;

/** One call that must be made. */
export interface ExpectedCall {
  readonly name: string;
  readonly accepted: AcceptedArguments;
}

/** How the leaderboard judges a category. */
export type Judgement = 'simple' | 'multiple' | 'parallel' | 'irrelevance' | 'relevance';

/** One row of a function-calling benchmark. */
export interface FunctionTask {
  readonly id: string;
  readonly category: string;
  readonly query: string;
  readonly turns: readonly ChatTurn[];
  readonly functions: readonly FunctionSpec[];
  readonly expected: readonly ExpectedCall[];
}
