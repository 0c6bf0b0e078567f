import { useState } from 'react';
import type { ErrorBody, LearnedRule } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { strings } from '../../strings.ts';

const words = strings.always;

/** The rules that the person made on cards, each with its end, its policy and a button that removes it. */
export function LearnedRules() {
  const list = useLoad(() => call('policy', 'learned', {}), 'learned');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [error, setError] = useState<ErrorBody | null>(null);

  const problem = error ?? list.error;

  async function remove({ id, text }: LearnedRule): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await call('policy', 'forget', { id });
      setSaid(words.removed(text));
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
      list.reload();
    }
  }

  return (
    <section className="policy-group" aria-labelledby="learned-heading">
      <h2 id="learned-heading">
        {words.list}
        <span className="quiet num">{list.value?.length}</span>
      </h2>
      <p className="quiet">{words.listDetail}</p>
      {problem && <ErrorNotice error={problem} />}
      <p role="status" className={said === '' ? 'visually-hidden' : 'say'}>
        {said}
      </p>
      {list.value?.length === 0 && <p className="quiet">{words.none}</p>}
      {list.value && list.value.length > 0 && (
        <ul className="policy-list">
          {list.value.map((rule) => (
            <li key={rule.id} className="policy learned">
              <details>
                <summary>
                  <span className="policy-text">{rule.text}</span>
                  {rule.untilText !== null && (
                    <span className={rule.expired ? 'learned-until learned-over' : 'learned-until'}>
                      {(rule.expired ? words.expired : words.until)(rule.untilText)}
                    </span>
                  )}
                </summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
                <pre tabIndex={0}>{rule.source}</pre>
              </details>
              <button
                type="button"
                className="button button-small"
                aria-label={words.removeOf(rule.text)}
                disabled={busy}
                onClick={() => void remove(rule)}
              >
                {words.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
