import { type FormEvent, useRef, useState } from 'react';
import type { PolicyFileView } from '../../../../../shared/index.ts';
import { call } from '../../../bridge/client.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { saveFile } from '../../../components/save-file.ts';
import { draftsStore, openDraft } from '../../../state/policy-drafts.ts';
import { useStore } from '../../../state/store.ts';
import { strings } from '../../../strings.ts';
import { useAction } from '../../connections/use-action.ts';

const words = strings.policies.files;
const kinds = ['own', 'learned', 'shipped'] as const;

interface FileListProps {
  readonly files: readonly PolicyFileView[];
  readonly shown: string | null;
  readonly onImport: (bundle: string) => void;
}

/** All policy files by whose they are, and what can be done with all of one's own. */
export function FileList({ files, shown, onImport }: FileListProps) {
  const { drafts } = useStore(draftsStore);
  const [name, setName] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const action = useAction();
  const unsaved = Object.keys(drafts).filter(
    (file) => !files.some((one) => one.file === file && one.kind !== 'shipped'),
  );

  function create(event: FormEvent): void {
    event.preventDefault();
    if (name === null || name.trim() === '') return;
    const typed = name.trim();
    const file = typed.endsWith('.cedar') ? typed : `${typed}.cedar`;
    setName(null);
    if (files.some((one) => one.file === file && one.kind === 'own')) draftsStore.dispatch({ type: 'open', file });
    else openDraft(file, { text: '', baseHash: null });
  }

  function exportAll(): void {
    void action.run(async () => {
      const { filename, json } = await call('policy', 'export', {});
      saveFile(filename, [json], 'application/json');
    });
  }

  async function pick(chosen: File | undefined): Promise<void> {
    if (chosen) onImport(await chosen.text());
    if (picker.current) picker.current.value = '';
  }

  const row = (file: string, kind: string, tag: string) => (
    <li key={`${kind} ${file}`}>
      <button
        type="button"
        className="file-row"
        aria-current={shown === file ? 'true' : undefined}
        onClick={() => draftsStore.dispatch({ type: 'open', file })}
      >
        <span className="file-name">{file}</span>
        {tag !== '' && <span className="tag">{tag}</span>}
      </button>
    </li>
  );

  return (
    <nav className="file-list" aria-label={words.label}>
      {kinds.map((kind) => {
        // A file of one's own under the name of a default one is the one that is opened.
        const group = files.filter(
          (one) =>
            one.kind === kind &&
            (kind !== 'shipped' || !files.some((own) => own.kind === 'own' && own.file === one.file)),
        );
        const extra = kind === 'own' ? unsaved : [];
        if (group.length + extra.length === 0 && kind !== 'own') return null;
        return (
          <section key={kind}>
            <h2>{words[kind]}</h2>
            {group.length + extra.length === 0 && <p className="quiet">{words.none}</p>}
            <ul>
              {group.map(({ file, text, problem }) =>
                row(
                  file,
                  kind,
                  kind === 'own' && drafts[file] && drafts[file].text !== text
                    ? words.unsaved
                    : problem
                      ? words.broken
                      : '',
                ),
              )}
              {extra.map((file) => row(file, kind, words.unsaved))}
            </ul>
            {kind === 'own' && (
              <div className="file-actions">
                {name === null ? (
                  <button type="button" className="button button-small" onClick={() => setName('')}>
                    {words.new}
                  </button>
                ) : (
                  <form className="file-new" onSubmit={create}>
                    <input
                      // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
                      autoFocus
                      aria-label={words.newLabel}
                      placeholder={words.newExample}
                      value={name}
                      onChange={(event) => setName(event.target.value)}
                      onKeyDown={(event) => event.key === 'Escape' && setName(null)}
                    />
                    <span className="row">
                      <button type="submit" className="button button-small" disabled={name.trim() === ''}>
                        {words.create}
                      </button>
                      <button type="button" className="button button-small button-quiet" onClick={() => setName(null)}>
                        {words.cancel}
                      </button>
                    </span>
                  </form>
                )}
                <span className="row">
                  <button type="button" className="button button-small" disabled={action.busy} onClick={exportAll}>
                    {words.export}
                  </button>
                  <button type="button" className="button button-small" onClick={() => picker.current?.click()}>
                    {words.import}
                  </button>
                </span>
                <input
                  ref={picker}
                  type="file"
                  accept="application/json,.json"
                  className="visually-hidden"
                  tabIndex={-1}
                  aria-label={words.import}
                  onChange={(event) => void pick(event.target.files?.[0])}
                />
                {action.error && <ErrorNotice error={action.error} />}
              </div>
            )}
          </section>
        );
      })}
    </nav>
  );
}
