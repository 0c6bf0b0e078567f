import { resolve } from 'node:path';
import { type InstalledPlugin, type PluginConsent, routes, ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { ask } from './ask.ts';
import { call } from './client.ts';
import { line } from './print.ts';

export interface InstallOptions {
  /** Installs without asking; what the plug-in may do is printed all the same. */
  readonly yes: boolean;
  /** Takes a plug-in that speaks to an emulator on this machine. */
  readonly development: boolean;
}

const effects: Record<PluginConsent['tools'][number]['effect'], string> = {
  read: 'reads',
  write: 'makes a change',
  money: 'moves money',
  destructive: 'cannot be taken back',
};

/** All that a plug-in may do, as a person reads it before they agree. */
export function consentLines(consent: PluginConsent): string[] {
  return [
    `${consent.title} ${consent.version} (${consent.name}), ${consent.origin}${consent.development ? ', for development' : ''}`,
    ...consent.warnings.map((warning) => `  ! ${warning}`),
    ...(consent.changes ? ['What is different:', ...consent.changes.map((change) => `  ${change}`)] : []),
    'It needs:',
    ...consent.permissions.map((permission) => `  ${permission}`),
    `  ${consent.credential}`,
    'It can:',
    ...consent.tools.flatMap(({ name, effect, text, undoText, params, writes }) => [
      `  ${text}   (${name}, ${effects[effect]}${writes > 1 ? `, up to ${writes} changes at once` : ''})`,
      ...params.map(
        (param) => `      ${param.required ? param.name : `[${param.name}]`}: ${param.description} (${param.kind})`,
      ),
      ...(effect === 'read' ? [] : [`      Undo: ${undoText}`]),
    ]),
    'Every call asks you first, reading as well, unless you write a policy that says otherwise.',
    ...consent.files.map(({ name, sha256, bytes }) => `${name}: ${bytes} bytes, SHA-256 ${sha256}`),
  ].map(line);
}

function pluginLine(plugin: InstalledPlugin): string {
  const state =
    plugin.problem ?? `${plugin.tools} tools, ${plugin.origin}${plugin.development ? ', for development' : ''}`;
  return line(`${plugin.name}  ${plugin.title} ${plugin.version}  ${state}`);
}

const print = (lines: readonly string[]): void => {
  for (const one of lines) console.log(one);
};

/** Prints what is installed. Exit code 1 when one of them is switched off. */
export async function listPlugins(thimble: Thimble): Promise<number> {
  const plugins = await call(thimble, routes.plugin.list, {});
  print(plugins.length > 0 ? plugins.map(pluginLine) : ['No plug-ins.']);
  return plugins.some(({ problem }) => problem !== null) ? 1 : 0;
}

/** Prints what the plug-in in a folder may do; installs nothing. */
export async function inspectPlugin(thimble: Thimble, folder: string, development: boolean): Promise<number> {
  print(consentLines(await call(thimble, routes.plugin.inspect, { folder: resolve(folder), development })));
  return 0;
}

/** Installs or updates after a yes to what is printed. Exit code 1 when the person said no. */
export async function installPlugin(thimble: Thimble, folder: string, options: InstallOptions): Promise<number> {
  const input = { folder: resolve(folder), development: options.development };
  const consent = await call(thimble, routes.plugin.inspect, input);
  print(consentLines(consent));
  if (!options.yes) {
    if (process.stdin.isTTY !== true)
      throw new ThimbleError(
        'bad_input',
        'Installing needs your yes.',
        'Run it in a terminal, or add --yes if you have read what it may do.',
      );
    if (!/^y(es)?$/iu.test(await ask('Install it? [y/N] '))) {
      console.log('Nothing was installed.');
      return 1;
    }
  }
  const plugin = await call(thimble, routes.plugin.install, { ...input, fingerprint: consent.fingerprint });
  if (plugin.problem) throw new ThimbleError('bad_input', plugin.problem, 'Look at its files and install it again.');
  print([`Installed ${plugin.title} ${plugin.version}. Its tools: npx thimble tools ${plugin.name}`].map(line));
  return 0;
}

/** Removes a plug-in with its files and accounts. */
export async function removePlugin(thimble: Thimble, name: string): Promise<number> {
  await call(thimble, routes.plugin.remove, { name });
  console.log(line(`Removed ${name} and its accounts. What it did stays in the log.`));
  return 0;
}
