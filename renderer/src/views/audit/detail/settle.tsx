import { useState } from 'react';
import type { AuditDetail, ErrorBody, SettlingView } from '../../../../../shared/index.ts';
import { call, errorBody } from '../../../bridge/client.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { navigate, runsStore } from '../../../state/app.ts';
import { strings } from '../../../strings.ts';

const words = strings.settle;

interface SettleProps {
  readonly entry: AuditDetail;
  readonly settling: SettlingView;
}

/** The ways to settle an entry: send it again where that is safe, else say what was found. */
function Ways({ entry, settling }: SettleProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);

  async function doing(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(errorBody(thrown));
    }
    setBusy(false);
  }
  const resend = (): Promise<void> =>
    doing(async () => {
      runsStore.dispatch({ type: 'started', run: await call('command', 'resend', { auditId: entry.id }) });
      navigate('command');
    });
  const say = (happened: boolean): Promise<void> =>
    doing(async () => {
      await call('command', 'settle', { auditId: entry.id, happened });
    });

  return (
    <>
      <p>{words.explained}</p>
      <p className="quiet">{settling.resend ? words.resendHint : settling.text}</p>
      <div className="settle-ways">
        {settling.resend && (
          <button type="button" className="button button-small" disabled={busy} onClick={() => void resend()}>
            {words.resend}
          </button>
        )}
        <button type="button" className="button button-small" disabled={busy} onClick={() => void say(true)}>
          {words.happened}
        </button>
        <button type="button" className="button button-small" disabled={busy} onClick={() => void say(false)}>
          {words.notHappened}
        </button>
      </div>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

/** What can be done about an entry of unknown outcome, or what was. */
export function Settle({ entry, settling }: SettleProps) {
  const last = settling.by.at(-1);
  return (
    <section className="settle" aria-label={words.heading}>
      <h3>{settling.state === 'settled' ? words.settled : words.heading}</h3>
      {settling.state === 'offered' ? (
        <Ways key={entry.id} entry={entry} settling={settling} />
      ) : (
        <p>{settling.text}</p>
      )}
      {last && (
        <button type="button" className="link" onClick={() => navigate('audit', last.id)}>
          {settling.state === 'settled' ? words.see : words.seeAttempt}
        </button>
      )}
    </section>
  );
}
