import { type Command, Option } from 'commander';
import { ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import {
  checkCommand,
  connectCommand,
  defaultCommand,
  disconnectCommand,
  listAccounts,
  renameCommand,
  useCommand,
} from './account-commands.ts';

type WithApp = (work: (thimble: Thimble) => Promise<number>) => Promise<void>;

/** What `run` and `call` may be told of accounts. */
export interface AccountOptions {
  readonly account: readonly string[];
  readonly demo: boolean;
  readonly accounts: boolean;
}

/** Adds `--account`, `--demo` and `--accounts` to a command. */
export function withAccountOptions(command: Command): Command {
  return command
    .option(
      '--account <service=name>',
      'use this account of the service instead of the default; once a service',
      (given: string, before: readonly string[]) => [...before, given],
      [],
    )
    .addOption(new Option('--demo', 'in the demo workspace, whatever the switch says').conflicts('accounts'))
    .addOption(new Option('--accounts', 'in your accounts, whatever the switch says').conflicts('demo'));
}

/** What the switch is to be for this process; undefined as it is. */
export function useOf({ demo, accounts }: Partial<AccountOptions>): 'demo' | 'accounts' | undefined {
  return demo ? 'demo' : accounts ? 'accounts' : undefined;
}

/** Adds `thimble accounts …`. */
export function addAccountCommands(program: Command, withApp: WithApp): void {
  const accounts = program.command('accounts').description('connect services, and see what is connected');
  accounts
    .command('list', { isDefault: true })
    .option('--json', 'as JSON', false)
    .description('what is connected, whose it is, and what its token cannot do')
    .action(({ json }: { json: boolean }) => withApp((thimble) => listAccounts(thimble, json)));
  accounts
    .command('connect')
    .argument('<service>', 'stripe, github, slack, notion or a plug-in')
    .option('--name <name>', 'what to call the account')
    .option('--reconnect <name>', 'give this account a new token')
    .option('--sign-in', 'sign in on the service’s own page with a code (GitHub)', false)
    .description('connect an account; the token comes from standard input or a prompt that does not show it')
    // A token given as an argument is refused by us: commander would repeat it.
    .allowExcessArguments()
    .action((service: string, options: { name?: string; reconnect?: string; signIn: boolean }, command: Command) =>
      withApp(async (thimble) => {
        if (command.args.length > 1)
          throw new ThimbleError(
            'bad_input',
            'There is more than the name of a service.',
            'The token is typed at the prompt or piped in; as an argument others could see it.',
          );
        return connectCommand(thimble, service, options);
      }),
    );
  accounts
    .command('default')
    .argument('<service>')
    .argument('<name>')
    .description('use this account where none is named')
    .action((service: string, name: string) => withApp((thimble) => defaultCommand(thimble, service, name)));
  accounts
    .command('rename')
    .argument('<service>')
    .argument('<name>')
    .argument('<new name>')
    .description('call an account something else')
    .action((service: string, name: string, to: string) =>
      withApp((thimble) => renameCommand(thimble, service, name, to)),
    );
  accounts
    .command('disconnect')
    .argument('<service>')
    .argument('<name>')
    .description('delete the token and forget the account')
    .action((service: string, name: string) => withApp((thimble) => disconnectCommand(thimble, service, name)));
  accounts
    .command('check')
    .argument('[service]')
    .argument('[name]')
    .description('ask the services whether the tokens are still good')
    .action((service?: string, name?: string) => withApp((thimble) => checkCommand(thimble, service, name)));
  accounts
    .command('use')
    .argument('<demo|accounts>')
    .description('switch between the demo workspace and your accounts')
    .action((use: string) => withApp((thimble) => useCommand(thimble, use)));
}
