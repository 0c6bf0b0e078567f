import { maxGuestText, maxSends } from '../limits.ts';
import type { FromHost } from '../protocol.ts';
import { disposeIsolate, type Prepared } from './isolate.ts';

/** A call under way: what the parent answers goes in by `reply`. */
export interface RunningCall {
  reply(send: number, text: string): void;
  readonly finished: Promise<void>;
}

const failed = (id: number, reason: 'memory' | 'tool_error' | 'bad_result' | 'crashed', message: string): FromHost => ({
  t: 'failed',
  id,
  reason,
  message,
});

/**
 * Drives one call to its end and disposes of the isolate. Says exactly one `done` or `failed`, after any number of
 * `send`s. Every string from the isolate is checked for type, tag and length before it is passed on.
 */
export function runCall(
  prepared: Prepared,
  id: number,
  tool: string,
  args: string,
  say: (message: FromHost) => void,
): RunningCall {
  const { isolate, start, next, deliver } = prepared;
  const explain = (thrown: unknown): FromHost => {
    const text = thrown instanceof Error ? thrown.message : '';
    if (isolate.isDisposed || /memory limit/i.test(text)) return failed(id, 'memory', '');
    return failed(id, 'crashed', '');
  };
  let over = false;
  let abandon: (end: FromHost) => void;
  const abandoned = new Promise<FromHost>((resolve) => {
    abandon = resolve;
  });

  const pump = async (): Promise<FromHost> => {
    await start.apply(undefined, [tool, args]);
    let sends = 0;
    for (;;) {
      const out: unknown = await next.apply(undefined, [], { result: { promise: true, copy: true } });
      if (typeof out !== 'string') return failed(id, 'crashed', '');
      if (out.length > maxGuestText) return failed(id, 'bad_result', 'The connector gave back more than 1 MB.');
      if (out.startsWith('R')) return { t: 'done', id, text: out.slice(1) };
      if (out.startsWith('E')) return failed(id, 'tool_error', out.slice(1, 2001));
      const request = /^S(\d{1,6})\n/.exec(out);
      if (request === null) return failed(id, 'crashed', '');
      sends += 1;
      if (sends > maxSends) return failed(id, 'tool_error', `The connector asked for more than ${maxSends} requests.`);
      say({ t: 'send', id, send: Number(request[1]), text: out.slice(request[0].length) });
    }
  };

  const finished = (async () => {
    const end = await Promise.race([pump().catch(explain), abandoned]);
    over = true;
    disposeIsolate(isolate);
    say(end);
  })();
  return {
    finished,
    reply(send, text) {
      if (over) return;
      deliver.apply(undefined, [send, text]).catch((thrown: unknown) => abandon(explain(thrown)));
    },
  };
}
