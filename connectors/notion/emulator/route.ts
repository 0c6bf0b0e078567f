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

/** What a connection may be allowed to do (developers.notion.com/reference/capabilities). */
export type Capability =
  | 'read_content'
  | 'update_content'
  | 'insert_content'
  | 'read_comments'
  | 'insert_comments'
  | 'user_information';

/** One endpoint. The first group of `path`, where there is one, is a UUID. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** The names that the query and the body may have; others are refused. */
  readonly query?: readonly string[];
  readonly body?: readonly string[];
  /** What the connection needs; the integration itself may always be looked at. */
  readonly needs?: Capability;
  readonly run: (call: Call) => JsonObject;
}
