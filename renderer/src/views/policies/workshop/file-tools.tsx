import { type FormEvent, useState } from 'react';
import { call } from '../../../bridge/client.ts';
import { draftsStore } from '../../../state/policy-drafts.ts';
import { strings } from '../../../strings.ts';
import { ChangeNotice } from './change-notice.tsx';
import { useChange } from './use-change.ts';
import type { Draft } from './use-draft.ts';

const words = strings.policies.editor;

interface FileToolsProps {
  readonly draft: Draft;
  readonly historyOpen: boolean;
  readonly onHistory: () => void;
  readonly onChanged: () => void;
}

/** What can be done with a saved file of one's own: its history, another name, deleting it after a second question. */
export function FileTools({ draft, historyOpen, onHistory, onChanged }: FileToolsProps) {
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const [to, setTo] = useState(draft.file);
  const change = useChange();
  const { saved, file } = draft;
  if (!saved?.editable) return null;
  const hash = saved.hash;

  function rename(event: FormEvent): void {
    event.preventDefault();
    void change.run(
      () => call('policy', 'rename', { file, to: to.trim(), baseHash: hash }),
      () => {
        setOpen(null);
        draftsStore.dispatch({ type: 'open', file: to.trim() });
        onChanged();
      },
    );
  }

  function remove(): void {
    void change.run(
      () => call('policy', 'remove', { file, baseHash: hash }),
      () => {
        setOpen(null);
        draftsStore.dispatch({ type: 'drop', file });
        onChanged();
      },
    );
  }

  const quiet = 'button button-small button-quiet';
  return (
    <>
      <span className="file-tools">
        <button type="button" className={quiet} aria-expanded={historyOpen} onClick={onHistory}>
          {words.history}
        </button>
        {!draft.dirty && (
          <>
            <button type="button" className={quiet} aria-expanded={open === 'rename'} onClick={() => setOpen('rename')}>
              {words.rename}
            </button>
            <button type="button" className={quiet} aria-expanded={open === 'remove'} onClick={() => setOpen('remove')}>
              {words.remove}
            </button>
          </>
        )}
      </span>
      {open === 'rename' && (
        <form className="row tool-row" onSubmit={rename}>
          <input aria-label={words.renameLabel} value={to} onChange={(event) => setTo(event.target.value)} />
          <button type="submit" className="button button-small" disabled={change.busy || to.trim() === file}>
            {words.rename}
          </button>
          <button type="button" className={quiet} onClick={() => setOpen(null)}>
            {strings.policies.files.cancel}
          </button>
        </form>
      )}
      {open === 'remove' && (
        <p className="row tool-row">
          <span>{words.removeQuestion(file)}</span>
          <button type="button" className="button button-small" disabled={change.busy} onClick={remove}>
            {words.removeYes}
          </button>
          <button type="button" className={quiet} onClick={() => setOpen(null)}>
            {words.keep}
          </button>
        </p>
      )}
      {(change.error || change.waiting) && (
        <div className="tool-row">
          <ChangeNotice change={change} />
        </div>
      )}
    </>
  );
}
