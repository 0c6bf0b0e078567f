import { type KeyboardEvent, useRef, useState } from 'react';
import type { ShortcutState } from '../../../../shared/index.ts';
import { Notice } from '../../components/notice.tsx';
import { accelerator } from '../../format/accelerator.ts';
import { strings } from '../../strings.ts';
import { BindYourself } from './bind-yourself.tsx';

const words = strings.settings.shortcutField;

interface ShortcutFieldProps {
  readonly value: string;
  readonly state: ShortcutState | null;
  /** A host that takes shortcuts of the system. */
  readonly desktop: boolean;
  readonly onChange: (value: string) => void;
}

/** The shortcut of the quick command: recorded by pressing it, with what to do where it is not in force. */
export function ShortcutField({ value, state, desktop, onChange }: ShortcutFieldProps) {
  const [recording, setRecording] = useState(false);
  const [missed, setMissed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    if (!recording) return;
    // While it records, every key is the shortcut's; Escape and Tab alone are the way out.
    const held = event.ctrlKey || event.altKey || event.metaKey;
    if (!held && (event.key === 'Escape' || event.key === 'Tab')) {
      if (event.key === 'Escape') event.preventDefault();
      setRecording(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const pressed = accelerator(event.nativeEvent);
    const modifier = ['Control', 'Alt', 'Shift', 'Meta'].includes(event.key);
    setMissed(pressed === null && !modifier);
    if (pressed === null) return;
    onChange(pressed);
    setRecording(false);
  }

  const trouble = desktop && state && (!state.active || state.mayNotArrive);
  return (
    <fieldset className="field">
      <legend className="field-name">{strings.settings.shortcut}</legend>
      {desktop && (
        <div className="row shortcut-row">
          <input
            className="field-input"
            aria-label={strings.settings.shortcut}
            value={value}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            ref={button}
            type="button"
            className="button button-small"
            aria-pressed={recording}
            onClick={() => {
              setRecording(!recording);
              setMissed(false);
            }}
            onBlur={() => setRecording(false)}
            onKeyDown={onKeyDown}
          >
            {recording ? words.recording : words.record}
          </button>
        </div>
      )}
      <span className="field-hint" role="status">
        {missed ? words.needsModifier : desktop ? strings.settings.shortcutHint : strings.settings.shortcutBrowser}
      </span>
      {trouble && (
        <Notice tone="wait" title={state.active ? words.mayNotArrive : words.off(state.why ?? words.unknown)}>
          <p>{state.active ? words.mayNotArriveDetail : words.offDetail}</p>
        </Notice>
      )}
      {state && (trouble || !desktop) && <BindYourself state={state} />}
    </fieldset>
  );
}
