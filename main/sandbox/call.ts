import type { ToolRequest } from '../../connectors/index.ts';
import { cleanJson } from './clean-json.ts';
import { maxGuestText, maxSends } from './limits.ts';
import { failure, readResult, toolError } from './outcome.ts';
import type { HostProcess } from './process.ts';
import type { SandboxCall, SandboxOutcome, SendHandler, SendReply } from './types.ts';

/** Longest answer to connector code, in characters of JSON. */
const maxReplyText = 8_000_000;

const refused = (message: string): SendReply => ({
  ok: false,
  error: { code: 'sandbox_failed', message, hint: 'This is a defect of the connector; please report it.' },
});

/** Asks the handler; whatever goes wrong becomes an answer, so that nothing of the host's errors crosses. */
async function answer(text: string, send: SendHandler): Promise<string> {
  let reply: SendReply;
  try {
    // The handler checks the request itself; here it only becomes fresh objects.
    reply = await send(cleanJson(JSON.parse(text)) as unknown as ToolRequest);
  } catch {
    reply = refused('The request of the connector could not be handled.');
  }
  const json = JSON.stringify(reply);
  return json.length <= maxReplyText ? json : JSON.stringify(refused('The answer was too large.'));
}

/**
 * Runs one call on a process and settles it exactly once. Kills the process at the deadline, when the code runs on with
 * no answer owed to it for `stallMs`, when `signal` aborts, and after anything but a clean end: a process in doubt is
 * not used again.
 */
export function runOnProcess(
  host: HostProcess,
  call: SandboxCall,
  run: { readonly id: number; readonly key: string; readonly args: string; readonly stallMs: number },
  send: SendHandler,
  signal: AbortSignal | undefined,
): Promise<SandboxOutcome> {
  return new Promise((resolve) => {
    let open = true;
    let owed = 0;
    let sends = 0;
    let stall: NodeJS.Timeout | undefined;

    const settle = (outcome: SandboxOutcome, clean: boolean): void => {
      if (!open) return;
      open = false;
      clearTimeout(deadline);
      clearTimeout(stall);
      signal?.removeEventListener('abort', onAbort);
      host.listen(null);
      if (!clean) host.kill();
      resolve(outcome);
    };
    const watch = (): void => {
      clearTimeout(stall);
      if (open && owed === 0) stall = setTimeout(() => settle(failure('timeout'), false), run.stallMs);
    };
    const onAbort = (): void => settle(failure('cancelled'), false);
    const deadline = setTimeout(() => settle(failure('timeout'), false), call.timeoutMs);

    const serve = async (number: number, text: string): Promise<void> => {
      owed += 1;
      watch();
      const reply = await answer(text, send);
      if (!open) return;
      host.tell({ t: 'reply', id: run.id, send: number, text: reply });
      owed -= 1;
      watch();
    };

    host.listen((message) => {
      if (message.t === 'ready' || message.id !== run.id) return;
      if (message.t === 'done')
        return message.text.length > maxGuestText
          ? settle(failure('bad_result'), false)
          : settle(readResult(message.text), true);
      if (message.t === 'failed') {
        if (message.reason === 'tool_error') return settle(toolError(message.message), true);
        return settle(failure(message.reason), message.reason === 'bad_result');
      }
      sends += 1;
      if (sends > maxSends || message.text.length > maxGuestText) return settle(failure('crashed'), false);
      void serve(message.send, message.text);
    });
    // `killed` and not settled: the sandbox was closed.
    void host.ended.then((end) => settle(failure(end === 'killed' ? 'cancelled' : end), true));
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    watch();
    host.tell({ t: 'run', id: run.id, key: run.key, tool: call.tool, args: run.args });
  });
}
