import type { ShortcutState } from '../../../../shared/index.ts';
import { strings } from '../../strings.ts';

const words = strings.settings.bind;

const desktops = ['gnome', 'kde', 'sway', 'other'] as const;
type Desktop = (typeof desktops)[number];

/** The desktop that `XDG_CURRENT_DESKTOP` names, such as `ubuntu:GNOME`. */
function desktopOf(name: string): Desktop {
  const parts = name.toLowerCase().split(':');
  return desktops.find((one) => parts.includes(one)) ?? 'other';
}

/** How to bind a shortcut of the system to the command that opens the quick command, for each desktop. */
export function BindYourself({ state }: { readonly state: ShortcutState }) {
  const here = desktopOf(state.desktop);
  return (
    <div className="bind">
      <p>{words.intro}</p>
      <pre>{state.command}</pre>
      {desktops.map((desktop) => (
        <details key={desktop} open={desktop === here}>
          <summary>{words.names[desktop]}</summary>
          <p>{words.how[desktop]}</p>
          {desktop === 'sway' && <pre>{words.swayLine(state.command)}</pre>}
        </details>
      ))}
    </div>
  );
}
