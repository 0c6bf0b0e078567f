import type { FormField, TypedValue } from '../../../../shared/index.ts';
import { fieldName } from '../../format/result.ts';
import { strings } from '../../strings.ts';
import { ListControl } from './list-control.tsx';
import { MapControl } from './map-control.tsx';

/** What every control of a value gets. */
export interface ControlProps {
  readonly field: FormField;
  /** Its accessible name. */
  readonly label: string;
  readonly typed: TypedValue;
  /** Of an amount, in capitals: "USD". */
  readonly currency: string | null;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly onChange: (typed: TypedValue) => void;
}

/** Texts that run over several lines, by their parameter's name or by what stands there. */
const longNames = /^(?:text|body|content|message|markdown|description|comment|notes?|files?)$/u;
const shownAsButtons = 4;

function isLong({ field, typed }: ControlProps): boolean {
  return (
    field.kind === 'text' && (longNames.test(field.name) || (typeof typed === 'string' && /.{60}|\n/su.test(typed)))
  );
}

function Choice({ field, label, typed, describedBy, invalid, onChange }: ControlProps) {
  const choices = field.choices ?? [];
  if (choices.length > shownAsButtons)
    return (
      <select
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        value={String(typed)}
        onChange={(event) => onChange(event.target.value)}
      >
        {typed === '' && <option value="">{strings.approval.chooseOne}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {fieldName(choice)}
          </option>
        ))}
      </select>
    );
  return (
    <fieldset className="value-choices" aria-label={label} aria-describedby={describedBy}>
      {choices.map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name={field.name}
            value={choice}
            checked={typed === choice}
            onChange={() => onChange(choice)}
          />
          {fieldName(choice)}
        </label>
      ))}
    </fieldset>
  );
}

function SeveralChoices({ field, label, typed, describedBy, onChange }: ControlProps) {
  const chosen = Array.isArray(typed) ? typed : [];
  return (
    <fieldset className="value-choices" aria-label={label} aria-describedby={describedBy}>
      {(field.choices ?? []).map((choice) => (
        <label key={choice}>
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, choice] : chosen.filter((one) => one !== choice))
            }
          />
          {fieldName(choice)}
        </label>
      ))}
    </fieldset>
  );
}

/** The control that a kind of value is changed with. */
export function ValueControl(props: ControlProps) {
  const { field, label, typed, currency, describedBy, invalid, onChange } = props;
  if (field.kind === 'boolean') {
    const on = typed === true || typed === 'yes';
    return (
      <label className="value-switch">
        <input
          type="checkbox"
          role="switch"
          aria-label={label}
          aria-describedby={describedBy}
          aria-checked={on}
          checked={on}
          onChange={(event) => onChange(event.target.checked)}
        />
        {on ? strings.approval.yes : strings.approval.no}
      </label>
    );
  }
  if (field.choices !== null) return field.many ? <SeveralChoices {...props} /> : <Choice {...props} />;
  if (field.many) return <ListControl {...props} />;
  if (field.kind === 'notion.properties') return <MapControl {...props} />;
  const common = {
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    value: String(typed),
  };
  if (isLong(props)) return <textarea {...common} rows={4} onChange={(event) => onChange(event.target.value)} />;
  return (
    <span className="value-line">
      <input {...common} onChange={(event) => onChange(event.target.value)} />
      {currency !== null && <span className="value-unit">{currency}</span>}
    </span>
  );
}
