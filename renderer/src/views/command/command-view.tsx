import { useEffect, useMemo, useRef, useState } from 'react';
import type { ErrorBody } from '../../../../shared/index.ts';
import { isTypedCall } from '../../../../shared/typed-call.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { runsStore, shellStore } from '../../state/app.ts';
import { isOver } from '../../state/runs.ts';
import { useStore } from '../../state/store.ts';
import { toolChoices } from '../../state/tool-choices.ts';
import { strings } from '../../strings.ts';
import { CommandInput } from './command-input.tsx';
import { PreviewCard } from './preview-card.tsx';
import { RunCard } from './run-card.tsx';
import { usePreview } from './use-preview.ts';

const choicesShown = 5;

/** The quick command: type, see the call, run it, watch it. */
export function CommandView() {
  const [typed, setTyped] = useState('');
  const [highlighted, setHighlighted] = useState(-1);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [starting, setStarting] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { runs, shown } = useStore(runsStore);
  const { auditRevision } = useStore(shellStore);
  const recent = useLoad(() => call('command', 'recent', {}), String(auditRevision));
  const writing = isTypedCall(typed);
  // Asked for again whenever somebody begins to write a call: plug-ins come and go.
  const tools = useLoad(() => call('command', 'tools', {}), String(writing));
  const written = useMemo(() => toolChoices(typed, tools.value ?? []), [typed, tools.value]);
  // While a tool is still being picked there is no call to preview.
  const naming = written[0]?.label.startsWith('/') ?? false;
  const preview = usePreview(naming ? '' : typed);
  const run = runs.find((candidate) => candidate.id === shown);
  const others = runs.filter((candidate) => candidate.id !== shown && !isOver(candidate));
  const empty = typed.trim() === '';

  useEffect(() => input.current?.focus(), []);

  const choices = useMemo(() => {
    if (writing) return written.map((choice) => ({ group: strings.command[naming ? 'tools' : 'values'], ...choice }));
    if (!empty || run) return [];
    const used = (recent.value?.recent ?? []).slice(0, choicesShown);
    const suggested = (recent.value?.suggestions ?? []).filter((text) => !used.includes(text)).slice(0, choicesShown);
    return [
      ...used.map((text) => ({ group: strings.command.recent, text })),
      ...suggested.map((text) => ({ group: strings.command.suggestions, text })),
    ];
  }, [empty, run, recent.value, writing, naming, written]);

  function type(value: string): void {
    setTyped(value);
    setHighlighted(-1);
    setError(null);
  }

  async function start(): Promise<void> {
    const request = typed.trim();
    if (request === '' || starting) return;
    setStarting(true);
    setError(null);
    try {
      runsStore.dispatch({ type: 'started', run: await call('command', 'run', { request }) });
      setTyped((now) => (now.trim() === request ? '' : now));
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setStarting(false);
    }
  }

  function clearOrClose(): void {
    if (!empty) type('');
    else if (highlighted >= 0) setHighlighted(-1);
    else if (run && isOver(run)) runsStore.dispatch({ type: 'show', runId: null });
  }

  return (
    <div className={empty && !run ? 'page command command-idle' : 'page command'}>
      <h1 className={empty && !run ? 'command-heading' : 'visually-hidden'}>{strings.command.heading}</h1>
      <CommandInput
        value={typed}
        placeholder={run ? strings.command.next : strings.command.placeholder}
        choices={choices}
        highlighted={highlighted}
        inputRef={input}
        onChange={type}
        onHighlight={setHighlighted}
        onPick={(text) => {
          type(text);
          input.current?.focus();
        }}
        onRun={() => void start()}
        onEscape={clearOrClose}
      />
      {error && <ErrorNotice error={error} />}
      {!empty && !naming && <PreviewCard preview={preview} onRun={() => void start()} />}
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
