import { Suspense, useState } from 'react';
import type { PolicyVocabulary } from '../../../../../shared/index.ts';
import { call } from '../../../bridge/client.ts';
import { Notice } from '../../../components/notice.tsx';
import { strings } from '../../../strings.ts';
import { LazyEditor } from '../editor/lazy-editor.tsx';
import type { PolicyFiles } from '../use-policies.ts';
import { ChangeNotice } from './change-notice.tsx';
import { FileTools } from './file-tools.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { LoosenedList } from './loosened-list.tsx';
import { RemarkList } from './remark-list.tsx';
import { TextDiff } from './text-diff.tsx';
import { useChange } from './use-change.ts';
import type { Draft } from './use-draft.ts';

const words = strings.policies.editor;
const loosening = strings.policies.loosening;

interface EditorPaneProps {
  readonly draft: Draft;
  readonly vocabulary: PolicyVocabulary;
  readonly confirms: PolicyFiles['confirms'];
  /** Files on disk are others now. */
  readonly onSaved: () => void;
}

/** One file: its text, what is wrong with it, what it loosens, and saving it. */
export function EditorPane({ draft, vocabulary, confirms, onSaved }: EditorPaneProps) {
  const { file, text, check } = draft;
  const [goTo, setGoTo] = useState<{ readonly at: number } | null>(null);
  const [saved, setSaved] = useState(false);
  const [history, setHistory] = useState(false);
  const change = useChange();
  const loosened = draft.dirty ? (check?.loosened ?? []) : [];
  const canSave = draft.editable && draft.dirty && !draft.stale && check?.valid === true && !change.busy;
  const refused = loosened.length > 0 && confirms === 'none';

  function edit(next: string): void {
    setSaved(false);
    if (next !== text) draft.edit(next);
  }

  function save(): void {
    if (!canSave || refused) return;
    void change.run(
      () => call('policy', 'save', { file, text, baseHash: draft.baseHash }),
      (hash) => {
        draft.wasSaved(hash);
        setSaved(true);
        onSaved();
      },
    );
  }

  return (
    <section className="editor-pane" aria-label={words.label(file)}>
      <header className="editor-head">
        <h2>{file}</h2>
        <FileTools
          draft={draft}
          onHistory={() => setHistory((open) => !open)}
          historyOpen={history}
          onChanged={onSaved}
        />
        {draft.dirty && (
          <button type="button" className="button button-small" onClick={() => draft.discard()}>
            {words.discard}
          </button>
        )}
        {draft.editable && (
          <button
            type="button"
            className="button button-small button-primary"
            disabled={!canSave || refused}
            onClick={save}
          >
            {loosened.length > 0 ? loosening.saveAnyway : words.save}
          </button>
        )}
      </header>
      {!draft.editable && (
        <p className="quiet">
          {draft.kind === 'shipped'
            ? words.readOnly
            : draft.kind === 'learned'
              ? words.learnedOnly
              : draft.saved?.problem}
        </p>
      )}
      {draft.stale && !saved && (
        <Notice tone="wait" title={words.stale}>
          <p>{words.staleDetail}</p>
          <TextDiff before={draft.saved?.text ?? ''} after={text} label={words.staleDetail} />
          <span className="row">
            <button type="button" className="button button-small" onClick={() => draft.discard()}>
              {words.takeDisk}
            </button>
            <button type="button" className="button button-small" onClick={() => draft.keepMine()}>
              {words.keepMine}
            </button>
          </span>
        </Notice>
      )}
      <div className="editor-frame">
        <Suspense fallback={<p className="quiet editor-wait">{words.loading}</p>}>
          <LazyEditor
            label={words.label(file)}
            description={words.hint}
            text={text}
            readOnly={!draft.editable}
            remarks={check?.remarks ?? []}
            vocabulary={vocabulary}
            goTo={goTo}
            onChange={edit}
            onSave={save}
          />
        </Suspense>
      </div>
      <p className="quiet editor-hint" aria-hidden="true">
        {words.hint}
      </p>
      {draft.editable && <RemarkList draft={draft} onGo={(at) => setGoTo({ at })} />}
      {loosened.length > 0 && !change.waiting && (
        <Notice tone="wait" title={loosening.title}>
          <LoosenedList loosened={loosened} />
          <p>{{ dialog: loosening.dialog, code: loosening.codeFirst, none: loosening.nowhere }[confirms]}</p>
        </Notice>
      )}
      <ChangeNotice change={change} />
      {saved && !draft.dirty && <Notice tone="good" title={words.saved} />}
      {history && <HistoryPanel draft={draft} onClose={() => setHistory(false)} onChanged={onSaved} />}
    </section>
  );
}
