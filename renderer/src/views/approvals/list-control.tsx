import { useRef, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { strings } from '../../strings.ts';
import type { ControlProps } from './value-control.tsx';

const words = strings.approval;

/** A list of words as chips: Enter or the button adds, and what is still in the field counts as well. */
export function ListControl({ label, typed, describedBy, invalid, onChange }: ControlProps) {
  const given = Array.isArray(typed) ? typed : [];
  // The last part is what is in the field; the others are chips.
  const [items, setItems] = useState<readonly string[]>(given);
  const [next, setNext] = useState('');
  const field = useRef<HTMLInputElement>(null);

  function change(chips: readonly string[], rest: string): void {
    setItems(chips);
    setNext(rest);
    onChange(rest.trim() === '' ? [...chips] : [...chips, rest]);
  }
  function add(): void {
    const word = next.trim();
    if (word !== '') change(items.includes(word) ? items : [...items, word], '');
    field.current?.focus();
  }
  function remove(item: string): void {
    change(
      items.filter((one) => one !== item),
      next,
    );
    field.current?.focus();
  }

  return (
    <div className="value-list">
      <ul aria-label={label}>
        {items.map((item) => (
          <li key={item}>
            <span>{item}</span>
            <button type="button" aria-label={words.removeItem(item)} onClick={() => remove(item)}>
              <Icon name="cross" size={14} />
            </button>
          </li>
        ))}
      </ul>
      <span className="value-line">
        <input
          ref={field}
          aria-label={words.addTo(label)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          placeholder={words.addAnother}
          value={next}
          onChange={(event) => change(items, event.target.value)}
          onKeyDown={(event) => {
            const plain = !event.ctrlKey && !event.metaKey;
            if (event.key === 'Enter' && plain && next.trim() !== '') {
              event.preventDefault();
              add();
            }
            const last = items.at(-1);
            if (event.key === 'Backspace' && next === '' && last !== undefined) remove(last);
          }}
        />
        <button type="button" className="button button-small" disabled={next.trim() === ''} onClick={add}>
          {words.addItem}
        </button>
      </span>
    </div>
  );
}
