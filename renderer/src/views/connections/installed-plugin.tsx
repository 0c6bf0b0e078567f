import { useState } from 'react';
import type { InstalledPlugin as Plugin } from '../../../../shared/index.ts';
import { Notice } from '../../components/notice.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { strings } from '../../strings.ts';

/** One installed plug-in. Removing asks once more, in its place. */
export function InstalledPlugin({ plugin, onRemove }: { readonly plugin: Plugin; readonly onRemove: () => void }) {
  const [asking, setAsking] = useState(false);
  const words = strings.plugins;
  return (
    <li className="card plugin" data-plugin={plugin.name}>
      <div className="plugin-head">
        <ServiceBadge service={plugin.name} />
        <div className="plugin-name">
          <h3>{plugin.title}</h3>
          <p className="quiet num">{words.version(plugin.version, plugin.tools)}</p>
        </div>
        <code className="plugin-origin">{plugin.origin}</code>
        <span className="mode">
          {plugin.problem ? words.off : plugin.development ? words.development : words.notReviewed}
        </span>
        {!asking && (
          <button type="button" className="button button-small" onClick={() => setAsking(true)}>
            {words.remove}
          </button>
        )}
      </div>
      {plugin.problem && <Notice tone="bad" title={plugin.problem} />}
      {asking && (
        <div className="plugin-remove" role="alertdialog" aria-label={words.removing(plugin.title)}>
          <p>{words.removing(plugin.title)}</p>
          <button type="button" className="button button-small" onClick={() => setAsking(false)}>
            {words.removeNo}
          </button>
          <button type="button" className="button button-small" onClick={onRemove}>
            {words.removeYes}
          </button>
        </div>
      )}
    </li>
  );
}
