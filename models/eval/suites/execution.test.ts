import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ScriptedEndpoint, startScriptedEndpoint } from '../endpoint/test-server.ts';
import { readOptions, runSuite } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'thimble-eval-'));
const file = join(folder, 'tasks.jsonl');
let server: ScriptedEndpoint;
beforeAll(async () => {
  server = await startScriptedEndpoint();
  const post = { op: 'slack.chat.postMessage', args: { channel: 'C0BV932BYV7', text: 'Lunch is here' } };
  const tasks = [
    { id: 'post', kind: 'single', request: 'post "Lunch is here" in #random', expect: [post] },
    { id: 'talk', kind: 'abstain', request: 'good morning, how are you?' },
  ];
  writeFileSync(file, tasks.map((task) => JSON.stringify(task)).join('\n'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const run = () =>
  runSuite(readOptions(['--tasks', file, '--endpoint', server.url, '--model', 'tiny'], undefined), () => undefined);

it('has a model behind an endpoint make the calls; an answer that fails is no refusal', {
  timeout: 120_000,
}, async () => {
  server.script.push(
    { calls: [{ name: 'slack_chat_postMessage', arguments: '{"to":"#random","text":"Lunch is here"}' }] },
    // What follows it is asked for the card, and then again with its result.
    { calls: [] },
    { calls: [] },
    { status: 400, body: 'too long' },
  );
  const outcome = await run();
  expect(outcome.model).toEqual({ name: 'tiny', parameters: null });
  expect(outcome.summary).toMatchObject({
    executionMatch: { all: 0.5, single: 1, abstain: 0 },
    calibration: null,
    memory: null,
  });
  expect(outcome.lines).toMatchObject([{ right: true }, { right: false, why: 'The endpoint answered 400: too long' }]);
  expect(outcome.bars.at(-1)).toEqual({ label: 'all', value: 0.5, count: '1 of 2' });
});

it('ends where the endpoint refuses the key', { timeout: 120_000 }, async () => {
  server.script.push({ status: 401, body: '' });
  await expect(run()).rejects.toMatchObject({ code: 'unauthorized' });
});
