import { useState } from 'react';
import type { PolicyFileView, PolicyView, Verdict } from '../../../../../shared/index.ts';
import { VerdictChip } from '../../../components/chips.tsx';
import type { Loaded } from '../../../components/use-load.ts';
import { strings } from '../../../strings.ts';
import { LearnedRules } from '../learned-rules.tsx';
import { CheckBox } from './check-box.tsx';
import { RuleRow } from './rule-row.tsx';

const order: readonly Verdict[] = ['deny', 'ask', 'allow'];

interface RulesTabProps {
  readonly list: Loaded<{ policies: PolicyView[]; problems: string[] }>;
  readonly files: readonly PolicyFileView[];
}

/** Whether a rule has all the words that are looked for, in its sentence, its name or its source. */
function has({ id, text, source }: PolicyView, query: string): boolean {
  const all = `${id} ${text} ${source}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => all.includes(word));
}

/** All rules in force, in words, by what they lead to. */
export function RulesTab({ list, files }: RulesTabProps) {
  const [query, setQuery] = useState('');
  const policies = list.value?.policies ?? [];
  // Those made on cards are above, with what can be done with them.
  const found = policies.filter((policy) => !policy.id.startsWith('learned-') && has(policy, query.trim()));
  return (
    <>
      <CheckBox />
      <LearnedRules />
      <input
        type="search"
        className="policy-search"
        aria-label={strings.policies.search}
        placeholder={strings.policies.search}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {list.value && policies.length === 0 && <p className="say">{strings.policies.none}</p>}
      {policies.length > 0 && found.length === 0 && <p className="say">{strings.policies.noMatch}</p>}
      {order.map((verdict) => {
        const group = found.filter((policy) => policy.verdict === verdict);
        if (group.length === 0) return null;
        return (
          <section key={verdict} className="policy-group" aria-label={strings.policies.group[verdict]}>
            <h2>
              <VerdictChip verdict={verdict} />
              <span className="quiet num">{group.length}</span>
            </h2>
            <ul className="policy-list">
              {group.map((policy) => (
                <RuleRow key={policy.id} policy={policy} files={files} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
