import type { ConnectorManifest } from '../../connectors/index.ts';
import type { OwnedTool } from './types.ts';

/** Finds tools by name among the connectors of the moment; null for a name that no connector has. */
export function toolFinder(connectors: () => readonly ConnectorManifest[]): (name: string) => OwnedTool | null {
  let list: readonly ConnectorManifest[] | null = null;
  let tools = new Map<string, OwnedTool>();
  return (name) => {
    const now = connectors();
    if (now !== list) {
      list = now;
      tools = new Map(now.flatMap((connector) => connector.tools.map((tool) => [tool.name, { tool, connector }])));
    }
    return tools.get(name) ?? null;
  };
}
