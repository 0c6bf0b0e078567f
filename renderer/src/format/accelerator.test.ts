import { describe, expect, it } from 'vitest';
import { accelerator, type KeyPress } from './accelerator.ts';

const press = (key: string, code: string, held = ''): KeyPress => ({
  key,
  code,
  ctrlKey: held.includes('c'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
  metaKey: held.includes('m'),
});

describe('accelerator', () => {
  it.each([
    [press(' ', 'Space', 'cs'), 'Control+Shift+Space'],
    [press('K', 'KeyK', 'as'), 'Alt+Shift+K'],
    [press('k', 'KeyK', 'm'), 'Super+K'],
    // Alt writes a symbol on macOS; on a French keyboard, Q is where others have A.
    [press('˚', 'KeyK', 'a'), 'Alt+K'],
    [press('a', 'KeyQ', 'c'), 'Control+A'],
    [press('ArrowUp', 'ArrowUp', 'ca'), 'Control+Alt+Up'],
    [press('F5', 'F5'), 'F5'],
    [press('F12', 'F12', 's'), 'Shift+F12'],
  ])('names %j', (given, name) => {
    expect(accelerator(given)).toBe(name);
  });

  it.each([
    press('Control', 'ControlLeft', 'c'),
    press('Shift', 'ShiftLeft', 's'),
    press('a', 'KeyA'),
    press('A', 'KeyA', 's'),
    press('Enter', 'Enter'),
    press('AudioVolumeUp', 'AudioVolumeUp', 'c'),
  ])('takes none of %j', (given) => {
    expect(accelerator(given)).toBeNull();
  });
});
