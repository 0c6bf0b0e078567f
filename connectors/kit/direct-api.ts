import { type JsonObject, ThimbleError } from '../../shared/index.ts';
import type { Emulator } from './emulator.ts';
import type { ConnectorManifest } from './manifest.ts';
import type { ToolApi, ToolRequest } from './tool.ts';

/**
 * A {@link ToolApi} that hands requests straight to an emulator, with no sandbox, broker or network between: for unit
 * tests of tools and resolvers and for the evaluation's oracle. Never used to run a person's call.
 * A refusal of the service throws a ThimbleError of its code, as a look-up of the app does.
 */
export function directApi(connector: ConnectorManifest, emulator: Emulator, token: string): ToolApi {
  return {
    async send(request: ToolRequest) {
      const query: JsonObject = {};
      for (const [name, value] of Object.entries(request.query ?? {}))
        query[name] = Array.isArray(value) ? value.map(String) : String(value);
      const headers: Record<string, string> = { authorization: `Bearer ${token}` };
      for (const [name, value] of Object.entries(connector.headers)) headers[name.toLowerCase()] = value;
      const answer = emulator.handle({
        method: request.method,
        path: decodeURIComponent(request.path),
        query,
        body: request.body ?? null,
        headers,
      });
      const reading = connector.readResponse(answer.status, answer.body);
      if (!reading.ok) throw new ThimbleError(reading.code, reading.message, 'Check the values.');
      return { status: answer.status, body: answer.body, link: answer.headers?.link ?? '' };
    },
  };
}
