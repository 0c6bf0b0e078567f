import type { Json, Service } from '../../shared/index.ts';
import type { ConnectorAuth } from './auth.ts';
import type { ToolDefinition } from './tool.ts';

/** What a service's answer means: a success, or an error in words, read by the service's own conventions. */
export type Reading =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'unauthorized' | 'rate_limited' | 'not_found' | 'service_error';
      readonly message: string;
      /** The credential itself is refused (unknown, revoked, expired), not just short of a right. A 401 always is. */
      readonly refused?: true;
      /** The service says that it broke down: a write may have happened all the same. */
      readonly unclear?: true;
    };

/** A connector: everything the broker, the policies, the model and the app need to know of a service. */
export interface ConnectorManifest {
  readonly service: Service;
  readonly title: string;
  /** Part of the call hash: a decision is for this version of the connector's code. */
  readonly version: string;
  /** The real service's origin: `https://api.stripe.com`. */
  readonly origin: string;
  readonly bodyEncoding: 'json' | 'form';
  /** Fixed headers that the API wants (version, media type). The broker adds the credential itself, as `auth` says. */
  readonly headers: Readonly<Record<string, string>>;
  /** The header that makes a write safe to repeat, where the API has one. */
  readonly idempotencyHeader: string | null;
  /** For how many hours the service tells a repeat from a second write by that header, at least; unknown where left out. */
  readonly idempotencyHours?: number;
  /** Paths that are POST (or PATCH) upstream but only read: Notion's search and query. All GETs are reads. */
  readonly readPaths: readonly RegExp[];
  /** Reads a response by the service's conventions; pure, runs in the main process. */
  readResponse(status: number, body: Json): Reading;
  /** How accounts are connected. */
  readonly auth: ConnectorAuth;
  readonly tools: readonly ToolDefinition[];
}
