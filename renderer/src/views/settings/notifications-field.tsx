import { useState } from 'react';
import { strings } from '../../strings.ts';

const words = strings.settings.notify;

/** Whether an approval is told by a notification; in a browser also the permission, asked for by a click alone. */
export function NotificationsField({
  on,
  inBrowser,
  onChange,
}: {
  readonly on: boolean;
  readonly inBrowser: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const [permission, setPermission] = useState(Notification.permission);
  return (
    <fieldset className="field">
      <legend className="field-name">{words.heading}</legend>
      <label className="row">
        <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
        <span>{words.on}</span>
      </label>
      <span className="field-hint">{words.hint}</span>
      {inBrowser && on && permission === 'default' && (
        <div className="row">
          <button
            type="button"
            className="button button-small"
            onClick={() => void Notification.requestPermission().then(setPermission)}
          >
            {words.allow}
          </button>
          <span className="field-hint">{words.allowHint}</span>
        </div>
      )}
      {inBrowser && on && permission === 'denied' && <span className="field-hint">{words.blocked}</span>}
    </fieldset>
  );
}
