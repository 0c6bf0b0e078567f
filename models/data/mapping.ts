import type { ToolDefinition, ToolParam } from '../../connectors/index.ts';
import { findWords, isBoundary, type ProposedValue, writing } from '../../main/inference/index.ts';
import { type Bound, Call, leaves, type Phrasing, type Placed, type Span, Unmapped } from './call.ts';
import { type Filters, filterProperties, readFixed } from './fixed.ts';
import { bareReference, nearby, widen } from './phrase.ts';

/** Slots that are said as whole noun phrases: "reply to ▢" is no reply about it. */
const wholePhrases: ReadonlySet<string> = new Set(['message', 'thread']);

const slotKind = (slot: string): string => slot.split(':')[0] ?? slot;
const asList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

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

function boundBySlots(placed: Placed): Bound {
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
  const exact = call.hasOwn(target);
  if (!exact && property !== undefined) {
    if (!property.startsWith('{') && property.includes('.'))
      throw new Unmapped(`${call.tool.name}: ${target} is part of a value`);
    const map = call.find('properties', kind);
    const key = property.startsWith('{') ? call.slotWords(property.slice(1, -1)) : property;
    if (writing(call.param(map)) !== 'map') throw new Unmapped(`${call.tool.name}: ${target} needs a map`);
    refuseInsideWord(call, map, span);
    call.mapEntry(map, key, words);
    return;
  }
  if (filters && target.startsWith('filter')) {
    if (target.endsWith('property')) return; // the key of another slot's or fixed condition
    const name = call.find(target, kind);
    if (writing(call.param(name)) === 'map') {
      refuseInsideWord(call, name, span);
      call.mapEntry(name, filters.property(target, call), words);
    } else call.addSpan(name, span);
    return;
  }
  if (target === 'properties' && kind === 'property') {
    const name = call.find('properties', kind);
    if (writing(call.param(name)) === 'map') return; // the key: its value comes with properties.{property}
  }
  if (target === 'ref' && !call.canRefer(kind)) return; // helps a person, not the API
  if (kind === 'recurrence' && target.endsWith('recurring')) {
    call.set.set(call.find(`${target}.interval`), intervalOf(words));
    return;
  }
  const name = call.find(target, kind);
  const param = call.param(name);
  if (span.items && param.many) {
    call.lists.set(name, [
      ...(call.lists.get(name) ?? []),
      ...span.items.map(([a, b]) => call.placed.text.slice(a, b)),
    ]);
    return;
  }
  if (writing(param) !== 'words') throw new Unmapped(`${call.tool.name}.${name} is not written in words`);
  if (param.many) call.lists.set(name, [...(call.lists.get(name) ?? []), words]);
  else call.addSpan(name, wholePhrases.has(kind) ? { ...span, whole: true } : span);
  typeOfBlock(call, target);
  columnOfOption(call, target);
}

/** Values are copied as whole words: "Joes list" cannot say Joe. */
function refuseInsideWord(call: Call, name: string, { start, end }: Span): void {
  const { text } = call.placed;
  if (!isBoundary(text, start) || !isBoundary(text, end))
    throw new Unmapped(`${call.tool.name}.${name}: inside a word`);
}

/** `children.0.to_do.rich_text` also says what kind of block it is. */
function typeOfBlock(call: Call, path: string): void {
  const type = /^children\.(?:0|\*)\.(\w+)\./u.exec(path)?.[1];
  const as = call.tool.params.as;
  if (type && as?.values?.includes(type) && type !== 'paragraph') call.set.set('as', type);
}

/** The unit that a price is charged by; a price that is charged every other one is said by two parameters. */
function intervalOf(words: string): string {
  if (!/\b(?:other|two|second|third|\d+)\b|quarter|twice|fortnight|weekday/iu.test(words))
    for (const [unit, pattern] of units) if (pattern.test(words)) return unit;
  throw new Unmapped(`no interval of “${words}”`);
}
const units = [
  ['month', /month/iu],
  ['year', /year|annual/iu],
  ['week', /week/iu],
  ['day', /\bdaily\b|\bday\b/iu],
] as const;

/** `properties.Stage.status.options.+.name` also says which column the option is for. */
function columnOfOption(call: Call, path: string): void {
  const column = /^properties\.(\w+)\.\w+\.options\./u.exec(path)?.[1];
  const param = call.tool.params.property;
  if (column !== undefined && param?.also?.includes(column)) call.set.set('property', column);
}

/** Spans become words; references become whole noun phrases; what is required must be there. */
function finish(call: Call, bound: Bound): Record<string, ProposedValue> {
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
  for (const [name, value] of Object.entries(args))
    if (value === '' || (typeof value === 'string' && value.trim() !== value))
      throw new Unmapped(`${call.tool.name}.${name} is blank`);
  return args;
}

/** A currency beside a number. */
const hasCurrency = /[$€£¥]|dollars?|bucks|euros?|pounds?|quid|yen|\b(?:usd|eur|gbp|chf|jpy)\b/iu;

function phraseOf(call: Call, name: string, param: ToolParam, spans: readonly Span[], bound: Bound): string {
  const { text } = call.placed;
  const [first] = spans;
  if (!first) throw new Unmapped('no span');
  let { start, end } = first;
  if (
    param.kind === 'amount' &&
    spans.length > 1 &&
    spans.some(
      (span) => hasCurrency.test(text.slice(span.start, span.end)) && /\d/u.test(text.slice(span.start, span.end)),
    )
  )
    throw new Unmapped(`${call.tool.name}.${name}: two currencies`);
  for (const span of spans.slice(1)) {
    if (!nearby(text, end, span.start, param.kind)) throw new Unmapped(`${call.tool.name}.${name}: said in two places`);
    end = span.end;
  }
  if (!spans.every((span) => span.whole)) [start, end] = widen(text, start, end, param.kind, bound);
  // "Oskars plan": the possessive that lost its apostrophe stays on the name.
  if (!isBoundary(text, end) && /^s(?![\p{L}\p{N}])/u.test(text.slice(end))) end++;
  refuseInsideWord(call, name, { start, end });
  const said = text.slice(start, end);
  // The same words twice: the value must be findable where it is first said.
  if (findWords(said, text) < 0) throw new Unmapped(`${call.tool.name}.${name}: lost`);
  return said;
}

function implied(call: Call, name: string, param: ToolParam, bound: Bound): ProposedValue {
  const said = bareReference(call.placed.text, param.kind, bound);
  if (said) return call.placed.text.slice(...said);
  const also = param.also?.[0];
  if (also !== undefined && writing(param) === 'words' && param.also?.length === 1) return also;
  throw new Unmapped(`${call.tool.name}.${name} is required`);
}
