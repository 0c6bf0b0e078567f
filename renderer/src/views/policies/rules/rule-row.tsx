import type { PolicyFileView, PolicyView } from '../../../../../shared/index.ts';
import { strings } from '../../../strings.ts';
import { changeRule } from './change-rule.ts';

interface RuleRowProps {
  readonly policy: PolicyView;
  readonly files: readonly PolicyFileView[];
}

/** One rule in words; opened, its source and the way to change it. */
export function RuleRow({ policy, files }: RuleRowProps) {
  const file = files.find((one) => one.file === policy.file && one.text.includes(policy.source));
  const own = file?.kind === 'own';
  return (
    <li className="policy">
      <details>
        <summary>
          <span className="policy-text">{policy.text}</span>
          {own && <span className="tag">{strings.policies.ownTag}</span>}
          <code className="rule-id">{policy.id}</code>
        </summary>
        <p className="quiet">
          {strings.policies.source}, <code>{policy.file}</code>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
        <pre tabIndex={0}>{policy.source}</pre>
        {file && file.kind !== 'learned' && (
          <p className="policy-actions">
            <button type="button" className="button button-small" onClick={() => changeRule(policy, files)}>
              {own ? strings.policies.edit(policy.file) : strings.policies.change}
            </button>
          </p>
        )}
      </details>
    </li>
  );
}
