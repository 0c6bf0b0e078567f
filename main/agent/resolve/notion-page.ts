import type { JsonObject } from '../../../shared/index.ts';
import { findDatabases, isRestoring, readDatabases } from './notion-database.ts';
import type { Found } from './notion-read.ts';
import { bare, listOf, objectOf, readOne, readResults, settle, textOf } from './notion-read.ts';
import { best, fold, idIn } from './notion-words.ts';
import type { Resolution, ResolveContext, Resolver } from './types.ts';

/** How many pages are read at most where a search by the words themselves finds nothing. */
const MANY = 300;

/** Tools whose upstream address takes a block where it takes a page. */
const takesBlocks = /^notion\.(blocks\.children|comments)\./u;

/** Words of a row's values: its people, status and other options. */
function hintsOf(page: JsonObject, databases: ReadonlyMap<string, string>): string[] {
  const values = Object.values(objectOf(page.properties)).flatMap((property) => {
    // Rows of a query have their values in words, pages of a search with their types.
    if (typeof property === 'string' || Array.isArray(property))
      return listOf(Array.isArray(property) ? property : [property])
        .map((one) => textOf(one))
        .filter((word) => /^\p{L}.{0,40}$/u.test(word));
    const { type, ...rest } = objectOf(property);
    const value = rest[textOf(type)];
    if (type === 'people' || type === 'multi_select') return listOf(value).map((one) => textOf(objectOf(one).name));
    return type === 'select' || type === 'status' ? [textOf(objectOf(value).name)] : [];
  });
  return [...values, databases.get(textOf(objectOf(page.parent).data_source_id)) ?? ''].filter(Boolean);
}

async function record(page: JsonObject, context: ResolveContext): Promise<Found> {
  const databases = new Map(
    (await readDatabases(context)).map(({ value }) => [textOf(value.data_source), textOf(value.title)]),
  );
  const source = textOf(objectOf(page.parent).data_source_id) || null;
  const hints = hintsOf(page, databases);
  const where = source === null ? 'page' : `in ${databases.get(source) ?? 'a database'}`;
  const edited = textOf(page.last_edited_time).slice(0, 10);
  return {
    name: textOf(page.title),
    hints,
    detail: [where, ...hints.slice(0, -1), edited && `edited ${edited}`].filter(Boolean).join(', '),
    value: { id: textOf(page.id), title: textOf(page.title), data_source: source },
  };
}

async function records(pages: readonly JsonObject[], context: ResolveContext): Promise<Found[]> {
  const seen = new Map(pages.map((page) => [textOf(page.id), page]));
  return Promise.all([...seen.values()].map((page) => record(page, context)));
}

/** Pages in the trash, which other searches leave out. */
async function trashed(context: ResolveContext): Promise<Found[]> {
  return records(await readResults(context, 'notion.search_trash', { type: 'page' }), context);
}

async function byId(id: string, context: ResolveContext): Promise<Resolution> {
  const page = await readOne(context, 'notion.pages.retrieve', { page: { id, title: id, data_source: null } });
  if (page) {
    const { value, name } = await record(page, context);
    return { kind: 'resolved', value, label: name || id, via: 'Notion pages' };
  }
  const block = takesBlocks.test(context.tool)
    ? await readOne(context, 'notion.blocks.retrieve', { block_id: id })
    : null;
  if (!block) return { kind: 'missing', message: `Notion shares no page with the id ${id}.` };
  const title = textOf(block.text) || `${textOf(block.type)} block`;
  return { kind: 'resolved', value: { id, title, data_source: null }, label: title, via: 'Notion blocks' };
}

/** "the SOC 2 task on the board" says where; the name is what stands before. */
function withoutPlace(said: string): string[] {
  const cut = said
    .replace(/\s+(?:in|on|from|of|at)\s+(?:the|our|my)\s+.*$/iu, '')
    .replace(/\s+(?:in|on|from)\s+notion$/iu, '');
  return cut === said ? [said] : [said, cut];
}

/** The database that words name beside the page ("… in the CRM", "… task"). */
async function placeOf(said: string, context: ResolveContext): Promise<string | undefined> {
  const place = /\s(?:in|on|from|of|at)\s+(?:the|our|my)\s+(.*)$/iu.exec(said)?.[1];
  if (place === undefined) return undefined;
  const { found } = await findDatabases(place, context);
  return found.length === 1 ? textOf(found[0]?.value.data_source) : undefined;
}

/** Kinds of rows: "the billing task" prefers Tasks when the titles alone do not decide. */
const rowWords: readonly [RegExp, RegExp][] = [
  [/\b(?:tasks?|to-?dos?|tickets?)\b/iu, /^(?:tasks?|to ?dos?)\b/u],
  [/\b(?:accounts?|customers?|compan(?:y|ies)|leads?|deals?|clients?|crm)\b/iu, /^(?:crm|accounts|customers)\b/u],
  [/\b(?:features?|roadmap)\b/iu, /^(?:roadmap|features)\b/u],
];

async function narrow(said: string, found: readonly Found[], context: ResolveContext): Promise<readonly Found[]> {
  if (found.length < 2) return found;
  const place = await placeOf(said, context);
  const titles = new Map(
    (await readDatabases(context)).map(({ value }) => [textOf(value.data_source), fold(textOf(value.title))]),
  );
  const wanted = rowWords.find(([word]) => word.test(said))?.[1];
  const inPlace = found.filter(({ value }) => {
    const source = textOf(value.data_source);
    return place === undefined ? wanted?.test(titles.get(source) ?? '') === true : source === place;
  });
  if (inPlace.length) return inPlace;
  const pages = /\bpage\b/iu.test(said) ? found.filter(({ value }) => value.data_source === null) : [];
  return pages.length ? pages : found;
}

/** The pages that words may mean, with how well they fit: by title first, then over all that is shared. */
export async function findPages(
  words: string,
  context: ResolveContext,
): Promise<{ score: number; found: readonly Found[] }> {
  const said = bare(words);
  const database = objectOf(context.resolved.database);
  const inside = database.data_source !== undefined;
  const first = await readResults(context, 'notion.search', { query: said, type: 'page', count: 50 });
  const within = (found: readonly Found[]): Found[] =>
    found.filter(({ value }) => !inside || value.data_source === database.data_source);
  const exact = best(said, within(await records(first, context)));
  if (exact.score >= 0.97) return { ...exact, found: await narrow(words, exact.found, context) };
  const all = inside
    ? (await readResults(context, 'notion.data_sources.query', { database, count: MANY })).map((row) => ({
        ...row,
        parent: { data_source_id: database.data_source ?? '' },
      }))
    : await readResults(context, 'notion.search', { type: 'page', count: MANY });
  const known = within(await records([...first, ...all], context));
  for (const name of withoutPlace(said)) {
    const some = best(name, known);
    if (some.found.length) return { ...some, found: await narrow(words, some.found, context) };
  }
  return { score: 0, found: [] };
}

/** `notion.page`: by id, address, title, or a description ("the SOC 2 task", "Joe's billing task", "Northgate"). */
export const pageResolver: Resolver = async (words, context) => {
  const id = idIn(words);
  if (id !== undefined) return byId(id, context);
  const said = bare(words);
  const live = await findPages(words, context);
  const gone = isRestoring(context.request) ? best(said, await trashed(context)) : { score: 0, found: [] };
  const { found } = gone.score > live.score ? gone : live;
  return settle(said, found, 'Notion pages', 'page', 'in Notion');
};

const databaseParent = (one: Found): Found => ({
  ...one,
  value: { type: 'data_source', id: textOf(one.value.data_source), title: one.name },
});
const pageParent = (one: Found): Found => ({
  ...one,
  value: { type: 'page', id: textOf(one.value.id), title: one.name },
});

/** `notion.parent`: a database or a page, whichever the words fit better. */
export const parentResolver: Resolver = async (words, context) => {
  const id = idIn(words);
  if (id !== undefined) {
    const database = (await readDatabases(context)).find(({ value }) => value.id === id || value.data_source === id);
    if (database) return settle(words, [databaseParent(database)], 'Notion databases', 'database', 'in Notion');
    const page = await byId(id, context);
    if (page.kind !== 'resolved')
      return { kind: 'missing', message: `Notion shares no page or database with the id ${id}.` };
    return { ...page, value: { type: 'page', id, title: page.label } };
  }
  const said = bare(words);
  const databases = await findDatabases(said, context);
  const inDatabases = databases.found.map(databaseParent);
  const saysDatabase = /\b(?:database|databse|db|board|table|list|tracker)\b/iu.test(said);
  if (inDatabases.length && (databases.score >= 0.97 || saysDatabase))
    return settle(said, inDatabases, 'Notion databases', 'database', 'in Notion');
  const pages = await findPages(words, context);
  const inPages = pages.found.map(pageParent);
  const tied = inPages.length > 0 && pages.score === databases.score;
  const found = tied ? [...inDatabases, ...inPages] : pages.score > databases.score ? inPages : inDatabases;
  return settle(said, found, 'Notion pages and databases', 'page or database', 'in Notion');
};
