import { type FormEvent, useRef, useState } from 'react';
import type { ErrorBody, SecondModelSettings, Settings } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { shellStore } from '../../state/app.ts';
import { strings } from '../../strings.ts';

const words = strings.settings.second;

/** The key of the address that is saved: read from the field when it is sent, and never in the state of the window. */
function KeyField({ address }: { readonly address: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [changes, setChanges] = useState(0);
  const [error, setError] = useState<ErrorBody | null>(null);
  const state = useLoad(() => call('secondModel', 'state', {}), `${address} ${changes}`);

  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault();
    const key = field.current?.value ?? '';
    if (field.current) field.current.value = '';
    await set(key);
  }

  async function set(key: string): Promise<void> {
    setError(null);
    try {
      await call('secondModel', 'setKey', { key });
      setChanges(changes + 1);
    } catch (thrown) {
      setError(errorBody(thrown));
    }
  }

  const hasKey = state.value?.hasKey ?? false;
  return (
    <form className="field" onSubmit={(event) => void keep(event)}>
      <label className="field">
        <span className="field-name">{words.key}</span>
        <input
          ref={field}
          className="field-input"
          type="password"
          autoComplete="off"
          spellCheck={false}
          maxLength={5000}
          required
        />
        <span className="field-hint">{hasKey ? words.keyKept : words.keyNone}</span>
      </label>
      {error && <ErrorNotice error={error} />}
      <div className="row">
        <button type="submit" className="button button-small">
          {words.keepKey}
        </button>
        {hasKey && (
          <button type="button" className="button button-small" onClick={() => void set('')}>
            {words.removeKey}
          </button>
        )}
      </div>
    </form>
  );
}

/** The optional second model: off unless a person turns it on, with a second switch for other machines. */
export function SecondModelForm({ current }: { readonly current: Settings }) {
  const [draft, setDraft] = useState<SecondModelSettings>(current.secondModel);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [saved, setSaved] = useState(false);
  const dirty = JSON.stringify(draft) !== JSON.stringify(current.secondModel);

  function change(part: Partial<SecondModelSettings>): void {
    setDraft({ ...draft, ...part });
    setSaved(false);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setError(null);
    try {
      const settings = await call('app', 'saveSettings', { ...current, secondModel: draft });
      shellStore.dispatch({ settings });
      setDraft(settings.secondModel);
      setSaved(true);
    } catch (thrown) {
      setError(errorBody(thrown));
    }
  }

  return (
    <section className="card settings" aria-labelledby="second-model-heading">
      <h2 id="second-model-heading">{words.heading}</h2>
      <p className="quiet">{words.intro}</p>
      <form className="settings" onSubmit={(event) => void save(event)}>
        <label className="row">
          <input type="checkbox" checked={draft.on} onChange={(event) => change({ on: event.target.checked })} />
          <span>{words.on}</span>
        </label>
        <label className="field">
          <span className="field-name">{words.address}</span>
          <input
            className="field-input"
            value={draft.address}
            spellCheck={false}
            maxLength={500}
            onChange={(event) => change({ address: event.target.value.trim() })}
          />
          <span className="field-hint">{words.addressHint}</span>
        </label>
        <label className="field">
          <span className="field-name">{words.model}</span>
          <input
            className="field-input"
            value={draft.model}
            spellCheck={false}
            maxLength={200}
            onChange={(event) => change({ model: event.target.value })}
          />
          <span className="field-hint">{words.modelHint}</span>
        </label>
        <label className="row">
          <input
            type="checkbox"
            checked={draft.otherHosts}
            onChange={(event) => change({ otherHosts: event.target.checked })}
          />
          <span>{words.otherHosts}</span>
        </label>
        {draft.otherHosts && (
          <Notice tone="bad" title={words.warning}>
            <p>{words.warningDetail}</p>
          </Notice>
        )}
        {error && <ErrorNotice error={error} />}
        <footer className="row settings-foot">
          <span role="status" className="quiet">
            {saved && !dirty ? strings.settings.saved : ''}
          </span>
          <button type="submit" className="button button-primary" disabled={!dirty}>
            {words.apply}
          </button>
        </footer>
      </form>
      <KeyField address={current.secondModel.address} />
    </section>
  );
}
