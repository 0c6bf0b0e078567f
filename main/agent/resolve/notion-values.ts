import { DateTime } from 'luxon';
import { type Json, type JsonObject, readNumber as readSaidNumber } from '../../../shared/index.ts';
import { looksBack, readDay } from './notion-day.ts';
import { findOptions } from './notion-options.ts';
import { pageResolver } from './notion-page.ts';
import { bare, listOf, objectOf, textOf } from './notion-read.ts';
import { userResolver } from './notion-user.ts';
import { fold } from './notion-words.ts';
import { timeResolvers } from './time.ts';
import { readPeriod } from './time-period.ts';
import type { Resolution, ResolveContext } from './types.ts';

/** A column of a data source. `options` is empty for columns that have none. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** The columns of a shaped schema (`notion.data_sources.retrieve`). */
export function columnsOf(schema: Json | undefined): Column[] {
  return Object.entries(objectOf(schema)).map(([name, value]) => {
    const property = objectOf(value);
    const type = textOf(property.type);
    return {
      name,
      type,
      options: listOf(objectOf(property[type]).options).map((option) => textOf(objectOf(option).name)),
    };
  });
}

const cleared =
  /^(?:none|nobody|no one|noone|nothing|null|empty|clear(?:ed)?|blank|unassigned|unset|no \w+|remove(?:d)?|n a|unknown|without|no)$/u;

const ok = (value: Json, label: string, via: string | null): Resolution => ({ kind: 'resolved', value, label, via });

/** "$9,600", "2.4k", "twelve thousand", "1.5 bn" as a number; NaN where it is none. */
function readNumber(words: string): number {
  const said = words.toLowerCase().trim();
  const text = said
    .replace(/[$€£¥]|\b(?:usd|eur|dollars?|euros?|bucks|per year|a year)\b|\/yr|\/year|%$/gu, '')
    .replace(/(\d)(usd|eur)\b/gu, '$1')
    .trim();
  const billion = /^(.+?)\s*(?:bn|b|billion)$/u.exec(text);
  const bare = (billion?.[1] ?? text).replace(/^-\s*/u, '');
  const number = readSaidNumber(bare);
  return number === null ? Number.NaN : number * (billion ? 1e9 : 1) * (text.startsWith('-') ? -1 : 1);
}

const parts = (words: string): string[] => words.split(/\s*(?:,|;|&|\+|\/|\band\b|\bor\b)\s*/iu).filter(Boolean);

/** Several references, each by the same resolver; the first that is not clear decides. */
async function many(words: string, one: (part: string) => Promise<Resolution>): Promise<Resolution> {
  const ids: string[] = [];
  const labels: string[] = [];
  let via: string | null = null;
  for (const part of parts(words)) {
    const found = await one(part);
    if (found.kind === 'missing') return found;
    if (found.kind === 'ambiguous')
      return {
        ...found,
        candidates: found.candidates.map((candidate) => ({
          ...candidate,
          value: [...ids, textOf(objectOf(candidate.value).id)],
        })),
      };
    ids.push(textOf(objectOf(found.value).id));
    labels.push(found.label);
    via = found.via;
  }
  return ok(ids, labels.join(', '), via);
}

/** A filter's stretch of days: "this week" as its first and last day. What has one end only is no day of a column. */
function stretch(words: string, column: Column, context: ResolveContext): Resolution | null {
  if (/^(?:over ?due|past due|late|(?:before|after|since|until|till|by|from|older than|up to)\b.*)$/iu.test(words))
    return { kind: 'missing', message: `“${words}” is no single day or stretch of days for ${column.name}.` };
  const now = DateTime.fromMillis(context.now, { zone: context.zone });
  const found = readPeriod(words, now, !looksBack(column.name));
  if (!found?.from || !found.to || found.to.diff(found.from, 'days').days < 1.5) return null;
  const [first, last] = [found.from, found.to.minus({ seconds: 1 })].map((one) => one.toFormat('yyyy-MM-dd'));
  return ok([first ?? '', last ?? ''], `${first} to ${last}`, `calendar, ${context.zone}`);
}

async function date(words: string, column: Column, context: ResolveContext, filter: boolean): Promise<Resolution> {
  const several = filter ? stretch(words, column, context) : null;
  if (several) return several;
  const range = /^(?:from\s+|between\s+)?(.+?)\s+(?:to|until|till|through|–|-|and)\s+(.+)$/iu.exec(words);
  if (range) {
    const start = await readDay(range[1] ?? '', column.name, context);
    const end = await readDay(range[2] ?? '', column.name, context);
    if (start.kind === 'resolved' && end.kind === 'resolved')
      return ok([textOf(start.value), textOf(end.value)], `${start.label} to ${end.label}`, start.via);
  }
  if (/\d\s*(?:am|pm)\b|\d:\d\d|\bnoon\b|\bmidnight\b/iu.test(words) && timeResolvers.when) {
    const at = await timeResolvers.when(words, context);
    if (at.kind === 'resolved') return { ...at, value: textOf(objectOf(at.value).iso) };
  }
  return readDay(words, column.name, context);
}

function option(words: string, column: Column, context: ResolveContext): Resolution {
  const now = DateTime.fromMillis(context.now, { zone: context.zone });
  // A column without options yet takes what is said; otherwise an unknown word is no new option.
  if (!column.options.length) return ok(words, words, null);
  const found = findOptions(words, column.name, column.options, now);
  const [only, ...others] = found;
  if (!only)
    return {
      kind: 'missing',
      message: `${column.name} has no option “${words}”; it has ${column.options.join(', ')}.`,
    };
  if (!others.length) return ok(only, only, fold(only) === fold(words) ? null : `options of ${column.name}`);
  return {
    kind: 'ambiguous',
    question: `Which ${column.name} is “${words}”?`,
    candidates: found.map((name) => ({ value: name, label: name, detail: `option of ${column.name}` })),
  };
}

function options(words: string, column: Column, context: ResolveContext): Resolution {
  const exact = column.options.find((one) => fold(one) === fold(words));
  if (exact !== undefined) return ok([exact], exact, null);
  const names: string[] = [];
  for (const part of parts(words)) {
    const found = option(part, column, context);
    if (found.kind === 'ambiguous')
      return {
        ...found,
        candidates: found.candidates.map((candidate) => ({ ...candidate, value: [...names, textOf(candidate.value)] })),
      };
    if (found.kind === 'missing') return found;
    names.push(textOf(found.value));
  }
  return ok(names, names.join(', '), `options of ${column.name}`);
}

/** Reads the words of one column by its type. `filter`: several options may be named, any of which may match. */
export async function readColumnValue(
  said: string,
  column: Column,
  context: ResolveContext,
  filter: boolean,
): Promise<Resolution> {
  const words = bare(said);
  if (
    column.type !== 'checkbox' &&
    column.type !== 'title' &&
    cleared.test(fold(words)) &&
    !column.options.some((one) => fold(one) === fold(words))
  )
    return ok(null, filter ? 'empty' : 'cleared', null);
  switch (column.type) {
    case 'people':
    case 'created_by':
    case 'last_edited_by':
      return many(words, (part) => userResolver(part, context));
    case 'relation':
      return many(words, (part) => pageResolver(part, { ...context, resolved: {} }));
    case 'date':
      return date(words, column, context, filter);
    case 'number': {
      const number = readNumber(words);
      return Number.isNaN(number)
        ? { kind: 'missing', message: `“${words}” is not a number for ${column.name}.` }
        : ok(number, number.toLocaleString('en-US'), null);
    }
    case 'checkbox': {
      const no = /^(?:no|false|off|unticked|unchecked|not|0|none)$/u.test(fold(words));
      return ok(!no, no ? 'no' : 'yes', null);
    }
    case 'status':
    case 'select': {
      const exact = column.options.some((one) => fold(one) === fold(words));
      // "Lead or Trial" as a filter means either; split before a fuzzy match takes the first for the whole.
      return filter && !exact && parts(words).length > 1
        ? options(words, column, context)
        : option(words, column, context);
    }
    case 'multi_select':
      return options(words, column, context);
    default:
      return ok(words, words, null);
  }
}

/** The column that a name means: its own name, part of it, a typo, or the only one of the type that the name speaks of. */
export function findColumn(said: string, columns: readonly Column[]): Column | undefined {
  const name = fold(said);
  const exact = columns.find((column) => fold(column.name) === name);
  if (exact) return exact;
  const short = name.replace(/ (?:column|property|field|date|name)$/u, '');
  const near = columns.filter((column) => {
    const have = fold(column.name);
    return (
      have === short ||
      have.startsWith(short) ||
      have.split(' ').includes(short) ||
      (short.length > 3 && short.startsWith(have))
    );
  });
  if (near.length === 1) return near[0];
  const ofType = (types: readonly string[]): Column | undefined => {
    const fitting = columns.filter((column) => types.includes(column.type));
    return fitting.length === 1 ? fitting[0] : undefined;
  };
  if (/^(?:assignees?|owners?|assigned(?: to)?|who|person|people|responsible|account owner|lead)$/u.test(name))
    return ofType(['people']);
  if (/^(?:due|due date|deadline|date|when|by|day|due by|last contact(?:ed)?)$/u.test(name)) return ofType(['date']);
  if (/^(?:status|stage|state|progress)$/u.test(name)) return ofType(['status']);
  if (/^(?:name|title|task|company|feature|customer)$/u.test(name)) return ofType(['title']);
  if (/^(?:arr|revenue|value|amount|number|mrr)$/u.test(name)) return ofType(['number']);
  return near[0];
}

/** What a column's value map holds of a resolved value. */
export function valueEntry(column: Column, value: Json, label: string): JsonObject {
  return { type: column.type, value, label };
}
