import { useState } from 'react';
import type { AuditDetail, AuditFilter } from '../../../../../shared/index.ts';
import { call, errorBody } from '../../../bridge/client.ts';
import { copyText } from '../../../components/copy-text.ts';
import { strings } from '../../../strings.ts';

const words = strings.audit.actions;

interface DetailActionsProps {
  readonly entry: AuditDetail;
  readonly onFilter: (filter: AuditFilter) => void;
}

/** What can be done with an entry: copied, seen with the rest of its run, made a case of the policies. */
export function DetailActions({ entry, onFilter }: DetailActionsProps) {
  const [said, setSaid] = useState('');
  const copy = (what: string, text: string): void => {
    void copyText(text).then((done) => setSaid(done ? words.copied(what) : words.notCopied));
  };
  async function makeCase(): Promise<void> {
    try {
      const { name, file } = await call('policy', 'addCase', { from: { kind: 'entry', id: entry.id } });
      setSaid(words.caseMade(name, file));
    } catch (thrown) {
      const { message, hint } = errorBody(thrown);
      setSaid(`${message} ${hint}`);
    }
  }
  return (
    <div className="detail-actions">
      <button type="button" className="link" onClick={() => onFilter({ runId: entry.runId, lookups: true })}>
        {words.run}
      </button>
      {!entry.removed && (
        <button type="button" className="link" onClick={() => void makeCase()}>
          {words.makeCase}
        </button>
      )}
      <button type="button" className="link" onClick={() => copy(words.id, entry.id)}>
        {words.copyId}
      </button>
      <button type="button" className="link" onClick={() => copy(words.json, JSON.stringify(entry, null, 2))}>
        {words.copyJson}
      </button>
      <span className="quiet" role="status">
        {said}
      </span>
    </div>
  );
}
