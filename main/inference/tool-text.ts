import type { ToolDefinition } from '../../connectors/index.ts';

/** What a tool says of itself, as the encoder reads it. The training reads the same. */
export function toolText(tool: ToolDefinition): string {
  return `${tool.name.split('.')[0] ?? ''}: ${tool.title}. ${tool.description}`;
}
