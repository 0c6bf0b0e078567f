import { type FormEvent, useState } from 'react';
import { ErrorNotice, Notice } from '../../../components/notice.tsx';
import { strings } from '../../../strings.ts';
import { LoosenedList } from './loosened-list.tsx';
import type { Change } from './use-change.ts';

const words = strings.policies.loosening;

/** What a change waits for or was refused with: the code from the terminal, or an error. */
export function ChangeNotice({ change }: { readonly change: Change }) {
  const [code, setCode] = useState('');

  function submit(event: FormEvent): void {
    event.preventDefault();
    void change.give(code);
    setCode('');
  }

  return (
    <>
      {change.error && <ErrorNotice error={change.error} />}
      {change.waiting && (
        <Notice tone="wait" title={words.code}>
          <LoosenedList loosened={change.waiting.loosened} />
          <p>{words.codeDetail}</p>
          <form className="row" onSubmit={submit}>
            <input
              aria-label={words.codeLabel}
              inputMode="numeric"
              autoComplete="off"
              className="code-input"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
            <button type="submit" className="button button-primary" disabled={code.trim() === '' || change.busy}>
              {words.agree}
            </button>
            <button type="button" className="button" onClick={() => change.drop()}>
              {words.keep}
            </button>
          </form>
        </Notice>
      )}
    </>
  );
}
