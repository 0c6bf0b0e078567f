import type { SchemaJson, Type, TypeOfAttribute } from '@cedar-policy/cedar-wasm/nodejs';
import { type ConnectorManifest, kinds, type ToolDefinition, type ToolParam } from '../../connectors/index.ts';

type CedarType = Type<string>;
type Attributes = Record<string, TypeOfAttribute<string>>;

const text: CedarType = { type: 'String' };
const long: CedarType = { type: 'Long' };
const flag: CedarType = { type: 'Boolean' };
const texts: CedarType = { type: 'Set', element: text };
const record = (attributes: Attributes): CedarType => ({ type: 'Record', attributes });

/** What policies may look at besides a tool's own arguments; built by `context.ts`, one field for one field. */
const metaAttributes: Attributes = {
  tool: text,
  service: text,
  /** What the person calls the account; `demo` for the demo workspace. */
  account: text,
  /** That account for ever: another one that is given the same name later has another id. */
  account_id: text,
  effect: text,
  /** The connector is one that Thimble ships, not a plug-in. */
  shipped: flag,
  /** A resolver's read, not a step of the plan. */
  lookup: flag,
  /** It takes back a logged call, and the tool of that one; empty where it does not. */
  undo: flag,
  undo_of: text,
  /** The second model proposed it, not Needle and not the person. */
  second_model: flag,
  step: long,
  /** Something in the call came from a service's answer, and which arguments did. */
  tainted: flag,
  tainted_args: texts,
  /** Records that only a quoted passage of the request names. */
  quoted_args: texts,
  /** Wall clock of the person's zone when the call takes effect: now, or the time it is scheduled for. */
  scheduled: flag,
  hour: long,
  minute: long,
  weekday: long,
  in_working_hours: flag,
  /** The calendar day of the decision in the person's zone, as a number: 20260304 is 4 March 2026. */
  day: long,
  /** Kinds of secrets in outgoing text. */
  secrets_found: texts,
  /** Kinds of hidden characters in outgoing text: `shared/hidden-text.ts`. */
  hidden_text: texts,
  /** Names in the call that can be taken for others: `facts/look-alikes.ts`. */
  look_alikes: texts,
  /** The request speaks of many records or everyone. */
  mass: flag,
  people: long,
  records: long,
  channels: texts,
  /** The call or the request calls the payment fraudulent. */
  fraud: flag,
  /** What happened through Thimble, this call included: see `history.ts`. `money_minor` is of this call's currency. */
  today: record({ changes: long, tool_changes: long, money_minor: long }),
  customer_today_minor: long,
  hour_changes: long,
  minute_changes: long,
  /** Whom a change writes to, by name, and who of them never was before in this account. */
  recipients: texts,
  first_time: flag,
  first_time_recipients: texts,
  /** GitHub repositories that it touches: `owner/name`, lower case. */
  repositories: texts,
  /** Who can read where values were copied from, and where they go: see `facts/audience.ts`. */
  from_audience: text,
  to_audience: text,
  from_private: flag,
  to_public: flag,
  /** The most that the call can move, in minor units. */
  money: { type: 'Record', attributes: { minor: long, currency: text }, required: false } as TypeOfAttribute<string>,
};

/**
 * The Cedar type of a parameter: a scalar, or a record of the kind's `policy` fields. A list becomes a record of Sets,
 * one a field (`items` for scalars), with their `count`; a map the Set of its `names`. Null for kinds that policies see nothing of.
 */
export function paramType(param: ToolParam): CedarType | null {
  if (kinds[param.kind].from === 'map') return { type: 'Record', attributes: { names: texts } };
  const fields = Object.entries(kinds[param.kind].policy).map(([name, type]) => [name, { type }] as const);
  const [first] = fields;
  if (!first) return param.many ? { type: 'Record', attributes: { count: long } } : null;
  const scalar = first[0] === '';
  if (!param.many) return scalar ? first[1] : { type: 'Record', attributes: Object.fromEntries(fields) };
  const sets = fields.map(([name, element]) => [scalar ? 'items' : name, { type: 'Set', element }] as const);
  return { type: 'Record', attributes: { count: long, ...Object.fromEntries(sets) } };
}

function argsType(tool: ToolDefinition): CedarType {
  const attributes: Attributes = {};
  for (const [name, param] of Object.entries(tool.params)) {
    const type = paramType(param);
    if (type) attributes[name] = { ...type, required: param.required === true } as TypeOfAttribute<string>;
  }
  return { type: 'Record', attributes };
}

/** The groups an action is in: its service, its resource (`stripe.refunds`), its effect, and `changes` unless it reads. */
function groupsOf(name: string, effect: string | null): string[] {
  const parts = name.split('.');
  const prefixes = parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('.'));
  return [...prefixes, ...(effect ? [effect] : []), ...(effect && effect !== 'read' ? ['changes'] : [])];
}

/**
 * The Cedar schema of a set of connectors: one action a tool, with its arguments typed under `context.args` and the
 * host's own facts under `context.meta`. The principal is always the person, the resource the service.
 * @param absent names of tools that policies speak of and no connector has: declared without arguments, so that such
 *   policies validate. No request for them is ever accepted.
 */
export function cedarSchema(
  connectors: readonly ConnectorManifest[],
  absent: readonly string[] = [],
): SchemaJson<string> {
  const actions: SchemaJson<string>[string]['actions'] = {};
  const groups = new Set(['read', 'write', 'money', 'destructive', 'changes']);
  const add = (name: string, effect: string | null, args: CedarType) => {
    const memberOf = groupsOf(name, effect);
    for (const group of memberOf) groups.add(group);
    actions[name] = {
      memberOf: memberOf.map((id) => ({ id })),
      appliesTo: {
        principalTypes: ['Person'],
        resourceTypes: ['Service'],
        context: { type: 'Record', attributes: { args, meta: { type: 'Meta' } } },
      },
    };
  };
  for (const connector of connectors) for (const tool of connector.tools) add(tool.name, tool.effect, argsType(tool));
  for (const name of absent) if (!actions[name]) add(name, null, { type: 'Record', attributes: {} });
  for (const group of groups) actions[group] ??= {};
  return {
    '': {
      commonTypes: { Meta: { type: 'Record', attributes: metaAttributes } },
      entityTypes: { Person: {}, Service: {} },
      actions,
    },
  };
}
