import { useState } from 'react';
import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { strings } from '../../strings.ts';

const words = strings.about;

function LicenceText() {
  const [query, setQuery] = useState('');
  const notices = useLoad(() => call('app', 'notices', {}), 'notices');
  const wanted = query.trim().toLowerCase();
  const lines = (notices.value?.text.trimEnd().split('\n') ?? []).filter((line) => line.toLowerCase().includes(wanted));
  return (
    <div>
      <label className="field">
        <span className="field-name">{words.search}</span>
        <input
          className="field-input"
          type="search"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <p role="status" className="quiet">
        {notices.value ? words.found(lines.length) : notices.loading && strings.loading}
      </p>
      {notices.error && <ErrorNotice error={notices.error} />}
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
        <section className="about-text" aria-label={words.notices} tabIndex={0}>
          {lines.join('\n')}
        </section>
      )}
    </div>
  );
}

/** The licences of what Thimble ships with: read when they are opened. */
export function Licences() {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.notices}</summary>
      {open && <LicenceText />}
    </details>
  );
}
