/** One event of a Chromium trace (Trace Event Format). Times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** What of `dur` the thread had a processor. */
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly frame_reporter?: { readonly state?: string };
  };
}

/** What a trace says of the frames while it ran. */
export interface FrameFigures {
  readonly presented: number;
  readonly dropped: number;
  readonly seconds: number;
  /**
   * Milliseconds of processor time that the page's main thread took for each of its frames, from one frame's begin to the
   * next: script, style, layout and paint, and not what other processes of the machine took in between.
   */
  readonly mainThread: readonly number[];
  /** Main-thread tasks of more than 50 ms (W3C Long Tasks), by processor time. */
  readonly longTasks: number;
}

const longTask = 50_000;
const cost = ({ tdur, dur = 0 }: TraceEvent): number => tdur ?? dur;

/** The renderer's main thread that did the most: a browser may keep a spare renderer, and has a thread each. */
function busiestMainThread(events: readonly TraceEvent[]): { pid: number; tid: number } | null {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const work = ({ pid, tid }: TraceEvent): number =>
    events.filter((one) => one.name === 'RunTask' && one.pid === pid && one.tid === tid).length;
  return threads.map((thread) => ({ thread, work: work(thread) })).sort((a, b) => b.work - a.work)[0]?.thread ?? null;
}

/** Reads frames and main-thread work out of a trace; nothing where the trace has no renderer. */
export function frameFigures(events: readonly TraceEvent[]): FrameFigures {
  const thread = busiestMainThread(events);
  const states = events.flatMap(({ ph, pid, args }) => {
    const state = args?.frame_reporter?.state;
    return ph === 'b' && pid === thread?.pid && state !== undefined ? [state] : [];
  });
  const own = events.filter(({ pid, tid }) => pid === thread?.pid && tid === thread.tid);
  const tasks = own.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').sort((a, b) => a.ts - b.ts);
  const begins = own
    .filter(({ name }) => name === 'BeginMainThreadFrame')
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const mainThread: number[] = [];
  let task = 0;
  for (const [index, begin] of begins.entries()) {
    const end = begins[index + 1];
    if (end === undefined) break;
    // A task belongs to the frame in which it begins.
    while ((tasks[task]?.ts ?? Number.POSITIVE_INFINITY) < begin) task++;
    let worked = 0;
    for (let one = tasks[task]; one && one.ts < end; one = tasks[++task]) worked += cost(one);
    mainThread.push(worked / 1000);
  }
  const times = own.map(({ ts }) => ts).filter((ts) => ts > 0);
  const span =
    times.reduce((last, ts) => Math.max(last, ts), 0) -
    times.reduce((first, ts) => Math.min(first, ts), Number.POSITIVE_INFINITY);
  return {
    presented: states.filter((state) => state.startsWith('STATE_PRESENTED')).length,
    dropped: states.filter((state) => state === 'STATE_DROPPED').length,
    seconds: Number.isFinite(span) ? Math.max(0, span) / 1e6 : 0,
    mainThread,
    longTasks: tasks.filter((one) => cost(one) > longTask).length,
  };
}
