import type { FormField } from '../../shared/index.ts';
import type { Draft } from './prepare.ts';

/** The form of a call: every parameter of its tool that a person can give, with the words that stand there now. */
export function formFields({ tool, args }: Pick<Draft, 'tool' | 'args'>): FormField[] {
  return (
    Object.entries(tool.params)
      // Made by connector code for undo calls alone.
      .filter(([, { kind }]) => kind !== 'notion.former')
      .map(([name, param]) => ({
        name,
        kind: param.kind,
        description: param.description,
        required: param.required ?? false,
        many: param.many ?? false,
        choices: param.values ? [...param.values] : null,
        typed: copy(args[name]),
      }))
  );
}

function copy(value: Draft['args'][string] | undefined): FormField['typed'] {
  if (value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? [...value] : { ...(value as { readonly [name: string]: string }) };
}
