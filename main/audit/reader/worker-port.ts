import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ThimbleError } from '../../../shared/index.ts';
import type { QueryName, ReadPort } from './port.ts';
import type { TaskName } from './tasks.ts';
import type { Message, WorkerStart } from './worker-messages.ts';

/** Starts a reading thread: from the sources, or from the one file that the app's build made beside its own. */
function startThread(start: WorkerStart): Worker {
  const options = { workerData: start, env: {} };
  if (import.meta.filename.endsWith('.ts')) return new Worker(join(import.meta.dirname, 'worker.ts'), options);
  // As text, since threads may not know the archive that a packaged app is in.
  const code = readFileSync(join(import.meta.dirname, 'audit-reader.cjs'), 'utf8');
  return new Worker(code, { ...options, eval: true });
}

const stopped = () =>
  new ThimbleError('cancelled', 'Reading the log was stopped.', 'Start it again when you are ready.');

const broken = (cause: unknown) =>
  new ThimbleError(
    'storage_unavailable',
    'The audit log could not be read to its end.',
    'Try again; if it happens again, run `npx thimble audit verify`.',
    { cause },
  );

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: ThimbleError) => void;
}

function fail(waiting: Waiting, message: Message & { readonly type: 'error' }): void {
  const { code, message: text, hint } = message.error;
  waiting.reject(new ThimbleError(code, text, hint));
}

/**
 * Reads the log's file in threads: one for questions, started with the first, and one for each task.
 * @param publicKey the log's own, base64
 */
export function workerPort(file: string, publicKey: string): ReadPort {
  const waiting = new Map<number, Waiting>();
  const tasks = new Set<() => void>();
  let [thread, count]: [Worker | null, number] = [null, 0];

  const end = (error: ThimbleError): void => {
    thread = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  const questions = (): Worker => {
    if (thread) return thread;
    const started = startThread({ file, publicKey, task: null });
    // Held up by nobody: whoever waits for an answer has something of its own to wait with.
    started.unref();
    started.on('message', (message: Message) => {
      if (message.type === 'progress') return;
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'answer') asked?.resolve(message.value as never);
      else if (asked) fail(asked, message);
      if (waiting.size === 0) started.unref();
    });
    started.on('error', (thrown) => end(broken(thrown)));
    started.on('exit', () => {
      if (thread === started) end(broken(null));
    });
    thread = started;
    return started;
  };

  return {
    ask: (name: QueryName, given: unknown) =>
      new Promise((resolve, reject) => {
        const id = ++count;
        const worker = questions();
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, name, given });
      }),
    run(name: TaskName, given: unknown, progress) {
      const { promise, resolve, reject } = Promise.withResolvers<never>();
      const worker = startThread({ file, publicKey, task: { name, given } });
      const cancel = (): void => {
        reject(stopped());
        void worker.terminate();
      };
      tasks.add(cancel);
      worker.on('message', (message: Message) => {
        if (message.type === 'progress') progress(message.at);
        else if (message.type === 'answer') resolve(message.value as never);
        else fail({ resolve, reject }, message);
      });
      worker.on('error', (thrown) => reject(broken(thrown)));
      worker.on('exit', () => {
        tasks.delete(cancel);
        reject(broken(null));
      });
      return { answer: promise, cancel };
    },
    close() {
      for (const cancel of tasks) cancel();
      const last = thread;
      end(stopped());
      void last?.terminate();
    },
  };
}
