import type { ToolParam } from '../../../connectors/index.ts';
import type { CallFacts } from '../../../main/policy/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import type { Rng } from '../../data/index.ts';

const record = (value: Json): JsonObject | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;

/** Another record beside this one: the next issue of the repository, another payment of the customer, another message. */
function sibling(kind: string, value: JsonObject, day: number): JsonObject {
  const other = (text: Json | undefined): string => `${typeof text === 'string' ? text : ''}-${day}`;
  switch (kind) {
    case 'github.issue':
    case 'github.pull':
      return { ...value, number: Number(value.number) + 1000 + day, title: other(value.title) };
    case 'github.run':
      return { ...value, id: Number(value.id) + day };
    case 'github.notification':
    case 'stripe.invoice':
    case 'stripe.payment':
    case 'stripe.subscription':
    case 'notion.block':
    case 'slack.reminder':
      return { ...value, id: other(value.id) };
    case 'slack.message':
      return { ...value, ts: other(value.ts), text: other(value.text) };
    case 'notion.page':
      // A page of a database is one of many; a page that stands alone is a place of its own.
      return value.data_source === null ? value : { ...value, id: other(value.id), title: other(value.title) };
    default:
      return value;
  }
}

/** The same kind of record at a place that was never used: another channel, customer, repository or person. */
function elsewhere(value: JsonObject, day: number): JsonObject {
  const changed = ['id', 'channel', 'customer', 'repo', 'login', 'data_source'].filter(
    (name) => typeof value[name] === 'string',
  );
  return { ...value, ...Object.fromEntries(changed.map((name) => [name, `${value[name]}-new-${day}`])) };
}

/** How a day differs from the first. */
export interface Variation {
  /** 1 is the second day. */
  readonly day: number;
  readonly random: Rng;
  /** The share of calls that go to a place that was never used. */
  readonly newPlaces: number;
}

function changed(param: ToolParam, value: Json, { day, random }: Variation, moved: boolean): Json {
  if (Array.isArray(value)) return value.map((one) => changed(param, one, { day, random, newPlaces: 0 }, moved));
  if (param.values && typeof value === 'string') return random.chance(0.25) ? random.pick(param.values) : value;
  if (['text', 'email', 'url'].includes(param.kind) && typeof value === 'string') return `${value} ${day}`;
  const fields = record(value);
  if (!fields) return value;
  if (param.kind === 'amount')
    return { ...fields, minor: Math.max(1, Math.round(Number(fields.minor) * (0.5 + random.next() * 0.75))) };
  if (param.kind === 'when') return { ...fields, epoch: Number(fields.epoch) + day * 86_400 };
  return moved ? elsewhere(fields, day) : sibling(param.kind, fields, day);
}

/**
 * The same work on another day: other texts and names, other records at the same places, amounts from half to one and a
 * quarter of the first, another choice every fourth time. Nothing is sent of it: it is only decided.
 */
export function vary(facts: CallFacts, variation: Variation): CallFacts {
  const moved = variation.random.chance(variation.newPlaces);
  const args = Object.entries(facts.args).map(([name, value]): [string, Json] => {
    const param = facts.tool.params[name];
    return [name, param === undefined ? value : changed(param, value, variation, moved)];
  });
  return { ...facts, args: Object.fromEntries(args) };
}
