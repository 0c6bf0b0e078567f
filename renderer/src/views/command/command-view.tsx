import { useEffect } from 'react';
import { ErrorNotice } from '../../components/notice.tsx';
import { runsStore, shellStore } from '../../state/app.ts';
import { isOver } from '../../state/runs.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { CommandInput } from './command-input.tsx';
import { PreviewCard } from './preview-card.tsx';
import { RunCard } from './run-card.tsx';
import { useCommandLine } from './use-command-line.ts';

/** The command view of the main window: type, see the call, run it, watch it. */
export function CommandView() {
  const { runs, shown } = useStore(runsStore);
  const run = runs.find((candidate) => candidate.id === shown);
  const others = runs.filter((candidate) => candidate.id !== shown && !isOver(candidate));
  const line = useCommandLine(run === undefined);
  const { empty, input } = line;

  const { fill } = useStore(shellStore);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each text
  useEffect(() => {
    if (fill === null) return;
    shellStore.dispatch({ fill: null });
    line.type(fill);
    input.current?.focus();
  }, [fill]);

  useEffect(() => input.current?.focus(), [input]);

  function clearOrClose(): void {
    if (!empty) line.type('');
    else if (line.highlighted >= 0) line.highlight(-1);
    else if (run && isOver(run)) runsStore.dispatch({ type: 'show', runId: null });
  }

  return (
    <div className={empty && !run ? 'page command command-idle' : 'page command'}>
      <h1 className={empty && !run ? 'command-heading' : 'visually-hidden'}>{strings.command.heading}</h1>
      <CommandInput
        line={line}
        placeholder={run ? strings.command.next : strings.command.placeholder}
        onRun={() => void line.start()}
        onEscape={clearOrClose}
      />
      {line.error && <ErrorNotice error={line.error} />}
      {!empty && !line.naming && <PreviewCard preview={line.preview} onRun={() => void line.start()} />}
      {run && <RunCard key={run.id} run={run} focus={empty} />}
      {others.length > 0 && (
        <section className="others" aria-label={strings.command.others}>
          <h2>{strings.command.others}</h2>
          {others.map((other) => (
            <button
              type="button"
              className="other"
              key={other.id}
              onClick={() => runsStore.dispatch({ type: 'show', runId: other.id })}
            >
              <span>{other.request}</span>
              <span className="quiet">{strings.runState[other.state]}</span>
            </button>
          ))}
        </section>
      )}
    </div>
  );
}
