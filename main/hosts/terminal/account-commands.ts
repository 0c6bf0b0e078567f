import { setTimeout as sleep } from 'node:timers/promises';
import { type Accounts, routes, type ServiceAccounts, type SignIn, ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { accountLines, accountsLines } from './account-print.ts';
import { call } from './client.ts';
import { line } from './print.ts';
import { readSecret } from './read-secret.ts';

const print = (lines: readonly string[]): void => {
  for (const text of lines) console.log(text);
};

/** How long to wait between two looks at a sign-in, milliseconds. */
const lookMs = 1000;

/** `thimble accounts list`. */
export async function listAccounts(thimble: Thimble, json: boolean): Promise<number> {
  const accounts = await call(thimble, routes.account.list, {});
  if (json) console.log(JSON.stringify(accounts, null, 2));
  else print(accountsLines(accounts));
  return 0;
}

async function serviceOf(thimble: Thimble, service: string): Promise<ServiceAccounts> {
  const { services } = await call(thimble, routes.account.list, {});
  const found = services.find((one) => one.service === service);
  if (found) return found;
  // The word is not repeated: somebody may have given a token in its place.
  throw new ThimbleError(
    'not_found',
    'Thimble has no connector of that name.',
    `It is one of ${services.map((one) => one.service).join(', ')}. A token is never an argument.`,
  );
}

async function signedIn(thimble: Thimble, started: SignIn): Promise<SignIn> {
  console.error(`Open ${started.address} and enter the code ${started.userCode}`);
  let state = started;
  while (state.state === 'waiting') {
    await sleep(lookMs);
    state = await call(thimble, routes.account.signInState, { id: started.id });
  }
  return state;
}

export interface ConnectOptions {
  readonly name?: string;
  readonly reconnect?: string;
  readonly signIn: boolean;
}

/** `thimble accounts connect`: the token comes from a pipe or a prompt that does not show it. */
export async function connectCommand(thimble: Thimble, service: string, options: ConnectOptions): Promise<number> {
  const { title, guide } = await serviceOf(thimble, service);
  const { name, reconnect } = options;
  const named = { service, ...(name ? { name } : {}), ...(reconnect ? { reconnect } : {}) };
  if (options.signIn) {
    const { account, error } = await signedIn(thimble, await call(thimble, routes.account.signIn, named));
    if (error) throw new ThimbleError(error.code, error.message, error.hint);
    if (account) print(['Connected.', ...accountLines(account)]);
    return account ? 0 : 1;
  }
  if (guide === null) throw new ThimbleError('bad_input', `${title} takes no token.`, 'There is nothing to connect.');
  if (process.stdin.isTTY === true)
    for (const text of [
      `${guide.name}: ${guide.hint} Make one at ${guide.page}`,
      guide.steps,
      `Tick: ${guide.permissions.join(', ')}`,
    ])
      console.error(line(text));
  const token = await readSecret(`${title} token (not shown): `);
  print(['Connected.', ...accountLines(await call(thimble, routes.account.connect, { ...named, token }))]);
  return 0;
}

/** `thimble accounts check`: asks the services whose tokens they are. Exit code 1 when one is refused. */
export async function checkCommand(thimble: Thimble, service?: string, name?: string): Promise<number> {
  const { services } = await call(thimble, routes.account.list, {});
  const wanted = services
    .filter((one) => service === undefined || one.service === service)
    .flatMap(({ accounts }) => accounts)
    .filter((account) => name === undefined || account.name.toLowerCase() === name.toLowerCase());
  if (wanted.length === 0) throw new ThimbleError('not_found', 'There is no such account.', 'See `thimble accounts`.');
  let code = 0;
  for (const account of wanted) {
    const reply = await thimble.router.call(routes.account.check.name, {
      service: account.service,
      name: account.name,
    });
    if (reply.ok) print([account.service, ...accountLines(routes.account.check.output.parse(reply.data))]);
    else {
      code = 1;
      print([account.service, `  ! ${line(account.name)}: ${line(`${reply.error.message} ${reply.error.hint}`)}`]);
    }
  }
  return code;
}

/** `thimble accounts default`. */
export async function defaultCommand(thimble: Thimble, service: string, name: string): Promise<number> {
  print(accountLines(await call(thimble, routes.account.setDefault, { service, name })));
  return 0;
}

/** `thimble accounts rename`. */
export async function renameCommand(thimble: Thimble, service: string, name: string, to: string): Promise<number> {
  print(accountLines(await call(thimble, routes.account.rename, { service, name, to })));
  return 0;
}

/** `thimble accounts disconnect`. */
export async function disconnectCommand(thimble: Thimble, service: string, name: string): Promise<number> {
  await call(thimble, routes.account.disconnect, { service, name });
  console.log('Disconnected. Its token is gone from the keychain; revoke it in the service too.');
  return 0;
}

/** `thimble accounts use`. */
export async function useCommand(thimble: Thimble, use: string): Promise<number> {
  if (use !== 'demo' && use !== 'accounts')
    throw new ThimbleError('bad_input', 'That is neither demo nor accounts.', 'Use `thimble accounts use demo`.');
  const accounts: Accounts = await call(thimble, routes.account.use, { use });
  print(accountsLines(accounts).slice(0, 1));
  return 0;
}

/**
 * The accounts that `--account slack=work` chooses, each given once.
 * @throws ThimbleError `bad_input`
 */
export function chosenAccounts(options: readonly string[]): Record<string, string> {
  const chosen = new Map<string, string>();
  for (const option of options) {
    const at = option.indexOf('=');
    const [service, name] = [option.slice(0, Math.max(0, at)).trim(), option.slice(at + 1).trim()];
    if (service === '' || name === '' || chosen.has(service))
      throw new ThimbleError(
        'bad_input',
        '--account names a service and one of its accounts, each service once.',
        'For example: --account slack=work',
      );
    chosen.set(service, name);
  }
  return Object.fromEntries(chosen);
}
