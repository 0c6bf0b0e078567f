import type { AuditStatus, StepState, Verdict } from '../../../shared/index.ts';
import { strings } from '../strings.ts';
import { Icon, type IconName } from './icon.tsx';

const verdictIcons: Record<Verdict, IconName> = { allow: 'check', ask: 'person', deny: 'cross' };

/** What the rules say, as a word, a shape and a colour. */
export function VerdictChip({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span className={`chip chip-${verdict}`} data-verdict={verdict}>
      <Icon name={verdictIcons[verdict]} size={14} />
      {strings.verdict[verdict]}
    </span>
  );
}

type Tone = 'good' | 'wait' | 'bad' | 'quiet';

const tones: Record<StepState | AuditStatus, readonly [Tone, IconName]> = {
  decided: ['quiet', 'hand'],
  waiting: ['wait', 'hand'],
  running: ['quiet', 'hand'],
  intent: ['quiet', 'hand'],
  succeeded: ['good', 'check'],
  failed: ['bad', 'warning'],
  denied: ['bad', 'cross'],
  refused: ['quiet', 'cross'],
  unknown: ['wait', 'question'],
};

/** How far a step has come. */
export function StepChip({ state }: { readonly state: StepState }) {
  const [tone, icon] = tones[state];
  return (
    <span className={`state state-${tone}`} data-state={state}>
      <Icon name={icon} size={14} />
      {strings.stepState[state]}
    </span>
  );
}

/** How an entry of the log ended; `short` in one word, for lists. */
export function StatusChip({ status, short = false }: { readonly status: AuditStatus; readonly short?: boolean }) {
  const [tone, icon] = tones[status];
  return (
    <span className={`state state-${tone}`} data-status={status}>
      <Icon name={icon} size={14} />
      {short ? strings.audit.shortStatus[status] : strings.auditStatus[status]}
    </span>
  );
}
