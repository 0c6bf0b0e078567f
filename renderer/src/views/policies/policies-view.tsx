import { type FormEvent, useState } from 'react';
import type { Verdict } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { CallValues, DecisionBlock } from '../../components/call-values.tsx';
import { VerdictChip } from '../../components/chips.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { useLoad } from '../../components/use-load.ts';
import { strings } from '../../strings.ts';
import { LearnedRules } from './learned-rules.tsx';

const order: readonly Verdict[] = ['deny', 'ask', 'allow'];

function CheckBox() {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const check = useLoad(async () => (asked === '' ? null : call('policy', 'check', { request: asked })), asked);
  const step = check.value?.run.steps.at(-1);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed.trim() === asked) check.reload();
    else setAsked(typed.trim());
  }

  return (
    <section className="card check" aria-labelledby="check-heading">
      <h2 id="check-heading">{strings.policies.check}</h2>
      <p className="quiet">{strings.policies.checkDetail}</p>
      <form className="row" onSubmit={submit}>
        <input
          className="check-input"
          aria-label={strings.policies.check}
          placeholder={strings.policies.checkPlaceholder}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button" disabled={typed.trim() === ''}>
          {strings.policies.checkButton}
        </button>
      </form>
      {check.error && <ErrorNotice error={check.error} />}
      <div role="status">
        {check.value?.decision && step && (
          <div className="check-answer">
            <p className="call-head">
              <ServiceBadge service={step.service} />
              <span className="call-title">{step.effectText}</span>
            </p>
            <CallValues args={step.args} />
            <DecisionBlock decision={check.value.decision} />
          </div>
        )}
        {check.value && !check.value.decision && (
          <p className="say">{check.value.run.say ?? check.value.run.question?.text ?? strings.policies.noCall}</p>
        )}
      </div>
    </section>
  );
}

/** The rules in words, each with its source, and a box to try them. */
export function PoliciesView() {
  const list = useLoad(() => call('policy', 'list', {}), 'policies');
  const policies = list.value?.policies ?? [];
  const problems = list.value?.problems ?? [];
  return (
    <div className="page">
      <h1>{strings.policies.heading}</h1>
      <p className="lead">{strings.policies.intro}</p>
      <CheckBox />
      <LearnedRules />
      {list.error && <ErrorNotice error={list.error} />}
      {problems.length > 0 && (
        <Notice tone="bad" title={strings.policies.problems}>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      {list.value && policies.length === 0 && <p className="say">{strings.policies.none}</p>}
      {order.map((verdict) => {
        const group = policies.filter((policy) => policy.verdict === verdict);
        if (group.length === 0) return null;
        return (
          <section key={verdict} className="policy-group" aria-label={strings.policies.group[verdict]}>
            <h2>
              <VerdictChip verdict={verdict} />
              <span className="quiet num">{group.length}</span>
            </h2>
            <ul className="policy-list">
              {group.map((policy) => (
                <li key={policy.id} className="policy">
                  <details>
                    <summary>
                      <span className="policy-text">{policy.text}</span>
                      <code className="rule-id">{policy.id}</code>
                    </summary>
                    <p className="quiet">
                      {strings.policies.source}, <code>{policy.file}</code>
                    </p>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
                    <pre tabIndex={0}>{policy.source}</pre>
                  </details>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
