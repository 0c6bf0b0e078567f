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
    | { readonly kind: 'drop_after' };
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
