import type { JsonObject, KindValue, ToolApi, UndoCall } from '../kit/guest.ts';
import { decorationBack, parentBack, richTextBack, same } from './former.ts';
import { objectOf, textOf } from './json.ts';
import { PutBack, trashBefore } from './put-back.ts';
import { brief, plainText } from './rich-text.ts';

type DatabaseRef = KindValue<'notion.database'>;

function undoOf(database: DatabaseRef, body: JsonObject, before: JsonObject, after: JsonObject): UndoCall[] {
  const back = new PutBack();
  const changed = (field: string): boolean => body[field] !== undefined && !same(before[field], after[field]);
  if (changed('title')) back.add('title', richTextBack(before.title), `the name ${plainText(before.title)}`);
  if (changed('description')) {
    const words = brief(plainText(before.description));
    back.add('description', richTextBack(before.description), words ? `the description “${words}”` : 'no description');
  }
  // Unlike a page's, they cannot be taken off again: the API takes no null for them.
  for (const field of ['icon', 'cover'])
    if (changed(field) && before[field]) {
      const emoji = textOf(objectOf(before[field]).emoji);
      back.add(field, decorationBack(before[field]), `its ${field}${emoji ? ` ${emoji}` : ''}`);
    }
  if (changed('parent')) back.add('parent', parentBack(before.parent), 'its former place');
  if (changed('is_locked'))
    back.add('is_locked', before.is_locked === true, before.is_locked === true ? 'locked' : 'unlocked');
  if (changed('is_inline'))
    back.add('is_inline', before.is_inline === true, before.is_inline === true ? 'inside its page' : 'a full page');
  const trash = trashBefore(before, after);
  return back.calls('notion.databases.restore', { database: { ...database } }, `the database ${database.title}`, trash);
}

/**
 * Reads a database, sends its change (`PATCH /v1/databases/{database_id}`), and answers the database after it with the
 * call that puts back what really changed; an icon or cover that was uploaded, or not there, is left out of it.
 */
export async function changeDatabase(
  api: ToolApi,
  database: DatabaseRef,
  body: JsonObject,
): Promise<{ after: JsonObject; undo: UndoCall[] }> {
  const path = `/v1/databases/${database.id}`;
  const before = objectOf((await api.send({ method: 'GET', path })).body);
  const after = objectOf((await api.send({ method: 'PATCH', path, body })).body);
  return { after, undo: undoOf(database, body, before, after) };
}
