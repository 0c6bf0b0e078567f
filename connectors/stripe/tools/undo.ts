import type { JsonObject, ToolResult } from '../../kit/guest.ts';

type Undo = Pick<ToolResult, 'undo'>;

/**
 * What takes the switching of a record on or off back: the same tool with the earlier state, and nothing where it was in
 * that state already. `of` is what the tool's other arguments are.
 */
export function activeAgain(tool: string, of: JsonObject, before: boolean, now: boolean, what: string): Undo {
  if (before === now) return {};
  return {
    undo: [{ tool, args: { ...of, active: before }, text: `Make ${what} ${before ? 'active' : 'inactive'} again.` }],
  };
}
