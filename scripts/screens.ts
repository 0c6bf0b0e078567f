import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { fillLog } from '../main/audit/bench-log.ts';
import { createSigner } from '../main/audit/index.ts';
import { startBrowserHost } from '../main/hosts/browser/index.ts';
import { startThimble } from '../main/index.ts';
import { openTestWindow } from '../tests/e2e/fixtures/chromium.ts';
import { oneTainted, planScripts } from '../tests/support/plan-scripts.ts';
import { scriptedModel } from '../tests/support/scripted-model.ts';
import { everyMs, madeUpCalls } from './bench/made-up-calls.ts';

/**
 * `npm run screens`: takes the pictures of the README and docs/ from the running app over the demo workspace. Needle
 * proposes, except on the card of a plan, whose calls a script writes; the long log is made up.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs', 'images');
const rendererDir = join(root, 'dist', 'renderer');
const manyEntries = 100_000;
const patience = 60_000;

const starsAsk = `// Stars are seen by others, so they ask too.
@id("stars-ask")
@says("Starring a repository asks first.")
@decision("ask")
forbid (principal, action == Action::"github.repos.star", resource);
`;

type Shot = (name: string) => Promise<void>;
type Options = Omit<Parameters<typeof startThimble>[0], 'host' | 'resourcesDir'>;

const go = (page: Page, view: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click();
const input = (page: Page) => page.getByRole('combobox', { name: 'Request' });

/** Runs `visit` in the light and in the dark over one app. */
async function pictures(
  options: Options,
  visit: (page: Page, shot: Shot, app: Awaited<ReturnType<typeof startThimble>>) => Promise<void>,
  place: 'main' | 'quick' = 'main',
  size = place === 'quick' ? { width: 720, height: 580 } : { width: 1100, height: 760 },
): Promise<void> {
  const app = await startThimble({ ...options, host: 'browser', resourcesDir: root });
  const host = await startBrowserHost({ router: app.router, events: app.events, rendererDir });
  try {
    for (const dark of [false, true]) {
      const { page, close } = await openTestWindow(host.link(place), { dark, ...size });
      page.setDefaultTimeout(patience);
      const shot: Shot = async (name) => {
        const hide = page.getByRole('button', { name: 'Hide' });
        if (await hide.isVisible()) await hide.click();
        await page.waitForTimeout(600);
        await page.screenshot({ path: join(folder, `${name}${dark ? '-dark' : ''}.png`) });
      };
      await visit(page, shot, app);
      await close();
      app.composition.demo.reset();
    }
  } finally {
    await host.close();
    await app.close();
  }
}

const folders: string[] = [];
function freshFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'thimble-screens-'));
  folders.push(made);
  return made;
}

mkdirSync(folder, { recursive: true });
try {
  await pictures(
    { dataDir: freshFolder() },
    async (page, shot) => {
      await input(page).fill("refund $5 of Oskar's latest payment");
      await page.getByText('$5.00').first().waitFor();
      await shot('quick-window');
    },
    'quick',
  );
  await pictures({ dataDir: freshFolder(), model: scriptedModel(planScripts) }, async (page, shot) => {
    await input(page).fill(oneTainted);
    await page.getByRole('button', { name: /^(Run it|Go to approval)/u }).waitFor();
    await input(page).press('Enter');
    await page
      .getByRole('button', { name: /^Approve/u })
      .first()
      .waitFor();
    await go(page, 'Approvals');
    await page
      .getByRole('button', { name: /^Approve/u })
      .first()
      .waitFor();
    await page.setViewportSize({ width: 1100, height: 900 });
    // Its buttons wait a moment before they can be pressed.
    await page.waitForTimeout(1000);
    await shot('approval');
    await page.getByRole('button', { name: 'Deny' }).click();
  });
  const dataDir = freshFolder();
  await pictures({ dataDir }, async (page, shot, { composition }) => {
    if (composition.audit.list({}, undefined, 1).total === 0) {
      const log = join(dataDir, 'audit.db');
      fillLog(
        log,
        await createSigner(composition.secrets.signing, { log }),
        manyEntries,
        madeUpCalls(Date.now() - manyEntries * everyMs),
      );
    }
    await input(page).fill("refund $5 of Oskar's latest payment");
    await page.getByText('$5.00').first().waitFor();
    await input(page).press('Enter');
    await page.getByRole('button', { name: /Approve once/u }).click();
    await page
      .getByText(/^Refunded/u)
      .first()
      .waitFor();
    await go(page, 'Activity');
    await page.getByRole('listbox', { name: 'Entries' }).getByRole('option').first().click();
    await page.getByText(/proof/iu).first().waitFor();
    await shot('activity');
    await go(page, 'Connections');
    await page.getByRole('heading', { name: 'Slack' }).waitFor();
    await shot('connections');
    await go(page, 'Settings');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shot('settings');
  });
  await pictures({ dataDir: freshFolder() }, async (page, shot, { composition }) => {
    const { agent, audit } = composition;
    if (audit.list({}, undefined, 1).total === 0)
      for (const repo of ['web', 'api', 'infra'])
        await agent.finished(agent.start(`/github.repos.star repo: ${repo}`).id);
    await go(page, 'Policies');
    await page
      .getByRole('button', { name: 'Workshop' })
      .or(page.getByRole('tab', { name: 'Workshop' }))
      .click();
    await page.getByRole('button', { name: 'New file' }).click();
    await page.getByRole('textbox', { name: /name/iu }).fill('mine');
    await page.keyboard.press('Enter');
    const editor = page.getByRole('textbox', { name: 'Text of mine.cedar' });
    await editor.click();
    await page.keyboard.insertText(starsAsk);
    await page.getByText('3 calls allowed before would now ask').waitFor();
    await page.setViewportSize({ width: 1100, height: 1000 });
    await shot('policy-workshop');
  });
} finally {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
}
console.log(`Wrote ${folder}`);
