import type { PassageStep } from './passage.ts';
import type { OwnedTool } from './types.ts';

/** What is said of a tool where a passage of its result is shown. */
export function describeTool(owned: OwnedTool | null | undefined): Omit<PassageStep, 'step'> | null {
  return owned ? { service: owned.connector.service, title: owned.tool.title } : null;
}
