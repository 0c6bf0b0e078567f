import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ThimbleError } from '../../shared/index.ts';
import type { Runtime } from './artifacts.ts';
import { createLineReader, encodeFrame } from './frames.ts';
import type { SandboxLimits } from './options.ts';
import { type FromHost, fromHostSchema, type ToHost } from './protocol.ts';

const prlimit = '/usr/bin/prlimit';
const keptStderr = 4096;

/** How the process ended, as far as the parent can tell. `killed`: by us. */
export type ProcessEnd = 'killed' | 'memory' | 'crashed';

/** One running sandbox process. */
export interface HostProcess {
  readonly pid: number;
  readonly node: string;
  /** What bounds its memory, for `thimble doctor`. */
  readonly contained: string;
  /** Null once it has ended. */
  readonly ended: Promise<ProcessEnd>;
  readonly alive: boolean;
  tell(message: ToHost): void;
  /** Who hears the next messages. */
  listen(listener: ((message: FromHost) => void) | null): void;
  kill(): void;
}

/** V8 flags and permissions, as facts on record say they hold: no JIT or WebAssembly, no eval, no sqlite, nothing to read but itself. */
function flags(host: string): string[] {
  return [
    '--permission',
    '--allow-addons',
    '--jitless',
    '--no-node-snapshot',
    '--no-experimental-sqlite',
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    `--allow-fs-read=${host}`,
    host,
  ];
}

/** Windows cannot start Node without these; they name folders, not secrets. */
function emptyEnv(): Record<string, string> {
  const { SystemRoot: root } = process.env;
  return process.platform === 'win32' && root !== undefined ? { SystemRoot: root } : {};
}

function launch(runtime: Runtime, limits: SandboxLimits): { child: ChildProcess; contained: string } {
  const args = [...flags(runtime.host), runtime.addon, String(limits.isolateMb), String(limits.processMb)];
  const options = { env: emptyEnv(), stdio: 'pipe' as const, windowsHide: true, detached: false };
  const watch = `resident set watched to ${limits.processMb} MiB, isolate ${limits.isolateMb} MiB`;
  if (process.platform === 'linux' && existsSync(prlimit)) {
    const child = spawn(prlimit, [`--data=${limits.processMb * 1024 * 1024}`, runtime.node, ...args], options);
    return { child, contained: `RLIMIT_DATA ${limits.processMb} MiB, ${watch}` };
  }
  return { child: spawn(runtime.node, args, options), contained: watch };
}

/**
 * Starts the sandbox process and waits until it answers.
 * @throws ThimbleError `sandbox_failed` when it does not within `limits.startMs`.
 */
export async function startHostProcess(runtime: Runtime, limits: SandboxLimits): Promise<HostProcess> {
  const { child, contained } = launch(runtime, limits);
  const reader = createLineReader();
  let listener: ((message: FromHost) => void) | null = null;
  let stderr = '';
  let alive = true;
  let killed = false;

  const kill = (): void => {
    killed = true;
    child.kill('SIGKILL');
  };
  const ended = new Promise<ProcessEnd>((resolve) => {
    const end = (signal: NodeJS.Signals | null): void => {
      alive = false;
      if (killed) resolve('killed');
      // SIGKILL that is not ours: the process's own watch on its memory, or the kernel's.
      else resolve(signal === 'SIGKILL' || /out of memory|bad_alloc/i.test(stderr) ? 'memory' : 'crashed');
    };
    child.on('close', (_code, signal) => end(signal));
    child.on('error', () => end(null));
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('latin1')).slice(-keptStderr);
  });
  // A write to a process that just ended fails here; `ended` tells the rest.
  child.stdin?.on('error', () => undefined);

  const ready = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), limits.startMs);
    listener = (message) => {
      if (message.t !== 'ready') return;
      clearTimeout(timer);
      resolve(message.node);
    };
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(stderr === '' ? 'ended' : stderr));
    });
  });
  child.stdout?.on('data', (chunk: Buffer) => {
    try {
      for (const line of reader.push(chunk)) listener?.(fromHostSchema.parse(JSON.parse(line)));
    } catch {
      // Only a process that is no longer ours says what the protocol does not know.
      child.kill('SIGKILL');
    }
  });

  try {
    const node = await ready;
    return {
      pid: child.pid ?? 0,
      node,
      contained,
      ended,
      get alive() {
        return alive && !killed;
      },
      tell: (message) => void child.stdin?.write(encodeFrame(message)),
      listen: (next) => {
        listener = next;
      },
      kill,
    };
  } catch (cause) {
    kill();
    throw new ThimbleError(
      'sandbox_failed',
      'The sandbox did not start.',
      'Run `npx thimble doctor`; it says what is missing.',
      { cause },
    );
  }
}
