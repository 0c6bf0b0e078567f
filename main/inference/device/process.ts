import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { SessionSetting } from '../onnx.ts';
import { type Job, trialSchema } from './job.ts';
import type { Trial } from './trial.ts';

/** A started process, as far as both Node's and Electron's have it. */
export interface ProbeProcess {
  readonly stdout: { on(event: 'data', listener: (part: unknown) => void): unknown } | null;
  on(event: 'exit', listener: (code: number | null) => void): unknown;
  kill(): boolean;
}

/** Starts `device/probe.ts` with one argument and its output piped. */
export type StartProbe = (job: string) => ProbeProcess;

/** From the sources, with this process's Node. */
export const startNodeProbe: StartProbe = (job) =>
  spawn(process.execPath, [join(import.meta.dirname, 'probe.ts'), job], { stdio: ['ignore', 'pipe', 'ignore'] });

/** Longest trial, in milliseconds: a driver may compile its kernels first. */
const longest = 60_000;
/** Most output that is kept, in characters. */
const mostOutput = 100_000;

/**
 * Tries a setting in a process of its own, so that a driver that crashes or hangs takes nothing with it. Never rejects
 * but with the signal's reason.
 */
export async function tryApart(
  start: StartProbe,
  dir: string,
  setting: SessionSetting,
  signal: AbortSignal,
  timeoutMs = longest,
): Promise<Trial> {
  signal.throwIfAborted();
  const job: Job = { dir, setting };
  const child = start(JSON.stringify(job));
  const ended = Promise.withResolvers<number | null | 'late'>();
  let output = '';
  child.stdout?.on('data', (part: unknown) => {
    if (output.length < mostOutput) output += String(part);
  });
  child.on('exit', (code) => ended.resolve(code));
  // A process that cannot even be started has no exit.
  if ('once' in child && typeof child.once === 'function') child.once('error', () => ended.resolve(null));
  const stop = (): void => void child.kill();
  const timer = setTimeout(() => ended.resolve('late'), timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const code = await ended.promise;
    signal.throwIfAborted();
    if (code === 'late') return { problem: `it gave no answer within ${timeoutMs / 1000} seconds` };
    if (code !== 0) return { problem: 'its process crashed' };
    const last = output.trimEnd().split('\n').at(-1) ?? '';
    return trialSchema.parse(JSON.parse(last));
  } catch (thrown) {
    signal.throwIfAborted();
    return { problem: `its answer cannot be read (${thrown instanceof Error ? thrown.name : 'error'})` };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    child.kill();
  }
}
