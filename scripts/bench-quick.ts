import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startBrowserHost } from '../main/hosts/browser/index.ts';
import { startThimble } from '../main/index.ts';
import { quantile } from '../models/eval/index.ts';
import { chromiumPath, openTestWindow } from '../tests/e2e/fixtures/chromium.ts';
import { buildRenderer } from './build/targets.ts';

/**
 * `npm run bench -- quick`: the quick command in the system's Chromium, with the whole app behind it. What Electron adds to
 * an opening, the showing of a hidden window, is not in it.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const request = "refund $5 of Oskar's latest payment";
const line = 'input.command-input';
/** Times between two keys of somebody who types quickly, in milliseconds. */
const keyMilliseconds = 200;

/** Notes, in the page, when a frame with the focus in the line, and one with each key, has been painted. */
function watchFrames(): void {
  const keys: number[] = [];
  const afterFrame = (work: () => void): void => {
    // A message that is posted in a frame's callback arrives once that frame has been painted.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = work;
      channel.port2.postMessage(null);
    });
  };
  Object.assign(globalThis, { keyTimes: keys });
  addEventListener('focusin', ({ target }) => {
    const told: unknown = Reflect.get(globalThis, 'focusPainted');
    if (target instanceof HTMLInputElement && typeof told === 'function') afterFrame(() => told());
  });
  addEventListener('keydown', ({ timeStamp }) => afterFrame(() => keys.push(performance.now() - timeStamp)));
}

const ms = (value: number | null): string => (value === null ? 'n/a' : `${value.toFixed(0)} ms`);
const both = (taken: readonly number[]): string => `${ms(quantile(taken, 0.5))} / ${ms(quantile(taken, 0.95))}`;

/** Prints the figures with `row`; where there is no Chromium it says so. */
export async function benchQuick(row: (name: string, value: string) => void): Promise<void> {
  if (chromiumPath === null) return row('quick command', 'not measured: there is no Chromium');
  const folder = mkdtempSync(join(tmpdir(), 'thimble-bench-quick-'));
  const rendererDir = join(folder, 'renderer');
  await buildRenderer(root, rendererDir);
  const thimble = await startThimble({
    host: 'browser',
    dataDir: join(folder, 'data'),
    resourcesDir: root,
    use: 'demo',
  });
  const host = await startBrowserHost({ router: thimble.router, events: thimble.events, rendererDir });
  const window = await openTestWindow('about:blank', { width: 680, height: 620 });
  try {
    let painted = Promise.withResolvers<void>();
    const { page } = window;
    await page.exposeFunction('focusPainted', () => painted.resolve());
    await page.addInitScript(watchFrames);
    async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
      painted = Promise.withResolvers();
      const started = performance.now();
      await Promise.all([work(), painted.promise]);
      return performance.now() - started;
    }
    const cold: number[] = [];
    for (let n = 0; n < 10; n++) cold.push(await timed(() => page.goto(host.link('quick'), { waitUntil: 'commit' })));
    await page.getByText('Try', { exact: true }).waitFor();
    const warm: number[] = [];
    for (let n = 0; n < 60; n++) {
      await page.locator(line).blur();
      await page.waitForTimeout(50);
      warm.push(await timed(() => thimble.events.emit({ type: 'quick.opened', text: null })));
    }
    row('quick command, call to painted frame with the focus, page kept ready, p50 / p95', both(warm));
    row('quick command, the same for a new page in a running browser, p50 / p95', both(cold));
    row('quick command, key to painted frame, typing with live previews, p50 / p95', both(await typing(page)));
  } finally {
    await window.close();
    await host.close();
    await thimble.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long each key of a typed request takes to be seen, the model working on the words before it meanwhile. */
async function typing(page: Page): Promise<number[]> {
  for (let n = 0; n < 3; n++) {
    await page.locator(line).fill('');
    await page.locator(line).pressSequentially(request, { delay: keyMilliseconds });
  }
  return page.evaluate(() => Reflect.get(globalThis, 'keyTimes') as number[]);
}
