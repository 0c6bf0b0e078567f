import type { JsonObject } from '../../../shared/index.ts';
import type { Found } from './notion-read.ts';
import { bare, listOf, objectOf, readOne, readResults, settle, textOf } from './notion-read.ts';
import { best, fold, idIn, namesNothing } from './notion-words.ts';
import type { ResolveContext, Resolver } from './types.ts';

/** Every database that Notion shares, as records. */
export async function readDatabases(context: ResolveContext): Promise<Found[]> {
  return recordsOf(await readResults(context, 'notion.search', { type: 'data_source', count: 300 }));
}

const restoring =
  /\b(?:restor\w*|recover\w*|undelete|untrash|un-?archive|(?:bring|get|put|want)\b.*\bback|(?:from|out of) (?:the |our )?trash)\b/iu;

/** Whether a request is about what lies in the trash, rather than about throwing something away. */
export function isRestoring(request: string): boolean {
  return restoring.test(request);
}

/** Databases in the trash, which other searches leave out. */
async function trashed(context: ResolveContext): Promise<Found[]> {
  return recordsOf(await readResults(context, 'notion.search_trash', { type: 'data_source' }));
}

function recordsOf(sources: readonly JsonObject[]): Found[] {
  return sources.map((source) => {
    const title = textOf(source.title);
    return {
      name: title,
      detail: `database with ${Object.keys(objectOf(source.properties)).join(', ')}`,
      value: { id: textOf(objectOf(source.parent).database_id), data_source: textOf(source.id), title },
    };
  });
}

/** A database by its own id or its data source's. */
async function byId(id: string, context: ResolveContext): Promise<JsonObject | null> {
  const known = (await readDatabases(context)).find(({ value }) => value.id === id || value.data_source === id);
  if (known) return known.value;
  const asDatabase = { database: { id, data_source: id, title: id } };
  const database = await readOne(context, 'notion.databases.retrieve', asDatabase);
  const first = objectOf(listOf(database?.data_sources)[0]);
  if (database && first.id !== undefined) return { id, data_source: textOf(first.id), title: textOf(database.title) };
  const source = await readOne(context, 'notion.data_sources.retrieve', asDatabase);
  return source && { id: textOf(objectOf(source.parent).database_id), data_source: id, title: textOf(source.title) };
}

/** Names people use for a database beside its title: "tasks" for the task board, "backlog", "customers". */
function hintsFor(database: Found): Found {
  const title = fold(database.name);
  const also = [
    [/^(tasks?|to ?dos?)\b/u, ['to do list', 'todos', 'backlog']],
    [/^crm\b/u, ['customers', 'accounts', 'companies', 'leads']],
    [/^roadmap\b/u, ['features']],
  ] as const;
  const hints = also.flatMap(([pattern, words]) => (pattern.test(title) ? [...words] : []));
  return { ...database, hints: hints };
}

/** The databases that words may mean, best first, with how well they fit. */
export async function findDatabases(
  said: string,
  context: ResolveContext,
): Promise<{ score: number; found: readonly Found[] }> {
  const records = (await readDatabases(context)).map(hintsFor);
  const [only, ...others] = records;
  const direct = best(said, records);
  if (direct.found.length) return direct;
  // "tasks", "the CRM accounts": words that also point; here they may be the name itself.
  const words = fold(said).split(' ');
  const named = records.filter(({ name }) => words.some((word) => best(word, [{ name }]).found.length > 0));
  if (named.length) return { score: 0.9, found: named };
  const hinted = records.filter(({ hints }) => (hints ?? []).some((hint) => words.includes(fold(hint))));
  if (hinted.length) return { score: 0.8, found: hinted };
  return only && !others.length && namesNothing(said) ? { score: 0.7, found: [only] } : { score: 0, found: [] };
}

/** `notion.database`: by id or title ("Tasks", "the task board", "our CRM"). */
export const databaseResolver: Resolver = async (words, context) => {
  const id = idIn(words);
  if (id !== undefined) {
    const value = await byId(id, context);
    if (!value) return { kind: 'missing', message: `Notion shares no database with the id ${id}.` };
    return { kind: 'resolved', value, label: textOf(value.title), via: 'Notion databases' };
  }
  const said = bare(words);
  const live = await findDatabases(said, context);
  const gone = isRestoring(context.request) ? best(said, await trashed(context)) : { score: 0, found: [] };
  const { found } = gone.score > live.score ? gone : live;
  return settle(said, found, 'Notion databases', 'database', 'in Notion');
};
