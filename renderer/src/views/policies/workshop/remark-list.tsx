import { strings } from '../../../strings.ts';
import type { Draft } from './use-draft.ts';

const words = strings.policies.editor;

/** What is to be remarked on a text, each with a way to its place; said aloud when it changes. */
export function RemarkList({ draft, onGo }: { readonly draft: Draft; readonly onGo: (at: number) => void }) {
  const { check } = draft;
  const remarks = check?.remarks ?? [];
  const errors = remarks.filter(({ severity }) => severity === 'error').length;
  const replaced = (check?.rules ?? []).filter(({ replaces }) => replaces).map(({ id }) => id);
  return (
    <div className="remarks">
      <p role="status" className={errors > 0 ? 'remarks-sum state-bad' : 'remarks-sum quiet'}>
        {check === null ? words.checking : errors > 0 ? words.errors(errors) : words.valid(check.rules.length)}
      </p>
      {replaced.length > 0 && <p className="quiet">{words.replaces(new Intl.ListFormat('en').format(replaced))}</p>}
      {remarks.length > 0 && (
        <ul aria-label={words.problems}>
          {remarks.map((remark) => (
            <li key={`${remark.start} ${remark.message}`} className={`remark remark-${remark.severity}`}>
              <button type="button" className="link" onClick={() => onGo(remark.start)}>
                {words.line(remark.line)}
              </button>
              <span>
                {remark.message} <span className="quiet">{remark.hint}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
