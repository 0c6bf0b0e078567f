import type { ToolParam } from '../../connectors/index.ts';
import { isBoundary, writing } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import { type Bound, type Call, leaves, type Phrasing, Unmapped } from './call.ts';

export interface Filters {
  /** The property name that the condition at a path (`filter.and.0.people.contains`) is about. */
  property(path: string, call: Call): string;
}

/** Which property each condition of a template's filter is about. */
export function filterProperties(phrasing: Phrasing): Filters {
  const fixed = new Map(Object.entries(phrasing.fixed).flatMap(([path, value]) => leaves(value, path)));
  return {
    property(path, call) {
      const stem = /^filter(?:\.(?:and|or)\.\d+)?/u.exec(path)?.[0] ?? 'filter';
      const named = fixed.get(`${stem}.property`);
      if (typeof named === 'string' && !named.startsWith('{')) return named;
      for (const [slot, paths] of Object.entries(phrasing.slots))
        if ([paths].flat().includes(`${stem}.property`)) return call.slotWords(slot);
      throw new Unmapped(`no property for ${path}`);
    },
  };
}

const ignoredFixed = new Set([
  'type=link',
  'currency=usd',
  'default_price_data.currency=usd',
  'after_completion.type=redirect',
  'after_completion.type=hosted_confirmation',
  'pause_collection.type=',
  'state_reason=reopened',
]);

/** Reads one argument that the wording itself decides. */
export function readFixed(call: Call, path: string, value: Json, bound: Bound, filters: Filters | undefined): void {
  if (ignoredFixed.has(`${path}=${String(value)}`)) return;
  if (path === 'type' && call.tool.name === 'notion.blocks.update') return; // the block knows its type
  if (!filters && (path === 'filter.property' || path === 'sort.timestamp')) return;
  if (path === 'position.type' && value === 'after_block') return;
  const column = /^properties\.\{property\}\.(\w+)$/u.exec(path)?.[1];
  if (column && call.tool.params.type?.values?.includes(column)) {
    call.set.set('type', column);
    return;
  }
  if (readRemoval(call, path, value)) return;
  if (path === 'q' && typeof value === 'string') readQualifiers(call, value);
  else if (call.tool.name === 'slack.search.messages' && path === 'query' && value === 'from:me')
    call.set.set('from', 'me');
  else if (filters && path.startsWith('filter')) readFilter(call, path, value, filters);
  else if (!readProperty(call, path, value, bound)) readValue(call, path, value, bound);
}

const isCleared = (value: Json): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What is taken away where a tool has words for it of its own: a page's icon, a column. */
function readRemoval(call: Call, path: string, value: Json): boolean {
  const { remove } = call.tool.params;
  if (!remove || !isCleared(value)) return false;
  if (remove.kind === 'boolean' && path === 'properties.{property}') call.set.set('remove', true);
  else if (remove.values?.includes(path)) call.set.set('remove', path);
  else return false;
  return true;
}

/** `properties.Status` of a page; false when the path is something else. */
function readProperty(call: Call, path: string, value: Json, bound: Bound): boolean {
  const property = /^properties\.(.+)$/u.exec(path)?.[1];
  const exact = call.hasOwn(path);
  if (exact || property === undefined || !call.tool.params.properties) return false;
  const map = call.find('properties');
  const key = property.startsWith('{') ? call.slotWords(property.slice(1, property.indexOf('}'))) : property;
  call.mapEntry(map, key, fixedWords(call, call.param(map), value, bound));
  return true;
}

function readValue(call: Call, path: string, value: Json, bound: Bound): void {
  const name = call.find(path);
  const param = call.param(name);
  const cannot = (): Unmapped => new Unmapped(`${call.tool.name}.${name} cannot be ${JSON.stringify(value)}`);
  switch (writing(param)) {
    case 'flag':
      if (typeof value === 'boolean') call.set.set(name, value);
      else if (value === 'workspace' || value === 'enabled') call.set.set(name, true);
      else throw cannot();
      return;
    case 'choice': {
      const choice = value === '' || value === null ? 'none' : String(value);
      if (!param.values?.includes(choice)) throw cannot();
      call.set.set(name, choice);
      return;
    }
    case 'map':
      throw cannot();
    case 'words': {
      const words = fixedWords(call, param, value, bound);
      if (param.many) call.lists.set(name, [...(call.lists.get(name) ?? []), words]);
      else if (!call.spans.has(name)) call.set.set(name, words);
    }
  }
}

function readFilter(call: Call, path: string, value: Json, filters: Filters): void {
  if (path.endsWith('.property')) return;
  const name = call.find(path);
  const param = call.param(name);
  const span = /\.(this_week|next_week|next_month|next_year|past_week|past_month|past_year)$/u.exec(path)?.[1];
  if (path.endsWith('timestamp')) call.set.set(name, String(value));
  else if (span) call.set.set(name, span);
  else {
    const words = fixedWords(call, param, /is_(not_)?empty$/u.test(path) ? null : value, () => false);
    if (writing(param) === 'map') call.mapEntry(name, filters.property(path, call), words);
    else call.set.set(name, words);
  }
}

/** GitHub search qualifiers: `is:issue is:open assignee:@me`. */
function readQualifiers(call: Call, query: string): void {
  for (const part of query.split(/\s+/u)) {
    const [key, said = ''] = part.split(':');
    const words = said === '$org' ? 'our organization' : said.replace(/^@/u, '');
    const found = Object.entries(call.tool.params).find(
      ([, param]) =>
        param.sets.includes(`q.${key}`) && (param.values ? param.values.includes(words) : param.also?.includes(words)),
    );
    if (!found) throw new Unmapped(`${call.tool.name}: no parameter for ${part}`);
    if (!call.set.has(found[0])) call.set.set(found[0], words);
  }
}

const spokenDuration =
  /(?:half an|an|a|\d+|one|two|three|ninety|thirty|fifteen|twenty|forty-five)[\s-]*(?:hour|minute|min|hr|h|m)(?:s)?(?:\s+and a half)?\b/iu;

/** Finds fixed words in the request, or among the words that may be written although nobody said them. */
function fixedWords(call: Call, param: ToolParam, value: Json, bound: Bound): string {
  const also = param.also ?? [];
  if (isCleared(value)) {
    if (also.includes('none')) return 'none';
    throw new Unmapped(`${call.tool.name}: cannot be cleared`);
  }
  if (typeof value === 'object') throw new Unmapped(`${call.tool.name}: ${JSON.stringify(value)} cannot be said`);
  const words = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  const { text } = call.placed;
  if (param.kind === 'duration') {
    const said = spokenDuration.exec(text);
    if (said) return said[0];
  }
  const folded = text.toLowerCase();
  for (const form of new Set([words.toLowerCase(), words.toLowerCase().replaceAll('_', ' ')]))
    for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + 1))
      if (isBoundary(folded, at) && isBoundary(folded, at + form.length) && !bound(at))
        return text.slice(at, at + form.length);
  if (also.includes(words)) return words;
  throw new Unmapped(`${call.tool.name}: nobody said ${words}`);
}
