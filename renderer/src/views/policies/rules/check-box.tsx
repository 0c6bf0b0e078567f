import { type FormEvent, useState } from 'react';
import { call } from '../../../bridge/client.ts';
import { CallValues, DecisionBlock } from '../../../components/call-values.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { ServiceBadge } from '../../../components/service-badge.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { strings } from '../../../strings.ts';
import { useAction } from '../../connections/use-action.ts';

/** Asks what the rules would say of a request, and keeps the answer as a case. */
export function CheckBox() {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [kept, setKept] = useState('');
  const keep = useAction();
  const check = useLoad(async () => (asked === '' ? null : call('policy', 'check', { request: asked })), asked);
  const step = check.value?.run.steps.at(-1);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setKept('');
    if (typed.trim() === asked) check.reload();
    else setAsked(typed.trim());
  }

  function keepCase(): void {
    void keep.run(async () => {
      const { name } = await call('policy', 'addCase', { from: { kind: 'request', request: asked } });
      setKept(strings.policies.cases.added(name));
    });
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
            <p className="row">
              <button type="button" className="button button-small" disabled={keep.busy} onClick={keepCase}>
                {strings.policies.keepCase}
              </button>
              {kept !== '' && <span className="quiet">{kept}</span>}
            </p>
            {keep.error && <ErrorNotice error={keep.error} />}
          </div>
        )}
        {check.value && !check.value.decision && (
          <p className="say">{check.value.run.say ?? check.value.run.question?.text ?? strings.policies.noCall}</p>
        )}
      </div>
    </section>
  );
}
