import type { ToolDefinition } from './tool.ts';

const says = /cannot be undone/iu;

/**
 * What people read of whether a tool's calls can be taken back: the plan's own text where something takes them back,
 * else “Cannot be undone” once, and why. Reads change nothing, so theirs is no warning.
 */
export function undoText({ effect, undo }: Pick<ToolDefinition, 'effect' | 'undo'>): string {
  const text = undo.text.trim();
  if (effect === 'read' || undo.kind === 'call' || says.test(text)) return text;
  return text === '' ? 'Cannot be undone.' : `Cannot be undone: ${text}`;
}
