import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { routes, toThimbleError } from '../../../shared/index.ts';
import type { StartOptions, Thimble } from '../../app-types.ts';
import { startThimble } from '../../index.ts';
import { dataFolder } from '../../settings/index.ts';
import { chosenAccounts } from './account-commands.ts';
import { type AccountOptions, addAccountCommands, useOf, withAccountOptions } from './account-program.ts';
import { addAuditCommands } from './audit-program.ts';
import { callCommand, toolsCommand } from './call-command.ts';
import { call } from './client.ts';
import { inspectPlugin, installPlugin, listPlugins, removePlugin } from './plugin-commands.ts';
import { type Agreement, terminalConfirmer } from './policy-commands.ts';
import { addPolicyCommands } from './policy-program.ts';
import { deviceLines, line } from './print.ts';
import { runCommand } from './run-command.ts';
import { addSecondModelCommands } from './second-model-program.ts';
import { type ServeCommandOptions, serveCommand } from './serve-command.ts';

/** The command line: the same app, the same routes, no window. */

const resourcesDir = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** An error as one sentence and what to do. */
function fail(thrown: unknown): void {
  const error = toThimbleError(thrown);
  console.error(line(`${error.message} ${error.hint}`));
  process.exitCode = 1;
}

const agreement: Agreement = { yes: false };

/** Starts the app, does one thing and ends it. */
async function withApp(work: (thimble: Thimble) => Promise<number>, use?: StartOptions['use']): Promise<void> {
  let thimble: Thimble | null = null;
  try {
    thimble = await startThimble({
      host: 'terminal',
      dataDir: dataFolder(),
      resourcesDir,
      confirmer: terminalConfirmer(agreement),
      ...(use ? { use } : {}),
    });
    process.exitCode = await work(thimble);
  } catch (thrown) {
    fail(thrown);
  } finally {
    await thimble?.close();
  }
}

const program = new Command('thimble')
  .description('Turns a sentence into guarded, logged API calls.')
  .addHelpText(
    'after',
    '\n`thimble --quick` opens the quick command in the app, which is started where it does not run.',
  );

withAccountOptions(program.command('run'))
  .argument('<request...>', 'what you want done, in a sentence')
  .option('--yes', 'approve what policy asks about (never what it denies)', false)
  .option('--json', 'print the whole run as JSON', false)
  .description('carry a request out')
  .action((words: string[], options: AccountOptions & { yes: boolean; json: boolean }) =>
    withApp((thimble) => {
      const accounts = chosenAccounts(options.account);
      const request = words.join(' ');
      return runCommand(thimble, () => call(thimble, routes.command.run, { request, accounts }), options);
    }, useOf(options)),
  );

program
  .command('undo')
  .argument('<id>', 'an entry of the log, as `thimble audit list` names it')
  .option('--yes', 'approve what policy asks about (never what it denies)', false)
  .option('--json', 'print the whole run as JSON', false)
  .description('take a logged call back, where there is a way')
  .action((auditId: string, options: { yes: boolean; json: boolean }) =>
    withApp((thimble) => runCommand(thimble, () => call(thimble, routes.command.undo, { auditId }), options)),
  );

withAccountOptions(program.command('call'))
  .argument('<tool>', 'its name, such as slack.chat.postMessage')
  .argument('[values...]', 'name=value')
  .option('--yes', 'approve what policy asks about (never what it denies)', false)
  .option('--json', 'print the whole run as JSON', false)
  .description('make one call by name, without the model')
  .action((tool: string, values: string[], options: AccountOptions & { yes: boolean; json: boolean }) =>
    withApp(
      (thimble) => callCommand(thimble, tool, values, { ...options, accounts: chosenAccounts(options.account) }),
      useOf(options),
    ),
  );

program
  .command('tools')
  .argument('[words...]')
  .description('the tools that can be called by name')
  .action((words: string[]) => withApp((thimble) => toolsCommand(thimble, words)));

addAccountCommands(program, withApp);
addSecondModelCommands(program, withApp);

program
  .command('serve')
  .option('--port <n>', 'on 127.0.0.1; 0 takes a free one', '0')
  .option('--token-file <file>', 'keep the token in this file, made when missing, instead of printing a new one')
  .description('offer Needle to other agent frameworks as an OpenAI-compatible endpoint; it only proposes calls')
  .action((options: ServeCommandOptions) => serveCommand(join(resourcesDir, 'models', 'needle'), options).catch(fail));

addAuditCommands(program, withApp, async (work) => {
  try {
    process.exitCode = await work();
  } catch (thrown) {
    fail(thrown);
  }
});

const plugins = program.command('plugins').description('connectors that Thimble does not ship');
const development = ['--development', 'take one that speaks to an emulator on this machine', false] as const;

plugins
  .command('list', { isDefault: true })
  .description('what is installed')
  .action(() => withApp(listPlugins));

plugins
  .command('inspect')
  .argument('<folder>')
  .option(...development)
  .description('what the plug-in in a folder may do')
  .action((folder: string, options: { development: boolean }) =>
    withApp((thimble) => inspectPlugin(thimble, folder, options.development)),
  );

plugins
  .command('install')
  .argument('<folder>')
  .option(...development)
  .option('--yes', 'you have read what it may do', false)
  .description('install or update a plug-in')
  .action((folder: string, options: { development: boolean; yes: boolean }) =>
    withApp((thimble) => installPlugin(thimble, folder, options)),
  );

plugins
  .command('remove')
  .argument('<name>')
  .description('remove a plug-in and its accounts')
  .action((name: string) => withApp((thimble) => removePlugin(thimble, name)));

addPolicyCommands(program, withApp, agreement);

program
  .command('doctor')
  .description('what is installed, what runs the model, which keychain, what is missing')
  .option('--devices', 'measures first which device runs the model fastest, in a minute or two', false)
  .option('--json', 'as JSON', false)
  .action((options: { devices: boolean; json: boolean }) =>
    withApp(async (thimble) => {
      const devices = options.devices ? await call(thimble, routes.app.measureDevices, {}) : null;
      if (devices && !options.json) for (const text of deviceLines(devices)) console.log(text);
      const checks = await call(thimble, routes.app.doctor, {});
      if (options.json) console.log(JSON.stringify(checks, null, 2));
      else
        for (const check of checks) {
          console.log(
            `${{ ok: 'ok     ', warning: 'warning', missing: 'missing' }[check.state]}  ${check.name}: ${line(check.detail)}`,
          );
          if (check.state !== 'ok' && check.hint) console.log(`         ${check.hint}`);
        }
      return checks.some((check) => check.state === 'missing') ? 1 : 0;
    }),
  );

await program.parseAsync(process.argv);
