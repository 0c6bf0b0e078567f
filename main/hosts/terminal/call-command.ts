import { type ChosenAccounts, routes, ThimbleError, type ToolHint, writeTypedCall } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { call } from './client.ts';
import { line } from './print.ts';
import { type RunOptions, runCommand } from './run-command.ts';

/**
 * A call by its tool's name and `name=value` arguments, as the request line that the agent reads.
 * @throws ThimbleError `not_found` for an unknown tool, `bad_input` for arguments that it does not take
 */
export function callLine(tool: string, given: readonly string[], tools: readonly ToolHint[]): string {
  const hint = tools.find(({ name }) => name === tool);
  if (!hint)
    throw new ThimbleError(
      'not_found',
      `No tool is called ${tool}.`,
      'Run `npx thimble tools` for all that there are, or `npx thimble tools WORD` for those about something.',
    );
  const names = hint.params.map(({ name }) => name);
  const values: Record<string, string> = {};
  for (const one of given) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/su.exec(one) ?? [];
    if (!names.includes(name) || Object.hasOwn(values, name))
      throw new ThimbleError(
        'bad_input',
        names.includes(name) ? `${name} is given twice.` : `${tool} takes no “${one}”.`,
        names.length === 0 ? 'It takes no values.' : `Write name=value, with one of ${names.join(', ')}.`,
      );
    values[name] = value;
  }
  return writeTypedCall(tool, values, names);
}

/** Makes one call by name, without the model: resolved, decided, approved, run and logged like any other. */
export async function callCommand(
  thimble: Thimble,
  tool: string,
  given: readonly string[],
  options: RunOptions & { readonly accounts: ChosenAccounts },
): Promise<number> {
  const { accounts } = options;
  const request = callLine(tool, given, await call(thimble, routes.command.tools, {}));
  return runCommand(thimble, () => call(thimble, routes.command.run, { request, accounts }), options);
}

/** Prints the tools that hold every word, each with its values; required ones without brackets. */
export async function toolsCommand(thimble: Thimble, words: readonly string[]): Promise<number> {
  const tools = await call(thimble, routes.command.tools, {});
  const wanted = words.map((word) => word.toLowerCase());
  const found = tools.filter(({ name, title }) =>
    wanted.every((word) => `${name} ${title}`.toLowerCase().includes(word)),
  );
  for (const { name, title, params } of found) {
    const values = params.map((param) => (param.required ? param.name : `[${param.name}]`)).join(' ');
    console.log(line(`${name}  ${values}${values === '' ? '' : '  '}${title}`));
  }
  return found.length > 0 ? 0 : 2;
}
