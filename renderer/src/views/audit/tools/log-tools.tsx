import { useState } from 'react';
import type { AuditFilter } from '../../../../../shared/index.ts';
import { Icon, type IconName } from '../../../components/icon.tsx';
import { dayOf } from '../../../format/days.ts';
import { strings } from '../../../strings.ts';
import { ExportPanel } from './export-panel.tsx';
import { RetentionPanel } from './retention-panel.tsx';
import { VerifyPanel } from './verify-panel.tsx';

const words = strings.audit;

/** The panels that open below the head of the view, one at a time. */
type Tool = 'verify' | 'export' | 'retention';

const tools: ReadonlyArray<readonly [Tool, string, IconName]> = [
  ['verify', words.verify, 'approvals'],
  ['export', words.export, 'download'],
  ['retention', words.retention.heading, 'clock'],
];

interface LogToolsProps {
  readonly filter: AuditFilter;
  readonly charts: boolean;
  /** The person's IANA zone. */
  readonly zone: string;
  readonly onShow: (id: string) => void;
  readonly onCharts: (shown: boolean) => void;
}

/** What can be done with the log as a whole: seeing what it counts up to, checking it, taking it out, and how long it is kept. */
export function LogTools({ filter, charts, zone, onShow, onCharts }: LogToolsProps) {
  const [open, setOpen] = useState<Tool | null>(null);
  /** Each click on "Verify all" verifies anew. */
  const [turn, setTurn] = useState(0);
  const close = (): void => setOpen(null);
  function choose(tool: Tool): void {
    setTurn(turn + 1);
    setOpen(open === tool && tool !== 'verify' ? null : tool);
  }
  return (
    <>
      <div className="row audit-tools">
        <button type="button" className="button" aria-pressed={charts} onClick={() => onCharts(!charts)}>
          <Icon name="chart" size={16} />
          {words.charts.heading}
        </button>
        {tools.map(([tool, title, icon]) => (
          <button
            key={tool}
            type="button"
            className="button"
            aria-expanded={open === tool}
            onClick={() => choose(tool)}
          >
            <Icon name={icon} size={16} />
            {title}
          </button>
        ))}
      </div>
      {open === 'verify' && <VerifyPanel key={turn} onShow={onShow} onClose={close} />}
      {open === 'export' && <ExportPanel filter={filter} onClose={close} />}
      {open === 'retention' && <RetentionPanel today={dayOf(Date.now(), zone)} zone={zone} onClose={close} />}
    </>
  );
}
