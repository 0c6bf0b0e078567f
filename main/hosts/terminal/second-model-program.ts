import type { Command } from 'commander';
import { routes, type SecondModelSettings } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { call } from './client.ts';
import { line } from './print.ts';
import { readSecret } from './read-secret.ts';

type WithApp = (work: (thimble: Thimble) => Promise<number>) => Promise<void>;

/** What is set, in lines; the warning wherever words can leave this machine. */
export function secondModelLines({ on, address, model, otherHosts }: SecondModelSettings, hasKey: boolean): string[] {
  return [
    on ? `On: ${line(model)} at ${line(address)}` : 'Off. Requests that Needle has no call for are refused.',
    `Key: ${hasKey ? 'kept in the keychain for this address' : 'none'}`,
    ...(otherHosts ? ['! Another machine is allowed: the words of such requests may leave this one.'] : []),
    ...(on ? ['What it proposes always asks you first, and its words are marked as its own.'] : []),
  ];
}

async function show(thimble: Thimble): Promise<number> {
  const { secondModel } = await call(thimble, routes.app.settings, {});
  const { hasKey } = await call(thimble, routes.secondModel.state, {});
  for (const text of secondModelLines(secondModel, hasKey)) console.log(text);
  return 0;
}

async function change(thimble: Thimble, changes: Partial<SecondModelSettings>): Promise<number> {
  const settings = await call(thimble, routes.app.settings, {});
  await call(thimble, routes.app.saveSettings, { ...settings, secondModel: { ...settings.secondModel, ...changes } });
  return show(thimble);
}

/** Adds `thimble second-model …`. */
export function addSecondModelCommands(program: Command, withApp: WithApp): void {
  const second = program
    .command('second-model')
    .description('a model of your choice, asked about requests that Needle has no call for');
  second
    .command('show', { isDefault: true })
    .description('what is set')
    .action(() => withApp(show));
  second
    .command('use')
    .argument('<address>', 'of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1')
    .argument('<model>', 'the name by which the server knows the model')
    .option('--other-host', 'the address may be of another machine: your words then leave this one', false)
    .description('turn it on')
    .action((address: string, model: string, { otherHost }: { otherHost: boolean }) =>
      withApp((thimble) => change(thimble, { on: true, address, model, otherHosts: otherHost })),
    );
  second
    .command('off')
    .description('turn it off')
    .action(() => withApp((thimble) => change(thimble, { on: false })));
  second
    .command('key')
    .option('--remove', 'forget the key of the address', false)
    .description('keep a key for the address; it comes from standard input or a prompt that does not show it')
    .action(({ remove }: { remove: boolean }) =>
      withApp(async (thimble) => {
        const key = remove ? '' : await readSecret('Key (not shown): ');
        await call(thimble, routes.secondModel.setKey, { key });
        return show(thimble);
      }),
    );
}
