import type { ToolDefinition } from '../kit/guest.ts';
import { brief } from './rich-text.ts';

/** Longest summary, and longest text of an undo call, that the host takes; a longer one makes the result unreadable. */
const SUMMARY = 1000;
const UNDO_TEXT = 300;

/** The tool with its words cut to what the host takes: titles, columns and comments are as long as people make them. */
export function withinLimits(tool: ToolDefinition): ToolDefinition {
  return {
    ...tool,
    async run(args, api) {
      const { undo, ...result } = await tool.run(args, api);
      return {
        ...result,
        summary: brief(result.summary, SUMMARY),
        ...(undo ? { undo: undo.map((call) => ({ ...call, text: brief(call.text, UNDO_TEXT) })) } : {}),
      };
    },
  };
}
