import { useState } from 'react';
import type { AuditFilter, AuditStats } from '../../../../../shared/index.ts';
import { call } from '../../../bridge/client.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { serviceTitle } from '../../../components/service-badge.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { dayOf, dayPlus, number, startOfDay } from '../../../format/days.ts';
import { duration, span } from '../../../format/time.ts';
import { strings } from '../../../strings.ts';
import { withDays } from '../filters/filter-parts.ts';
import { BarChart, ChartKey, type Series } from './bar-chart.tsx';
import { type Bucket, bucketsOf, firstDay, type Range, ranges } from './buckets.ts';
import { ChartTable } from './chart-table.tsx';
import { CountsList } from './counts-list.tsx';

const words = strings.audit.charts;

const verdictSeries: readonly Series[] = [
  { kind: 'allow', title: strings.verdict.allow, of: (bucket) => bucket.verdicts.allow },
  { kind: 'ask', title: strings.verdict.ask, of: (bucket) => bucket.verdicts.ask },
  { kind: 'deny', title: strings.verdict.deny, of: (bucket) => bucket.verdicts.deny },
];
const askSeries: readonly Series[] = [{ kind: 'ask', title: words.cards, of: (bucket) => bucket.asked }];
const savedSeries: readonly Series[] = [{ kind: 'saved', title: words.saved, of: (bucket) => bucket.savedSeconds }];

interface ChartsProps {
  readonly filter: AuditFilter;
  readonly zone: string;
  readonly revision: number;
  /** Shows the entries behind a bar or a line. */
  readonly onPick: (filter: AuditFilter) => void;
}

function Charts(props: ChartsProps & { readonly stats: AuditStats; readonly first: string; readonly last: string }) {
  const { stats, filter, zone, onPick } = props;
  const buckets = bucketsOf(stats.days, props.first, props.last);
  const pick = (bucket: Bucket): void => onPick(withDays(filter, bucket.first, bucket.last, zone));
  const { medianSeconds } = stats.asked;
  return (
    <>
      <div className="charts-grid">
        <div className="chart-wide">
          <BarChart
            title={words.byVerdict}
            summary={words.callsInAll(number(stats.calls), stats.calls)}
            buckets={buckets}
            series={verdictSeries}
            onPick={pick}
          />
          <ChartKey series={verdictSeries} />
        </div>
        <BarChart
          title={words.asks}
          summary={words.asksInAll(
            number(stats.asked.calls),
            medianSeconds === null ? null : duration(medianSeconds * 1000),
          )}
          buckets={buckets}
          series={askSeries}
          onPick={pick}
        />
        <BarChart
          title={words.saved}
          summary={words.savedInAll(span(stats.savedSeconds))}
          buckets={buckets}
          series={savedSeries}
          format={span}
          unit={buckets.some((bucket) => bucket.savedSeconds > 3600) ? 3600 : 60}
          onPick={pick}
        />
        <CountsList
          title={words.byService}
          lines={stats.services.map(({ service, calls }) => ({
            key: service,
            title: serviceTitle(service),
            calls,
            onPick: () => onPick({ ...filter, service }),
          }))}
        />
        {stats.tools.length > 0 && (
          <CountsList
            title={words.byTool}
            lines={stats.tools.map(({ tool, calls }) => ({
              key: tool,
              title: tool,
              calls,
              onPick: () => onPick({ ...filter, tool }),
            }))}
          />
        )}
      </div>
      <p className="quiet">{words.savedHow}</p>
      <ChartTable buckets={buckets} onPick={pick} />
    </>
  );
}

/** What the log counts up to: calls by verdict, cards, time saved, services and tools, over a range up to today. */
export function ChartsPane(props: ChartsProps) {
  const { filter, zone, revision } = props;
  const [range, setRange] = useState<Range>(30);
  const today = dayOf(Date.now(), zone);
  const begin = firstDay(range, today);
  // A filter for days of its own is kept; the range only narrows it.
  const from = begin === null ? undefined : startOfDay(begin, zone);
  const since = [filter.from, from]
    .filter((one) => one !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
  const asked: AuditFilter = since === undefined ? filter : { ...filter, from: since };
  const stats = useLoad(
    () => call('audit', 'stats', { filter: asked, zone }),
    `${JSON.stringify(asked)} ${zone} ${revision}`,
  );
  const known = stats.value;
  const first = (since === undefined ? undefined : dayOf(Date.parse(since), zone)) ?? known?.days[0]?.day ?? today;
  const last = filter.to === undefined ? today : dayOf(Date.parse(filter.to) - 1, zone);
  return (
    <section className="charts" aria-label={words.heading}>
      <fieldset className="charts-range">
        <legend className="visually-hidden">{words.range}</legend>
        {ranges.map((one) => (
          <button
            key={one}
            type="button"
            className="view-chip"
            aria-pressed={one === range}
            onClick={() => setRange(one)}
          >
            {words.ranges[one]}
          </button>
        ))}
      </fieldset>
      {stats.error && <ErrorNotice error={stats.error} />}
      {!known && !stats.error && <p className="quiet">{strings.loading}</p>}
      {known && <Charts {...props} stats={known} first={first < dayPlus(last, 1) ? first : last} last={last} />}
    </section>
  );
}
