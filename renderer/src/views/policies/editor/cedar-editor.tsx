import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { PolicyRemark, PolicyVocabulary } from '../../../../../shared/index.ts';
import { cedarCompletion } from './cedar-completion.ts';
import { cedarLanguage } from './cedar-language.ts';
import { editorTheme } from './editor-theme.ts';

interface CedarEditorProps {
  readonly label: string;
  /** How to leave it by keyboard, for those who do not see it. */
  readonly description: string;
  readonly text: string;
  readonly readOnly: boolean;
  readonly remarks: readonly PolicyRemark[];
  readonly vocabulary: PolicyVocabulary;
  /** A place to go to, in UTF-16 code units; another object goes there again. */
  readonly goTo: { readonly at: number } | null;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

/** CodeMirror with Cedar: colours, completion, remarks at their place. Another `text` than the one typed replaces it. */
export function CedarEditor(props: CedarEditorProps) {
  const { label, description, text, readOnly, remarks, goTo } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const editable = useRef(new Compartment());

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes goes in below
  useEffect(() => {
    if (!host.current) return;
    // In a shadow root CodeMirror's styles are adopted sheets; in the document they would be inline, against the window's CSP.
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const made = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          drawSelection(),
          history(),
          bracketMatching(),
          closeBrackets(),
          indentUnit.of('  '),
          EditorView.lineWrapping,
          cedarLanguage(),
          autocompletion({ override: [cedarCompletion(() => latest.current.vocabulary)], icons: false }),
          editorTheme(),
          editable.current.of(EditorState.readOnly.of(readOnly)),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-description': description }),
          keymap.of([
            {
              key: 'Mod-s',
              preventDefault: true,
              run: () => {
                latest.current.onSave();
                return true;
              },
            },
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...completionKeymap,
            ...lintKeymap,
            // Escape, then Tab leaves the editor (CodeMirror's tab focus mode).
            indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    view.current?.dispatch({ effects: editable.current.reconfigure(EditorState.readOnly.of(readOnly)) });
  }, [readOnly]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const most = editor.state.doc.length;
    const diagnostics = remarks.map(({ start, end, severity, message, hint }) => ({
      from: Math.min(start, most),
      to: Math.min(Math.max(end, start), most),
      severity,
      message: `${message} ${hint}`,
    }));
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [remarks]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || !goTo) return;
    const at = Math.min(goTo.at, editor.state.doc.length);
    editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    editor.focus();
  }, [goTo]);

  return <div className="editor" ref={host} />;
}
