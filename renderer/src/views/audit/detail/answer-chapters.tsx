import type { AuditDetail } from '../../../../../shared/index.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { RawData, Result } from '../../../components/result.tsx';
import { VisibleText } from '../../../components/visible-text.tsx';
import { strings } from '../../../strings.ts';
import { Chapter } from './chapter.tsx';
import { TimingBar } from './timing-bar.tsx';

const words = strings.audit;

/** Each request as it was sent; the credential was never in it. */
export function SentChapter({ entry }: { readonly entry: AuditDetail }) {
  return (
    <Chapter title={words.requests}>
      {entry.requests.length === 0 && <p className="quiet">{words.noRequests}</p>}
      {entry.requests.map((request, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was sent is fixed
        <div className="sent" key={index}>
          <p>
            <code>
              {request.method} {request.path}
            </code>
            <span className="quiet num">{request.status ?? words.noAnswer}</span>
          </p>
          {request.body !== null && <RawData value={request.body} label={words.body} />}
        </div>
      ))}
    </Chapter>
  );
}

/** What came back, and how long everything took. */
export function ResultChapter({ entry }: { readonly entry: AuditDetail }) {
  return (
    <Chapter title={strings.call.result}>
      {entry.summary !== null && (
        <p>
          <VisibleText text={entry.summary} />
        </p>
      )}
      {entry.error && <ErrorNotice error={entry.error} />}
      {(entry.result !== null || (!entry.error && entry.summary === null)) && <Result value={entry.result} />}
      <TimingBar entry={entry} />
    </Chapter>
  );
}
