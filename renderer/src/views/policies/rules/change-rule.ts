import type { PolicyFileView, PolicyView } from '../../../../../shared/index.ts';
import { draftsStore, openDraft } from '../../../state/policy-drafts.ts';

/** The file that rules of the person's own are copied into unless it is not to be edited. */
const mine = 'mine.cedar';

/** Opens the workshop on a rule: its own file, or a copy of a default rule in a file of the person's own. */
export function changeRule(policy: PolicyView, files: readonly PolicyFileView[]): void {
  const own = files.find(
    ({ file, kind, editable, text }) =>
      kind === 'own' && editable && file === policy.file && text.includes(policy.source),
  );
  if (own) {
    draftsStore.dispatch({ type: 'open', file: own.file });
    return;
  }
  const name = files.some(({ file, editable }) => file === mine && !editable) ? 'mine-2.cedar' : mine;
  const saved = files.find(({ file }) => file === name);
  const draft = draftsStore.get().drafts[name];
  const before = draft?.text ?? saved?.text ?? '';
  // A second click on the same rule does not copy it twice.
  const text = before.includes(`@id("${policy.id}")`)
    ? before
    : `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${before === '' ? '' : '\n'}${policy.source}\n`;
  openDraft(name, { text, baseHash: draft?.baseHash ?? saved?.hash ?? null });
}
