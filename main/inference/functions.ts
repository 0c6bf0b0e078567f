import { z } from 'zod';
import type { KindName, ToolDefinition, ToolParam } from '../../connectors/index.ts';
import { type Json, jsonSchema } from '../../shared/index.ts';

/** One JSON Schema node as function lists have it, after {@link functionSchema} has read it. */
export interface ParamSchema {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';
  readonly description: string;
  readonly format: string;
  readonly enum: readonly Json[];
  readonly items: ParamSchema | null;
  readonly properties: Readonly<Record<string, ParamSchema>>;
  readonly required: readonly string[];
}

/** Type names of other languages that function lists use in place of JSON Schema's (BFCL writes Python's and Java's). */
const typeNames: Readonly<Record<string, ParamSchema['type']>> = {
  str: 'string',
  any: 'string',
  char: 'string',
  text: 'string',
  int: 'integer',
  long: 'integer',
  short: 'integer',
  bigint: 'integer',
  byte: 'integer',
  float: 'number',
  double: 'number',
  decimal: 'number',
  bool: 'boolean',
  list: 'array',
  tuple: 'array',
  set: 'array',
  arraylist: 'array',
  dict: 'object',
  hashmap: 'object',
  hashtable: 'object',
  none: 'null',
};
const jsonTypes = z.enum(['string', 'integer', 'number', 'boolean', 'array', 'object', 'null']);

function typeOf(said: string | readonly string[] | undefined, has: { items: boolean; properties: boolean }) {
  const names = (typeof said === 'string' ? [said] : (said ?? [])).map((name) => name.toLowerCase());
  const read = names.flatMap((name) => jsonTypes.safeParse(typeNames[name] ?? name).data ?? []);
  const type = read.find((name) => name !== 'null') ?? read[0];
  return type ?? (has.properties ? 'object' : has.items ? 'array' : 'string');
}

interface RawParam {
  readonly type?: string | string[] | undefined;
  readonly description?: string | null | undefined;
  readonly format?: string | null | undefined;
  readonly enum?: Json[] | null | undefined;
  readonly required?: string[] | boolean | null | undefined;
  readonly items?: RawParam | RawParam[] | null | undefined;
  readonly properties?: Record<string, RawParam> | null | undefined;
  readonly anyOf?: RawParam[] | null | undefined;
  readonly oneOf?: RawParam[] | null | undefined;
}

const rawParam: z.ZodType<RawParam> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().nullish(),
    format: z.string().nullish(),
    enum: z.array(jsonSchema).nullish(),
    required: z.union([z.array(z.string()), z.boolean()]).nullish(),
    items: z.union([rawParam, z.array(rawParam)]).nullish(),
    properties: z.record(z.string(), rawParam).nullish(),
    anyOf: z.array(rawParam).nullish(),
    oneOf: z.array(rawParam).nullish(),
  }),
);

function readParam(raw: RawParam): ParamSchema {
  const choices = raw.type === undefined ? [...(raw.anyOf ?? []), ...(raw.oneOf ?? [])].map(readParam) : [];
  const chosen = choices.find((one) => one.type !== 'null');
  if (chosen) return { ...chosen, description: raw.description ?? chosen.description };
  const items = Array.isArray(raw.items) ? raw.items[0] : raw.items;
  const properties = Object.entries(raw.properties ?? {});
  return {
    type: typeOf(raw.type, { items: items != null, properties: properties.length > 0 }),
    description: raw.description ?? '',
    format: raw.format ?? '',
    enum: raw.enum ?? [],
    items: items == null ? null : readParam(items),
    properties: Object.fromEntries(properties.map(([name, child]) => [name, readParam(child)])),
    required: Array.isArray(raw.required) ? raw.required : [],
  };
}

/** A function as a model may be offered it: its name, what it does, and its parameters by name. */
export interface FunctionSchema {
  readonly name: string;
  readonly description: string;
  readonly parameters: ParamSchema;
}

/**
 * Reads a function as OpenAI's `tools` and the Berkeley Function Calling Leaderboard (BFCL, Patil et al. 2025) write it.
 * Lenient about type names ("dict", "float", "tuple", "any") and absent parts; `anyOf` means its first choice.
 */
export const functionSchema = z
  .object({ name: z.string().min(1), description: z.string().nullish(), parameters: rawParam.nullish() })
  .transform(
    (raw): FunctionSchema => ({
      name: raw.name,
      description: raw.description ?? '',
      parameters: readParam({ type: 'object', ...raw.parameters }),
    }),
  );

/** One parameter of a function in the flat form that tools have: `person.home_city` for a property of a property. */
export interface FlatParam {
  readonly path: readonly string[];
  readonly schema: ParamSchema;
  readonly required: boolean;
}

const deepest = 3;
const isScalar = (schema: ParamSchema): boolean => schema.type !== 'array' && schema.type !== 'object';

/**
 * The parameters of a function, those inside objects under dotted names, at most three names deep. What words cannot say
 * (lists of objects, objects without named properties) is left out where it is optional, else kept to be said as text.
 */
export function flatParams(schema: FunctionSchema): readonly FlatParam[] {
  const found: FlatParam[] = [];
  const visit = (node: ParamSchema, path: readonly string[], required: boolean): void => {
    for (const [name, child] of Object.entries(node.properties)) {
      const here = [...path, name];
      const needed = required && node.required.includes(name);
      const open = child.type === 'object' && Object.keys(child.properties).length > 0 && here.length < deepest;
      const sayable = isScalar(child) || (child.type === 'array' && (child.items === null || isScalar(child.items)));
      if (open) visit(child, here, needed);
      else if (sayable || needed) found.push({ path: here, schema: child, required: needed });
    }
  };
  visit(schema.parameters, [], true);
  return found;
}

/** The name of a flat parameter: its path with dots. */
export const flatName = (param: FlatParam): string => param.path.join('.');

const mostChoices = 32;
const formatKinds: Readonly<Record<string, KindName>> = { email: 'email', uri: 'url', url: 'url' };

/** The choices of a schema as they are written in a call; none where words say the value better. */
export function choicesOf(schema: ParamSchema): readonly string[] {
  if (schema.type === 'boolean') return [];
  const choices = [...new Set(schema.enum.filter((one) => one !== null).map(String))].filter((one) => one !== '');
  return choices.length <= mostChoices ? choices : [];
}

function oneParam(schema: ParamSchema): Pick<ToolParam, 'kind' | 'values'> {
  const values = choicesOf(schema);
  if (values.length > 0) return { kind: 'enum', values };
  switch (schema.type) {
    case 'integer':
    case 'number':
    case 'boolean':
      return { kind: schema.type };
    default:
      return { kind: formatKinds[schema.format] ?? 'text' };
  }
}

function toolParam({ schema, required }: FlatParam): ToolParam {
  const many = schema.type === 'array' && (schema.items === null || isScalar(schema.items));
  const one = oneParam(many && schema.items !== null ? schema.items : schema);
  const description = schema.description || (many ? (schema.items?.description ?? '') : '');
  return { ...one, description, sets: [], ...(required && { required: true }), ...(many && { many: true }) };
}

/** A name in words: `calculate_triangleArea` and `calculate.triangle.area` are "calculate triangle area". */
export function nameWords(name: string): string {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/**
 * The tool that stands for a function: to be offered to the model, never run. Its parameters say their values in words
 * ({@link jsonArguments} reads them); it counts as a write, so that nothing ever takes it for harmless.
 */
export function toolOfFunction(schema: FunctionSchema): ToolDefinition {
  const title = nameWords(schema.name);
  return {
    name: schema.name,
    title,
    description: schema.description,
    effect: 'write',
    undo: { kind: 'none', text: 'This function is only proposed, never run.' },
    params: Object.fromEntries(flatParams(schema).map((param) => [flatName(param), toolParam(param)])),
    effectText: () => title,
    run: () => Promise.reject(new Error(`${schema.name} has no service to run it`)),
  };
}
