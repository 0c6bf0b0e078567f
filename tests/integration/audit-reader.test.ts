import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSigner, openAuditLog } from '../../main/audit/index.ts';
import { createMemoryKeychain } from '../../main/keychain/index.ts';
import { buildAuditReader } from '../../scripts/build/targets.ts';

/** The reading thread as the app's build makes it: one script that is started from its text, in no folder. */
let folder: string;
let publicKey: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-reader-'));
  await buildAuditReader(join(import.meta.dirname, '../..'), folder);
  const signer = await createSigner(createMemoryKeychain());
  publicKey = signer.publicKey;
  const log = openAuditLog({ file: join(folder, 'audit.db'), signer, now: Date.now });
  log.record(
    {
      ...{ runId: 'run', step: 1, request: 'post it', tool: 'slack.chat.postMessage', title: 'Post', service: 'slack' },
      ...{
        effect: 'write',
        effectText: 'Post',
        undoText: '',
        args: [],
        decision: null,
        approval: null,
        tainted: false,
      },
      ...{ lookup: false, account: 'demo', place: 'demo/1', undoes: null, asked: [], secondModel: null },
    },
    { status: 'denied', summary: null, result: null, error: null, requests: [], undo: [], milliseconds: 1 },
  );
  log.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function answerOf(task: unknown, question?: unknown): Promise<unknown> {
  const code = readFileSync(join(folder, 'audit-reader.cjs'), 'utf8');
  const workerData = { file: join(folder, 'audit.db'), publicKey, task };
  const worker = new Worker(code, { eval: true, env: {}, workerData });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  worker.on('error', reject);
  worker.on('message', (message: { type: string; value?: unknown; error?: unknown }) => {
    if (message.type === 'answer') resolve(message.value);
    if (message.type === 'error') reject(message.error);
  });
  if (question) worker.postMessage(question);
  return promise.finally(() => worker.terminate());
}

it('answers questions', async () => {
  const given = { filter: { query: 'post' }, offset: 0, limit: 5, upTo: null };
  expect(await answerOf(null, { id: 1, name: 'page', given })).toMatchObject({
    total: 1,
    entries: [{ request: 'post it', status: 'denied' }],
  });
});

it('does long work', async () => {
  expect(await answerOf({ name: 'verify', given: { anchor: null } })).toMatchObject({ ok: true, entries: 2 });
  const file = join(folder, 'out.jsonl');
  const given = { file, format: 'bundle', filter: {}, now: 0 };
  expect(await answerOf({ name: 'export', given })).toMatchObject({ entries: 1, lines: 3 });
});
