import { type PointerEvent, useId, useState } from 'react';
import { number } from '../../../format/days.ts';
import { axisTop, type Bucket } from './buckets.ts';

/** One layer of the bars, from the bottom up. `kind` gives colour and pattern. */
export interface Series {
  readonly kind: 'allow' | 'ask' | 'deny' | 'saved';
  readonly title: string;
  readonly of: (bucket: Bucket) => number;
}

/** Height of the drawing in its own units; it is stretched to the width that there is. */
const [height, slot, gap] = [100, 10, 2];

/** What tells the layers apart without colour: nothing, stripes, dots. */
function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-ask`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" className="fill-ask" />
        <rect width="1.4" height="4" className="fill-paper" />
      </pattern>
      <pattern id={`${id}-deny`} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="fill-deny" />
        <circle cx="2" cy="2" r="0.9" className="fill-paper" />
      </pattern>
    </defs>
  );
}

const fillOf = (id: string, kind: Series['kind']): string | undefined =>
  kind === 'ask' || kind === 'deny' ? `url(#${id}-${kind})` : undefined;

function Bars(props: {
  readonly id: string;
  readonly buckets: readonly Bucket[];
  readonly series: readonly Series[];
  readonly top: number;
}) {
  return props.buckets.map((bucket, index) => {
    let below = 0;
    return props.series.map(({ kind, of }) => {
      const value = (Math.max(0, of(bucket)) / props.top) * height;
      below += value;
      if (value === 0) return null;
      return (
        <rect
          key={`${bucket.first} ${kind}`}
          className={`fill-${kind}`}
          fill={fillOf(props.id, kind)}
          x={index * slot + gap / 2}
          y={height - below}
          width={slot - gap}
          height={value}
        />
      );
    });
  });
}

interface BarChartProps {
  readonly title: string;
  /** What the chart says, for those who do not see it. */
  readonly summary: string;
  readonly buckets: readonly Bucket[];
  readonly series: readonly Series[];
  /** A value as people read it, and what the axis is a round number of. */
  readonly unit?: number;
  readonly format?: (value: number) => string;
  readonly onPick: (bucket: Bucket) => void;
}

/**
 * Stacked bars over time. The pointer names a bar and a click picks it; the table beside the charts does the same for the
 * keyboard and for screen readers.
 */
export function BarChart({ title, summary, buckets, series, format = number, unit = 1, onPick }: BarChartProps) {
  const id = useId();
  const [over, setOver] = useState<number | null>(null);
  const total = (bucket: Bucket): number => series.reduce((sum, { of }) => sum + Math.max(0, of(bucket)), 0);
  const top = axisTop(Math.max(...buckets.map(total), 0) / unit) * unit;
  const picked = over === null ? undefined : buckets[over];
  const width = buckets.length * slot;

  function at(event: PointerEvent<SVGSVGElement>): number {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(
      buckets.length - 1,
      Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * buckets.length)),
    );
  }

  return (
    <figure className="chart">
      <figcaption>
        <strong>{title}</strong>
        <span className="chart-said num">
          {picked
            ? `${picked.label}: ${series.map((one) => `${one.title} ${format(one.of(picked))}`).join(', ')}`
            : summary}
        </span>
      </figcaption>
      <div className="chart-body">
        <span className="chart-top num">{format(top)}</span>
        <svg
          className="chart-bars"
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}. ${summary}`}
          onPointerMove={(event) => setOver(at(event))}
          onPointerLeave={() => setOver(null)}
          onPointerUp={(event) => {
            const bucket = buckets[at(event)];
            if (bucket && event.button === 0) onPick(bucket);
          }}
        >
          <Patterns id={id} />
          {picked && over !== null && <rect className="fill-over" x={over * slot} y={0} width={slot} height={height} />}
          <Bars id={id} buckets={buckets} series={series} top={top} />
        </svg>
      </div>
      <div className="chart-axis num" aria-hidden="true">
        <span>{buckets[0]?.label}</span>
        <span>{buckets.at(-1)?.label}</span>
      </div>
    </figure>
  );
}

/** What colour and pattern each layer has. */
export function ChartKey({ series }: { readonly series: readonly Series[] }) {
  const id = useId();
  return (
    <ul className="chart-key">
      {series.map(({ kind, title }) => (
        <li key={kind}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <Patterns id={id} />
            <rect className={`fill-${kind}`} fill={fillOf(id, kind)} width="12" height="12" rx="2" />
          </svg>
          {title}
        </li>
      ))}
    </ul>
  );
}
