import type { DateTime } from 'luxon';
import { best, fold, nameWords } from './notion-words.ts';

/** Ways of saying what an option usually means. Each row is one meaning. */
const meanings: readonly (readonly string[])[] = [
  'not started,todo,to do,open,new,unstarted,not begun,waiting,backlog,pending,not yet started,queued'.split(','),
  'in progress,doing,started,wip,ongoing,underway,under way,active,begun,working on it,work in progress,being worked on'.split(
    ',',
  ),
  'done,complete,completed,finished,closed,ready,all done,resolved'.split(','),
  'blocked,on hold,stuck,paused'.split(','),
  'high,urgent,critical,top,highest,p0,p1,important,asap,very high,utmost,hi'.split(','),
  'medium,mid,normal,moderate,average,p2,med,middle,standard'.split(','),
  'low,lowest,minor,p3,not urgent,whenever,lo'.split(','),
  'lead,prospect,prospective,cold,inquiry'.split(','),
  'trial,trialing,trialling,on trial,evaluating,testing,trying it out'.split(','),
  'customer,won,converted,paying,signed,signed up,client,live customer'.split(','),
  'churned,churn,lost,left,cancelled,canceled,gone'.split(','),
  'planned,planning,todo,to do,scheduled,not started'.split(','),
  'building,in progress,in development,wip,started,being built,underway,in the works,developing'.split(','),
  'shipped,released,launched,live,done,out,delivered'.split(','),
];

const ordinals: Readonly<Record<string, string>> = { first: '1', second: '2', third: '3', fourth: '4', last: '4' };

/** "fourth quarter", "4th quarter", "this quarter", "next quarter" as `q4`. */
function quarter(said: string, now: DateTime): string | undefined {
  const relative = /\b(this|current|next|last|previous) quarter\b/u.exec(said)?.[1];
  if (relative !== undefined) {
    const shift = relative === 'next' ? 1 : relative === 'this' || relative === 'current' ? 0 : -1;
    return `q${now.plus({ quarters: shift }).quarter}`;
  }
  const named = /\b(first|second|third|fourth|last)\s+quarter\b/u.exec(said)?.[1];
  if (named !== undefined) return `q${ordinals[named] ?? ''}`;
  const numbered = /\b([1-4])(?:st|nd|rd|th)?\s+quarter\b|\bquarter\s+([1-4])\b|\bq\s*([1-4])\b/u.exec(said);
  return numbered ? `q${numbered[1] ?? numbered[2] ?? numbered[3] ?? ''}` : undefined;
}

/** "high priority", "the trial stage": without the column's own name and pointing words. */
function withoutColumn(said: string, column: string): string {
  const extra = new Set([
    ...fold(column).split(' '),
    'prio',
    'priority',
    'status',
    'stage',
    'the',
    'as',
    'to',
    'marked',
    'a',
    'an',
    'level',
    'already',
    'now',
    'currently',
    'still',
    'state',
    'is',
  ]);
  const words = fold(said)
    .split(' ')
    .filter((word) => !extra.has(word));
  return words.length ? words.join(' ') : fold(said);
}

/**
 * The options of a column that words mean: the same name, then the same meaning, then part of the name or a typo. Several
 * when they fit equally well, none when nothing does. `now` is in the user's zone.
 */
export function findOptions(
  said: string,
  column: string,
  options: readonly string[],
  now: DateTime,
): readonly string[] {
  const whole = fold(said);
  const same = options.filter((option) => fold(option) === whole);
  if (same.length) return same;
  const bare = withoutColumn(said, column);
  const close = options.filter((option) => fold(option) === bare || nameWords(option).join(' ') === bare);
  if (close.length) return close;
  const inQuarter = quarter(whole, now);
  if (inQuarter !== undefined)
    return options.filter((option) => fold(option).replaceAll(' ', '').startsWith(inQuarter));
  for (const word of [whole, bare]) {
    const meant = meanings.filter((words) => words.includes(word));
    const found = options.filter((option) => meant.some((words) => words.includes(fold(option))));
    if (found.length) return found;
  }
  // "started" is part of "Not started" and means its opposite.
  const negated = (text: string): boolean => /\b(?:not|no|never|un\w+)\b/u.test(fold(text));
  const alike = options.filter((option) => negated(option) === negated(said)).map((name) => ({ name }));
  return best(bare, alike).found.map(({ name }) => name);
}
