import { kinds, type ToolDefinition, type ToolParam } from '../../../connectors/index.ts';
import type { Random } from './random.ts';

type Scalar = string | number | boolean;
type Type = 'String' | 'Long' | 'Boolean' | 'Texts';
export type Seen = Scalar | readonly Scalar[] | { [name: string]: Seen };

/** A request's context as plain JSON. */
export interface MadeContext {
  readonly args: Record<string, Seen>;
  readonly meta: Record<string, Seen>;
}

/** Every fact of `context.meta`, written from docs/policies.md, with a value about which no default rule asks. */
const calm: Readonly<Record<string, Seen>> = {
  tool: '',
  service: '',
  account: 'demo',
  account_id: 'demo',
  effect: '',
  shipped: true,
  lookup: false,
  undo: false,
  undo_of: '',
  second_model: false,
  step: 1,
  tainted: false,
  tainted_args: [],
  quoted_args: [],
  scheduled: false,
  hour: 10,
  minute: 30,
  weekday: 3,
  in_working_hours: true,
  day: 20260304,
  secrets_found: [],
  hidden_text: [],
  look_alikes: [],
  mass: false,
  people: 0,
  records: 1,
  channels: [],
  fraud: false,
  today: { changes: 1, tool_changes: 1, money_minor: 0 },
  customer_today_minor: 0,
  hour_changes: 1,
  minute_changes: 1,
  recipients: [],
  first_time: false,
  first_time_recipients: [],
  repositories: [],
  from_audience: '',
  to_audience: '',
  from_private: false,
  to_public: false,
};

/** What rules compare with: values at, just below and just above those are drawn often. */
export interface Pools {
  readonly longs: readonly number[];
  readonly texts: readonly string[];
}

/** The literals of rules in Cedar's JSON form. */
export function poolsOf(json: unknown): Pools {
  const longs = new Set([0, 1]);
  const texts = new Set(['', 'general', 'few', 'workspace', 'world', 'usd', 'tag']);
  const walk = (one: unknown): void => {
    if (typeof one === 'number' && Number.isSafeInteger(one)) longs.add(one);
    else if (typeof one === 'string') texts.add(one);
    else if (one !== null && typeof one === 'object') {
      const { left, pattern } = one as { left?: unknown; pattern?: unknown };
      if (left !== undefined && Array.isArray(pattern))
        for (const between of ['', 'x'])
          texts.add(pattern.map((part: unknown) => (part === 'Wildcard' ? between : literalOf(part))).join(''));
      for (const inner of Object.values(one)) walk(inner);
    }
  };
  walk(json);
  return { longs: [...longs], texts: [...texts].filter((text) => text.length < 80) };
}

const literalOf = (part: unknown): string => (part as { Literal: string }).Literal;

function drawn(random: Random, type: Type, { longs, texts }: Pools): Seen {
  if (type === 'Boolean') return random.chance(0.5);
  if (type === 'String') return random.chance(0.8) ? random.pick(texts) : `text ${random.below(50)}`;
  if (type === 'Texts')
    return Array.from({ length: random.below(3) }, () => drawn(random, 'String', { longs, texts }) as string);
  const near = random.pick(longs) + random.below(3) - 1;
  return random.chance(0.95) && Number.isSafeInteger(near) ? near : random.below(2_000_000_000);
}

/** What policies see of an argument, as docs/policies.md has it: fields of records, Sets of them for lists, names of maps. */
function argument(random: Random, param: ToolParam, pools: Pools): Seen | null {
  if (kinds[param.kind].from === 'map') return { names: drawn(random, 'Texts', pools) };
  const fields = Object.entries(kinds[param.kind].policy) as [string, Exclude<Type, 'Texts'>][];
  if (fields.length === 0) return param.many ? { count: random.below(13) } : null;
  const scalar = fields[0]?.[0] === '' ? fields[0][1] : null;
  if (!param.many)
    return scalar
      ? drawn(random, scalar, pools)
      : Object.fromEntries(fields.map(([name, type]) => [name, drawn(random, type, pools)]));
  const count = random.below(4);
  const set = (type: Exclude<Type, 'Texts'>): Scalar[] =>
    Array.from({ length: count }, () => drawn(random, type, pools) as Scalar);
  return { count, ...Object.fromEntries(fields.map(([name, type]) => [name || 'items', set(type)])) };
}

const typeOf = (value: Seen): Type =>
  typeof value === 'boolean'
    ? 'Boolean'
    : typeof value === 'number'
      ? 'Long'
      : typeof value === 'string'
        ? 'String'
        : 'Texts';

/** Another value of the same type in place of some, in a copy; records field by field. */
export function varied(random: Random, given: MadeContext, pools: Pools, changes: number): MadeContext {
  const meta = { ...given.meta };
  const args = { ...given.args };
  for (let change = 0; change < changes; change++) {
    const where = random.chance(0.8) ? meta : args;
    const names = Object.keys(where);
    if (names.length === 0) continue;
    const name = random.pick(names);
    const before = where[name];
    if (before === undefined || (where === meta && ['tool', 'service', 'effect'].includes(name))) continue;
    if (typeof before !== 'object' || Array.isArray(before)) {
      // What a list of an argument holds keeps its type.
      if (Array.isArray(before) && where === args) continue;
      where[name] = drawn(random, typeOf(before), pools);
    } else {
      const record = before as { [name: string]: Seen };
      const field = random.pick(Object.keys(record));
      const one = record[field];
      if (one !== undefined && typeof one !== 'object')
        where[name] = { ...record, [field]: drawn(random, typeOf(one), pools) };
    }
  }
  if (random.chance(0.05)) delete meta.money;
  return { args, meta };
}

/** A context that fits the schema of a tool: calm but for some facts, with arguments at random. */
export function contextFor(random: Random, tool: ToolDefinition, shipped: boolean, pools: Pools): MadeContext {
  const args: Record<string, Seen> = {};
  for (const [name, param] of Object.entries(tool.params)) {
    if (!param.required && random.chance(0.6)) continue;
    const value = argument(random, param, pools);
    if (value !== null) args[name] = value;
  }
  const service = tool.name.split('.')[0] ?? '';
  const meta: Record<string, Seen> = { ...calm, tool: tool.name, service, effect: tool.effect, shipped };
  if (tool.effect === 'money' ? random.chance(0.9) : random.chance(0.1))
    meta.money = { minor: drawn(random, 'Long', pools), currency: random.chance(0.8) ? 'usd' : 'jpy' };
  return varied(random, { args, meta }, pools, random.pick([0, 1, 1, 2, 2, 3, 5, 40]));
}

/** The same context no longer fitting the schema: a fact missing, of another type, or one too many. */
export function misfit(random: Random, { args, meta }: MadeContext): MadeContext {
  const name = random.pick(Object.keys(calm));
  const { [name]: value, ...rest } = meta;
  switch (random.below(3)) {
    case 0:
      return { args, meta: rest };
    case 1:
      return { args, meta: { ...meta, [name]: typeof value === 'string' ? 1 : 'text' } };
    default:
      return random.chance(0.5) ? { args, meta: { ...meta, more: true } } : { args: { ...args, more_of_it: 1 }, meta };
  }
}
