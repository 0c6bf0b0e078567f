import { describe, expect, it } from 'vitest';
import { frameFigures, type TraceEvent } from './frames.ts';

const event = (name: string, ts: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
  name,
  ts,
  ph: 'X',
  pid: 7,
  tid: 1,
  ...more,
});
const frame = (state: string, ts: number) =>
  event('PipelineReporter', ts, { ph: 'b', tid: 9, args: { frame_reporter: { state } } });

const trace: TraceEvent[] = [
  event('thread_name', 0, { ph: 'M', args: { name: 'CrRendererMain' } }),
  // A spare renderer that does next to nothing.
  event('thread_name', 0, { ph: 'M', pid: 8, args: { name: 'CrRendererMain' } }),
  event('RunTask', 500, { pid: 8, dur: 90_000 }),
  event('BeginMainThreadFrame', 1000),
  event('RunTask', 900, { dur: 4000 }),
  event('RunTask', 1100, { dur: 5000 }),
  // Nine milliseconds, of which the thread had the processor for one.
  event('RunTask', 6500, { dur: 9000, tdur: 1000 }),
  event('BeginMainThreadFrame', 17_000),
  event('RunTask', 18_000, { dur: 60_000 }),
  event('BeginMainThreadFrame', 81_000),
  frame('STATE_PRESENTED_ALL', 2000),
  frame('STATE_PRESENTED_PARTIAL', 3000),
  frame('STATE_DROPPED', 4000),
  frame('STATE_NO_UPDATE_DESIRED', 5000),
  { ...frame('STATE_DROPPED', 4000), pid: 8 },
];

describe('the figures of a trace', () => {
  it('add up what the main thread did in each frame', () => {
    expect(frameFigures(trace).mainThread).toEqual([6, 60]);
    expect(frameFigures(trace).longTasks).toBe(1);
  });

  it('count the frames that were shown and those that were dropped', () => {
    expect(frameFigures(trace)).toMatchObject({ presented: 2, dropped: 1, seconds: 0.0801 });
  });

  it('are none for a trace of nothing', () => {
    expect(frameFigures([])).toEqual({ presented: 0, dropped: 0, seconds: 0, mainThread: [], longTasks: 0 });
  });
});
