import type { AuditDetail } from '../../../../../shared/index.ts';
import { duration } from '../../../format/time.ts';
import { strings } from '../../../strings.ts';
import { stretchesOf } from './timing.ts';

const words = strings.audit.stretch;

/** How long each part of an entry took, as lengths and in words. */
export function TimingBar({ entry }: { readonly entry: AuditDetail }) {
  const stretches = stretchesOf(entry);
  if (stretches.length === 0) return null;
  return (
    <div className="timing">
      <div className="timing-bar" aria-hidden="true">
        {stretches.map(({ kind, milliseconds }) => (
          <span key={kind} className={`timing-${kind}`} style={{ flexGrow: Math.max(1, milliseconds) }} />
        ))}
      </div>
      <ul className="timing-key">
        {stretches.map(({ kind, milliseconds }) => (
          <li key={kind}>
            <span className={`timing-dot timing-${kind}`} aria-hidden="true" />
            {words[kind](duration(milliseconds))}
          </li>
        ))}
      </ul>
    </div>
  );
}
