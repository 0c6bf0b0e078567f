import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import type { CheckedRequest } from './read-request.ts';

/** Whether a request only reads: every GET, and POST or PATCH to a path that the manifest names as a read. */
export function isRead(request: Pick<CheckedRequest, 'method' | 'path'>, connector: ConnectorManifest): boolean {
  if (request.method === 'GET') return true;
  if (request.method !== 'POST' && request.method !== 'PATCH') return false;
  // The whole path must match, and a sticky or global flag would remember the last match.
  return connector.readPaths.some((pattern) => {
    const whole = new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gym]/g, ''));
    return whole.test(request.path);
  });
}

/** How many requests that are not reads a call of this tool may send: none for reads. */
export function writesAllowed(tool: ToolDefinition): number {
  return tool.effect === 'read' ? 0 : (tool.maxWrites ?? 1);
}
