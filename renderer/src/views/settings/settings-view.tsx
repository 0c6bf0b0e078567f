import { type FormEvent, useState } from 'react';
import type { ErrorBody, Settings } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import type { AppInfo } from '../../state/types.ts';
import { strings } from '../../strings.ts';
import { Health } from './health.tsx';
import { NotificationsField } from './notifications-field.tsx';
import { SecondModelForm } from './second-model-form.tsx';
import { ShortcutField } from './shortcut-field.tsx';

const zones = Intl.supportedValuesOf('timeZone');
const words = strings.settings;

function SettingsForm({ current, info }: { readonly current: Settings; readonly info: AppInfo | null }) {
  const [draft, setDraft] = useState(current);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [saved, setSaved] = useState(false);
  // What is changed elsewhere: the second model has a form of its own, and pausing a switch in the tray.
  const elsewhere = { secondModel: current.secondModel, paused: current.paused };
  const dirty = JSON.stringify({ ...draft, ...elsewhere }) !== JSON.stringify(current);

  function change(part: Partial<Settings>): void {
    setDraft({ ...draft, ...part });
    setSaved(false);
  }

  function toggleDay(day: number): void {
    const { days } = draft.workingHours;
    const next = days.includes(day) ? days.filter((other) => other !== day) : [...days, day].sort();
    change({ workingHours: { ...draft.workingHours, days: next } });
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setError(null);
    try {
      const settings = await call('app', 'saveSettings', { ...draft, ...elsewhere });
      shellStore.dispatch({ settings });
      setDraft(settings);
      setSaved(true);
    } catch (thrown) {
      setError(errorBody(thrown));
    }
  }

  return (
    <form className="card settings" onSubmit={(event) => void save(event)}>
      <label className="field">
        <span className="field-name">{words.zone}</span>
        <input
          className="field-input"
          list="zones"
          value={draft.zone}
          onChange={(event) => change({ zone: event.target.value })}
        />
        <span className="field-hint">{words.zoneHint}</span>
      </label>
      <datalist id="zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <fieldset className="field">
        <legend className="field-name">{words.hours}</legend>
        <div className="row">
          <label>
            {words.from}{' '}
            <input
              type="time"
              required
              value={draft.workingHours.start}
              onChange={(event) => change({ workingHours: { ...draft.workingHours, start: event.target.value } })}
            />
          </label>
          <label>
            {words.to}{' '}
            <input
              type="time"
              required
              value={draft.workingHours.end}
              onChange={(event) => change({ workingHours: { ...draft.workingHours, end: event.target.value } })}
            />
          </label>
        </div>
        <div className="row days">
          {words.dayNames.map((name, index) => (
            <label key={name} className="day">
              <input
                type="checkbox"
                checked={draft.workingHours.days.includes(index + 1)}
                onChange={() => toggleDay(index + 1)}
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
        <span className="field-hint">{words.hoursHint}</span>
      </fieldset>
      <fieldset className="field">
        <legend className="field-name">{words.theme}</legend>
        <div className="row">
          {(['system', 'light', 'dark', 'contrast'] as const).map((theme) => (
            <label key={theme} className="day">
              <input type="radio" name="theme" checked={draft.theme === theme} onChange={() => change({ theme })} />
              <span>{words.themes[theme]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <ShortcutField
        value={draft.shortcut}
        state={info?.shortcut ?? null}
        desktop={info?.host === 'electron'}
        onChange={(shortcut) => change({ shortcut })}
      />
      <NotificationsField
        on={draft.notifications}
        inBrowser={info?.host === 'browser'}
        onChange={(notifications) => change({ notifications })}
      />
      <label className="field">
        <span className="field-name">{words.minutes}</span>
        <input
          className="field-input-short"
          type="number"
          min={1}
          max={60}
          required
          value={draft.approvalMinutes}
          onChange={(event) => change({ approvalMinutes: Math.round(Number(event.target.value)) })}
        />
        <span className="field-hint">{words.minutesHint}</span>
      </label>
      <label className="field">
        <span className="field-name">{words.askBelow}</span>
        <input
          className="field-input-short"
          type="number"
          min={0}
          max={95}
          required
          value={Math.round(draft.askBelow * 100)}
          onChange={(event) => change({ askBelow: Math.round(Number(event.target.value)) / 100 })}
        />
        <span className="field-hint">{words.askBelowHint}</span>
      </label>
      <label className="field">
        <span className="field-name">{words.githubClientId}</span>
        <input
          className="field-input"
          value={draft.githubClientId}
          spellCheck={false}
          maxLength={64}
          onChange={(event) => change({ githubClientId: event.target.value.trim() })}
        />
        <span className="field-hint">{words.githubClientIdHint}</span>
      </label>
      {error && <ErrorNotice error={error} />}
      <footer className="row settings-foot">
        <span role="status" className="quiet">
          {saved && !dirty ? words.saved : ''}
        </span>
        <button type="submit" className="button button-primary" disabled={!dirty}>
          {words.save}
        </button>
      </footer>
    </form>
  );
}

/** Settings, and what is installed. */
export function SettingsView() {
  const { settings, info } = useStore(shellStore);
  return (
    <div className="page">
      <h1>{words.heading}</h1>
      {settings ? <SettingsForm current={settings} info={info} /> : <p className="quiet">{strings.loading}</p>}
      {settings && <SecondModelForm current={settings} />}
      <Health />
      {info && <p className="quiet">{words.about(info.version, info.host)}</p>}
    </div>
  );
}
