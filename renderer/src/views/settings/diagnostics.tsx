import { useState } from 'react';
import { call } from '../../bridge/client.ts';
import { copyText } from '../../components/copy-text.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { strings } from '../../strings.ts';
import { useAction } from '../connections/use-action.ts';

const words = strings.about;

/** Gathers the diagnostics, copies them and shows what was copied. */
export function Diagnostics() {
  const action = useAction();
  const [gathered, setGathered] = useState<{ readonly text: string; readonly copied: boolean } | null>(null);

  async function gather(): Promise<void> {
    const { text } = await call('app', 'diagnostics', {});
    setGathered({ text, copied: await copyText(text) });
  }

  return (
    <div className="field">
      <div className="row">
        <button
          type="button"
          className="button button-small"
          disabled={action.busy}
          onClick={() => void action.run(gather)}
        >
          {words.diagnostics}
        </button>
        <span className="field-hint">{words.diagnosticsHint}</span>
      </div>
      <p role="status" className="quiet">
        {action.busy ? words.gathering : gathered && (gathered.copied ? words.copied : words.notCopied)}
      </p>
      {gathered && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
        <section className="about-text" aria-label={words.diagnosticsText} tabIndex={0}>
          {gathered.text}
        </section>
      )}
      {action.error && <ErrorNotice error={action.error} />}
    </div>
  );
}
