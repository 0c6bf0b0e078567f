/**
 * The sandbox process: a plain Node 26 with no permissions, no environment and no way out but this pipe.
 * Arguments: path of isolated-vm's addon, isolate limit in MiB, process limit in MiB (resident set).
 */
import type ivm from 'isolated-vm';
import { createLineReader, encodeFrame } from '../frames.ts';
import type { FromHost, ToHost } from '../protocol.ts';
import { type Prepared, prepareIsolate } from './isolate.ts';
import { type RunningCall, runCall } from './run-call.ts';

const [addonPath = '', isolateMb = '', processMb = ''] = process.argv.slice(2);
// A plain `require` of the package looks at files outside; dlopen needs nothing but the addon.
const addon = { exports: {} as { ivm: typeof ivm } };
process.dlopen(addon, addonPath);
const lib = addon.exports.ivm;
for (const scope of ['addon', 'fs.read'] as const) process.permission.drop(scope);
for (const scope of ['fs.read', 'fs.write', 'addon', 'child', 'worker', 'net', 'inspector', 'wasi'])
  if (process.permission.has(scope)) throw new Error(`permission ${scope} is still there`);

const memoryMb = Number(isolateMb);
const processLimit = Number(processMb) * 1024 * 1024;
const codes = new Map<string, string>();
const warm = new Map<string, Promise<Prepared>>();
let running: { id: number; call: RunningCall | null } | null = null;

const say = (message: FromHost): void => {
  process.stdout.write(encodeFrame(message));
};

// Memory outside the isolate's own count (big integers, buffers) shows only here. SIGKILL: nothing can be trusted to unwind.
setInterval(() => {
  if (process.memoryUsage.rss() > processLimit) process.kill(process.pid, 'SIGKILL');
}, 20).unref();

/** Gets the next isolate for the same code ready; each is used once, so no call sees what another left. */
function warmUp(key: string, code: string): void {
  const next = prepareIsolate(lib, code, memoryMb);
  // A failure shows when the call takes it; here it must only not count as unhandled.
  next.catch(() => undefined);
  warm.set(key, next);
}

async function run(message: Extract<ToHost, { t: 'run' }>): Promise<void> {
  const { id, key, tool, args } = message;
  const code = codes.get(key);
  if (code === undefined || running !== null) {
    say({ t: 'failed', id, reason: 'crashed', message: '' });
    return;
  }
  running = { id, call: null };
  try {
    const prepared = await (warm.get(key) ?? prepareIsolate(lib, code, memoryMb));
    warm.delete(key);
    running.call = runCall(prepared, id, tool, args, say);
    await running.call.finished;
  } catch (thrown) {
    const text = thrown instanceof Error ? thrown.message : '';
    say({ t: 'failed', id, reason: /memory limit/i.test(text) ? 'memory' : 'crashed', message: '' });
  } finally {
    running = null;
  }
  warmUp(key, code);
}

function handle(message: ToHost): void {
  if (message.t === 'load') codes.set(message.key, message.code);
  else if (message.t === 'reply') {
    if (running?.id === message.id) running.call?.reply(message.send, message.text);
  } else void run(message);
}

const reader = createLineReader();
process.stdin.on('data', (chunk: Buffer) => {
  for (const line of reader.push(chunk)) handle(JSON.parse(line) as ToHost);
});
// The app is gone. Not `exit`: that waits for threads, and connector code may be looping in one.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
say({ t: 'ready', node: process.version });
