import { describe, expect, it } from 'vitest';
import { connectors } from '../index.ts';
import type { UndoPlan } from './tool.ts';
import { undoText } from './undo-text.ts';

const none = (text: string): UndoPlan => ({ kind: 'none', text });

describe('undoText', () => {
  it.each([
    ['write', none('The gist can be deleted on GitHub.'), 'Cannot be undone. The gist can be deleted on GitHub.'],
    ['write', none('a deleted task is gone.'), 'Cannot be undone: a deleted task is gone.'],
    ['money', none('A refund cannot be undone.'), 'A refund cannot be undone.'],
    [
      'money',
      none('Cannot be undone: a new payment would be needed.'),
      'Cannot be undone: a new payment would be needed.',
    ],
    ['destructive', none(' '), 'Cannot be undone.'],
    ['read', none('Reading changes nothing.'), 'Reading changes nothing.'],
    [
      'write',
      { kind: 'call', tool: 'slack.chat.delete', text: 'The message can be deleted.' },
      'The message can be deleted.',
    ],
  ] as const)('of a %s with %o', (effect, undo, text) => {
    expect(undoText({ effect, undo })).toBe(text);
  });

  it('warns once of every change that nothing takes back, and of nothing else', () => {
    for (const tool of connectors.flatMap((connector) => connector.tools)) {
      const warned = tool.effect !== 'read' && tool.undo.kind === 'none';
      expect(undoText(tool).match(/cannot be undone/giu)?.length ?? 0, tool.name).toBe(warned ? 1 : 0);
    }
  });
});
