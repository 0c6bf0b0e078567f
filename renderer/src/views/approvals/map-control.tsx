import { useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { strings } from '../../strings.ts';
import type { ControlProps } from './value-control.tsx';

const words = strings.approval;

interface Row {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

/** Values by name, one row each: the properties of a page, in the words of its database. */
export function MapControl({ label, typed, describedBy, invalid, onChange }: ControlProps) {
  const given = typeof typed === 'object' && !Array.isArray(typed) ? Object.entries(typed) : [];
  const [rows, setRows] = useState<readonly Row[]>(given.map(([name, value], key) => ({ key, name, value })));

  function change(next: readonly Row[]): void {
    setRows(next);
    onChange(Object.fromEntries(next.map(({ name, value }) => [name, value])));
  }
  const changed = (row: Row): void => change(rows.map((one) => (one.key === row.key ? row : one)));

  return (
    <fieldset className="value-map" aria-label={label} aria-describedby={describedBy}>
      {rows.map((row, at) => (
        <div className="value-map-row" key={row.key}>
          <input
            aria-label={words.propertyName(at + 1)}
            aria-invalid={invalid}
            placeholder={words.property}
            value={row.name}
            onChange={(event) => changed({ ...row, name: event.target.value })}
          />
          <input
            aria-label={words.propertyValue(row.name || String(at + 1))}
            aria-invalid={invalid}
            placeholder={words.value}
            value={row.value}
            onChange={(event) => changed({ ...row, value: event.target.value })}
          />
          <button
            type="button"
            className="button-icon"
            aria-label={words.removeItem(row.name || String(at + 1))}
            onClick={() => change(rows.filter((one) => one.key !== row.key))}
          >
            <Icon name="cross" size={14} />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button button-small"
        onClick={() => change([...rows, { key: (rows.at(-1)?.key ?? -1) + 1, name: '', value: '' }])}
      >
        {words.addProperty}
      </button>
    </fieldset>
  );
}
