import { type FunctionSchema, nameWords, type ParamSchema } from '../../../main/inference/index.ts';
import { Rng } from '../rng.ts';
import { type EverydayEntry, everydayEntries, type ParamLine, stopWords } from './everyday-grammar.ts';
import { functionName, type NameStyle, paramName } from './everyday-names.ts';
import { type ApiFunction, apiFunction, type Head, type KnownParam, leaf } from './functions.ts';
import { hashOf } from './operations.ts';

const wholeKinds: ReadonlySet<string> = new Set(
  'integer count page offset year age days nights months years people servings bedrooms bathrooms tickets quantity decimals port minutes seconds hours numericId level century timestamp volumelevel'.split(
    ' ',
  ),
);
const decimalKinds: ReadonlySet<string> = new Set(
  'number money budget percent fraction length distance radius weight bodyheight temperature angle speed acceleration mass volume area force energy power pressure voltage current resistance charge frequency wavelength moles concentration density field rating latitude longitude calories'.split(
    ' ',
  ),
);

/** What a description says beyond the name, by kind; a unit is often told. */
const hints: Readonly<Record<string, readonly string[]>> = {
  length: ['in meters', 'in cm', 'in the given unit'],
  distance: ['in kilometers', 'in miles'],
  radius: ['in km', 'in miles'],
  mass: ['in kilograms', 'in kg'],
  weight: ['in kg', 'in pounds'],
  speed: ['in m/s', 'in meters per second'],
  acceleration: ['in m/s^2'],
  temperature: ['in degrees', 'in Celsius', 'in Kelvin'],
  percent: ['as a percentage', 'in percent', 'as a decimal', 'per year'],
  date: ['in YYYY-MM-DD format', 'as said', ''],
  city: ['e.g. San Francisco, CA', 'city name', ''],
  seconds: ['in seconds'],
  minutes: ['in minutes'],
  years: ['in years', ''],
  money: ['in dollars', 'in USD', ''],
};

const calculated = new Set(['math', 'physics', 'chemistry', 'finance']);
const sums = ['calculate', 'compute', 'find', 'work out', 'determine', 'get', 'figure out', 'estimate'];

/** A parameter of one function: how it is said, and how it is written. */
interface Shaped {
  readonly line: ParamLine;
  readonly words: string;
  /** The name with those of the objects that it is in. */
  readonly path: readonly string[];
}

function schemaOf({ line: param, words }: Shaped, style: NameStyle, rng: Rng, subject: string): ParamSchema {
  const { kind } = param;
  const hint = kind === null || kind === 'flag' ? '' : rng.pick(hints[kind] ?? ['']);
  const description =
    kind === 'flag'
      ? rng.pick([
          `Whether to ${words.replace(/^(?:is|has) /u, 'be ')}.`,
          `If true, ${words}.`,
          `${words}, default is false`,
        ])
      : rng.pick([
          `The ${words}.`,
          `The ${words} of the ${subject}.`,
          `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`,
          `The ${words} to use`,
          ...(style === 'short' ? [] : ['']),
          `The ${words}${hint === '' ? '' : `, ${hint}`}.`,
          `The ${words} ${hint}`.trim(),
          ...(param.optional ? [`Optional. The ${words}.`] : []),
        ]);
  const type =
    kind === 'flag'
      ? 'boolean'
      : kind !== null && wholeKinds.has(kind)
        ? 'integer'
        : kind !== null && decimalKinds.has(kind)
          ? rng.chance(0.3)
            ? 'integer'
            : 'number'
          : 'string';
  const one: ParamSchema = { ...leaf, type, enum: [...param.choices] };
  return param.many ? { ...leaf, type: 'array', items: one, description } : { ...one, description };
}

/** The heads whose every place is a parameter of this shape, under the names that it has. */
function headsOf(texts: readonly string[], params: readonly Shaped[], group: string): Head[] {
  const alias = new Map(params.map(({ line, path }) => [line.names[0] ?? '', path.join('.')]));
  return texts.flatMap((text): Head[] => {
    const names = [...text.matchAll(/\{(\w+)\}/gu)].flatMap((match) => match[1] ?? []);
    if (!names.every((name) => alias.has(name))) return [];
    const renamed = text.replace(/\{(\w+)\}/gu, (_, name: string) => `{${alias.get(name) ?? name}}`);
    const act = renamed.startsWith('!');
    return [
      { form: act ? 'act' : 'thing', text: act ? renamed.slice(1) : renamed, verbs: calculated.has(group) ? sums : [] },
    ];
  });
}

const objects = ['params', 'options', 'details', 'query', 'request', 'filters', 'data', 'info', 'criteria'];

/** Draws how parameters are called: aliases, a style, and sometimes an object around some of them. */
function shape(lines: readonly ParamLine[], style: NameStyle, rng: Rng): Shaped[] {
  const object = rng.chance(0.1) ? rng.pick(objects) : undefined;
  const taken = new Set<string>();
  return lines.map((line) => {
    const words = nameWords(rng.pick(line.names));
    let name = paramName(words, style, rng);
    for (let again = 2; taken.has(name) || name === object; again++)
      name = `${paramName(words, 'snake', rng)}${again > 2 ? again : ''}`;
    taken.add(name);
    return { line, words, path: object !== undefined && rng.chance(0.75) ? [object, name] : [name] };
  });
}

/** The schema of an object whose properties are `params`, those with longer paths in objects of their own. */
function objectOf(params: readonly (Shaped & { readonly schema: ParamSchema })[], depth = 0): ParamSchema {
  const groups = Map.groupBy(params, ({ path }) => path[depth] ?? '');
  const needed = (one: readonly Shaped[]): boolean => one.some(({ line }) => !line.optional);
  return {
    ...leaf,
    type: 'object',
    properties: Object.fromEntries(
      [...groups].map(([name, own]) => [
        name,
        own[0] && own[0].path.length === depth + 1 ? own[0].schema : objectOf(own, depth + 1),
      ]),
    ),
    required: [...groups].filter(([, own]) => needed(own)).map(([name]) => name),
  };
}

const content = (text: string): string[] =>
  nameWords(text)
    .split(' ')
    .filter((word) => word !== '' && !stopWords.test(word));

/** One function of an entry: which names its parameters have, and which optional ones there are, differs by `variant`. */
function everydayFunction({ group, heads: texts, params }: EverydayEntry, variant: number): ApiFunction {
  const rng = new Rng(hashOf(`${variant} ${group} ${texts.join()}`));
  const style = rng.pick<NameStyle>(['snake', 'snake', 'snake', 'camel', 'short']);
  const all = shape(params, style, rng);
  // A head may need a parameter that this shape does not have; where all do, the shape has every parameter.
  const some = all.filter(({ line }) => !line.optional || rng.chance(0.65));
  const fitting = headsOf(texts, some, group);
  const kept = fitting.length > 0 ? some : all;
  const heads = fitting.length > 0 ? fitting : headsOf(texts, all, group);
  const first = rng.pick(heads);
  const subject = first.text
    .replace(/\{[^}]*\}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const few = content(subject);
  const core =
    few.length > 1 ? few : [...new Set([...few, ...content(first.text), ...(few.length === 0 ? [group] : [])])];
  const sum = calculated.has(group) && first.form === 'thing';
  const verb =
    first.form === 'act'
      ? []
      : [rng.pick(sum ? ['calculate', 'compute', 'get', 'calc'] : ['get', 'find', 'fetch', 'search', 'lookup', 'get'])];
  const bare = nameWords(subject);
  const spoken = sum
    ? `calculate the ${bare}`
    : first.form === 'act'
      ? nameWords(first.text)
      : `${rng.pick(['get', 'find', 'retrieve', 'returns', 'look up'])} the ${bare}`;
  const about = kept.filter(({ line }) => !line.optional).map(({ words }) => words);
  const given =
    rng.chance(0.5) && about.length > 0
      ? ` ${rng.pick(['given', 'based on', 'for a given', 'by'])} ${about.join(' and ')}`
      : '';
  const schema: FunctionSchema = {
    name: functionName([...verb, ...core], group, rng),
    description: rng.chance(0.04) ? '' : `${spoken.slice(0, 1).toUpperCase()}${spoken.slice(1)}${given}.`,
    parameters: objectOf(
      kept.map((param) => ({ ...param, schema: schemaOf(param, style, rng, core.at(-1) ?? group) })),
    ),
  };
  const known = new Map<string, KnownParam>(
    kept.map(({ line, words, path }) => [
      path.join('.'),
      { words, ...(line.kind === null || line.kind === 'flag' ? {} : { kind: line.kind }) },
    ]),
  );
  return apiFunction(schema, heads, `everyday ${group}`, known);
}

const variants = 3;

let made: readonly ApiFunction[] | undefined;

/** Every everyday function, in several shapes each; the same each time, and made once. */
export function everydayFunctions(): readonly ApiFunction[] {
  made ??= everydayEntries().flatMap((entry) =>
    Array.from({ length: variants }, (_, variant) => everydayFunction(entry, variant)),
  );
  return made;
}
