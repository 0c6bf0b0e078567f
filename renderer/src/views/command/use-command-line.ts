import { type RefObject, useMemo, useRef, useState } from 'react';
import type { ErrorBody } from '../../../../shared/index.ts';
import { isTypedCall } from '../../../../shared/typed-call.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { useLoad } from '../../components/use-load.ts';
import { runsStore, shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { toolChoices } from '../../state/tool-choices.ts';
import { strings } from '../../strings.ts';
import { type Preview, usePreview } from './use-preview.ts';

const choicesShown = 5;

/** Something that the line can be filled with. */
export interface Choice {
  readonly group: string;
  /** What goes into the line. */
  readonly text: string;
  /** What is shown where `text` says too little. */
  readonly label?: string;
  readonly detail?: string;
}

/** The line that requests are typed into, with what can be chosen under it and what the words would do. */
export interface CommandLine {
  readonly typed: string;
  readonly empty: boolean;
  /** What is typed came from a link, and has not been changed since. */
  readonly fromLink: boolean;
  /** A tool is being picked by name: there is no call to preview yet. */
  readonly naming: boolean;
  readonly choices: readonly Choice[];
  readonly highlighted: number;
  readonly preview: Preview;
  readonly error: ErrorBody | null;
  readonly input: RefObject<HTMLInputElement | null>;
  /** `composing`: an input method is at work, and what it shows are not yet the person's words. */
  type(value: string, composing?: boolean, fromLink?: boolean): void;
  highlight(index: number): void;
  /** Runs what is typed. `keep` leaves the words in the line; answers whether a run began. */
  start(keep?: boolean): Promise<boolean>;
}

/** The state of the line. `idle`: nothing is shown that recent requests would stand in the way of. */
export function useCommandLine(idle: boolean): CommandLine {
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const [highlighted, setHighlighted] = useState(-1);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [fromLink, setFromLink] = useState(false);
  const starting = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const { auditRevision } = useStore(shellStore);
  const recent = useLoad(() => call('command', 'recent', {}), String(auditRevision));
  const writing = isTypedCall(typed);
  // Asked for again whenever somebody begins to write a call: plug-ins come and go.
  const tools = useLoad(() => call('command', 'tools', {}), String(writing));
  const written = useMemo(() => toolChoices(typed, tools.value ?? []), [typed, tools.value]);
  const naming = written[0]?.label.startsWith('/') ?? false;
  // A preview looks records up, and a link is from anybody.
  const preview = usePreview(naming || fromLink ? '' : words);
  const empty = typed.trim() === '';

  const choices = useMemo((): readonly Choice[] => {
    if (writing) return written.map((choice) => ({ group: strings.command[naming ? 'tools' : 'values'], ...choice }));
    if (!empty || !idle) return [];
    const used = (recent.value?.recent ?? []).slice(0, choicesShown);
    const suggested = (recent.value?.suggestions ?? []).filter((text) => !used.includes(text)).slice(0, choicesShown);
    return [
      ...used.map((text) => ({ group: strings.command.recent, text })),
      ...suggested.map((text) => ({ group: strings.command.suggestions, text })),
    ];
  }, [empty, idle, recent.value, writing, naming, written]);

  function type(value: string, composing = false, link = false): void {
    setFromLink(link);
    setTyped(value);
    if (!composing) setWords(value);
    setHighlighted(-1);
    setError(null);
  }

  async function start(keep = false): Promise<boolean> {
    const request = typed.trim();
    if (request === '' || starting.current) return false;
    starting.current = true;
    setError(null);
    try {
      runsStore.dispatch({ type: 'started', run: await call('command', 'run', { request, fromLink }) });
      if (!keep && input.current?.value.trim() === request) type('');
      return true;
    } catch (thrown) {
      setError(errorBody(thrown));
      return false;
    } finally {
      starting.current = false;
    }
  }

  return {
    typed,
    empty,
    fromLink,
    naming,
    choices,
    highlighted,
    preview,
    error,
    input,
    type,
    highlight: setHighlighted,
    start,
  };
}
