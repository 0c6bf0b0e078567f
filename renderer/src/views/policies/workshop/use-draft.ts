import { useEffect } from 'react';
import type { PolicyCheck, PolicyFileView } from '../../../../../shared/index.ts';
import { call } from '../../../bridge/client.ts';
import { useLoad } from '../../../components/use-load.ts';
import { draftsStore } from '../../../state/policy-drafts.ts';
import { useStore } from '../../../state/store.ts';
import { useDebounced } from './use-debounced.ts';

/** How long nothing is typed before the text is checked, in milliseconds. */
const checkAfter = 250;

/** The file that is shown, with the text under edit and what the main process says of it. */
export interface Draft {
  readonly file: string;
  readonly kind: PolicyFileView['kind'];
  readonly text: string;
  readonly editable: boolean;
  /** What is on disk; null where nothing is. */
  readonly saved: PolicyFileView | null;
  readonly baseHash: string | null;
  readonly dirty: boolean;
  /** The file on disk is no longer the one that the edit began from. */
  readonly stale: boolean;
  /** Of the text once it was left alone for a moment; null before. */
  readonly check: PolicyCheck | null;
  readonly checking: boolean;
  edit(text: string): void;
  discard(): void;
  /** This text is on disk now, under this hash; the list of files will say so. */
  wasSaved(hash: string | null): void;
  /** Goes on with this text over what is on disk now. */
  keepMine(): void;
}

/** The draft of the file that is shown; null where none is. */
export function useDraft(file: string | null, files: readonly PolicyFileView[]): Draft | null {
  const { drafts } = useStore(draftsStore);
  const saved =
    files.find((one) => one.file === file && one.kind !== 'shipped') ?? files.find((one) => one.file === file);
  const draft = file === null ? undefined : drafts[file];
  const text = draft?.text ?? saved?.text ?? '';
  const kind = saved?.kind ?? 'own';
  const editable = draft ? true : (saved?.editable ?? false);
  const settled = useDebounced(text, checkAfter);
  const key = file === null || !editable ? '' : `${file}\0${settled}\0${saved?.hash ?? ''}`;
  const check = useLoad(
    async () =>
      key === '' || file === null ? null : { key, answer: await call('policy', 'checkText', { file, text: settled }) },
    key,
  );
  const settledDraft = draft !== undefined && draft.text === saved?.text;
  // A text that is on disk is no draft: it follows the file from here on.
  useEffect(() => {
    if (file !== null && settledDraft) draftsStore.dispatch({ type: 'drop', file });
  }, [file, settledDraft]);
  if (file === null || (!draft && !saved)) return null;
  const known = check.value?.key === key && settled === text ? check.value.answer : null;
  const savedHash = saved?.hash ?? null;
  return {
    file,
    kind,
    text,
    editable,
    saved: saved ?? null,
    baseHash: draft ? draft.baseHash : savedHash,
    dirty: draft !== undefined && text !== (saved?.text ?? null),
    stale: draft !== undefined && draft.baseHash !== savedHash && text !== (saved?.text ?? null),
    check: known,
    checking: known === null && editable,
    edit: (next) =>
      draftsStore.dispatch({ type: 'edit', file, draft: { text: next, baseHash: draft ? draft.baseHash : savedHash } }),
    wasSaved: (hash) => draftsStore.dispatch({ type: 'edit', file, draft: { text, baseHash: hash } }),
    discard: () => draftsStore.dispatch({ type: 'drop', file }),
    keepMine: () => draftsStore.dispatch({ type: 'edit', file, draft: { text, baseHash: savedHash } }),
  };
}
