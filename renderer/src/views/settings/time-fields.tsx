import { ErrorNotice } from '../../components/notice.tsx';
import { strings } from '../../strings.ts';
import { TextField } from './text-field.tsx';
import type { SettingsDraft } from './use-settings-draft.ts';

const words = strings.settings;
const zones = Intl.supportedValuesOf('timeZone');

/** The person's zone and working hours. */
export function TimeFields({ draft }: { readonly draft: SettingsDraft }) {
  const { shown, errors } = draft;
  const hours = shown.workingHours;
  function toggleDay(day: number): void {
    const days = hours.days.includes(day) ? hours.days.filter((other) => other !== day) : [...hours.days, day].sort();
    draft.change('workingHours', { ...hours, days });
  }
  return (
    <>
      <TextField
        name={words.zone}
        hint={words.zoneHint}
        value={shown.zone}
        maxLength={100}
        list="zones"
        error={errors.zone}
        onChange={(zone) => draft.change('zone', zone, true)}
      />
      <datalist id="zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <fieldset className="field">
        <legend className="field-name">{words.hours}</legend>
        <div className="row">
          {(['start', 'end'] as const).map((end) => (
            <label key={end}>
              {words.ends[end]}{' '}
              <input
                type="time"
                required
                value={hours[end]}
                onChange={(event) => draft.change('workingHours', { ...hours, [end]: event.target.value }, true)}
              />
            </label>
          ))}
        </div>
        <div className="row days">
          {words.dayNames.map((name, index) => (
            <label key={name} className="day">
              <input type="checkbox" checked={hours.days.includes(index + 1)} onChange={() => toggleDay(index + 1)} />
              <span>{name}</span>
            </label>
          ))}
        </div>
        <span className="field-hint">{words.hoursHint}</span>
        {errors.workingHours && <ErrorNotice error={errors.workingHours} />}
      </fieldset>
    </>
  );
}
