import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigner, openAuditLog } from '../../main/audit/index.ts';
import { createMemoryKeychain } from '../../main/keychain/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One key for this test's processes. */
const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

async function open() {
  const keychain = createMemoryKeychain();
  await keychain.set({ service: 'thimble/audit', account: 'signing-key' }, key);
  return openAuditLog({ file: join(folder, 'audit.db'), signer: await createSigner(keychain), now: Date.now });
}

/** Logs an intent, has its effect (a line in a file), logs the outcome; `count` times. */
const writer = `
import { appendFileSync } from 'node:fs';
const [file, effects, key, audit, keychains, count] = JSON.parse(process.env.THIMBLE_TEST);
const { createSigner, openAuditLog } = await import(audit);
const { createMemoryKeychain } = await import(keychains);
const keychain = createMemoryKeychain();
await keychain.set({ service: 'thimble/audit', account: 'signing-key' }, key);
const log = openAuditLog({ file, signer: await createSigner(keychain), now: Date.now });
const intent = { runId: 'run', step: 1, request: 'post', tool: 'slack.chat.postMessage', title: 'Post', service: 'slack',
  effect: 'write', effectText: 'Post', undoText: '', args: [], decision: null, approval: null, tainted: false, lookup: false, account: 'demo',
  undoes: null, secondModel: null, asked: [] };
const outcome = { status: 'succeeded', summary: null, result: null, error: null, requests: [], undo: [], milliseconds: 1 };
for (let n = 0; n < count; n++) {
  const id = log.intent(intent);
  appendFileSync(effects, id + '\\n');
  log.outcome(id, outcome);
}
log.close();
`;

function start(count: number): ChildProcess {
  const url = (path: string) => new URL(path, import.meta.url).href;
  const given = [
    join(folder, 'audit.db'),
    join(folder, 'effects'),
    key,
    url('../../main/audit/index.ts'),
    url('../../main/keychain/index.ts'),
    count,
  ];
  return spawn(process.execPath, ['--input-type=module', '--eval', writer], {
    env: { ...process.env, THIMBLE_TEST: JSON.stringify(given) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

describe('the audit log', () => {
  it('has an intent for every effect, whenever the process is killed', async () => {
    let closed = 0;
    for (let round = 0; round < 6; round++) {
      const child = start(1_000_000);
      const exited = once(child, 'exit');
      const before = existsSync(join(folder, 'effects')) ? readFileSync(join(folder, 'effects'), 'utf8').length : 0;
      const deadline = Date.now() + 20_000;
      // Let it write a while, then end it wherever it is.
      for (;;) {
        const size = existsSync(join(folder, 'effects')) ? readFileSync(join(folder, 'effects'), 'utf8').length : 0;
        if (size > before + 40 * (round + 1) * 25 || Date.now() > deadline) break;
        await new Promise((done) => setTimeout(done, 7 + round * 3));
      }
      child.kill('SIGKILL');
      await exited;

      const log = await open();
      closed += log.closeDangling();
      expect(log.verify()).toMatchObject({ ok: true, problems: [] });
      const effects = readFileSync(join(folder, 'effects'), 'utf8').trimEnd().split('\n');
      const known = new Map<string, string>();
      for (let cursor: string | undefined; ; ) {
        const page = log.list({}, cursor, 200);
        for (const entry of page.entries) known.set(entry.id, entry.status);
        if (page.next === null) break;
        cursor = page.next;
      }
      expect(effects.filter((id) => !known.has(id))).toEqual([]);
      expect([...known.values()].filter((status) => status === 'intent')).toEqual([]);
      log.close();
    }
    expect(closed).toBeLessThanOrEqual(6);
  });

  it('is one log for two processes at once', async () => {
    const children = [start(60), start(60)];
    const exits = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(exits.map(([code]) => code)).toEqual([0, 0]);
    const log = await open();
    expect(log.verify()).toMatchObject({ ok: true, entries: 240 });
    expect(log.list({ status: 'succeeded' }, undefined, 1).total).toBe(120);
    log.close();
  });
});
