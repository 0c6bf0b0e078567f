import type { Json, JsonObject, Service } from '../../shared/index.ts';

/** A decoded HTTP request as an emulator handles it. Header names are lower case. */
export interface EmulatorRequest {
  readonly method: string;
  /** Percent-decoded path without query. */
  readonly path: string;
  /** Repeated names and `a[]` / `a[b]` nest, as in the service's own convention. */
  readonly query: JsonObject;
  /** JSON or form body, decoded; null where there is none. */
  readonly body: JsonObject | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface EmulatorResponse {
  readonly status: number;
  readonly body: Json | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What an emulator received: the evaluation harness and the tests read it. `op` is null for paths outside operations.json. */
export interface ReceivedRequest {
  readonly op: string | null;
  readonly method: string;
  readonly path: string;
  /** Path parameters by name, as in the operation's template. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: JsonObject;
  readonly body: JsonObject | null;
  /** Names in lower case, the credential among them: never logged. */
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  readonly response: Json | null;
}

/** A scripted fault: applied to the next `times` requests that match. */
export interface Fault {
  readonly match?: { readonly method?: string; readonly path?: RegExp };
  readonly times: number;
  readonly action:
    | { readonly kind: 'respond'; readonly response: EmulatorResponse }
    /** Wait, then answer as usual. */
    | { readonly kind: 'delay'; readonly milliseconds: number }
    /** Close the socket before handling the request: nothing happened. */
    | { readonly kind: 'drop' }
    /** Handle the request, then close the socket without answering: it happened, and nobody was told. */
    | { readonly kind: 'drop_after' }
    /** Answer with a bare error page; `handled`: after the request took effect. `retryAfter` in seconds. */
    | {
        readonly kind: 'status';
        readonly status: 429 | 500 | 502;
        readonly handled: boolean;
        readonly retryAfter?: number;
      }
    /** Answer as usual: headers at once, the body in that many pieces, each so long after the other. Null: it never ends. */
    | { readonly kind: 'slow_body'; readonly pieces: number | null; readonly milliseconds: number }
    /** Handle the request, then answer under the type of a web page: with the real body, or with a page instead. */
    | { readonly kind: 'wrong_type'; readonly body: 'real' | 'page' }
    /** Handle the request, then send half of the body: `broken` before its announced end, `short` as if it were all. */
    | { readonly kind: 'truncate'; readonly end: 'broken' | 'short' };
}

/** A service in memory: the real API's paths, bodies, ids, errors and paging over the demo workspace. */
export interface Emulator {
  readonly service: Service;
  /** Answers one request. Checks the credential and the headers that the real API needs. Never throws. */
  handle(request: EmulatorRequest): EmulatorResponse;
  /** Back to the seed. */
  reset(): void;
  /** The state as plain JSON, for tests that ask whether something really changed. */
  snapshot(): Json;
}

/** Options that every emulator takes. `now` gives epoch milliseconds; `token` is the one credential accepted. */
export interface EmulatorOptions {
  readonly now: () => number;
  readonly token: string;
}
