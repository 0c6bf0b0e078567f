import type { KindName, ToolParam } from '../../../connectors/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';

/** Who is using Thimble, as far as known; "me" resolves to it. */
export interface Me {
  readonly name: string;
  readonly email: string;
}

/** What a person set for words that leave it open. Empty where they set nothing. */
export interface Defaults {
  /** Login of a user or an organisation. */
  readonly githubOwner: string;
  /** Name, without the `#`. */
  readonly slackChannel: string;
}

/** What a resolver may use besides the words. */
export interface ResolveContext {
  /** Epoch milliseconds and IANA zone of the user. */
  readonly now: number;
  readonly zone: string;
  readonly me: Me | null;
  /** None unless given. */
  readonly defaults?: Defaults | undefined;
  readonly param: ToolParam;
  readonly tool: string;
  /** Arguments of the same call resolved before this one (those named in `within` are always there if given). */
  readonly resolved: JsonObject;
  /** The request but for the texts of others that it quotes, for context ("the api repo" said elsewhere). */
  readonly request: string;
  /**
   * Runs a read tool by name with resolved arguments; answers its `data`. Decided by policy, logged as a look-up, cached
   * within the run. Throws ThimbleError when the service cannot be asked.
   */
  lookup(tool: string, args: JsonObject): Promise<Json>;
}

export interface Candidate {
  readonly value: Json;
  /** Short, how a person names it. */
  readonly label: string;
  /** What tells it from the others. */
  readonly detail: string;
}

export type Resolution =
  /** `via`: what was asked or how it was read ("Stripe customers", "calendar, America/New_York"). Null: copied as said. */
  | { readonly kind: 'resolved'; readonly value: Json; readonly label: string; readonly via: string | null }
  | { readonly kind: 'ambiguous'; readonly question: string; readonly candidates: readonly Candidate[] }
  /** `message`: one sentence for the person: "There is no Slack channel called #desing." */
  | { readonly kind: 'missing'; readonly message: string };

/**
 * Turns the words of one parameter into its kind's value. A kind whose words are a map (`notion.properties`) gets the
 * map as JSON text: one signature for all kinds. For a `many` parameter it is called once an item.
 */
export type Resolver = (words: string, context: ResolveContext) => Promise<Resolution>;

/** A room of resolvers: by kind. A service's file exports one of these. */
export type Resolvers = Partial<Record<KindName, Resolver>>;
