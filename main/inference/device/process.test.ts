import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { defaultSetting } from '../onnx.ts';
import { type StartProbe, tryApart } from './process.ts';

const never = new AbortController().signal;
/** A process that runs `code` instead of a trial; `job` is what it was told. */
const running =
  (code: string): StartProbe =>
  (job) =>
    spawn(process.execPath, ['-e', code, job], { stdio: ['ignore', 'pipe', 'ignore'] });
const tried = (code: string, timeoutMs?: number) =>
  tryApart(running(code), '/models', defaultSetting, never, timeoutMs);

describe('tryApart', { timeout: 60_000 }, () => {
  it('gives what the process found, whatever a driver prints before', async () => {
    expect(await tried('console.log("driver 1.2"); console.log(JSON.stringify({ milliseconds: 7 }))')).toEqual({
      milliseconds: 7,
    });
  });
  it('tells the process what to try', async () => {
    const echo = 'console.log(JSON.stringify({ problem: process.argv.at(-1) }))';
    const answer = await tried(echo);
    expect(JSON.parse('problem' in answer ? answer.problem : '')).toEqual({ dir: '/models', setting: defaultSetting });
  });
  it.each([
    ['crashes', 'process.kill(process.pid, "SIGKILL")', /crashed/u],
    ['ends with an error', 'process.exit(3)', /crashed/u],
    ['answers nothing', '', /cannot be read/u],
    ['answers something else', 'console.log("{}")', /cannot be read/u],
  ])('keeps why when the process %s', async (_, code, why) => {
    expect(await tried(code)).toEqual({ problem: expect.stringMatching(why) });
  });
  it('ends a process that hangs', async () => {
    const started: number[] = [];
    const start: StartProbe = (job) => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)', job], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      started.push(child.pid ?? 0);
      return child;
    };
    expect(await tryApart(start, '/models', defaultSetting, never, 200)).toEqual({
      problem: 'it gave no answer within 0.2 seconds',
    });
    await expect.poll(() => started.map(isAlive), { timeout: 30_000 }).toEqual([false]);
  });
  it('gives up when it is told to', async () => {
    const over = new AbortController();
    const attempt = tryApart(running('setInterval(() => 0, 1000)'), '/models', defaultSetting, over.signal);
    over.abort();
    await expect(attempt).rejects.toThrow();
  });
  it('says so when no process can be started', async () => {
    const nowhere: StartProbe = (job) => spawn('/nowhere/node', [job], { stdio: ['ignore', 'pipe', 'ignore'] });
    expect(await tryApart(nowhere, '/models', defaultSetting, never)).toHaveProperty('problem');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
