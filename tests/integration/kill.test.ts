import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../connectors/demo/index.ts';
import { startDemoApp } from '../../main/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** SIGKILL at any moment of a write: the effect has an intent, an intent without outcome is unknown, nothing is resent. */

const kills = 12;
let demo: Demo;
let dataDir = '';

beforeAll(async () => {
  demo = await startDemo({ now: () => Date.now() });
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-kill-'));
});
afterAll(async () => {
  await demo.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function runAndKill(prefix: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../support/kill-child.ts')], {
    env: {
      ...process.env,
      NODE_NO_WARNINGS: '1',
      THIMBLE_KILL_TEST: JSON.stringify({ origins: demo.origins, tokens: demo.tokens, dataDir, prefix }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exit = once(child, 'exit');
  const ready = await Promise.race([once(child.stdout, 'data').then(() => true), exit.then(() => false)]);
  expect(ready, errors).toBe(true);
  await wait(afterMs);
  child.kill('SIGKILL');
  await exit;
}

describe('kill -9 during writes', () => {
  it(`leaves the log honest, ${kills} times`, { timeout: 180_000 }, async () => {
    for (let n = 0; n < kills; n++) await runAndKill(`k${n}`, 15 + n * 37);
    const app = await startDemoApp({ dataDir, demo, model: scriptedModel({}) });
    try {
      const entries = [];
      let cursor: string | undefined;
      do {
        const page = app.audit.list({}, cursor, 200);
        entries.push(...page.entries);
        cursor = page.next ?? undefined;
      } while (cursor);
      const posted = demo
        .received()
        .filter((request) => request.op === 'slack.chat.postMessage' && request.status === 200);
      expect(posted.length).toBeGreaterThan(0);

      // Every effect has exactly one entry that says what was intended, and was made once.
      const texts = posted.map((request) => String(request.body?.text));
      expect(new Set(texts).size).toBe(texts.length);
      for (const text of texts)
        expect(entries.filter((entry) => entry.effectText.includes(`${text}”`))).toHaveLength(1);

      // What was cut off is unknown, what is known as done was done.
      const open = entries.filter((entry) => entry.status === 'intent');
      expect(open).toEqual([]);
      const done = entries.filter((entry) => entry.status === 'succeeded' && entry.tool === 'slack.chat.postMessage');
      for (const entry of done) expect(texts.some((text) => entry.effectText.includes(text))).toBe(true);
      expect(entries.filter((entry) => entry.status === 'unknown').length).toBeLessThanOrEqual(kills);
      expect(posted.length - done.length).toBeLessThanOrEqual(
        entries.filter((entry) => entry.status === 'unknown').length,
      );

      // Each of them waits for a person, and is settled by an entry of its own.
      const unknown = app.audit.unsettled(kills).entries.map(({ id }) => id);
      expect(unknown).toEqual(entries.filter((entry) => entry.status === 'unknown').map(({ id }) => id));
      for (const id of unknown) app.agent.settle(id, false, 'test');
      expect(app.audit.unsettled(kills).total).toBe(0);

      // Starting again sends nothing.
      const before = demo.received().length;
      await wait(200);
      expect(demo.received()).toHaveLength(before);
      expect(app.audit.verify()).toMatchObject({ ok: true });
    } finally {
      await app.close();
    }
  });
});
