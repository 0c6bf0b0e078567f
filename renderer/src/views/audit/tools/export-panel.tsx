import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { AuditFilter, AuditFormat, ErrorBody } from '../../../../../shared/index.ts';
import { call, errorBody } from '../../../bridge/client.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { saveFile } from '../../../components/save-file.ts';
import { number } from '../../../format/days.ts';
import { auditJobsStore } from '../../../state/audit-jobs.ts';
import { useStore } from '../../../state/store.ts';
import { strings } from '../../../strings.ts';
import { ProgressBar } from './progress-bar.tsx';

const words = strings.audit;

const mimeTypes: Readonly<Record<AuditFormat, string>> = {
  jsonl: 'application/x-ndjson',
  csv: 'text/csv',
  bundle: 'application/x-ndjson',
};

function Radios<T extends string>(props: {
  readonly legend: string;
  readonly name: string;
  readonly value: T;
  readonly choices: ReadonlyArray<readonly [T, string, string]>;
  readonly onChange: (value: T) => void;
}) {
  return (
    <fieldset>
      <legend className="field-name">{props.legend}</legend>
      {props.choices.map(([value, title, detail]) => (
        <label key={value} className="radio-line">
          <input
            type="radio"
            name={props.name}
            checked={props.value === value}
            onChange={() => props.onChange(value)}
          />
          <span>
            {title}
            {detail !== '' && <span className="quiet"> {detail}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Fetches an export piece by piece; a file is never one string, so that it may be of any size. */
async function fetchPieces(id: string, wanted: () => boolean): Promise<string[]> {
  const parts: string[] = [];
  for (let offset: number | null = 0; offset !== null && wanted(); ) {
    const piece: { text: string; next: number | null } = await call('audit', 'exportRead', { id, offset });
    parts.push(piece.text);
    offset = piece.next;
  }
  return parts;
}

interface ExportPanelProps {
  readonly filter: AuditFilter;
  readonly onClose: () => void;
}

/** Takes the log, or what the filters let through of it, out as a file. */
export function ExportPanel({ filter, onClose }: ExportPanelProps) {
  const progress = useStore(auditJobsStore).export;
  const filtered = Object.keys(filter).length > 0;
  const [format, setFormat] = useState<AuditFormat>('jsonl');
  const [scope, setScope] = useState<'filter' | 'all'>(filtered ? 'filter' : 'all');
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  /** Goes up when what runs is no longer wanted. */
  const turn = useRef(0);

  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );

  async function run(event: FormEvent): Promise<void> {
    event.preventDefault();
    turn.current += 1;
    const mine = turn.current;
    const wanted = (): boolean => mine === turn.current;
    setBusy(true);
    setError(null);
    setSaved(null);
    auditJobsStore.dispatch({ export: null });
    try {
      // "Everything" has the look-ups in it too.
      const file = await call('audit', 'export', { filter: scope === 'all' ? { lookups: true } : filter, format });
      const parts = await fetchPieces(file.id, wanted);
      if (!wanted()) return;
      saveFile(file.filename, parts, mimeTypes[format]);
      setSaved(words.exported(number(file.entries), file.entries, file.filename));
      await call('audit', 'exportClose', { id: file.id });
    } catch (thrown) {
      const body = errorBody(thrown);
      if (wanted() && body.code !== 'cancelled') setError(body);
    } finally {
      if (wanted()) setBusy(false);
    }
  }

  function stop(): void {
    turn.current += 1;
    setBusy(false);
    void call('audit', 'exportClose', { id: null }).catch((thrown) => setError(errorBody(thrown)));
  }

  return (
    <form className="log-panel export-panel" aria-label={words.export} onSubmit={(event) => void run(event)}>
      <Radios
        legend={words.exportFormat}
        name="export-format"
        value={format}
        onChange={setFormat}
        choices={[
          ['jsonl', words.formats.jsonl, words.formats.jsonlDetail],
          ['csv', words.formats.csv, words.formats.csvDetail],
          ['bundle', words.formats.bundle, words.formats.bundleDetail],
        ]}
      />
      <Radios
        legend={words.exportScope}
        name="export-scope"
        value={scope}
        onChange={setScope}
        choices={[
          ['filter', words.scopeFilter, ''],
          ['all', words.scopeAll, ''],
        ]}
      />
      {busy && <ProgressBar label={words.exporting} progress={progress} />}
      <div role="status">{saved && <p className="state state-good">{saved}</p>}</div>
      {error && <ErrorNotice error={error} />}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={busy}>
          {words.exportNow}
        </button>
        <button type="button" className="button" onClick={busy ? stop : onClose}>
          {busy ? words.cancel : words.close}
        </button>
      </div>
    </form>
  );
}
