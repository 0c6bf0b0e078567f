import type { Json, JsonObject, KindValue, ToolApi, UndoCall } from '../kit/guest.ts';
import { decorationBack, richTextBack, same } from './former.ts';
import { listOf, objectOf, textOf } from './json.ts';
import { PutBack } from './put-back.ts';
import { plainText } from './rich-text.ts';

type DatabaseRef = KindValue<'notion.database'>;

/** Column types whose settings can be set again without a change of type. */
const optionTypes = ['select', 'multi_select', 'status'];

function column(source: JsonObject, key: string): JsonObject | undefined {
  const found = Object.entries(objectOf(source.properties)).find(
    ([name, value]) => name === key || objectOf(value).id === key,
  );
  return found && objectOf(found[1]);
}

function optionsBack(was: JsonObject, type: string): JsonObject[] {
  return listOf(objectOf(was[type]).options).map((one) => {
    const { id, name, color } = objectOf(one);
    return { id: textOf(id), name: textOf(name), color: textOf(color) };
  });
}

const optionNames = (property: JsonObject, type: string): string[] =>
  listOf(objectOf(property[type]).options).map((one) => textOf(objectOf(one).name));

/** What puts one column back; null removes a new one, `undefined` where nothing does (removed, or of another type now). */
function columnBack(config: Json, was: JsonObject | undefined, is: JsonObject): [Json, string] | undefined {
  if (was === undefined) return [null, `without the column ${textOf(is.name)}`];
  if (config === null) return undefined;
  const out: JsonObject = {};
  const words: string[] = [];
  const type = textOf(was.type);
  if (was.name !== is.name) {
    out.name = textOf(was.name);
    words.push(`the column name ${textOf(was.name)}`);
  }
  if (is.type === type && optionTypes.includes(type) && !same(optionNames(was, type), optionNames(is, type))) {
    const gained = optionNames(is, type).filter((name) => !optionNames(was, type).includes(name));
    out[type] = { options: optionsBack(was, type) };
    words.push(`${textOf(was.name)} ${gained.length ? `without ${gained.join(', ')}` : 'with its options'}`);
  }
  if (is.type === type && type === 'number' && !same(was.number, is.number)) {
    const format = textOf(objectOf(was.number).format);
    out.number = { format };
    words.push(`${textOf(was.name)} as ${format.replaceAll('_', ' ')}`);
  }
  return words.length ? [out, words.join(', ')] : undefined;
}

function undoOf(database: DatabaseRef, body: JsonObject, before: JsonObject, after: JsonObject): UndoCall[] {
  const back = new PutBack();
  const columns: JsonObject = {};
  const said: string[] = [];
  for (const [key, config] of Object.entries(objectOf(body.properties))) {
    const was = column(before, key);
    // A renamed column is found again by its id, a new one by its name.
    const is = column(after, textOf(was?.id) || key);
    if (!is) continue;
    const found = columnBack(config, was, is);
    if (!found) continue;
    columns[textOf(is.id) || key] = found[0];
    said.push(found[1]);
  }
  if (said.length) back.add('properties', columns, said.join(', '));
  if (body.title !== undefined && !same(before.title, after.title))
    back.add('title', richTextBack(before.title), `the name ${plainText(before.title)}`);
  if (body.icon !== undefined && !same(before.icon, after.icon)) {
    const emoji = textOf(objectOf(before.icon).emoji);
    back.add('icon', decorationBack(before.icon), before.icon ? `its icon${emoji ? ` ${emoji}` : ''}` : 'no icon');
  }
  return back.calls('notion.data_sources.restore', { database: { ...database } }, database.title);
}

/** The data source as it is (`GET /v1/data_sources/{data_source_id}`), read before a change. */
export async function sourceBefore(api: ToolApi, id: string): Promise<JsonObject> {
  return objectOf((await api.send({ method: 'GET', path: `/v1/data_sources/${id}` })).body);
}

/**
 * Sends a change of a data source (`PATCH /v1/data_sources/{data_source_id}`). Answers it after the change, and the call
 * that puts back what can be: not a removed column, nor one that got another type, because the values are gone.
 */
export async function changeSource(
  api: ToolApi,
  database: DatabaseRef,
  before: JsonObject,
  body: JsonObject,
): Promise<{ after: JsonObject; undo: UndoCall[] }> {
  const answer = await api.send({ method: 'PATCH', path: `/v1/data_sources/${database.data_source}`, body });
  const after = objectOf(answer.body);
  return { after, undo: undoOf(database, body, before, after) };
}
