import type { ToolRequest, ToolResponse, ToolResult } from '../../connectors/index.ts';
import type { ErrorBody, JsonObject, Service } from '../../shared/index.ts';

/** One call of connector code. `args` are resolved values. */
export interface SandboxCall {
  readonly service: Service;
  /** The connector's version that the call was decided for; a plug-in's call runs with no other. */
  readonly version?: string;
  readonly tool: string;
  readonly args: JsonObject;
  /** Whole-call deadline in milliseconds, waiting for HTTP included; then the process is killed. */
  readonly timeoutMs: number;
}

/** What the host answers a request of connector code: never a rejection, never a credential. */
export type SendReply =
  | { readonly ok: true; readonly response: ToolResponse }
  | { readonly ok: false; readonly error: ErrorBody };

/** The host side of `ToolApi.send`; gets unvalidated JSON from the guest. */
export type SendHandler = (request: ToolRequest) => Promise<SendReply>;

export type SandboxOutcome =
  | ({ readonly ok: true } & ToolResult)
  | {
      readonly ok: false;
      readonly reason: 'timeout' | 'memory' | 'crashed' | 'tool_error' | 'bad_result' | 'cancelled';
      readonly message: string;
    };

/** Runs connector code in a separate Node process, a fresh isolate a call. One call at a time per process. */
export interface Sandbox {
  run(call: SandboxCall, send: SendHandler, signal?: AbortSignal): Promise<SandboxOutcome>;
  /** Starts the process if it is not running; resolves when it answers. */
  ready(): Promise<void>;
  /** For doctor and bench: process id and Node version, null while not running. */
  info(): { readonly pid: number; readonly node: string; readonly contained: string } | null;
  close(): Promise<void>;
}
