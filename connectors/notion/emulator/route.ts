import type { JsonObject } from '../../../shared/index.ts';
import type { State } from './state.ts';

/** One request, decoded: `id` is the path's UUID, `now` the API's time stamp, `clock` the same in milliseconds. */
export interface Call {
  readonly state: State;
  readonly id: string;
  readonly query: JsonObject;
  readonly body: JsonObject;
  readonly now: string;
  readonly clock: number;
}

/** One endpoint. The first group of `path`, where there is one, is a UUID. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly run: (call: Call) => JsonObject;
}
