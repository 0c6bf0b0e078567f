import { type ReactNode, useId } from 'react';
import type { ErrorBody } from '../../../../shared/index.ts';
import { ErrorNotice } from '../../components/notice.tsx';

interface TextFieldProps {
  readonly name: string;
  readonly hint: ReactNode;
  readonly value: string;
  readonly maxLength: number;
  readonly error: ErrorBody | undefined;
  /** Id of a datalist to choose from. */
  readonly list?: string;
  readonly onChange: (value: string) => void;
}

/** A setting that is typed, with why it cannot be saved under it. */
export function TextField({ name, hint, value, maxLength, error, list, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field">
        <span className="field-name">{name}</span>
        <input
          className="field-input"
          value={value}
          list={list}
          maxLength={maxLength}
          spellCheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <span id={id} className="field-hint">
        {hint}
      </span>
      {error && <ErrorNotice error={error} />}
    </div>
  );
}
