import type { Json, JsonObject } from '../../shared/index.ts';
import { type FunctionSchema, flatName, flatParams } from './functions.ts';
import type { ProposedValue } from './types.ts';

const inWords = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function proposed(value: Json): ProposedValue {
  if (typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(inWords) : inWords(value);
}

function valueAt(args: JsonObject, path: readonly string[]): Json | undefined {
  let found: Json | undefined = args;
  for (const name of path) {
    if (found === null || typeof found !== 'object' || Array.isArray(found) || !Object.hasOwn(found, name))
      return undefined;
    found = found[name];
  }
  return found;
}

/**
 * The arguments of a call that was made, as the model would have said them: the way back of `jsonArguments`, so that the
 * model can read its own earlier calls. What the function does not have, and nulls, are left out.
 */
export function saidArguments(schema: FunctionSchema, args: JsonObject): Readonly<Record<string, ProposedValue>> {
  const said: Record<string, ProposedValue> = {};
  for (const param of flatParams(schema)) {
    const value = valueAt(args, param.path);
    if (value !== undefined && value !== null) said[flatName(param)] = proposed(value);
  }
  return said;
}
