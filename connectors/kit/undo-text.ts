import type { ToolDefinition } from './tool.ts';

const says = /cannot be undone/iu;

/**
 * What people read of whether a tool's calls can be taken back: the plan's own text where something takes them back,
 * else “Cannot be undone” once, and why, as a sentence of its own where it is one. Reads change nothing, so theirs is no warning.
 */
export function undoText({ effect, undo }: Pick<ToolDefinition, 'effect' | 'undo'>): string {
  const text = undo.text.trim();
  if (effect === 'read' || undo.kind === 'call' || says.test(text)) return text;
  if (text === '') return 'Cannot be undone.';
  return /^\p{Lu}/u.test(text) ? `Cannot be undone. ${text}` : `Cannot be undone: ${text}`;
}
