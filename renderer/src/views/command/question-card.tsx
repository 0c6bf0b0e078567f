import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ErrorBody, Question } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { runsStore } from '../../state/app.ts';
import { strings } from '../../strings.ts';

/** Two records fit what was said: the person picks. Arrows move, Enter or a number picks. */
export function QuestionCard({
  runId,
  question,
  focus,
}: {
  readonly runId: string;
  readonly question: Question;
  readonly focus: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const list = useRef<HTMLFieldSetElement>(null);
  const buttons = (): HTMLButtonElement[] => [...(list.current?.querySelectorAll('button') ?? [])];

  useEffect(() => {
    // The group and not its first answer: an Enter still on its way picks nothing.
    if (focus) list.current?.focus();
  }, [focus]);

  async function choose(candidateId: string): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const revision = runsStore.get().revisions[runId] ?? 0;
      const run = await call('command', 'choose', { runId, questionId: question.id, candidateId });
      runsStore.dispatch({ type: 'reply', run, revision });
    } catch (thrown) {
      setError(errorBody(thrown));
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const numbered = question.candidates[Number(event.key) - 1];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = event.key === 'ArrowDown' ? at + 1 : Math.max(at, 0) - 1;
      all.at(next % all.length)?.focus();
    } else if (numbered && !busy) {
      event.preventDefault();
      void choose(numbered.id);
    }
  }

  return (
    <fieldset className="question" ref={list} tabIndex={-1} onKeyDown={onKeyDown} disabled={busy}>
      <legend>{question.text}</legend>
      {question.candidates.map((candidate, index) => (
        <button type="button" className="candidate" key={candidate.id} onClick={() => void choose(candidate.id)}>
          <kbd>{index + 1}</kbd>
          <span className="candidate-label">{candidate.label}</span>
          <span className="quiet">{candidate.detail}</span>
        </button>
      ))}
      <p className="quiet">{strings.question.hint}</p>
      {error && <ErrorNotice error={error} />}
    </fieldset>
  );
}
