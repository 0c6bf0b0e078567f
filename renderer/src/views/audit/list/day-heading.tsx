import { dayName, dayPlus, number } from '../../../format/days.ts';
import { strings } from '../../../strings.ts';
import type { TimelineDay } from './timeline.ts';

const words = strings.audit;

/** A day's name and how many entries it has. `today`: `YYYY-MM-DD`. */
export function DayHeading({ day, today }: { readonly day: TimelineDay; readonly today: string }) {
  const near = day.day === today ? `${words.today}, ` : day.day === dayPlus(today, -1) ? `${words.yesterday}, ` : '';
  return (
    <>
      <span className="audit-day-name">
        {near}
        {dayName(day.day, today)}
      </span>
      <span className="audit-day-count num">{words.count(number(day.count), day.count)}</span>
    </>
  );
}
