import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The editor in the colours of the window, which change with the theme by themselves. */
export function editorTheme(): Extension {
  return EditorView.theme({
    '&': { backgroundColor: 'var(--raised)', color: 'var(--ink)', fontSize: '13px', height: '100%' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
    '.cm-content': { caretColor: 'var(--ink)', padding: '10px 0' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      backgroundColor: 'color-mix(in srgb, var(--thread) 26%, transparent)',
    },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--thread) 6%, transparent)' },
    '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--ink-soft)', border: '0' },
    '.cm-tooltip': {
      backgroundColor: 'var(--surface)',
      color: 'var(--ink)',
      border: '1px solid var(--line-strong)',
      borderRadius: 'var(--radius-small)',
    },
    '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', fontFamily: 'var(--mono)' },
    '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--thread)',
      color: 'var(--on-thread)',
    },
    '.cm-completionDetail': { marginLeft: '1.2em', fontStyle: 'normal', opacity: '0.8', fontFamily: 'var(--font)' },
    '.cm-completionInfo': { padding: '6px 10px', maxWidth: '280px' },
    '.cm-diagnostic': { padding: '4px 10px', whiteSpace: 'pre-wrap' },
    '.cm-diagnostic-error': { borderLeft: '4px solid var(--bad)' },
    '.cm-diagnostic-warning': { borderLeft: '4px solid var(--wait)' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad) 1px' },
    '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--wait) 1px' },
    '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
      backgroundColor: 'color-mix(in srgb, var(--thread) 18%, transparent)',
    },
  });
}
