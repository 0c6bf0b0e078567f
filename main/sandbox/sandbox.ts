import { toThimbleError } from '../../shared/index.ts';
import { developmentArtifacts, type Runtime } from './artifacts.ts';
import { runOnProcess } from './call.ts';
import { cleanJson } from './clean-json.ts';
import { sha256 } from './digest.ts';
import { type SandboxOptions, withDefaults } from './options.ts';
import { failure } from './outcome.ts';
import { type HostProcess, startHostProcess } from './process.ts';
import type { Sandbox, SandboxCall, SandboxOutcome, SendHandler } from './types.ts';

/**
 * Makes the client of the sandbox process. The process starts with the first call (or `ready`), serves calls one after
 * another, and is replaced whenever it had to be killed or died.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const artifacts = options.artifacts ?? developmentArtifacts();
  const limits = withDefaults(options.limits);
  let runtime: Promise<Runtime> | null = null;
  let starting: Promise<HostProcess> | null = null;
  let current: HostProcess | null = null;
  let loaded = new Set<string>();
  let tail: Promise<unknown> = Promise.resolve();
  let closed = false;
  let calls = 0;

  const start = async (): Promise<HostProcess> => {
    runtime ??= artifacts.runtime();
    const files = await runtime.catch((error: unknown) => {
      runtime = null;
      throw error;
    });
    const host = await startHostProcess(files, limits);
    if (closed) host.kill();
    loaded = new Set();
    current = host;
    return host;
  };
  const ensure = async (): Promise<HostProcess> => {
    if (current?.alive) return current;
    starting ??= start().finally(() => {
      starting = null;
    });
    return await starting;
  };

  const runNow = async (
    call: SandboxCall,
    send: SendHandler,
    signal: AbortSignal | undefined,
  ): Promise<SandboxOutcome> => {
    if (signal?.aborted || closed) return failure('cancelled');
    try {
      const [host, code] = await Promise.all([ensure(), artifacts.connector(call.service, call.version)]);
      const key = sha256(code);
      if (!loaded.has(key)) {
        host.tell({ t: 'load', key, code });
        loaded.add(key);
      }
      calls += 1;
      const run = { id: calls, key, args: JSON.stringify(cleanJson(call.args)), stallMs: limits.stallMs };
      const outcome = await runOnProcess(host, call, run, send, signal);
      if (!host.alive && !closed) {
        current = null;
        // Start the next one while nobody waits; a failure shows with the call that needs it.
        ensure().catch(() => undefined);
      }
      return outcome;
    } catch (thrown) {
      return { ok: false, reason: 'crashed', message: toThimbleError(thrown).message };
    }
  };

  return {
    run(call, send, signal) {
      const result = tail.then(() => runNow(call, send, signal));
      tail = result;
      return result;
    },
    async ready() {
      await ensure();
    },
    info() {
      return current?.alive ? { pid: current.pid, node: current.node, contained: current.contained } : null;
    },
    async close() {
      closed = true;
      const late = starting;
      if (late !== null) await late.catch(() => null);
      const host = current;
      current = null;
      host?.kill();
      await host?.ended;
    },
  };
}
