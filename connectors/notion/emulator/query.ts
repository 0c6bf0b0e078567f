import type { Json, JsonObject } from '../../../shared/index.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { plainText } from '../rich-text.ts';
import { day, instant, stretch } from './dates.ts';
import { invalid, unfit } from './errors.ts';
import { optionsOf } from './schema.ts';
import type { DataSource, Page } from './state.ts';
import { seededId, uuid } from './state.ts';
import { findSchema } from './values.ts';

const textTypes = ['title', 'rich_text', 'url', 'email', 'phone_number'];
const lists = ['multi_select', 'people', 'relation', 'created_by', 'last_edited_by'];
const timestamps = ['created_time', 'last_edited_time'];

function matchText(value: string, operator: string, wanted: string): boolean | undefined {
  const [have, want] = [value.toLowerCase(), wanted.toLowerCase()];
  switch (operator) {
    case 'equals':
      return have === want;
    case 'does_not_equal':
      return have !== want;
    case 'contains':
      return have.includes(want);
    case 'does_not_contain':
      return !have.includes(want);
    case 'starts_with':
      return have.startsWith(want);
    case 'ends_with':
      return have.endsWith(want);
    default:
      return undefined;
  }
}

function matchNumber(value: number | null, operator: string, wanted: number): boolean | undefined {
  switch (operator) {
    case 'equals':
      return value === wanted;
    case 'does_not_equal':
      return value !== wanted;
    case 'greater_than':
      return value !== null && value > wanted;
    case 'greater_than_or_equal_to':
      return value !== null && value >= wanted;
    case 'less_than':
      return value !== null && value < wanted;
    case 'less_than_or_equal_to':
      return value !== null && value <= wanted;
    default:
      return undefined;
  }
}

function matchDate(value: string | null, operator: string, wanted: Json, now: number): boolean | undefined {
  const span = stretch(operator, now);
  if (span) return value !== null && instant(value) >= span[0] && instant(value) < span[1];
  if (typeof wanted !== 'string' || Number.isNaN(instant(wanted)))
    throw invalid(
      `body failed validation: filter.date.${operator} should be a valid ISO 8601 date string, instead was \`${JSON.stringify(wanted)}\`.`,
    );
  const whole = wanted.length === 10;
  const have = value === null ? null : whole ? instant(day(value)) : instant(value);
  const want = instant(wanted);
  switch (operator) {
    case 'equals':
      return have === want;
    case 'before':
      return have !== null && have < want;
    case 'after':
      return have !== null && have > want;
    case 'on_or_before':
      return have !== null && have <= want;
    case 'on_or_after':
      return have !== null && have >= want;
    default:
      return undefined;
  }
}

function isEmpty(type: string, value: Json | undefined): boolean {
  if (textTypes.includes(type)) return (Array.isArray(value) ? plainText(value) : textOf(value)) === '';
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** What a condition on a column is compared with; undefined where that depends on the operator. */
function wantedType(type: string): 'string' | 'number' | 'boolean' | undefined {
  if (type === 'number') return 'number';
  if (type === 'checkbox') return 'boolean';
  return type === 'date' || timestamps.includes(type) ? undefined : 'string';
}

/** A clause's one condition. */
function conditionOf(filter: JsonObject, name: string): [operator: string, wanted: Json] {
  const [one, ...others] = Object.entries(objectOf(filter[name]));
  if (!one || others.length) throw invalid(`body failed validation: body.filter.${name} should have one condition.`);
  return one;
}

function matchOne(
  type: string,
  value: Json | undefined,
  operator: string,
  wanted: Json,
  now: number,
): boolean | undefined {
  if (operator === 'is_empty' || operator === 'is_not_empty') {
    if (wanted !== true) throw unfit(`body.filter.${type}.${operator}`, '`true`', wanted);
    return isEmpty(type, value) === (operator === 'is_empty');
  }
  const must = wantedType(type);
  if (must !== undefined && typeof wanted !== must) throw unfit(`body.filter.${type}.${operator}`, `a ${must}`, wanted);
  if (textTypes.includes(type))
    return matchText(Array.isArray(value) ? plainText(value) : textOf(value), operator, textOf(wanted));
  if (type === 'number') return matchNumber(typeof value === 'number' ? value : null, operator, Number(wanted));
  if (type === 'checkbox')
    return operator === 'equals' ? value === wanted : operator === 'does_not_equal' ? value !== wanted : undefined;
  if (type === 'select' || type === 'status') {
    const name = textOf(objectOf(value).name);
    return operator === 'equals' ? name === wanted : operator === 'does_not_equal' ? name !== wanted : undefined;
  }
  if (lists.includes(type)) {
    if (type !== 'multi_select') uuid(wanted, `body failed validation: body.filter.${type}.${operator}`);
    const has = listOf(value).some((one) => objectOf(one)[type === 'multi_select' ? 'name' : 'id'] === wanted);
    return operator === 'contains' ? has : operator === 'does_not_contain' ? !has : undefined;
  }
  if (timestamps.includes(type)) return matchDate(textOf(value), operator, wanted, now);
  if (type === 'date') return matchDate(textOf(objectOf(value).start) || null, operator, wanted, now);
  return undefined;
}

function matchClause(source: DataSource, page: Page, filter: JsonObject, now: number): boolean {
  const stampName = textOf(filter.timestamp);
  if (stampName) {
    if (!timestamps.includes(stampName))
      throw invalid('body failed validation: filter.timestamp should be `created_time` or `last_edited_time`.');
    const [operator, wanted] = conditionOf(filter, stampName);
    const fits = matchDate(stampName === 'created_time' ? page.created : page.edited, operator, wanted, now);
    if (fits === undefined)
      throw invalid(`body failed validation: filter.${stampName}.${operator} should be not present.`);
    return fits;
  }
  const key = textOf(filter.property);
  const found = findSchema(source, key);
  if (!found) throw invalid(`Could not find property with name or id: ${key}`);
  const [name, schema] = found;
  const type = textOf(schema.type);
  const given = Object.keys(filter).find((one) => one !== 'property' && one !== 'type');
  if (given === undefined) throw invalid('body failed validation: body.filter should have a condition.');
  if (given !== type) throw invalid(`database property ${type} does not match filter ${given}`);
  const [operator, wanted] = conditionOf(filter, given);
  if (
    (type === 'select' || type === 'status') &&
    typeof wanted === 'string' &&
    !optionsOf(schema).some((one) => one.name === wanted)
  )
    throw invalid(`${type} option "${wanted}" not found for property "${name}".`);
  const own: JsonObject = {
    created_time: page.created,
    last_edited_time: page.edited,
    created_by: [{ id: seededId('bot') }],
    last_edited_by: [{ id: seededId('bot') }],
  };
  const fits = matchOne(type, own[type] ?? page.properties[name]?.[type], operator, wanted, now);
  if (fits === undefined)
    throw invalid(
      `body failed validation: body.filter.${type}.${operator} should be not present, instead was \`${JSON.stringify(wanted)}\`.`,
    );
  return fits;
}

/** A row without any value: a filter is checked against it, so that one that does not fit is refused without rows too. */
const noRow: Page = {
  id: '',
  parent: { type: 'workspace', id: '' },
  properties: {},
  icon: null,
  cover: null,
  children: [],
  inTrash: false,
  locked: false,
  archived: false,
  created: '1970-01-01T00:00:00.000Z',
  edited: '1970-01-01T00:00:00.000Z',
};

/** Groups may hold groups, but those may hold none (developers.notion.com/reference/filter-data-source-entries). */
const MAX_GROUPS = 2;

/** Throws Notion's validation error where a filter does not fit the columns, whatever rows there are. */
export function checkFilter(source: DataSource, filter: JsonObject, now: number): void {
  const depth = (one: JsonObject): number => {
    const inner = [...listOf(one.and), ...listOf(one.or)];
    return inner.length ? 1 + Math.max(...inner.map((each) => depth(objectOf(each)))) : 0;
  };
  if (depth(filter) > MAX_GROUPS) throw invalid('body failed validation: body.filter is nested too deep.');
  matchFilter(source, noRow, filter, now);
}

/** Throws Notion's validation error where a sort names no column or no direction. */
export function checkSorts(source: DataSource, sorts: readonly Json[]): void {
  for (const [index, one] of sorts.entries()) {
    const { property, timestamp, direction } = objectOf(one);
    const where = `body.sorts[${index}]`;
    if (timestamp === undefined && !findSchema(source, textOf(property)))
      throw invalid(`Could not find sort property with name or id: ${textOf(property)}`);
    if (timestamp !== undefined && !timestamps.includes(textOf(timestamp)))
      throw unfit(`${where}.timestamp`, '`"created_time"` or `"last_edited_time"`', timestamp);
    if (direction !== 'ascending' && direction !== 'descending')
      throw unfit(`${where}.direction`, '`"ascending"` or `"descending"`', direction);
  }
}

/** Whether a row fits a filter; `and` / `or` nest. Throws Notion's validation errors. */
export function matchFilter(source: DataSource, page: Page, filter: JsonObject, now: number): boolean {
  if (Array.isArray(filter.and))
    return filter.and.map((one) => matchFilter(source, page, objectOf(one), now)).every(Boolean);
  if (Array.isArray(filter.or))
    return filter.or.map((one) => matchFilter(source, page, objectOf(one), now)).some(Boolean);
  return matchClause(source, page, filter, now);
}

function sortKey(source: DataSource, page: Page, sort: JsonObject): string | number | null {
  const stampName = sort.timestamp;
  if (stampName !== undefined) return stampName === 'created_time' ? page.created : page.edited;
  const [name, schema] = findSchema(source, textOf(sort.property)) ?? ['', {}];
  const type = textOf(schema.type);
  const value = page.properties[name]?.[type] ?? null;
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (type === 'date') return textOf(objectOf(value).start);
  if (type === 'select' || type === 'status')
    return optionsOf(schema).findIndex((one) => one.name === objectOf(value).name);
  if (type === 'title' || type === 'rich_text') return plainText(value).toLowerCase();
  return JSON.stringify(value);
}

/** Rows in the order of `sorts`; rows without a value come last either way, as in Notion. */
export function sortPages(source: DataSource, pages: readonly Page[], sorts: readonly Json[]): Page[] {
  return [...pages].sort((left, right) => {
    for (const one of sorts) {
      const sort = objectOf(one);
      const [a, b] = [sortKey(source, left, sort), sortKey(source, right, sort)];
      if (a === b) continue;
      if (a === null) return 1;
      if (b === null) return -1;
      return (a < b ? -1 : 1) * (sort.direction === 'descending' ? -1 : 1);
    }
    return 0;
  });
}
