/** The parts of a key press that make a shortcut; those of KeyboardEvent. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Keys by their place on the keyboard, as Electron names them (https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts). */
const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Return',
  Tab: 'Tab',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
};

function keyName({ key, code }: KeyPress): string | null {
  // What the key writes, where that is a letter or a digit; with a modifier held it may write something else.
  if (/^[a-z0-9]$/iu.test(key)) return key.toUpperCase();
  const placed = /^(?:Key|Digit)([A-Z0-9])$/u.exec(code)?.[1];
  if (placed) return placed;
  if (/^F(?:[1-9]|1\d|2[0-4])$/u.test(code)) return code;
  return named[code] ?? null;
}

/**
 * The accelerator of a key press, in Electron's spelling: `Control+Shift+Space`. Null while only modifiers are down, and
 * for a key that a shortcut would take from everything else: one without Control, Alt or the system's key, unless it is
 * a function key.
 */
export function accelerator(press: KeyPress): string | null {
  const key = keyName(press);
  if (key === null) return null;
  if (!press.ctrlKey && !press.altKey && !press.metaKey && !/^F\d/u.test(key)) return null;
  return [
    ...(press.ctrlKey ? ['Control'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey ? ['Shift'] : []),
    ...(press.metaKey ? ['Super'] : []),
    key,
  ].join('+');
}
