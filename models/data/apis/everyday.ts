import type { ParamSchema } from '../../../main/inference/index.ts';
import { nameWords } from '../../../main/inference/index.ts';
import { Rng } from '../rng.ts';
import { everydayLines } from './everyday-lines.ts';
import { type ApiFunction, apiFunction, type Head } from './functions.ts';
import { hashOf } from './operations.ts';
import { type ValueKindName, valueKinds } from './values.ts';

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

interface ParamLine {
  readonly names: readonly string[];
  readonly optional: boolean;
  readonly many: boolean;
  readonly kind: ValueKindName | 'flag' | null;
  readonly choices: readonly string[];
}

function parseParam(text: string): ParamLine {
  const parts = /^([\w|]+)(\?)?:(=?)(.+?)(\*)?$/u.exec(text);
  if (!parts) throw new SyntaxError(`no parameter: ${text}`);
  const [, names = '', optional, equals, kind = '', many] = parts;
  const known = (name: string): name is ValueKindName => Object.hasOwn(valueKinds, name);
  if (equals !== '=' && kind !== 'flag' && !known(kind)) throw new SyntaxError(`no kind of value: ${text}`);
  return {
    names: names.split('|'),
    optional: optional !== undefined,
    many: many !== undefined,
    kind: equals === '=' ? null : kind === 'flag' ? 'flag' : known(kind) ? kind : null,
    choices: equals === '=' ? kind.split(',') : [],
  };
}

const alternatives = /\(([^()]*\|[^()]*)\)(\?)?|\(([^()|]*)\)\?/u;

/** Every reading of `(a|b)` and `(c)?`. */
function readings(text: string): string[] {
  const found = alternatives.exec(text);
  if (!found)
    return [
      text
        .replace(/\s+/gu, ' ')
        .replace(/\s+([,.])/gu, '$1')
        .trim(),
    ];
  const options = [
    ...(found[1]?.split('|') ?? [found[3] ?? '']),
    ...(found[2] !== undefined || found[3] !== undefined ? [''] : []),
  ];
  return options.flatMap((option) =>
    readings(text.slice(0, found.index) + option + text.slice(found.index + found[0].length)),
  );
}

const calculated = new Set(['math', 'physics', 'chemistry', 'finance']);
const sums = ['calculate', 'compute', 'find', 'work out', 'determine', 'get', 'figure out', 'estimate'];

function schemaOf(param: ParamLine, name: string, rng: Rng, subject: string): ParamSchema {
  const leaf: ParamSchema = {
    type: 'string',
    description: '',
    format: '',
    enum: [],
    items: null,
    properties: {},
    required: [],
  };
  const words = nameWords(name);
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
          '',
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

function named(words: readonly string[], group: string, rng: Rng): string {
  const parts = words.slice(0, 5);
  const snake = parts.join('_');
  switch (rng.int(0, 5)) {
    case 0:
    case 1:
      return snake;
    case 2:
      return `${group}.${snake}`;
    case 3:
      return parts.map((part, i) => (i === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join('');
    case 4:
      return parts.length > 2 ? `${parts.slice(1).join('_')}.${parts[0]}` : snake;
    default:
      return `${parts.slice(1).join('_')}_${parts[0]}`;
  }
}

/** The heads whose every place is a parameter of this shape, under the names that it has. */
function headsOf(
  texts: readonly string[],
  params: readonly ParamLine[],
  alias: ReadonlyMap<string, string>,
  group: string,
): Head[] {
  const present = new Set(params.map((param) => param.names[0] ?? ''));
  return texts.flatMap((text): Head[] => {
    const names = [...text.matchAll(/\{(\w+)\}/gu)].flatMap((match) => match[1] ?? []);
    if (!names.every((name) => present.has(name))) return [];
    const renamed = text.replace(/\{(\w+)\}/gu, (_, name: string) => `{${alias.get(name) ?? name}}`);
    const act = renamed.startsWith('!');
    return [
      { form: act ? 'act' : 'thing', text: act ? renamed.slice(1) : renamed, verbs: calculated.has(group) ? sums : [] },
    ];
  });
}

const stop =
  /^(?:an?|the|of|for|in|on|to|by|with|and|is|my|me|at|from|between|who|what|when|how|that|was|are|or|good|best|some|find|get|list|cheap|nice|current|latest|upcoming|new)$/u;

/** Words that ask for the same function, by the one that stands for them. */
const alike: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    book: 'reserve reservation booking',
    play: 'listen put',
    buy: 'purchase order ticket',
    movie: 'film',
    concert: 'gig show',
    route: 'direction way path',
    price: 'cost quote',
    hotel: 'room',
    info: 'detail information fact profile about properties',
    send: 'text message email mail write',
    schedule: 'meeting appointment event call',
    remind: 'reminder task todo',
    restaurant: 'place food spot eat',
    recipe: 'cook dish make',
    house: 'apartment home flat condo property properties',
    gcd: 'greatest',
    lcm: 'least',
    mean: 'average',
    weather: 'forecast condition',
    stat: 'career record',
    hour: 'open',
    translate: 'translation say',
    summarize: 'summary shorten',
    define: 'definition meaning means',
    job: 'position',
    ride: 'taxi cab uber',
  }).flatMap(([word, others]) => others.split(' ').map((other) => [other, word] as const)),
);

/** What a head asks for, apart from whom it is about: its words before the first preposition. */
function keyOf(head: string): ReadonlySet<string> {
  const act = head.startsWith('!');
  const bare = head.replace(/[!?]/gu, '').replace(/\{[^}]*\}/gu, ' ');
  const core = act
    ? bare
    : (/^\s*(.+?)\s+(?:of|for|in|on|at|from|by|to|with|between|about|near|is)\s/u.exec(`${bare} `)?.[1] ?? bare);
  const words = nameWords(core)
    .split(' ')
    .map((word) => word.replace(/ies$/u, 'y').replace(/(?<=..)s$/u, ''))
    .filter((word) => word !== '' && !stop.test(word));
  return new Set(
    (words.length > 0
      ? words
      : nameWords(bare)
          .split(' ')
          .filter((word) => !stop.test(word))
    ).map((word) => (Object.hasOwn(alike, word) ? (alike[word] ?? word) : word)),
  );
}

/** Heads that ask for the same: each set becomes a function of its own. */
function clusters(heads: readonly string[]): string[][] {
  const found: { keys: Set<string>; heads: string[] }[] = [];
  for (const head of heads) {
    const key = keyOf(head);
    const fitting = found.filter(
      ({ keys }) => [...key].some((word) => keys.has(word)) || (key.size === 0 && keys.size === 0),
    );
    const [home, ...others] = fitting;
    if (!home) {
      found.push({ keys: new Set(key), heads: [head] });
      continue;
    }
    home.heads.push(head);
    for (const word of key) home.keys.add(word);
    for (const other of others) {
      home.heads.push(...other.heads);
      for (const word of other.keys) home.keys.add(word);
      found.splice(found.indexOf(other), 1);
    }
  }
  return found.map((one) => one.heads);
}

/** One function of a line: which names its parameters have, and which optional ones, differs by `variant`. */
function everydayFunction(
  group: string,
  texts: readonly string[],
  lines: readonly ParamLine[],
  variant: number,
): ApiFunction {
  const rng = new Rng(hashOf(`${variant} ${group} ${texts.join()}`));
  const alias = new Map(lines.map((param) => [param.names[0] ?? '', rng.pick(param.names)] as const));
  // A head may need a parameter that this shape does not have; where all do, the shape has every parameter.
  const some = lines.filter((param) => !param.optional || rng.chance(0.65));
  const fitting = headsOf(texts, some, alias, group);
  const kept = fitting.length > 0 ? some : lines;
  const heads = fitting.length > 0 ? fitting : headsOf(texts, lines, alias, group);
  const first = rng.pick(heads);
  const subject = first.text
    .replace(/\{[^}]*\}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const content = (text: string): string[] =>
    nameWords(text)
      .split(' ')
      .filter((word) => word !== '' && !stop.test(word));
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
  const nameOf = (param: ParamLine): string => alias.get(param.names[0] ?? '') ?? '';
  const about = kept.filter((param) => !param.optional).map((param) => nameWords(nameOf(param)));
  const given =
    rng.chance(0.5) && about.length > 0
      ? ` ${rng.pick(['given', 'based on', 'for a given', 'by'])} ${about.join(' and ')}`
      : '';
  return apiFunction(
    {
      name: named([...verb, ...core], group, rng),
      description: rng.chance(0.04) ? '' : `${spoken.slice(0, 1).toUpperCase()}${spoken.slice(1)}${given}.`,
      parameters: {
        type: 'object',
        description: '',
        format: '',
        enum: [],
        items: null,
        properties: Object.fromEntries(
          kept.map((param) => [nameOf(param), schemaOf(param, nameOf(param), rng, core.at(-1) ?? group)]),
        ),
        required: kept.filter((param) => !param.optional).map(nameOf),
      },
    },
    heads,
    `everyday ${group}`,
    Object.fromEntries(
      kept.flatMap((param) => (param.kind === null || param.kind === 'flag' ? [] : [[nameOf(param), param.kind]])),
    ),
  );
}

const variants = 3;

let made: readonly ApiFunction[] | undefined;

/** Every everyday function, in several shapes each; the same each time, and made once. */
export function everydayFunctions(): readonly ApiFunction[] {
  made ??= everydayLines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [group = '', heads = '', params = ''] = line.split(' > ');
      const lines = params.split(/\s+(?=[\w|]+\??:)/u).map(parseParam);
      return clusters(heads.split(' / ').flatMap((text) => readings(text.trim()))).flatMap((texts) =>
        Array.from({ length: variants }, (_, variant) => everydayFunction(group, texts, lines, variant)),
      );
    });
  return made;
}
