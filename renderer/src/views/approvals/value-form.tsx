import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { ErrorBody, FormField, TypedValue } from '../../../../shared/index.ts';
import { fieldName } from '../../format/result.ts';
import { strings } from '../../strings.ts';
import { emptyTyped, isEmpty, tidy } from './typed-value.ts';
import { ValueControl } from './value-control.tsx';

const words = strings.approval;

interface ValueFormProps {
  readonly field: FormField;
  /** How the value reads now; null while it is not given. */
  readonly label: string | null;
  readonly currency: string | null;
  readonly busy: boolean;
  readonly error: ErrorBody | null;
  readonly onClose: () => void;
  /** Null: the value is taken away. */
  readonly onSave: (typed: TypedValue | null) => void;
}

/** Kinds whose words are read by rule or by a calendar: what they were read as is shown beside them. */
const read = new Set(['when', 'date', 'period', 'duration', 'notion.day', 'stripe.trial_end', 'amount', 'percent']);

/** Changes one value in the person's own words; saving has the whole call resolved and decided again. */
export function ValueForm({ field, label, currency, busy, error, onClose, onSave }: ValueFormProps) {
  const [typed, setTyped] = useState<TypedValue>(field.typed ?? emptyTyped(field));
  const form = useRef<HTMLFormElement>(null);
  const hintId = useId();
  const errorId = useId();
  const name = fieldName(field.name);

  useEffect(() => {
    const first = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    (first('input:not([type="radio"]), textarea, select') ?? first('input:checked') ?? first('input'))?.focus();
  }, []);
  // A second mistake in the same field is said again.
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);

  function save(event: FormEvent): void {
    event.preventDefault();
    if (!busy && !isEmpty(typed)) onSave(tidy(typed));
  }

  return (
    <form
      className="value-form"
      ref={form}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.stopPropagation();
          save(event);
        }
      }}
    >
      <ValueControl
        field={field}
        label={label === null ? words.valueOf(name) : words.newValue(name)}
        typed={typed}
        currency={currency}
        describedBy={error ? `${errorId} ${hintId}` : hintId}
        invalid={error !== null}
        onChange={setTyped}
      />
      <p id={hintId} className="value-hint">
        {label !== null && read.has(field.kind) ? words.readAs(label) : field.description}
      </p>
      {error && (
        <p id={errorId} className="value-error" role="alert">
          {error.message} {error.hint}
        </p>
      )}
      <div className="value-buttons">
        <button type="submit" className="button button-small" disabled={busy || isEmpty(typed)}>
          {words.decideAgain}
        </button>
        <button type="button" className="button button-small button-quiet" disabled={busy} onClick={onClose}>
          {label === null ? words.cancelAdding : words.keep}
        </button>
        {label !== null && !field.required && (
          <button
            type="button"
            className="button button-small button-quiet"
            disabled={busy}
            onClick={() => onSave(null)}
          >
            {words.leaveOut}
          </button>
        )}
      </div>
    </form>
  );
}
