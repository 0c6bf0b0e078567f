import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import { startBrowserHost } from '../main/hosts/browser/index.ts';
import { quantile } from '../models/eval/index.ts';
import { chromiumPath, openTestWindow } from '../tests/e2e/fixtures/chromium.ts';
import { fakeThimble } from '../tests/e2e/fixtures/fake-thimble.ts';
import { frameFigures, type TraceEvent } from './bench/frames.ts';
import { buildRenderer } from './build/targets.ts';

/** `npm run bench -- scroll`: the activity of a million entries, scrolled in the system's Chromium, by its own trace. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entries = 1_000_000;
const categories = [
  'benchmark',
  'cc',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
];

async function traced(session: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const over = Promise.withResolvers<void>();
  const collect = ({ value }: { value: object[] }): void => {
    // Boundary: what Chromium writes; fields that are not there are dealt with where they are read.
    events.push(...(value as TraceEvent[]));
  };
  session.on('Tracing.dataCollected', collect);
  session.once('Tracing.tracingComplete', () => over.resolve());
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await work();
  await session.send('Tracing.end');
  await over.promise;
  session.off('Tracing.dataCollected', collect);
  return events;
}

/** A wheel that turns without a stop: `speed` in CSS pixels a second, as of a fast flick. */
async function byWheel(session: CDPSession, page: Page, seconds: number): Promise<void> {
  const box = await page.getByRole('listbox', { name: 'Entries' }).boundingBox();
  if (!box) throw new Error('There is no list to scroll.');
  const speed = 4000;
  await session.send('Input.synthesizeScrollGesture', {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 2),
    yDistance: -speed * seconds,
    speed,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
}

/** The scroll bar's thumb, taken from the top to the bottom and back again. */
async function byThumb(page: Page, seconds: number): Promise<void> {
  const list = page.getByRole('listbox', { name: 'Entries' });
  const box = await list.boundingBox();
  if (!box) throw new Error('There is no list to scroll.');
  const bar = await list.evaluate((element) => (element as HTMLElement).offsetWidth - element.clientWidth);
  const edge = 22;
  const x = box.x + box.width - Math.max(2, bar / 2);
  await list.focus();
  await page.keyboard.press('Home');
  // Below the bar's own button, where the thumb is.
  await page.mouse.move(x, box.y + edge);
  await page.mouse.down();
  const steps = Math.round(seconds * 60);
  const started = performance.now();
  for (let step = 1; step <= steps; step++) {
    const way = 1 - Math.abs(1 - (2 * step) / steps);
    await page.mouse.move(x, box.y + edge + way * (box.height - 2 * edge));
    const rest = started + (step * 1000) / 60 - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
  await page.mouse.up();
}

/** Scrolls and prints frames and the main thread's time for them. `row` takes a figure's name and value. */
export async function benchScroll(row: (name: string, value: string) => void, seconds = 6): Promise<void> {
  if (chromiumPath === null) {
    row('scrolling a million entries', 'skipped: there is no Chromium on this machine');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'thimble-bench-'));
  try {
    await buildRenderer(root, folder);
    const host = await startBrowserHost({ ...fakeThimble({ entries }), rendererDir: folder });
    const window = await openTestWindow(host.url, { scrollBars: true });
    const { page } = window;
    await page.getByText('Recent', { exact: true }).waitFor();
    await page.keyboard.press('Control+3');
    await page.getByText('1,000,000 entries').waitFor();
    const session = await page.context().newCDPSession(page);
    const ways = [
      ['wheel', () => byWheel(session, page, seconds)],
      ['thumb', () => byThumb(page, seconds)],
    ] as const;
    for (const [way, scroll] of ways) {
      await page.waitForTimeout(500);
      const { presented, dropped, seconds: took, mainThread, longTasks } = frameFigures(await traced(session, scroll));
      const ms = (part: number): string => quantile(mainThread, part)?.toFixed(1) ?? 'n/a';
      row(
        `scrolling 1,000,000 entries by ${way}, frames shown / dropped`,
        `${presented} / ${dropped} in ${took.toFixed(1)} s`,
      );
      row(
        `… by ${way}, main thread's processor time a frame, p50 / p95 / p99`,
        `${ms(0.5)} / ${ms(0.95)} / ${ms(0.99)} ms`,
      );
      row(`… by ${way}, tasks above 50 ms of it`, String(longTasks));
    }
    await window.close();
    await host.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
