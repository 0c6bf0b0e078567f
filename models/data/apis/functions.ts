import type { ToolDefinition } from '../../../connectors/index.ts';
import {
  choicesOf,
  type FlatParam,
  type FunctionSchema,
  flatName,
  flatParams,
  nameWords,
  toolOfFunction,
} from '../../../main/inference/index.ts';
import { kindOf } from './kind-of.ts';
import type { ValueKindName } from './values.ts';

/** One parameter that requests can say something for. */
export interface ApiParam {
  readonly name: string;
  /** The name as people say it: "max price". */
  readonly words: string;
  /** What its value looks like; flags and choices have no words of their own. */
  readonly kind: ValueKindName | 'flag' | 'choice';
  readonly choices: readonly string[];
  readonly required: boolean;
  readonly many: boolean;
  /** Only whole numbers may be said. */
  readonly whole: boolean;
}

/** How a request for a function may begin: a thing to be had ("weather in {city}"), or an act ("book a table"). */
export interface Head {
  readonly form: 'thing' | 'act';
  /** May have places for values of parameters in it, by name in braces. */
  readonly text: string;
  /** Verbs that may stand before a thing ("calculate"); the usual ones where empty. */
  readonly verbs: readonly string[];
}

/** A function that requests can be written for. */
export interface ApiFunction {
  readonly schema: FunctionSchema;
  readonly tool: ToolDefinition;
  readonly params: readonly ApiParam[];
  readonly heads: readonly Head[];
  /** Functions of one group are each other's near misses. */
  readonly group: string;
}

function apiParam(flat: FlatParam, known: ValueKindName | undefined): ApiParam {
  const name = flatName(flat);
  const { schema } = flat;
  const many = schema.type === 'array';
  const one = many && schema.items !== null ? schema.items : schema;
  const choices = choicesOf(one);
  const words = nameWords(name.replace(/^.*\./u, ''));
  const kind =
    one.type === 'boolean'
      ? 'flag'
      : choices.length > 0
        ? 'choice'
        : (known ?? kindOf(words, one.type, schema.description) ?? 'word');
  return { name, words, kind, choices, required: flat.required, many, whole: one.type === 'integer' };
}

/** Makes a function from its schema; `kinds` are value kinds that are known better than by name. */
export function apiFunction(
  schema: FunctionSchema,
  heads: readonly Head[],
  group: string,
  kinds: Readonly<Record<string, ValueKindName>> = {},
): ApiFunction {
  return {
    schema,
    tool: toolOfFunction(schema),
    params: flatParams(schema).map((flat) => apiParam(flat, kinds[flatName(flat)])),
    heads,
    group,
  };
}
