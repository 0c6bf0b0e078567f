import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import { kinds, type ToolDefinition, type ToolParam } from '../../../connectors/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { paramType } from '../schema.ts';
import { cedarString } from './cedar-text.ts';
import { heldBy, isReference, placeOf } from './places.ts';

/** The arguments of a call in the three forms that a rule is drafted from. */
export interface DraftArgs {
  readonly tool: ToolDefinition;
  readonly args: JsonObject;
  /** As policies see them. */
  readonly seen: Readonly<Record<string, CedarValueJson>>;
  /** How each reads, for people. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The most that a rule lets a call move, in minor units of `currency`. */
export interface Limit {
  readonly minor: number;
  readonly currency: string;
}

/** What a rule says of the arguments. */
export interface Conditions {
  /** Cedar expressions, all of which must hold. */
  readonly all: readonly string[];
  /** Where and for whom, in words; empty where the call names no record. */
  readonly places: readonly string[];
  /** What else must be equal, in words. */
  readonly equal: readonly string[];
  /** Parameters that may hold anything. */
  readonly free: readonly string[];
}

/**
 * Parameters whose content is what such calls are for: a rule leaves it open. All others, also every one that is thought
 * of later, must be equal to those of the call that the rule was made from.
 */
const contents: ReadonlySet<string> = new Set([
  'text',
  'body',
  'title',
  'description',
  'content',
  'comment',
  'heading',
  'items',
  'topic',
  'footer',
  'thanks',
  'emoji',
  'when',
  'commit_title',
  'commit_message',
]);

/** What a new record in one's own account is called and says of itself: open as well, in a call that names no record. */
const ofNewRecord: ReadonlySet<string> = new Set(['name', 'email', 'phone', 'address', 'file']);

/**
 * Whether a call makes a record of its own in the account, in or for no other. The account is then the place.
 * Only plain changes: what moves money or cannot be undone is never that.
 */
function makesOwnRecord({ tool, args }: DraftArgs): boolean {
  if (tool.effect !== 'write' || !tool.name.endsWith('.create')) return false;
  return !Object.entries(tool.params).some(([name, { kind }]) => args[name] !== undefined && isReference(kind));
}

type Seen = Readonly<Record<string, CedarValueJson>>;

/** The fields of a record; null for scalars and sets. */
const fieldsOf = (value: CedarValueJson | undefined): Seen | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Seen) : null;

function literal(value: CedarValueJson | undefined): string {
  if (typeof value === 'string') return cedarString(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value < 0 ? `(${value})` : String(value);
  throw new Error('rules cannot see this value');
}

function setLiteral(value: CedarValueJson | undefined): string {
  if (!Array.isArray(value)) throw new Error('rules cannot see this value');
  return `[${value.map(literal).join(', ')}]`;
}

/** That a Set holds nothing but what it holds now. */
const within = (path: string, value: CedarValueJson | undefined): string => `${setLiteral(value)}.containsAll(${path})`;

function equalFields(path: string, fields: Seen): string {
  return Object.entries(fields)
    .map(([name, value]) => `${path}.${name} == ${literal(value)}`)
    .join(' && ');
}

/** A call's argument, and what rules may be told of it. */
interface Given {
  readonly name: string;
  readonly param: ToolParam;
  readonly path: string;
  readonly value: Json;
  readonly seen: CedarValueJson;
  readonly label: string;
}

interface Said {
  readonly all?: readonly string[];
  readonly places?: readonly string[];
  readonly equal?: readonly string[];
}

/** An argument that a rule binds: a record by what it is in, several by being none but these, the rest by being equal. */
function bound({ name, param, path, value, seen, label }: Given): Said {
  const said = `${name.replaceAll('_', ' ')}: ${label}`;
  const fields = fieldsOf(seen);
  if (param.many) {
    const sets = Object.entries(fields ?? {}).filter(([field]) => field !== 'count');
    if (sets.length === 0) throw new Error('rules cannot see this value');
    // People are told apart by what never changes; a name may.
    const telling = sets.filter(([field]) => ['id', 'login', 'items', 'email', 'owner', 'repo'].includes(field));
    const used = telling.length > 0 ? telling : sets;
    const all = used.map(([field, set]) => within(`${path}.${field}`, set));
    return isReference(param.kind) ? { all, places: [`with ${label}`] } : { all, equal: [said] };
  }
  if (kinds[param.kind].from === 'map') {
    const names = fields?.names;
    if (!Array.isArray(names)) throw new Error('rules cannot see this value');
    return { all: [within(`${path}.names`, names)], equal: [`only ${names.join(', ')}`] };
  }
  if (!fields) return { all: [`${path} == ${literal(seen)}`], equal: [said] };
  const place = isReference(param.kind) ? placeOf(param.kind, fields, value as JsonObject, label) : null;
  if (!place) return { all: [equalFields(path, fields)], equal: [said] };
  const telling = place.fields.map((one) => [one, fields[one] ?? ''] as const);
  if (telling.some(([, one]) => one === '')) throw new Error('it names no record for sure');
  return { all: [equalFields(path, Object.fromEntries(telling))], places: [place.words] };
}

/** Parameters that only narrow another given one: they add nothing to what happens. */
function narrowing({ tool, seen }: DraftArgs): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, { within: narrows = [] }] of Object.entries(tool.params))
    if (seen[name] !== undefined) for (const one of narrows) found.set(one, name);
  return found;
}

/** What a narrowing parameter has to be where it is given: what the rule's own record is in. */
function narrowed({ tool, seen }: DraftArgs, name: string, param: ToolParam, of: string, path: string): string | null {
  const record = fieldsOf(seen[of]);
  const kind = tool.params[of]?.kind;
  if (param.required || kind === undefined || !record) return null;
  const fields = heldBy(param.kind, kind, record);
  return fields ? `(if context.args has ${name} then ${equalFields(path, fields)} else true)` : null;
}

/**
 * The narrowest conditions under which a call like this one is of use again: the same record or what holds it, the same
 * choices, no argument that this call does not have, amounts up to the limit, and whatever text.
 * @throws Error whose message completes "No rule can be made of this: …" where something of it cannot be bound
 */
export function conditionsOf(call: DraftArgs, limit: Limit | null): Conditions {
  const { tool, args, seen, labels } = call;
  const all: string[] = [];
  const places: string[] = [];
  const equal: string[] = [];
  const free: string[] = [];
  const narrows = narrowing(call);
  const own = makesOwnRecord(call);
  if (own) places.push('in this account');
  for (const [name, param] of Object.entries(tool.params)) {
    const path = `context.args.${name}`;
    const words = name.replaceAll('_', ' ');
    if (paramType(param) === null) throw new Error(`rules cannot see its ${words}`);
    const has = `context.args has ${name}`;
    if (param.kind === 'amount' && !param.many && limit) {
      const bounds = `${path}.minor >= 0 && ${path}.minor <= ${limit.minor} && ${path}.currency == ${cedarString(limit.currency)}`;
      all.push(param.required ? bounds : `(if ${has} then ${bounds} else true)`);
      continue;
    }
    const record = narrows.get(name);
    const narrower = record === undefined ? null : narrowed(call, name, param, record, path);
    if (narrower) {
      all.push(narrower);
      continue;
    }
    const [value, visible] = [args[name], seen[name]];
    if (value === undefined || visible === undefined) {
      all.push(`!(${has})`);
      continue;
    }
    if (contents.has(name) || (own && ofNewRecord.has(name))) {
      free.push(words);
      continue;
    }
    let said: Said;
    try {
      said = bound({ name, param, path, value, seen: visible, label: labels[name] ?? '' });
    } catch {
      throw new Error(`rules cannot tell its ${words} from another`);
    }
    const expression = (said.all ?? []).join(' && ');
    all.push(param.required ? expression : `${has} && ${expression}`);
    places.push(...(said.places ?? []));
    equal.push(...(said.equal ?? []));
  }
  return { all, places: [...new Set(places)], equal, free };
}
