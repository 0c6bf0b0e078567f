import type { ToolDefinition, ToolParam } from '../../connectors/index.ts';
import type { ProposedValue } from '../../main/inference/types.ts';
import { findWords, isBoundary, writing } from '../../main/inference/format.ts';
import type { Json } from '../../shared/index.ts';
import { bareReference, nearby, widen } from './phrase.ts';
import type { Piece } from './template.ts';

/** What a phrasing says of one operation: which slot decides which upstream parameter, and what the wording fixes. */
export interface Phrasing {
  readonly slots: Readonly<Record<string, string | readonly string[]>>;
  readonly fixed: Readonly<Record<string, Json>>;
  readonly mods?: Readonly<Record<string, string>>;
}

/** Why a phrasing could not be written as a call of a tool. */
export class Unmapped extends Error {}

/** A request with the place of every slot in it. */
export interface Placed {
  readonly text: string;
  readonly slots: ReadonlyMap<string, { readonly start: number; readonly end: number; readonly items?: readonly (readonly [number, number])[] }>;
}

/** Joins pieces and remembers where each slot's value stands (without its quotes). */
export function place(pieces: readonly Piece[]): Placed {
  let text = '';
  const slots = new Map<string, { start: number; end: number; items?: readonly (readonly [number, number])[] }>();
  for (const piece of pieces) {
    if (piece.slot !== undefined) {
      const at = text.length;
      const [start, end] = piece.filled?.inner ?? [0, piece.text.length];
      const items = piece.filled?.items?.map(([a, b]) => [at + a, at + b] as const);
      slots.set(piece.slot, { start: at + start, end: at + end, ...(items ? { items } : {}) });
    }
    text += piece.text;
  }
  return { text, slots };
}

interface Span {
  start: number;
  end: number;
}

/** Collects what is known of each parameter while a phrasing is read. */
class Call {
  readonly spans = new Map<string, Span[]>();
  readonly lists = new Map<string, string[]>();
  readonly maps = new Map<string, Record<string, string>>();
  readonly set = new Map<string, ProposedValue>();
  readonly tool: ToolDefinition;
  readonly placed: Placed;

  constructor(tool: ToolDefinition, placed: Placed) {
    this.tool = tool;
    this.placed = placed;
  }

  param(name: string): ToolParam {
    const param = this.tool.params[name];
    if (!param) throw new Unmapped(`no parameter ${name}`);
    return param;
  }

  /** The parameter that `path` decides; among several, the one that a slot of `kind` is said through. */
  find(path: string, kind?: string): string {
    const bare = path.replace(/\.\d+$/u, '');
    const sets = (param: ToolParam): boolean =>
      (path !== 'ref' || this.tool.params.ref === param) &&
      (param.sets.includes(path) || (param.many === true && param.sets.includes(bare)));
    const named = Object.entries(this.tool.params).filter(([, param]) => sets(param));
    const referred = (from: [string, ToolParam][]): string | undefined =>
      kind === undefined ? undefined : from.find(([, param]) => param.refs?.includes(kind))?.[0];
    const found =
      (named.length > 1 ? referred(named) : undefined) ??
      named[0]?.[0] ??
      (path === 'ref' ? referred(Object.entries(this.tool.params)) : undefined);
    if (found === undefined) throw new Unmapped(`${this.tool.name}: nothing sets ${path}${kind ? ` (${kind})` : ''}`);
    return found;
  }

  /** Whether some parameter is said through slots of `kind` marked `ref`. */
  canRefer(kind: string): boolean {
    return this.tool.params.ref !== undefined || Object.values(this.tool.params).some((param) => param.refs?.includes(kind));
  }

  addSpan(name: string, span: Span): void {
    const spans = this.spans.get(name) ?? [];
    if (!spans.some((one) => one.start === span.start)) spans.push(span);
    this.spans.set(name, spans);
  }

  mapEntry(name: string, key: string, value: string): void {
    this.maps.set(name, { ...this.maps.get(name), [key]: value });
  }
}

const slotKind = (slot: string): string => slot.split(':')[0] ?? slot;
const asList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

/** Turns nested fixed arguments into dotted leaves. Empty objects and lists count as leaves. */
export function leaves(value: Json, path = ''): [string, Json][] {
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
  return [[path, value]];
}

/** Arguments of a call of `tool` as the phrasing says them, in words of the request. Throws {@link Unmapped}. */
export function mapCall(tool: ToolDefinition, phrasing: Phrasing, placed: Placed): Record<string, ProposedValue> {
  const call = new Call(tool, placed);
  const bound = boundBySlots(placed);
  const filters = tool.name === 'notion.data_sources.query' ? filterProperties(phrasing) : undefined;
  for (const [slot, paths] of Object.entries(phrasing.slots))
    for (const path of asList(paths)) readSlot(call, phrasing, slot, path, filters);
  for (const [path, value] of Object.entries(phrasing.fixed))
    for (const [leaf, leafValue] of leaves(value, path)) readFixed(call, leaf, leafValue, bound, filters);
  return finish(call, bound);
}

function boundBySlots(placed: Placed): (index: number) => boolean {
  const spans = [...placed.slots.values()];
  return (index) => spans.some((span) => index >= span.start && index < span.end);
}

function readSlot(call: Call, phrasing: Phrasing, slot: string, path: string, filters: Filters | undefined): void {
  const span = call.placed.slots.get(slot);
  if (!span) return;
  const kind = slotKind(slot);
  const words = call.placed.text.slice(span.start, span.end);
  const mod = phrasing.mods?.[slot];
  let target = mod ? `query.${mod}` : path;
  if (kind === 'org' && path === 'ref') target = 'owner';
  if (kind === 'person' && path === 'ref' && call.tool.name.startsWith('github.')) target = 'ref';
  const property = /^properties\.(.+)$/u.exec(target)?.[1];
  const exact = Object.values(call.tool.params).some((param) => param.sets.includes(target));
  if (!exact && property !== undefined) {
    const map = call.find('properties', kind);
    const key = property.startsWith('{') ? slotWords(call, property.slice(1, -1)) : property;
    if (writing(call.param(map)) !== 'map') throw new Unmapped(`${call.tool.name}: ${target} needs a map`);
    call.mapEntry(map, key, words);
    return;
  }
  if (filters && target.startsWith('filter')) {
    if (target.endsWith('property')) return; // the key of another slot's or fixed condition
    const name = call.find(target, kind);
    if (writing(call.param(name)) === 'map') call.mapEntry(name, filters.property(target, call), words);
    else call.addSpan(name, span);
    return;
  }
  if (target === 'properties' && kind === 'property') {
    const name = call.find('properties', kind);
    if (writing(call.param(name)) === 'map') return; // the key: its value comes with properties.{property}
  }
  if (target === 'ref' && !call.canRefer(kind)) return; // helps a person, not the API
  const name = call.find(target, kind);
  const param = call.param(name);
  if (span.items && param.many) {
    call.lists.set(name, [...(call.lists.get(name) ?? []), ...span.items.map(([a, b]) => call.placed.text.slice(a, b))]);
    return;
  }
  if (writing(param) !== 'words') throw new Unmapped(`${call.tool.name}.${name} is not written in words`);
  if (param.many) call.lists.set(name, [...(call.lists.get(name) ?? []), words]);
  else call.addSpan(name, span);
  typeOfBlock(call, target);
}

/** `children.0.to_do.rich_text` also says what kind of block it is. */
function typeOfBlock(call: Call, path: string): void {
  const type = /^children\.(?:0|\*)\.(\w+)\./u.exec(path)?.[1];
  const as = call.tool.params.as;
  if (type && as?.values?.includes(type) && type !== 'paragraph') call.set.set('as', type);
}

function slotWords(call: Call, slot: string): string {
  const span = call.placed.slots.get(slot);
  if (!span) throw new Unmapped(`no slot ${slot}`);
  return call.placed.text.slice(span.start, span.end);
}

interface Filters {
  /** The property name that the condition at a path (`filter.and.0.people.contains`) is about. */
  property(path: string, call: Call): string;
}

function filterProperties(phrasing: Phrasing): Filters {
  const fixed = new Map(Object.entries(phrasing.fixed).flatMap(([path, value]) => leaves(value, path)));
  return {
    property(path, call) {
      const stem = /^filter(?:\.(?:and|or)\.\d+)?/u.exec(path)?.[0] ?? 'filter';
      const named = fixed.get(`${stem}.property`);
      if (typeof named === 'string' && !named.startsWith('{')) return named;
      for (const [slot, paths] of Object.entries(phrasing.slots))
        if (asList(paths).includes(`${stem}.property`)) return slotWords(call, slot);
      throw new Unmapped(`no property for ${path}`);
    },
  };
}

const ignoredFixed = new Set(['type=link', 'currency=usd', 'default_price_data.currency=usd', 'after_completion.type=redirect', 'after_completion.type=hosted_confirmation', 'pause_collection.type=', 'state_reason=reopened']);

function readFixed(call: Call, path: string, value: Json, bound: (index: number) => boolean, filters: Filters | undefined): void {
  if (ignoredFixed.has(`${path}=${String(value)}`)) return;
  if (path === 'type' && call.tool.name === 'notion.blocks.update') return; // the block knows its type
  if (path === 'q' && typeof value === 'string') return readQualifiers(call, value);
  if (call.tool.name === 'slack.search.messages' && path === 'query' && value === 'from:me') return void call.set.set('from', 'me');
  if (filters && path.startsWith('filter')) return readFilter(call, path, value, filters);
  if (path.endsWith('.property') && path.startsWith('filter')) return;
  const property = /^properties\.(.+)$/u.exec(path)?.[1];
  const exact = Object.values(call.tool.params).some((param) => param.sets.includes(path));
  if (!exact && property !== undefined && call.tool.params.properties) {
    const map = call.find('properties');
    const key = property.startsWith('{') ? slotWords(call, property.slice(1, property.indexOf('}'))) : property;
    call.mapEntry(map, key, fixedWords(call, call.param(map), value, bound));
    return;
  }
  const name = call.find(path);
  const param = call.param(name);
  switch (writing(param)) {
    case 'flag':
      if (typeof value === 'boolean') return void call.set.set(name, value);
      if (value === 'workspace' || value === 'enabled') return void call.set.set(name, true);
      throw new Unmapped(`${call.tool.name}.${name} is a flag, not ${JSON.stringify(value)}`);
    case 'choice': {
      const choice = value === '' || value === null ? 'none' : String(value);
      if (!param.values?.includes(choice)) {
        if (path.includes('{') || choice === '[object Object]') throw new Unmapped(`${call.tool.name}.${name} cannot be ${JSON.stringify(value)}`);
        throw new Unmapped(`${call.tool.name}.${name} has no ${choice}`);
      }
      return void call.set.set(name, choice);
    }
    case 'map':
      throw new Unmapped(`${call.tool.name}.${name}: ${path} is a map`);
    case 'words': {
      const words = fixedWords(call, param, value, bound);
      if (param.many) call.lists.set(name, [...(call.lists.get(name) ?? []), words]);
      else if (!call.spans.has(name)) call.set.set(name, words);
    }
  }
}

function readFilter(call: Call, path: string, value: Json, filters: Filters): void {
  if (path.endsWith('.property')) return;
  if (path.endsWith('timestamp')) {
    const name = call.find(path);
    return void call.set.set(name, String(value));
  }
  const span = /\.(this_week|next_week|next_month|next_year|past_week|past_month|past_year)$/u.exec(path)?.[1];
  const name = call.find(path);
  const param = call.param(name);
  if (span) return void call.set.set(name, span);
  const words = fixedWords(call, param, path.endsWith('is_empty') ? null : path.endsWith('is_not_empty') ? null : value, () => false);
  if (writing(param) === 'map') return call.mapEntry(name, filters.property(path, call), words);
  if (writing(param) === 'choice') return void call.set.set(name, words);
  call.set.set(name, words);
}

function readQualifiers(call: Call, query: string): void {
  for (const part of query.split(/\s+/u)) {
    const [key, said = ''] = part.split(':');
    const path = `q.${key}`;
    const candidates = Object.entries(call.tool.params).filter(([, param]) => param.sets.includes(path));
    const words = said === '$org' ? 'our organization' : said.replace(/^@/u, '');
    const found = candidates.find(([, param]) => (param.values ? param.values.includes(words) : param.also?.includes(words)));
    if (!found) throw new Unmapped(`${call.tool.name}: no parameter for ${part}`);
    if (!call.set.has(found[0])) call.set.set(found[0], words);
  }
}

/** Finds fixed words in the request, or among the words that may be written although nobody said them. */
function fixedWords(call: Call, param: ToolParam, value: Json, bound: (index: number) => boolean): string {
  const also = param.also ?? [];
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    if (also.includes('none')) return 'none';
    throw new Unmapped(`${call.tool.name}: cannot be cleared`);
  }
  if (typeof value === 'object') throw new Unmapped(`${call.tool.name}: ${JSON.stringify(value)} cannot be said`);
  const words = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  if (param.kind === 'duration') {
    const said = /(?:half an|an|a|\d+|one|two|three|ninety|thirty|fifteen|twenty|forty-five)[\s-]*(?:hour|minute|min|hr|h|m)(?:s)?(?:\s+and a half)?\b/iu.exec(call.placed.text);
    if (said) return said[0];
  }
  const folded = call.placed.text.toLowerCase();
  for (const form of new Set([words, words.replaceAll('_', ' ')])) {
    for (let at = folded.indexOf(form.toLowerCase()); at >= 0; at = folded.indexOf(form.toLowerCase(), at + 1))
      if (isBoundary(folded, at) && isBoundary(folded, at + form.length) && !bound(at)) return call.placed.text.slice(at, at + form.length);
  }
  if (also.includes(words)) return words;
  throw new Unmapped(`${call.tool.name}: nobody said ${words}`);
}

/** Spans become words; references become whole noun phrases; what is required must be there. */
function finish(call: Call, bound: (index: number) => boolean): Record<string, ProposedValue> {
  const args: Record<string, ProposedValue> = {};
  for (const [name, param] of Object.entries(call.tool.params)) {
    const spans = call.spans.get(name)?.sort((a, b) => a.start - b.start);
    const map = call.maps.get(name);
    const list = call.lists.get(name);
    if (spans?.[0]) args[name] = phraseOf(call, name, param, spans, bound);
    else if (list) args[name] = list;
    else if (map) args[name] = map;
    else {
      const value = call.set.get(name);
      if (value !== undefined) args[name] = value;
      else if (param.required) args[name] = implied(call, name, param, bound);
    }
  }
  for (const [name, value] of Object.entries(args)) if (value === '' || (typeof value === 'string' && value.trim() !== value)) throw new Unmapped(`${call.tool.name}.${name} is blank`);
  return args;
}

function phraseOf(call: Call, name: string, param: ToolParam, spans: readonly Span[], bound: (index: number) => boolean): string {
  const { text } = call.placed;
  const [first] = spans;
  if (!first) throw new Unmapped('no span');
  let { start, end } = first;
  for (const span of spans.slice(1)) {
    if (!nearby(text, end, span.start, param.kind)) throw new Unmapped(`${call.tool.name}.${name}: said in two places`);
    end = span.end;
  }
  [start, end] = widen(text, start, end, param.kind, bound);
  if (!isBoundary(text, start) || !isBoundary(text, end)) throw new Unmapped(`${call.tool.name}.${name}: inside a word`);
  const said = text.slice(start, end);
  // The same words twice: the value must be findable where it is first said.
  if (findWords(said, text) < 0) throw new Unmapped(`${call.tool.name}.${name}: lost`);
  return said;
}

function implied(call: Call, name: string, param: ToolParam, bound: (index: number) => boolean): ProposedValue {
  const said = bareReference(call.placed.text, param.kind, bound);
  if (said) return call.placed.text.slice(...said);
  const also = param.also?.[0];
  if (also !== undefined && writing(param) === 'words' && param.also?.length === 1) return also;
  throw new Unmapped(`${call.tool.name}.${name} is required`);
}
