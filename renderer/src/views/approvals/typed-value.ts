import type { FormField, TypedValue } from '../../../../shared/index.ts';

/** What a field begins with that is not given yet. */
export function emptyTyped({ kind, many }: Pick<FormField, 'kind' | 'many'>): TypedValue {
  if (kind === 'boolean') return true;
  if (kind === 'notion.properties') return { '': '' };
  return many ? [] : '';
}

/** A value without spaces around its parts and without parts that are empty. */
export function tidy(typed: TypedValue): TypedValue {
  if (typeof typed === 'string') return typed.trim();
  if (typeof typed === 'boolean') return typed;
  if (Array.isArray(typed)) return typed.map((part) => part.trim()).filter((part) => part !== '');
  return Object.fromEntries(
    Object.entries(typed)
      .map(([name, value]) => [name.trim(), value.trim()] as const)
      .filter(([name, value]) => name !== '' || value !== ''),
  );
}

/** Whether there is nothing to send of a value. */
export function isEmpty(typed: TypedValue): boolean {
  const tidied = tidy(typed);
  return typeof tidied === 'boolean' ? false : Object.keys(tidied).length === 0;
}
