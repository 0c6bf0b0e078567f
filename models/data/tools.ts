import { connectors, type ToolDefinition } from '../../connectors/index.ts';

/** Every tool that the model may be offered, by name. */
export function publicTools(): ReadonlyMap<string, ToolDefinition> {
  const all = connectors.flatMap((connector) => connector.tools);
  return new Map(all.filter((tool) => !tool.internal).map((tool) => [tool.name, tool]));
}
