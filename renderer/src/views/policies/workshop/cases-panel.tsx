import { type FormEvent, useState } from 'react';
import type { CaseResult } from '../../../../../shared/index.ts';
import { call } from '../../../bridge/client.ts';
import { VerdictChip } from '../../../components/chips.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { strings } from '../../../strings.ts';
import { useAction } from '../../connections/use-action.ts';
import { useDebounced } from './use-debounced.ts';
import type { Draft } from './use-draft.ts';

const words = strings.policies.cases;
/** How long nothing is typed before the cases are run, in milliseconds. */
const runAfter = 600;
const maxShown = 30;

function Said({ label, said }: { readonly label: string; readonly said: CaseResult['expected'] }) {
  return (
    <p className="row">
      <span className="quiet case-side">{label}</span>
      <VerdictChip verdict={said.verdict} />
      <code className="rule-id">{said.rules.join(', ')}</code>
    </p>
  );
}

/** The cases under the edited rules: those that no longer hold, and one's own. */
export function CasesPanel({ draft, revision }: { readonly draft: Draft | null; readonly revision: number }) {
  const [request, setRequest] = useState('');
  const action = useAction();
  const edited = draft?.dirty === true && draft.check?.valid === true ? `${draft.file}\0${draft.text}` : '';
  const wanted = useDebounced(edited, runAfter);
  const run = useLoad(
    () =>
      wanted === '' || !draft
        ? // As it is on disk: leaving out a file that is not there leaves out nothing.
          call('policy', 'cases', { file: 'not-a-file.cedar', text: null })
        : call('policy', 'cases', { file: draft.file, text: draft.text }),
    `${revision} ${draft?.saved?.hash ?? ''} ${wanted}`,
  );
  const cases = run.value?.cases ?? [];
  const ran = cases.filter(({ state }) => state !== 'skipped');
  const failed = cases.filter(({ state }) => state === 'failed');
  const skipped = cases.length - ran.length;
  const own = cases.filter((one) => one.own);

  function add(event: FormEvent): void {
    event.preventDefault();
    void action.run(async () => {
      await call('policy', 'addCase', { from: { kind: 'request', request: request.trim() } });
      setRequest('');
      run.reload();
    });
  }

  function remove({ file, name }: CaseResult): void {
    void action.run(async () => {
      await call('policy', 'removeCase', { file, name });
      run.reload();
    });
  }

  return (
    <section className="card panel" aria-labelledby="cases-heading">
      <h3 id="cases-heading">{words.heading}</h3>
      <p className="quiet">{words.detail}</p>
      {run.error && <ErrorNotice error={run.error} />}
      <p role="status" className={failed.length > 0 ? 'state-wait' : ''}>
        {run.value && words.passed(ran.length - failed.length, ran.length)}
        {skipped > 0 && <span className="quiet">, {words.skipped(skipped)}</span>}
      </p>
      {run.value?.problems.map((problem) => (
        <p key={problem} className="state-bad">
          {problem}
        </p>
      ))}
      {failed.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable list must be reachable by keyboard
        <ul className="replay-list" aria-labelledby="cases-heading" tabIndex={0}>
          {failed.slice(0, maxShown).map((one) => (
            <li key={`${one.file} ${one.name}`}>
              <p>{one.name}</p>
              <Said label={words.expected} said={one.expected} />
              {one.actual ? <Said label={words.actual} said={one.actual} /> : <p>{one.problem}</p>}
            </li>
          ))}
          {failed.length > maxShown && (
            <li className="quiet">{strings.policies.replay.more(failed.length - maxShown)}</li>
          )}
        </ul>
      )}
      <h4>{words.own}</h4>
      {own.length === 0 && <p className="quiet">{words.noOwn}</p>}
      <ul className="own-cases">
        {own.map((one) => (
          <li key={`${one.file} ${one.name}`} className="row">
            <span className="own-case">{one.name}</span>
            <button
              type="button"
              className="link"
              aria-label={`${words.remove}: ${one.name}`}
              disabled={action.busy}
              onClick={() => remove(one)}
            >
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
      <form className="row" onSubmit={add}>
        <input
          className="check-input"
          aria-label={words.request}
          placeholder={strings.policies.checkPlaceholder}
          value={request}
          onChange={(event) => setRequest(event.target.value)}
        />
        <button type="submit" className="button button-small" disabled={request.trim() === '' || action.busy}>
          {words.add}
        </button>
      </form>
      {action.error && <ErrorNotice error={action.error} />}
    </section>
  );
}
