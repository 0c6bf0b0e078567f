import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ArgumentView } from '../../../../shared/index.ts';
import { Icon } from '../../components/icon.tsx';
import { fieldName } from '../../format/result.ts';
import { strings } from '../../strings.ts';

interface EditValueProps {
  readonly arg: ArgumentView;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onSave: (typed: string) => void;
}

/** Changes one value in the person's own words; saving has the whole call resolved and decided again. */
export function EditValue(props: EditValueProps) {
  const name = fieldName(props.arg.name);
  if (!props.open)
    return (
      <button
        type="button"
        className="button-icon"
        aria-label={strings.approval.change(name)}
        title={strings.approval.change(name)}
        disabled={props.busy}
        onClick={props.onOpen}
      >
        <Icon name="edit" size={16} />
      </button>
    );
  return <EditForm {...props} />;
}

function EditForm({ arg, busy, onClose, onSave }: EditValueProps) {
  const [typed, setTyped] = useState(arg.choices ? String(arg.value) : arg.proposed);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const label = strings.approval.newValue(fieldName(arg.name));

  useEffect(() => field.current?.focus(), []);

  function save(event: FormEvent): void {
    event.preventDefault();
    if (typed.trim() !== '') onSave(typed.trim());
  }

  return (
    <form
      className="edit-value"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {arg.choices ? (
        <select ref={field} aria-label={label} value={typed} onChange={(event) => setTyped(event.target.value)}>
          {arg.choices.map((choice) => (
            <option key={choice} value={choice}>
              {fieldName(choice)}
            </option>
          ))}
        </select>
      ) : (
        <input ref={field} aria-label={label} value={typed} onChange={(event) => setTyped(event.target.value)} />
      )}
      <button type="submit" className="button button-small" disabled={busy || typed.trim() === ''}>
        {strings.approval.decideAgain}
      </button>
      <button type="button" className="button button-small button-quiet" disabled={busy} onClick={onClose}>
        {strings.approval.keep}
      </button>
    </form>
  );
}
