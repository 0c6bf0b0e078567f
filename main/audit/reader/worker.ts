import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { toThimbleError } from '../../../shared/index.ts';
import { openReadOnly } from '../read-only.ts';
import { Statements } from '../statements.ts';
import { answerQuery } from './port.ts';
import { Reader } from './reader.ts';
import type { Message, Question, WorkerStart } from './worker-messages.ts';

/** The reading thread: a connection of its own, so that the main thread answers meanwhile. */

/** Shortest time between two messages of progress, in milliseconds. */
const progressEvery = 50;

async function serve(port: MessagePort, { file, publicKey, task }: WorkerStart): Promise<void> {
  const post = (message: Message): void => port.postMessage(message);
  const answer = async (id: number, work: () => unknown): Promise<void> => {
    try {
      post({ type: 'answer', id, value: await work() });
    } catch (thrown) {
      post({ type: 'error', id, error: toThimbleError(thrown).toJSON() });
    }
  };
  if (task) {
    // Not for questions, which are to be answered at once: it is much code.
    const { taskRunners } = await import('./tasks.ts');
    await answer(0, () => {
      const database = openReadOnly(file);
      // Boundary: the sender pairs name and task, which the type of a message cannot keep.
      const steps = taskRunners[task.name](database, publicKey, task.given as never);
      let last = 0;
      for (;;) {
        const { done, value } = steps.next();
        if (done) return value;
        const now = performance.now();
        if (now - last < progressEvery) continue;
        last = now;
        post({ type: 'progress', at: value });
      }
    });
    return;
  }
  let reader: Reader | null = null;
  port.on('message', ({ id, name, given }: Question) => {
    void answer(id, () => {
      reader ??= new Reader(new Statements(openReadOnly(file)), new Statements(openReadOnly(file)));
      return answerQuery(reader, name, given as never);
    });
  });
}

if (parentPort) void serve(parentPort, workerData as WorkerStart);
