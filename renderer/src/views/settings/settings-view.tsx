import { type ReactNode, useId } from 'react';
import type { Settings } from '../../../../shared/index.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { navigate, shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import type { AppInfo } from '../../state/types.ts';
import { strings } from '../../strings.ts';
import { TourSection } from '../tour/tour-section.tsx';
import { AboutSection } from './about-section.tsx';
import { DeviceSection } from './device-section.tsx';
import { Health } from './health.tsx';
import { LoginField } from './login-field.tsx';
import { NotificationsField } from './notifications-field.tsx';
import { NumberField } from './number-field.tsx';
import { SecondModelForm } from './second-model-form.tsx';
import { ShortcutField } from './shortcut-field.tsx';
import { TextField } from './text-field.tsx';
import { TimeFields } from './time-fields.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

const words = strings.settings;
type Key = keyof Settings;

function Section({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="card settings" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}

/** Settings whose fields say themselves why they cannot be saved. */
const besideTheirField: readonly string[] = ['zone', 'workingHours', 'defaults', 'githubClientId'] satisfies Key[];

function Sections({ current, info }: { readonly current: Settings; readonly info: AppInfo | null }) {
  const draft = useSettingsDraft(current);
  const { shown, errors, saved, change } = draft;
  const unplaced = Object.entries(errors).filter(([key]) => !besideTheirField.includes(key));
  return (
    <>
      <p className="quiet">{words.intro}</p>
      <p role="status" className="settings-saved">
        {saved && <span key={saved.count}>{words.savedOne(words.of[saved.key])}</span>}
      </p>
      {unplaced.map(([key, error]) => (
        <ErrorNotice key={key} error={error} />
      ))}
      <Section heading={words.sections.look}>
        <fieldset className="field">
          <legend className="field-name">{words.theme}</legend>
          <div className="row">
            {(['system', 'light', 'dark', 'contrast'] as const).map((theme) => (
              <label key={theme} className="day">
                <input
                  type="radio"
                  name="theme"
                  checked={shown.theme === theme}
                  onChange={() => change('theme', theme)}
                />
                <span>{words.themes[theme]}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </Section>
      <Section heading={words.sections.time}>
        <TimeFields draft={draft} />
      </Section>
      <Section heading={words.sections.system}>
        <ShortcutField
          value={shown.shortcut}
          state={info?.shortcut ?? null}
          desktop={info?.host === 'electron'}
          onChange={(shortcut) => change('shortcut', shortcut, true)}
        />
        <NotificationsField
          on={shown.notifications}
          inBrowser={info?.host === 'browser'}
          onChange={(notifications) => change('notifications', notifications)}
        />
        <LoginField />
      </Section>
      <Section heading={words.sections.meaning}>
        <TextField
          name={words.owner}
          hint={words.ownerHint}
          value={shown.defaults.githubOwner}
          maxLength={39}
          error={errors.defaults}
          onChange={(owner) => change('defaults', { ...shown.defaults, githubOwner: owner.trim() }, true)}
        />
        <TextField
          name={words.channel}
          hint={words.channelHint}
          value={shown.defaults.slackChannel}
          maxLength={80}
          error={undefined}
          onChange={(channel) =>
            change('defaults', { ...shown.defaults, slackChannel: channel.trim().replace(/^#/u, '') }, true)
          }
        />
        <NumberField
          name={words.askBelow}
          hint={words.askBelowHint}
          min={0}
          max={95}
          value={Math.round(shown.askBelow * 100)}
          onChange={(percent) => change('askBelow', percent / 100, true)}
        />
      </Section>
      <Section heading={words.sections.approvals}>
        <NumberField
          name={words.minutes}
          hint={words.minutesHint}
          min={1}
          max={60}
          value={shown.approvalMinutes}
          onChange={(minutes) => change('approvalMinutes', minutes, true)}
        />
      </Section>
      <Section heading={words.sections.log}>
        <div className="row">
          <span>{words.kept(shown.auditKeepDays)}</span>
          <button type="button" className="button button-small" onClick={() => navigate('audit')}>
            {words.keptChange}
          </button>
        </div>
        <span className="field-hint">{words.keptHint}</span>
      </Section>
      <Section heading={words.sections.accounts}>
        <TextField
          name={words.githubClientId}
          hint={words.githubClientIdHint}
          value={shown.githubClientId}
          maxLength={64}
          error={errors.githubClientId}
          onChange={(id) => change('githubClientId', id.trim(), true)}
        />
      </Section>
    </>
  );
}

/** Settings, and what is installed. */
export function SettingsView() {
  const { settings, info } = useStore(shellStore);
  return (
    <div className="page">
      <h1>{words.heading}</h1>
      {settings ? <Sections current={settings} info={info} /> : <p className="quiet">{strings.loading}</p>}
      <TourSection />
      <DeviceSection />
      {settings && <SecondModelForm current={settings} />}
      <Health />
      <AboutSection info={info} />
    </div>
  );
}
