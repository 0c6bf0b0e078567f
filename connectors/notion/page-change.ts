import type { JsonObject, KindValue, ToolApi, UndoCall } from '../kit/guest.ts';
import { decorationBack, propertyBack, same } from './former.ts';
import { objectOf, textOf } from './json.ts';
import { PutBack, trashBefore } from './put-back.ts';
import { brief } from './rich-text.ts';
import { propertyText } from './shape.ts';

type PageRef = KindValue<'notion.page'>;

/** The page as it is (`GET /v1/pages/{page_id}`), read before a change. */
export async function pageBefore(api: ToolApi, id: string): Promise<JsonObject> {
  return objectOf((await api.send({ method: 'GET', path: `/v1/pages/${id}` })).body);
}

/** The name of a page's title property: `title` outside of databases, else what the database calls it. */
export function titleName(page: JsonObject): string {
  const properties = objectOf(page.properties);
  return Object.keys(properties).find((name) => objectOf(properties[name]).type === 'title') ?? 'title';
}

function byNameOrId(page: JsonObject, key: string): [string, JsonObject] | undefined {
  const found = Object.entries(objectOf(page.properties)).find(
    ([name, value]) => name === key || objectOf(value).id === key,
  );
  return found && [found[0], objectOf(found[1])];
}

const flags: readonly (readonly [field: string, yes: string, no: string])[] = [
  ['is_locked', 'locked', 'unlocked'],
  ['is_archived', 'archived', 'not archived'],
];

function undoOf(page: PageRef, body: JsonObject, before: JsonObject, after: JsonObject): UndoCall[] {
  const back = new PutBack();
  const values: JsonObject = {};
  const said: string[] = [];
  for (const key of Object.keys(objectOf(body.properties))) {
    const [name, was] = byNameOrId(before, key) ?? [];
    const value = propertyBack(was);
    if (name === undefined || value === undefined || same(value, propertyBack(byNameOrId(after, key)?.[1]))) continue;
    values[name] = value;
    said.push(`${name} ${brief(propertyText(was), 60)}`);
  }
  if (said.length) back.add('properties', values, said.join(', '));
  for (const field of ['icon', 'cover'])
    if (body[field] !== undefined && !same(before[field], after[field])) {
      const value = decorationBack(before[field]);
      const emoji = textOf(objectOf(before[field]).emoji);
      back.add(field, value, value === null ? `no ${field}` : `its ${field}${emoji ? ` ${emoji}` : ''}`);
    }
  for (const [field, yes, no] of flags)
    if (body[field] !== undefined && !same(before[field], after[field]))
      back.add(field, before[field] === true, before[field] === true ? yes : no);
  return back.calls(
    'notion.pages.restore',
    { page: { ...page } },
    `“${brief(page.title)}”`,
    trashBefore(before, after),
  );
}

/**
 * Sends a change of a page (`PATCH /v1/pages/{page_id}`). Answers the page after it, and the call that puts back what
 * really changed; a computed or cut-off value and an uploaded icon or cover are left out of it.
 */
export async function changePage(
  api: ToolApi,
  page: PageRef,
  before: JsonObject,
  body: JsonObject,
): Promise<{ after: JsonObject; undo: UndoCall[] }> {
  const answer = await api.send({ method: 'PATCH', path: `/v1/pages/${page.id}`, body });
  const after = objectOf(answer.body);
  return { after, undo: undoOf(page, body, before, after) };
}
