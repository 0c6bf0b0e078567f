import { useEffect, useRef, useState } from 'react';
import type { RunView, ThimbleEvent } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { Icon } from '../../components/icon.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { Paused } from '../../components/paused.tsx';
import { useMainProcess } from '../../components/use-main-process.ts';
import { useTheme } from '../../components/use-theme.ts';
import { approvalsStore, runsStore, shellStore } from '../../state/app.ts';
import { quickStore } from '../../state/quick.ts';
import { isOver } from '../../state/runs.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { CommandInput } from './command-input.tsx';
import { PreviewCard } from './preview-card.tsx';
import { RunCard } from './run-card.tsx';
import { useCommandLine } from './use-command-line.ts';
import { useFit } from './use-fit.ts';
import { useLeaveWhenDone } from './use-leave-when-done.ts';

/** How long words and results are kept after the window went away, in milliseconds. */
const keptMilliseconds = 60_000;
const words = strings.quick;

function receive(event: ThimbleEvent): void {
  if (event.type === 'quick.opened') quickStore.dispatch({ text: event.text, fromLink: event.fromLink ?? false });
  else if (event.type === 'quick.replaced') window.close();
}

function leave(): void {
  void call('window', 'leave', {}).catch(() => undefined);
  // A window of a browser can only be closed by its own page.
  if (shellStore.get().info?.host === 'browser') window.close();
}

/** Whether a run ended as it should and returned nothing to read. */
function endedQuietly(run: RunView): boolean {
  return (
    run.state === 'done' &&
    run.answer === null &&
    run.steps.length > 0 &&
    run.steps.every(({ state, effect }) => state === 'succeeded' && effect !== 'read')
  );
}

/** Approvals of runs that are not in view, one button away. */
function Waiting({ shown, onReview }: { readonly shown: string | null; readonly onReview: (runId: string) => void }) {
  const { open } = useStore(approvalsStore);
  const elsewhere = open.filter(({ runId }) => runId !== shown);
  const [first] = elsewhere;
  return (
    <div className="quick-waiting" role="status">
      {first && (
        <>
          <Icon name="hand" />
          <span>{words.waits(elsewhere.length)}</span>
          <button type="button" className="button button-small" onClick={() => onReview(first.runId)}>
            {words.review}
          </button>
        </>
      )}
    </div>
  );
}

/** The quick command's window: the line, and under it what is typed would do, or the run with its card and its result. */
export function QuickView() {
  const { runs, shown } = useStore(runsStore);
  const { openings, text, fromLink } = useStore(quickStore);
  /** The run that the words in the line were kept for; typing goes back to the line. */
  const [watching, setWatching] = useState<string | null>(null);
  const [stays, setStays] = useState<string | null>(null);
  const leftAt = useRef(Number.POSITIVE_INFINITY);
  const frame = useRef<HTMLElement>(null);
  const run = runs.find((candidate) => candidate.id === shown);
  const line = useCommandLine(run === undefined);
  const { input, empty } = line;
  const previewing = !empty && (watching === null || watching !== shown);
  const leaving = useLeaveWhenDone(run && stays !== run.id && empty && endedQuietly(run) ? run.id : null, leave);

  const approving = run?.state === 'waiting' && !previewing;
  const hints = approving ? words.approving : line.highlighted >= 0 ? words.choosing : words.keys;

  useTheme();
  useFit(frame);
  useMainProcess(receive);

  useEffect(() => {
    const onBlur = (): void => {
      leftAt.current = Date.now();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) leave();
    };
    window.addEventListener('blur', onBlur);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('blur', onBlur);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time the window comes up, with what is then there
  useEffect(() => {
    const old = Date.now() - leftAt.current > keptMilliseconds;
    leftAt.current = Number.POSITIVE_INFINITY;
    if (text !== null || old) {
      line.type(text ?? '', false, fromLink);
      setWatching(null);
      if (!run || isOver(run)) runsStore.dispatch({ type: 'show', runId: null });
    }
    // What waits for the person has the focus; its card is armed anew all the same.
    const asks =
      text === null && run && !isOver(run) ? frame.current?.querySelector<HTMLElement>('.approval h3') : null;
    if (asks) asks.focus();
    else {
      input.current?.focus();
      input.current?.select();
    }
  }, [openings]);

  async function start(keep: boolean): Promise<void> {
    if (!(await line.start(keep)) || !keep) return;
    const started = runsStore.get().shown;
    setWatching(started);
    setStays(started);
    input.current?.select();
  }

  async function review(runId: string): Promise<void> {
    // The window may be younger than the run.
    const known = runsStore.get().runs.some((candidate) => candidate.id === runId);
    const found = known ? null : await call('command', 'get', { runId }).catch(() => null);
    if (found) runsStore.dispatch({ type: 'event', run: found });
    runsStore.dispatch({ type: 'show', runId });
    setWatching(runId);
    setStays(runId);
  }

  return (
    <main className="quick" ref={frame}>
      <h1 className="visually-hidden">{words.heading}</h1>
      <CommandInput
        line={{
          ...line,
          type(value, composing) {
            setWatching(null);
            line.type(value, composing);
          },
        }}
        placeholder={run ? strings.command.next : strings.command.placeholder}
        onRun={(keep) => void start(keep)}
        onEscape={leave}
      />
      <div className="quick-body">
        <Paused />
        {line.fromLink && (
          <Notice tone="wait" title={words.fromLink}>
            <p>{words.fromLinkDetail}</p>
          </Notice>
        )}
        {line.error && <ErrorNotice error={line.error} />}
        {previewing && !line.naming && !line.fromLink && (
          <PreviewCard preview={line.preview} onRun={() => void start(false)} />
        )}
        {run && !previewing && <RunCard key={run.id} run={run} focus />}
      </div>
      <Waiting shown={previewing ? null : shown} onReview={(runId) => void review(runId)} />
      <footer className="quick-foot">
        {leaving ? (
          <p role="status">{words.leaving}</p>
        ) : (
          hints.map(({ keys, does }) => (
            <span key={does}>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}{' '}
              {does}
            </span>
          ))
        )}
      </footer>
    </main>
  );
}
