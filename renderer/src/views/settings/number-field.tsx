import { useId, useState } from 'react';
import { strings } from '../../strings.ts';

interface NumberFieldProps {
  readonly name: string;
  readonly hint: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Given whole numbers between `min` and `max` alone. */
  readonly onChange: (value: number) => void;
}

/** A setting that is a whole number; what is typed beside its bounds is kept in the field, and said to be wrong. */
export function NumberField({ name, hint, value, min, max, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  function type(text: string): void {
    const wanted = Number(text);
    const good = text.trim() !== '' && Number.isInteger(wanted) && wanted >= min && wanted <= max;
    setTyped(good ? null : text);
    if (good) onChange(wanted);
  }
  return (
    <div className="field">
      <label className="field">
        <span className="field-name">{name}</span>
        <input
          className="field-input-short"
          type="number"
          min={min}
          max={max}
          value={typed ?? value}
          aria-invalid={typed !== null}
          aria-describedby={id}
          onChange={(event) => type(event.target.value)}
        />
      </label>
      <span id={id} className="field-hint">
        {hint}
      </span>
      {typed !== null && (
        <span className="field-wrong" role="alert">
          {strings.settings.range(min, max)}
        </span>
      )}
    </div>
  );
}
