import type { CedarValueJson, Context } from '@cedar-policy/cedar-wasm/nodejs';
import { kinds, type ToolParam } from '../../connectors/index.ts';
import { type Json, type JsonObject, type Provenance, shippedServiceSchema, visible } from '../../shared/index.ts';
import { destinationAudience, narrowest, type Placed, placeWords, sourceAudience } from './facts/audience.ts';
import { hiddenText } from './facts/hidden-text.ts';
import { calendarDay, localTime, localTimeText } from './facts/local-time.ts';
import { type LookAlike, lookAlikes, lookAlikeText } from './facts/look-alikes.ts';
import { saysMany } from './facts/mass.ts';
import { type Money, moneyOf, moneyText } from './facts/money.ts';
import { outgoingTexts } from './facts/outgoing.ts';
import { quotedRecords } from './facts/quoted.ts';
import { reachOf } from './facts/reach.ts';
import { customersOf, recipientsOf, repositoriesOf } from './facts/recipients.ts';
import { emptyHistory } from './history.ts';
import type { CallFacts } from './types.ts';

/** The context of a request, and the words that rule texts may put in place of `{name}`. */
export interface BuiltContext {
  readonly context: Context;
  readonly words: Readonly<Record<string, string>>;
}

/** Longest text of all arguments together, in UTF-16 code units. */
const maxArgsLength = 1_000_000;

type Record_ = Record<string, CedarValueJson>;

/** The value as the schema types it (`schema.ts`, paramType); undefined for kinds that policies see nothing of. */
function paramValue(param: ToolParam, value: Json): CedarValueJson | undefined {
  if (kinds[param.kind].from === 'map') return { names: Object.keys(value as JsonObject) };
  const types: Readonly<Record<string, string>> = kinds[param.kind].policy;
  const names = Object.keys(types);
  const field = (one: Json, name: string): CedarValueJson => {
    const found = name === '' ? one : (one as JsonObject)[name];
    // A payment of no customer, a page of no database: kinds allow null there and nowhere else.
    if (found === null && types[name] === 'String') return '';
    if (typeof found !== 'string' && typeof found !== 'number' && typeof found !== 'boolean')
      throw new Error(`no ${name}`);
    return found;
  };
  if (!param.many) {
    if (names.length === 0) return undefined;
    if (names[0] === '') return field(value, '');
    return Object.fromEntries(names.map((name) => [name, field(value, name)]));
  }
  const values = value as Json[];
  const sets = names.map((name) => [name || 'items', values.map((one) => field(one, name))] as const);
  return { count: values.length, ...Object.fromEntries(sets) };
}

/** Each argument checked against its kind; anything unknown, missing or malformed throws a sentence about it. */
function argsContext(facts: CallFacts): Record_ {
  const { params } = facts.tool;
  for (const name of Object.keys(facts.args))
    if (!Object.hasOwn(params, name)) throw new Error(`it has a value called ${name}, which the tool does not take`);
  const args: Record_ = {};
  for (const [name, param] of Object.entries(params)) {
    const given = facts.args[name];
    if (given === undefined) {
      if (param.required) throw new Error(`it has no ${name}`);
      continue;
    }
    const schema = kinds[param.kind].value;
    const values = param.many ? given : [given];
    if (!Array.isArray(values) || values.some((value) => !schema.safeParse(value).success))
      throw new Error(`its ${name} is not what the tool takes`);
    if (param.values && values.some((value) => !param.values?.includes(String(value))))
      throw new Error(`its ${name} is none of the choices`);
    const value = paramValue(param, given);
    if (value !== undefined) args[name] = value;
  }
  return args;
}

/** Where each argument came from, every item of it. */
function allSources(facts: CallFacts): Record<string, readonly Provenance[]> {
  return Object.fromEntries(
    Object.keys(facts.args).map((name) => {
      const source = facts.sources[name];
      return [name, [...(source ? [source] : []), ...(facts.itemSources?.[name] ?? [])]];
    }),
  );
}

function taintedArgs(facts: CallFacts, all: Readonly<Record<string, readonly Provenance[]>>): string[] {
  return Object.keys(facts.args).filter((name) => {
    if (facts.args[name] === undefined) return false;
    // Unknown provenance is not trusted provenance.
    if (facts.sources[name] === undefined) return facts.tool.effect !== 'read';
    return all[name]?.some((source) => source.kind === 'result') ?? false;
  });
}

/** The time a call takes effect: the `when` argument that lies ahead (outside working hours first), else now. */
function effectTime(facts: CallFacts) {
  const ahead = Object.entries(facts.tool.params)
    .filter(([, param]) => param.kind === 'when')
    .flatMap(([name]) => facts.args[name] ?? [])
    .map((when) => Number((when as JsonObject).epoch) * 1000)
    .filter((epochMs) => epochMs > facts.now)
    .map((epochMs) => localTime(epochMs, facts.settings));
  const chosen = ahead.find((time) => !time.in_working_hours) ?? ahead[0];
  return { scheduled: chosen !== undefined, time: chosen ?? localTime(facts.now, facts.settings) };
}

/** A name that a service gave, as a sentence of ours may hold it: one that could pass for more of the sentence is quoted. */
function nameWords(name: string): string {
  const shown = visible(name);
  if (/^[#@]?[\p{L}\p{N}._/+@-]{1,80}$/u.test(shown)) return shown;
  return `“${shown.length > 60 ? `${shown.slice(0, 60).toWellFormed()}…` : shown}”`;
}

/** What went before, with this call counted in: how things would stand after it. */
function historyContext({ tool, args, history }: CallFacts, money: Money | null) {
  // Null only for a read: everything else is denied without a look at its context.
  const before = history ?? emptyHistory;
  const own = tool.effect === 'read' ? 0 : 1;
  const moves = tool.effect === 'money' ? (money?.minor ?? 0) : 0;
  const recipients = tool.effect === 'read' ? [] : recipientsOf(tool.name, tool.params, args);
  const fresh = recipients.filter(({ key }) => !before.known.includes(key)).map(({ name }) => name);
  return {
    today: {
      changes: before.dayChanges + own,
      tool_changes: before.dayToolChanges + own,
      money_minor: before.dayMinor + moves,
    },
    customer_today_minor: before.customerDayMinor + (customersOf(tool.params, args).length > 0 ? moves : 0),
    hour_changes: before.hourChanges + own,
    minute_changes: before.minuteChanges + own,
    recipients: recipients.map(({ name }) => name),
    first_time: fresh.length > 0,
    first_time_recipients: fresh,
    repositories: repositoriesOf(tool.params, args),
  };
}

/** Where copied values come from and go to, and who can read either. `''` where nothing is copied or written. */
function audienceContext(facts: CallFacts, steps: readonly number[], tainted: boolean) {
  const { tool, args, past = [] } = facts;
  const call: Placed = { tool: tool.name, params: tool.params, args };
  // What depends on results in a way that no value shows may hold something of each.
  const numbers = steps.length > 0 || !tainted ? steps : past.map((_, at) => at + 1);
  const from = [...new Set(numbers)].map((step) => {
    const origin = past[step - 1];
    return origin ? { tool: origin.tool.name, params: origin.tool.params, args: origin.args } : null;
  });
  const source = narrowest(from.map((one) => (one ? sourceAudience(one) : 'few')));
  const to = tool.effect === 'read' ? null : destinationAudience(call);
  const nameOf = (one: Placed): string => placeWords(one, nameWords);
  return {
    meta: {
      from_audience: source ?? '',
      to_audience: to ?? '',
      from_private: source === 'few',
      to_public: to === 'workspace' || to === 'world',
    },
    words: {
      from: [...new Set(from.map((one) => (one ? nameOf(one) : 'a service')))].join(' and '),
      to: nameOf(call),
    },
  };
}

/** The names in a call that can be taken for others. */
export function lookAlikesOf(facts: CallFacts): LookAlike[] {
  return lookAlikes(facts.tool.params, facts.args, allSources(facts), facts.namesSeen ?? []);
}

/**
 * Builds the context that policies see. Money, reach, secrets, the hour and provenance are computed here, on the host;
 * nothing of it comes from the model or from connector code.
 * @throws Error whose message completes "The call cannot be judged: …"; the caller denies
 */
export function buildContext(facts: CallFacts): BuiltContext {
  if (JSON.stringify(facts.args).length > maxArgsLength) throw new Error('it is too long');
  const args = argsContext(facts);
  const { scheduled, time } = effectTime(facts);
  const reach = reachOf(facts.tool, facts.args);
  const money = facts.tool.effect === 'read' ? null : moneyOf(facts.tool, facts.args);
  const sources = allSources(facts);
  const fromResults = taintedArgs(facts, sources);
  const tainted = facts.tainted || fromResults.length > 0;
  const quoted = quotedRecords(facts.tool, sources, facts.request);
  const alike = lookAlikesOf(facts);
  const hidden = hiddenText(outgoingTexts(facts.tool.params, facts.args));
  const steps = Object.values(sources)
    .flat()
    .flatMap((source) => (source.kind === 'result' ? [source.step] : []));
  const history = historyContext(facts, money);
  const audience = audienceContext(facts, steps, tainted);
  const fraud =
    Object.entries(facts.tool.params).some(
      ([name, param]) => param.kind === 'enum' && /fraud/iu.test(String(facts.args[name])),
    ) || /\bfraud|\bstolen card\b|\bscam/iu.test(facts.request);
  const meta: Record_ = {
    tool: facts.tool.name,
    service: facts.connector.service,
    account: facts.account.name,
    account_id: facts.account.id,
    effect: facts.tool.effect,
    shipped: shippedServiceSchema.safeParse(facts.connector.service).success,
    lookup: facts.lookup,
    undo: facts.undoOf !== undefined,
    undo_of: facts.undoOf ?? '',
    second_model: facts.secondModel ?? false,
    step: facts.step,
    tainted,
    tainted_args: fromResults,
    quoted_args: [...new Set(quoted.map(({ name }) => name))],
    scheduled,
    ...time,
    day: calendarDay(facts.now, facts.settings.zone),
    secrets_found: reach.secrets,
    hidden_text: hidden.kinds,
    look_alikes: [...new Set(alike.map(({ name }) => name))],
    mass: facts.tool.effect !== 'read' && saysMany(facts.request, facts.connector.service),
    people: reach.people,
    records: reach.records,
    channels: reach.channels,
    fraud,
    ...history,
    ...audience.meta,
  };
  if (money) meta.money = { minor: money.minor, currency: money.currency };
  const source = steps.length > 0 ? `what step ${Math.min(...steps)} brought back` : 'what a service returned';
  return {
    context: { args, meta },
    words: {
      connector: facts.connector.title,
      source: fromResults.length > 0 ? `${source} (${fromResults.join(', ')})` : source,
      secrets: reach.secrets.join(' and '),
      hidden: hidden.words,
      look_alikes: [...new Set(alike.map((one) => visible(lookAlikeText(one))))].join(', and '),
      quoted: [...new Set(quoted.map(({ words }) => `“${words}”`))].join(' and '),
      channels: reach.channels.map((name) => `#${name}`).join(', '),
      time: localTimeText(time),
      people: String(reach.people),
      ...audience.words,
      new_recipients: history.first_time_recipients.map(nameWords).join(', '),
      hour_changes: String(history.hour_changes),
      minute_changes: String(history.minute_changes),
      step: String(facts.step),
      working_hours: `${facts.settings.workingHours.start} and ${facts.settings.workingHours.end}`,
      ...(money
        ? {
            amount: moneyText(money),
            day_total: moneyText({ ...money, minor: history.today.money_minor }),
            customer_total: moneyText({ ...money, minor: history.customer_today_minor }),
          }
        : {}),
    },
  };
}
