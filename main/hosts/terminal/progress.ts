import type { ThimbleEvent } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';

type ProgressEvent = Extract<ThimbleEvent, { readonly done: number }>;

/** Progress of a long piece of work on one line of standard error; nothing where that is no terminal. */
export function showProgress(
  { events }: Pick<Thimble, 'events'>,
  type: ProgressEvent['type'],
  what: string,
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
): { end(): void } {
  if (!out.isTTY) return { end: () => undefined };
  const stop = events.subscribe((event) => {
    if (event.type !== type) return;
    const percent = event.total === 0 ? 100 : Math.floor((100 * event.done) / event.total);
    out.write(`\r${percent} %: ${event.done} of ${event.total} ${what}`);
  });
  return {
    end() {
      stop();
      // Clears the line (ECMA-48, EL).
      out.write('\r\u001b[2K');
    },
  };
}
