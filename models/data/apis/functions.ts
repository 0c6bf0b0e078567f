import type { ToolDefinition } from '../../../connectors/index.ts';
import {
  choicesOf,
  type FlatParam,
  type FunctionSchema,
  flatName,
  flatParams,
  nameWords,
  type ParamSchema,
  toolOfFunction,
} from '../../../main/inference/index.ts';
import { kindOf } from './kind-of.ts';
import type { ValueKindName } from './values.ts';

/** A parameter of which nothing is said but that it is text. */
export const leaf: ParamSchema = {
  type: 'string',
  description: '',
  format: '',
  enum: [],
  items: null,
  properties: {},
  required: [],
};

/** One parameter that requests can say something for. */
export interface ApiParam {
  readonly name: string;
  /** The name in words: "max price". */
  readonly words: string;
  /** How people may call it: by its name, or as its description does. */
  readonly spoken: readonly string[];
  /** What its value looks like; flags and choices have no words of their own. */
  readonly kind: ValueKindName | 'flag' | 'choice';
  readonly choices: readonly string[];
  /** Values that its description gives as examples. */
  readonly examples: readonly string[];
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
  /** What it is asked for with, apart from values: functions that share one are not told apart. */
  readonly asked: ReadonlySet<string>;
  /** Functions of one group are each other's near misses. */
  readonly group: string;
}

/** "e.g. `2017-JUL-31`", "Examples: NFL", "such as metric or imperial": what a description shows of values. */
function examplesOf(description: string): string[] {
  const shown =
    /(?:\be\.?g\.?|\bexamples?(?: is| are)?|\bfor example|\bsuch as|\blike|\bvalid (?:entries|values)(?: are)?)[:,]?\s+(.+)/iu.exec(
      description,
    )?.[1];
  if (shown === undefined) return [];
  return shown
    .split(/,\s*|\s+or\s+|\s+and\s+|[;)]/u)
    .map((one) => one.replace(/^["'`“([]+|["'`”)\].]+$/gu, '').trim())
    .filter((one) => /^[\p{L}\p{N}@][\p{L}\p{N}@./:+-]*$/u.test(one) && one.length < 30)
    .slice(0, 6);
}

/** What is known of a parameter better than by its name. */
export interface KnownParam {
  readonly kind?: ValueKindName;
  /** How people call it. */
  readonly words: string;
}

/** What a description calls the parameter: "The check-in date of the stay" is "check-in date". Undefined for longer ones. */
function describedAs(description: string): string | undefined {
  const said =
    /^(?:the |an? |your |specifies the |optional\.? (?:the )?)?((?:[\p{L}-]+ ){0,2}[\p{L}-]+?)(?: (?:of|for|to|in|used|that|which)\b.*)?$/iu.exec(
      description.replace(/\.$/u, ''),
    )?.[1];
  return said === undefined ||
    said.length > 28 ||
    /^(?:if|whether|is|a|an|the|this|not|see|set|used?|optional|required|string|integer|number)\b/iu.test(said)
    ? undefined
    : said.toLowerCase();
}

function apiParam(flat: FlatParam, known: KnownParam | undefined): ApiParam {
  const name = flatName(flat);
  const { schema } = flat;
  const many = schema.type === 'array';
  const one = many && schema.items !== null ? schema.items : schema;
  const choices = choicesOf(one);
  const words = known?.words ?? nameWords(name.replace(/^.*\./u, ''));
  const described = known === undefined ? describedAs(schema.description) : undefined;
  const spoken = described === undefined ? [words] : [words, described];
  const kind =
    one.type === 'boolean'
      ? 'flag'
      : choices.length > 0
        ? 'choice'
        : (known?.kind ?? kindOf(words, one.type, schema.description) ?? 'word');
  const examples = one.type === 'string' && choices.length === 0 ? examplesOf(schema.description) : [];
  return { name, words, spoken, kind, choices, examples, required: flat.required, many, whole: one.type === 'integer' };
}

/**
 * Makes a function from its schema. `known` tells of parameters by their flat names, `more` makes further heads
 * when a request is written at last: most functions only stand beside others.
 */
export function apiFunction(
  schema: FunctionSchema,
  heads: readonly Head[],
  group: string,
  known: ReadonlyMap<string, KnownParam> = new Map(),
  more?: () => readonly Head[],
): ApiFunction {
  let all: readonly Head[] | undefined;
  return {
    schema,
    tool: toolOfFunction(schema),
    params: flatParams(schema).map((flat) => apiParam(flat, known.get(flatName(flat)))),
    get heads() {
      all ??= [...heads, ...(more?.() ?? [])];
      return all;
    },
    asked: new Set(heads.map((head) => head.text.replace(/\{[^}]*\}/gu, '').toLowerCase())),
    group,
  };
}
