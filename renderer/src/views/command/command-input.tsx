import { type KeyboardEvent, useId } from 'react';
import { Icon } from '../../components/icon.tsx';
import { strings } from '../../strings.ts';
import type { CommandLine } from './use-command-line.ts';

interface CommandInputProps {
  readonly line: CommandLine;
  readonly placeholder: string;
  /** `keep`: with Ctrl or Command held. */
  readonly onRun: (keep: boolean) => void;
  readonly onEscape: () => void;
}

/** The one line to type in, with recent and suggested requests under it (a combobox with a list, WAI-ARIA 1.2). */
export function CommandInput({ line, placeholder, onRun, onEscape }: CommandInputProps) {
  const { choices, highlighted } = line;
  const listId = useId();
  const optionId = (index: number): string => `${listId}-${index}`;
  const open = choices.length > 0;

  function pick(text: string): void {
    line.type(text);
    line.input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    // Enter and Escape of an input method are its own.
    if (event.nativeEvent.isComposing) return;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && open) {
      event.preventDefault();
      const move = event.key === 'ArrowDown' ? 1 : -1;
      const next = highlighted + move;
      line.highlight(next < -1 ? choices.length - 1 : next >= choices.length ? -1 : next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // A key held down is not a second request.
      if (event.repeat) return;
      const choice = choices[highlighted];
      if (choice) pick(choice.text);
      else onRun(event.ctrlKey || event.metaKey);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onEscape();
    }
  }

  return (
    <div className="command-box">
      <div className="command-line">
        <Icon name="command" size={22} />
        <input
          ref={line.input}
          className="command-input"
          role="combobox"
          aria-label={strings.command.label}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(open && highlighted >= 0 ? { 'aria-activedescendant': optionId(highlighted) } : {})}
          placeholder={placeholder}
          value={line.typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) =>
            line.type(event.target.value, event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)
          }
          onCompositionEnd={(event) => line.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={listId} className="choices" role="listbox" aria-label={strings.command.choices} hidden={!open}>
        {choices.map((choice, index) => (
          <div key={`${choice.group}-${choice.text}`} className="choice-slot" role="presentation">
            {choices[index - 1]?.group !== choice.group && (
              <p className="choice-group" role="presentation">
                {choice.group}
              </p>
            )}
            {/* biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the input keeps the focus and handles the keys */}
            <div
              id={optionId(index)}
              role="option"
              aria-selected={index === highlighted}
              className="choice"
              onMouseMove={() => line.highlight(index)}
              onClick={() => pick(choice.text)}
            >
              {choice.label ?? choice.text}
              {choice.detail && <span className="choice-detail">{choice.detail}</span>}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
