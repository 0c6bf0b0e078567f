import { useState } from 'react';
import { call } from '../../../bridge/client.ts';
import { ErrorNotice, Notice } from '../../../components/notice.tsx';
import { type Loaded, useLoad } from '../../../components/use-load.ts';
import { draftsStore } from '../../../state/policy-drafts.ts';
import { useStore } from '../../../state/store.ts';
import { strings } from '../../../strings.ts';
import { useAction } from '../../connections/use-action.ts';
import type { PolicyFiles } from '../use-policies.ts';
import { CasesPanel } from './cases-panel.tsx';
import { EditorPane } from './editor-pane.tsx';
import { FileList } from './file-list.tsx';
import { ImportPanel } from './import-panel.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { useDraft } from './use-draft.ts';

const words = strings.policies;

/** Files at the side, the editor beside them, and below what the edit would change. */
export function Workshop({ files }: { readonly files: Loaded<PolicyFiles> }) {
  const all = files.value?.files ?? [];
  const { file } = useStore(draftsStore);
  const vocabulary = useLoad(() => call('policy', 'vocabulary', {}), 'vocabulary');
  const [bundle, setBundle] = useState<string | null>(null);
  const [kept, setKept] = useState('');
  const [casesRevision, setCasesRevision] = useState(0);
  const keep = useAction();
  const draft = useDraft(file, all);

  function makeCase(id: string): void {
    void keep.run(async () => {
      const { name } = await call('policy', 'addCase', { from: { kind: 'entry', id } });
      setKept(words.cases.added(name));
      setCasesRevision((before) => before + 1);
    });
  }

  return (
    <div className="workshop">
      <FileList files={all} shown={file} onImport={setBundle} />
      <div className="workshop-main">
        {files.error && <ErrorNotice error={files.error} />}
        {vocabulary.error && <ErrorNotice error={vocabulary.error} />}
        {bundle !== null && (
          <ImportPanel bundle={bundle} onClose={() => setBundle(null)} onDone={() => files.reload()} />
        )}
        {draft && vocabulary.value ? (
          <EditorPane
            key={draft.file}
            draft={draft}
            vocabulary={vocabulary.value}
            confirms={files.value?.confirms ?? 'none'}
            onSaved={() => files.reload()}
          />
        ) : (
          bundle === null && !vocabulary.error && <p className="workshop-empty quiet">{words.editor.pick}</p>
        )}
        {kept !== '' && <Notice tone="good" title={kept} />}
        {keep.error && <ErrorNotice error={keep.error} />}
        <div className="workshop-panels">
          <ReplayPanel draft={draft} onCase={makeCase} />
          <CasesPanel draft={draft} revision={casesRevision} />
        </div>
      </div>
    </div>
  );
}
