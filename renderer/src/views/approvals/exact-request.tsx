import { useState } from 'react';
import type { ErrorBody, Rehearsal, ExactRequest as Request } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { VisibleText } from '../../components/visible-text.tsx';
import { strings } from '../../strings.ts';

const words = strings.approval;

const isEmpty = (value: Request['body']): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

function OneRequest({ request }: { readonly request: Request }) {
  const query = isEmpty(request.query) ? null : request.query;
  const body = isEmpty(request.body) ? null : request.body;
  const data = query === null ? body : body === null ? { query } : { query, body };
  return (
    <div className="exact">
      <p className="exact-line">
        <strong>{request.method}</strong> <VisibleText text={request.path} />
      </p>
      {data !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        <pre tabIndex={0}>
          <VisibleText text={JSON.stringify(data, null, 2)} />
        </pre>
      )}
    </div>
  );
}

function Found({ found, busy, onLookUp }: { found: Rehearsal; busy: boolean; onLookUp: () => void }) {
  if (found.state === 'looks_up')
    return (
      <>
        <p>{words.looksUp}</p>
        {found.reads.map((request) => (
          <OneRequest key={request.path} request={request} />
        ))}
        <button type="button" className="button button-small" disabled={busy} onClick={onLookUp}>
          {words.lookUp}
        </button>
      </>
    );
  if (!found.request) return <p>{words.sendsNothing}</p>;
  return (
    <>
      {found.reads.length > 0 && <p className="quiet">{words.lookedUp(found.reads.map(({ path }) => path))}</p>}
      <OneRequest request={found.request} />
      <p className="quiet">
        {words.exactNote}
        {found.more > 0 && ` ${words.exactMore(found.more)}`}
      </p>
    </>
  );
}

interface ExactRequestProps {
  readonly approvalId: string;
  readonly index: number;
}

/** The HTTP request that a step would send, asked for when it is opened. */
export function ExactRequest({ approvalId, index }: ExactRequestProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Rehearsal | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);

  async function ask(lookUp: boolean): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      setFound(await call('approval', 'request', { approvalId, index, lookUp }));
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
    }
  }
  function toggle(): void {
    setOpen(!open);
    if (!open && found === null) void ask(false);
  }

  return (
    <div className="exact-request">
      <button type="button" className="link" aria-expanded={open} onClick={toggle}>
        {open ? words.hideExact : words.showExact}
      </button>
      {open && (
        <section aria-label={words.exact} aria-busy={busy}>
          {busy && found === null && <p className="quiet">{strings.loading}</p>}
          {found && <Found found={found} busy={busy} onLookUp={() => void ask(true)} />}
          {error && <ErrorNotice error={error} />}
        </section>
      )}
    </div>
  );
}
