import { type Json, type JsonObject, ones, readNumber, tens } from '../../shared/index.ts';
import { type FlatParam, type FunctionSchema, flatName, flatParams, type ParamSchema } from './functions.ts';
import { formattedDate, monthNumber, type SaidWhen, statedFormat } from './said-date.ts';
import type { ProposedValue } from './types.ts';

const ordinalWords: Readonly<Record<string, string>> = {
  first: 'one',
  second: 'two',
  third: 'three',
  fifth: 'five',
  eighth: 'eight',
  ninth: 'nine',
  twelfth: 'twelve',
  ...Object.fromEntries(Object.keys(tens).map((ten) => [ten.replace(/y$/u, 'ieth'), ten])),
};

/** "twenty-first" as "twenty-one", "sixth" as "six"; other words as they are. */
function cardinal(words: string): string {
  return words.replace(/\p{L}+$/u, (last) => {
    const stem = last.replace(/th$/u, '');
    if (Object.hasOwn(ordinalWords, last)) return ordinalWords[last] ?? last;
    return Object.hasOwn(ones, stem) ? stem : last;
  });
}

const numberAtStart =
  /^([-−+]?)\s*(\d[\d,]*\.?\d*(?:e[-+]?\d+)?|\.\d+)(?:\s*(k|thousand|grand|million|mio|billion)(?![\p{L}\d]))?/iu;

/**
 * A number as people write or say it, without what stands around it: "$1,299.50", "-5", "minus five", "3.5 million",
 * "the third", "21st", "1/2", "10 meters", "50%" (50). Undefined where no number is said.
 */
export function readQuantity(words: string): number | undefined {
  const said = words
    .trim()
    .toLowerCase()
    .replace(/^(?:the|about|around|exactly)\s+/u, '');
  const minus = /^(?:minus|negative)\s+(.+)$/u.exec(said);
  if (minus?.[1] !== undefined) {
    const value = readQuantity(minus[1]);
    return value === undefined ? undefined : -value;
  }
  const bare = said.replace(/^([-−+]?)\s*(?:[a-z]{0,3}[$€£¥₹]|#|no\.|number)\s*/u, '$1');
  const fraction = /^([-−]?\d+)\s*\/\s*(\d+)$/u.exec(bare);
  if (fraction && Number(fraction[2]) !== 0) return Number(fraction[1]?.replace('−', '-')) / Number(fraction[2]);
  const figures = bare.replace(/^([-−+]?\d+)(?:st|nd|rd|th)\b/u, '$1');
  const read = readNumber(figures) ?? readNumber(cardinal(figures));
  if (read !== null) return read;
  const found = numberAtStart.exec(figures);
  if (found?.[2] !== undefined) {
    const scale = found[3] === undefined ? 1 : (readNumber(`1${found[3]}`) ?? 1);
    const value = Number(found[2].replaceAll(',', '')) * scale;
    if (Number.isFinite(value)) return (found[1] === '-' || found[1] === '−' ? -1 : 1) * Number(value.toPrecision(15));
  }
  // "five years", "a dozen eggs": the longest beginning that is a number.
  const parts = figures.split(/\s+/u);
  for (let end = parts.length - 1; end > 0; end--) {
    const beginning = parts.slice(0, end).join(' ');
    const value = /^an?$/u.test(beginning) ? null : readNumber(beginning);
    if (value !== null) return value;
  }
  return undefined;
}

/** Whether a parameter that takes any number takes 50 for "50%"; else it takes 0.5. */
function countsPercent(param: FlatParam): boolean {
  const { schema } = param;
  const words = `${flatName(param)} ${schema.description}`.toLowerCase();
  if (schema.type === 'integer') return true;
  if (/decimal|fraction|(?:between|from) 0(?:\.0)? (?:and|to) 1(?:\.0)?\b/u.test(words)) return false;
  return /percent|\b(?:to|and) 100\b/u.test(words);
}

const lengths =
  /height|length|distance|width|depth|radius|diameter|altitude|elevation|\bmet(?:er|re)s?\b|\bsides?\b|tall/u;
const temperatures = /temperature|kelvin|\btemp\b/u;

/** "1.75m" of a height and "298K" of a temperature are no millions and thousands. */
function withoutUnit(words: string, param: FlatParam): string {
  const about = `${flatName(param)} ${param.schema.description}`.toLowerCase().replaceAll('_', ' ');
  if (lengths.test(about)) return words.replace(/(\d)\s*m$/u, '$1');
  return temperatures.test(about) ? words.replace(/(\d)\s*K$/u, '$1') : words;
}

const yes = new Set(['true', 'yes', 'on', 'y', '1']);
const no = new Set(['false', 'no', 'off', 'n', '0']);

/** A scalar in its own type; the words as they were said where they cannot be read so. */
function oneValue(words: string | boolean, schema: ParamSchema, param: FlatParam, when: SaidWhen | undefined): Json {
  const text = String(words);
  const choice =
    schema.enum.find((one) => String(one) === text) ??
    schema.enum.find((one) => String(one).toLowerCase() === text.toLowerCase());
  if (choice !== undefined) return choice;
  switch (schema.type) {
    case 'boolean': {
      const said = text.toLowerCase();
      return yes.has(said) ? true : no.has(said) ? false : text;
    }
    case 'integer':
    case 'number': {
      const isMonth = schema.type === 'integer' && /month$/iu.test(flatName(param));
      const value = readQuantity(withoutUnit(text, param)) ?? (isMonth ? monthNumber(text) : undefined);
      if (value === undefined) return text;
      const share = /(?:%|\bpercent|\bper cent|\bpct)\s*$/iu.test(text) && !countsPercent(param);
      return share ? Number((value / 100).toPrecision(12)) : value;
    }
    case 'array':
    case 'object':
      return readJson(text);
    default: {
      const format = statedFormat({ ...schema, description: schema.description || param.schema.description });
      return (format === undefined ? undefined : formattedDate(text, format, when)) ?? text;
    }
  }
}

/** What was kept as text because words cannot say it may still have been written out as JSON. */
function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** A whole value; lists word by word, and one said alone is a list of one. */
function readValue(value: ProposedValue, param: FlatParam, when: SaidWhen | undefined): Json {
  const { schema } = param;
  const { items } = schema;
  const item = items !== null && items.type !== 'array' && items.type !== 'object' ? items : null;
  if (typeof value === 'string' || typeof value === 'boolean')
    return item === null ? oneValue(value, schema, param, when) : [oneValue(value, item, param, when)];
  if (isList(value)) return value.map((one) => (item === null ? one : oneValue(one, item, param, when)));
  return { ...value };
}

const isList = (value: ProposedValue): value is readonly string[] => Array.isArray(value);

function put(target: JsonObject, path: readonly string[], value: Json): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  const next: JsonObject = inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
  target[name] = next;
  put(next, rest, value);
}

/**
 * What the model wrote for a function, as the function takes it: numbers read from words, flags and choices in their own
 * types, dotted names nested again, texts as they were said. Words that cannot be read in their type stay words, for
 * whoever checks the arguments against the schema; names that the function does not have are left out.
 *
 * A date or time is written in the format that its description states; one that depends on the day ("tomorrow") only where
 * `when` is given. A percentage is divided by 100 unless the parameter is an integer or says that it counts percent.
 */
export function jsonArguments(
  schema: FunctionSchema,
  args: Readonly<Record<string, ProposedValue>>,
  when?: SaidWhen,
): JsonObject {
  const read: JsonObject = {};
  for (const param of flatParams(schema)) {
    const value = args[flatName(param)];
    if (value !== undefined) put(read, param.path, readValue(value, param, when));
  }
  return read;
}
