/** What the host calls inside the isolate. Strings only, both ways. */
export interface GuestHarness {
  start(tool: string, args: string): void;
  next(): Promise<string>;
  deliver(send: number, text: string): void;
}

/**
 * Runs inside the isolate, before connector code; its source text is what is used, so it may name nothing outside
 * itself. The host drives: it calls `start`, then `next` for each thing that connector code wants, and `deliver` for
 * each answer. So the isolate never holds a reference into the host, and nothing that connector code does to
 * prototypes can reach one. Messages out: `S<n>\n<request>`, `R<result>`, `E<message>`.
 */
export function guestHarness(): GuestHarness {
  const { parse, stringify } = JSON;
  const GuestPromise = Promise;
  const GuestError = Error;
  const text = String;
  const outbox: string[] = [];
  const waiting: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = [];
  let listener: ((message: string) => void) | null = null;
  let sends = 0;

  const emit = (message: string): void => {
    if (listener === null) outbox[outbox.length] = message;
    else {
      const tell = listener;
      listener = null;
      tell(message);
    }
  };
  const send = (request: unknown): Promise<unknown> =>
    new GuestPromise((resolve, reject) => {
      const json = stringify(request);
      const id = sends++;
      waiting[id] = { resolve, reject };
      emit(`S${id}\n${json}`);
    });
  const describe = (thrown: unknown): string => {
    try {
      return thrown instanceof GuestError ? text(thrown.message) : text(thrown);
    } catch {
      return 'The connector failed.';
    }
  };
  const call = async (tool: string, args: string): Promise<string> => {
    const connector = (globalThis as { connector?: { run?: unknown } }).connector;
    const run = connector?.run;
    if (typeof run !== 'function') throw new GuestError('The connector has no code.');
    return stringify(await run(tool, args, send));
  };

  return {
    start(tool, args) {
      call(tool, args).then(
        (json) => emit(`R${json}`),
        (thrown) => emit(`E${describe(thrown)}`),
      );
    },
    next: () =>
      new GuestPromise((resolve) => {
        let first: string | undefined;
        if (outbox.length > 0) {
          first = outbox[0];
          for (let i = 1; i < outbox.length; i++) outbox[i - 1] = outbox[i] as string;
          outbox.length -= 1;
        }
        if (first === undefined) listener = resolve;
        else resolve(first);
      }),
    deliver(id, reply) {
      const entry = waiting[id];
      if (entry === undefined) return;
      delete waiting[id];
      const answer = parse(reply);
      if (answer.ok) entry.resolve(answer.response);
      else {
        const failure = new GuestError(answer.error.message);
        failure.name = 'ToolFailure';
        entry.reject(failure);
      }
    },
  };
}
