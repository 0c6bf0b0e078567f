import { once } from 'node:events';
import { resolve } from 'node:path';
import { ThimbleError } from '../../../shared/index.ts';
import { loadNeedle } from '../../inference/index.ts';
import { newToken, startNeedleServer, tokenInFile } from '../../serve/index.ts';

export interface ServeCommandOptions {
  readonly port: string;
  /** Where the token is kept; one is made for this process unless given. */
  readonly tokenFile?: string;
}

/**
 * Serves Needle to other frameworks until Ctrl-C. The app is not started: there are no accounts, no broker and no log.
 * @param modelDir folder of the model
 * @throws ThimbleError `bad_input` (port, token file), `model_unavailable`, `unreachable`
 */
export async function serveCommand(modelDir: string, { port, tokenFile }: ServeCommandOptions): Promise<void> {
  const number = Number(port);
  if (!/^\d{1,5}$/u.test(port) || number > 65_535)
    throw new ThimbleError('bad_input', '--port is a number from 0 to 65535.', 'Leave it out to take a free one.');
  const file = tokenFile === undefined ? null : resolve(tokenFile);
  const token = file === null ? newToken() : tokenInFile(file);
  const model = await loadNeedle({ dir: modelDir });
  try {
    const server = await startNeedleServer({
      model,
      token,
      port: number,
      now: () => Date.now(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    });
    console.log(`Needle proposes tool calls at ${server.address} and runs none.`);
    console.log(file === null ? `Token: ${token}` : `Token: in ${file}`);
    console.log('Stop it with Ctrl-C.');
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await server.close();
  } finally {
    await model.close();
  }
}
