import type { ReactNode } from 'react';
import { exactTime } from '../../../format/days.ts';

interface ChapterProps {
  readonly title: string;
  /** When it happened, ISO 8601; null where that is not known, or where it is no moment. */
  readonly at?: string | null;
  readonly zone?: string;
  readonly children: ReactNode;
}

/** One part of an entry's story, under its title and time. */
export function Chapter({ title, at = null, zone = 'UTC', children }: ChapterProps) {
  return (
    <section className="chapter" aria-label={title}>
      <div className="chapter-head">
        <h3>{title}</h3>
        {at !== null && (
          <time className="num" dateTime={at}>
            {exactTime(at, zone)}
          </time>
        )}
      </div>
      <div className="chapter-body">{children}</div>
    </section>
  );
}
