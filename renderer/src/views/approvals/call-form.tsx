import { useEffect, useRef } from 'react';
import type { FormField, StepView } from '../../../../shared/index.ts';
import { CallValues } from '../../components/call-values.tsx';
import { Icon } from '../../components/icon.tsx';
import { fieldName } from '../../format/result.ts';
import { strings } from '../../strings.ts';
import type { Card, Editing } from './use-card.ts';
import { ValueForm } from './value-form.tsx';

const words = strings.approval;

interface CallFormProps {
  readonly step: StepView;
  readonly fields: readonly FormField[];
  readonly card: Card;
}

/** The values of a call, each with its form behind a button, and those that could be added. */
export function CallForm({ step, fields, card }: CallFormProps) {
  const root = useRef<HTMLDivElement>(null);
  const last = useRef<Editing | null>(null);
  const editing = card.editing?.index === step.index ? card.editing.name : null;
  const missing = fields.filter(({ typed }) => typed === null);
  const added = missing.find(({ name }) => name === editing);

  // Back to where the person was: the value's own button, or the menu where it is gone.
  useEffect(() => {
    const before = last.current;
    last.current = card.editing;
    if (card.editing !== null || before?.index !== step.index) return;
    const buttons = root.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [];
    const target = [...buttons].find((button) => button.dataset.change === before.name);
    (target ?? root.current?.querySelector('summary'))?.focus();
  }, [card.editing, step.index]);

  const form = (field: FormField, label: string | null, currency: string | null) => (
    <ValueForm
      key={field.name}
      field={field}
      label={label}
      currency={currency}
      busy={card.busy}
      error={card.fieldError}
      onClose={() => card.edit(null)}
      onSave={(typed) => void card.save({ index: step.index, name: field.name }, typed)}
    />
  );
  return (
    <div className="call-form" ref={root}>
      <CallValues
        args={step.args}
        extra={(arg) => {
          const field = fields.find(({ name }) => name === arg.name);
          if (!arg.editable || !field) return null;
          if (editing === arg.name) return form(field, arg.label, currencyOf(arg.value));
          const name = words.change(fieldName(arg.name));
          return (
            <button
              type="button"
              className="button-icon"
              aria-label={name}
              title={name}
              data-change={arg.name}
              disabled={card.busy}
              onClick={() => card.edit({ index: step.index, name: arg.name })}
            >
              <Icon name="edit" size={16} />
            </button>
          );
        }}
      />
      {added && (
        <div className="value-added" data-param={added.name}>
          <p className="value-added-name">{fieldName(added.name)}</p>
          {form(added, null, null)}
        </div>
      )}
      {missing.length > 0 && !added && (
        <details className="add-value">
          <summary>{words.addValue}</summary>
          <ul>
            {missing.map((field) => (
              <li key={field.name}>
                <button
                  type="button"
                  disabled={card.busy}
                  onClick={() => card.edit({ index: step.index, name: field.name })}
                >
                  <strong>{fieldName(field.name)}</strong>
                  <span className="quiet">{field.description}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The currency of an amount, in capitals; null for every other value. */
function currencyOf(value: StepView['args'][number]['value']): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  return typeof value.currency === 'string' && typeof value.minor === 'number' ? value.currency.toUpperCase() : null;
}
