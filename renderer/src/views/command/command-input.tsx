import { type KeyboardEvent, type Ref, useId } from 'react';
import { Icon } from '../../components/icon.tsx';
import { strings } from '../../strings.ts';

interface CommandInputProps {
  readonly value: string;
  readonly placeholder: string;
  /** `text` is what a choice puts into the line; `label` and `detail` are what is shown where that says too little. */
  readonly choices: readonly {
    readonly group: string;
    readonly text: string;
    readonly label?: string;
    readonly detail?: string;
  }[];
  /** Index of the highlighted choice, or -1. */
  readonly highlighted: number;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onChange: (value: string) => void;
  readonly onHighlight: (index: number) => void;
  readonly onPick: (text: string) => void;
  readonly onRun: () => void;
  readonly onEscape: () => void;
}

/** The one line to type in, with recent and suggested requests under it (a combobox with a list, WAI-ARIA 1.2). */
export function CommandInput(props: CommandInputProps) {
  const { choices, highlighted } = props;
  const listId = useId();
  const optionId = (index: number): string => `${listId}-${index}`;
  const open = choices.length > 0;

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && open) {
      event.preventDefault();
      const move = event.key === 'ArrowDown' ? 1 : -1;
      const next = highlighted + move;
      props.onHighlight(next < -1 ? choices.length - 1 : next >= choices.length ? -1 : next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // A key held down is not a second request.
      if (event.repeat) return;
      const choice = choices[highlighted];
      if (choice) props.onPick(choice.text);
      else props.onRun();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      props.onEscape();
    }
  }

  return (
    <div className="command-box">
      <div className="command-line">
        <Icon name="command" size={22} />
        <input
          ref={props.inputRef}
          className="command-input"
          role="combobox"
          aria-label={strings.command.label}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(open && highlighted >= 0 ? { 'aria-activedescendant': optionId(highlighted) } : {})}
          placeholder={props.placeholder}
          value={props.value}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => props.onChange(event.target.value)}
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
              onMouseEnter={() => props.onHighlight(index)}
              onClick={() => props.onPick(choice.text)}
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
