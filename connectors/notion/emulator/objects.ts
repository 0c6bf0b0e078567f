import type { Json, JsonObject } from '../../../shared/index.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { plainText } from '../rich-text.ts';
import type { Block, Comment, Database, DataSource, Page, Place, State, User } from './state.ts';

const partialUser = (id: string): JsonObject => ({ object: 'user', id });

export function userObject(state: State, user: User): JsonObject {
  if (user.id === state.bot)
    return {
      object: 'user',
      id: user.id,
      name: user.name,
      avatar_url: null,
      type: 'bot',
      bot: {
        owner: { type: 'workspace', workspace: true },
        workspace_name: state.workspace,
        workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
      },
    };
  return {
    object: 'user',
    id: user.id,
    name: user.name,
    avatar_url: null,
    type: 'person',
    person: { email: user.email },
  };
}

export function parentObject(state: State, place: Place): JsonObject {
  if (place.type === 'workspace') return { type: 'workspace', workspace: true };
  if (place.type === 'page') return { type: 'page_id', page_id: place.id };
  return { type: 'data_source_id', data_source_id: place.id, database_id: state.sources[place.id]?.database ?? '' };
}

function urlOf(title: string, id: string): string {
  const slug = title
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `https://www.notion.so/${slug ? `${slug}-` : ''}${id.replaceAll('-', '')}`;
}

/** The words of a page's title property. */
export function titleOf(page: Page): string {
  const title = Object.values(page.properties).find((property) => property.type === 'title');
  return plainText(title?.title);
}

function shownValue(state: State, page: Page, schema: JsonObject | undefined, value: JsonObject): JsonObject {
  const type = textOf(value.type);
  const id = schema?.id ?? 'title';
  if (type === 'people')
    return {
      id,
      type,
      people: listOf(value.people).map((one) => {
        const user = state.users.find((known) => known.id === objectOf(one).id);
        return user ? userObject(state, user) : one;
      }),
    };
  if (type === 'created_time') return { id, type, created_time: page.created };
  if (type === 'last_edited_time') return { id, type, last_edited_time: page.edited };
  if (type === 'created_by' || type === 'last_edited_by') return { id, type, [type]: partialUser(state.bot) };
  return { id, ...value };
}

/** The page object; `only` keeps the named properties (ids or names). */
export function pageObject(state: State, page: Page, only: readonly string[] = []): JsonObject {
  const schemas = page.parent.type === 'data_source' ? (state.sources[page.parent.id]?.properties ?? {}) : {};
  const properties: JsonObject = {};
  for (const [name, value] of Object.entries(page.properties)) {
    const shown = shownValue(state, page, schemas[name], value);
    if (!only.length || only.includes(name) || only.includes(textOf(shown.id))) properties[name] = shown;
  }
  return {
    object: 'page',
    id: page.id,
    created_time: page.created,
    last_edited_time: page.edited,
    created_by: partialUser(state.bot),
    last_edited_by: partialUser(state.bot),
    cover: page.cover,
    icon: page.icon,
    parent: parentObject(state, page.parent),
    in_trash: page.inTrash,
    is_archived: page.archived,
    is_locked: page.locked,
    properties,
    url: urlOf(titleOf(page), page.id),
    public_url: null,
  };
}

export function databaseObject(state: State, database: Database): JsonObject {
  return {
    object: 'database',
    id: database.id,
    title: database.title,
    description: database.description,
    parent: parentObject(state, database.parent),
    is_inline: database.inline,
    in_trash: database.inTrash,
    is_locked: database.locked,
    created_time: database.created,
    last_edited_time: database.edited,
    data_sources: database.sources.map((id) => ({ id, name: plainText(state.sources[id]?.title) })),
    icon: database.icon,
    cover: database.cover,
    url: urlOf('', database.id),
    public_url: null,
  };
}

export function sourceObject(state: State, source: DataSource): JsonObject {
  const database = state.databases[source.database];
  return {
    object: 'data_source',
    id: source.id,
    title: source.title,
    description: database?.description ?? [],
    parent: { type: 'database_id', database_id: source.database },
    database_parent: database ? parentObject(state, database.parent) : null,
    is_inline: database?.inline ?? false,
    in_trash: source.inTrash || database?.inTrash === true,
    created_time: source.created,
    last_edited_time: source.edited,
    created_by: partialUser(state.bot),
    last_edited_by: partialUser(state.bot),
    properties: source.properties,
    icon: source.icon,
    cover: null,
    url: urlOf('', source.database),
    public_url: null,
  };
}

export function blockObject(state: State, block: Block): JsonObject {
  const inPage = state.pages[block.parent] !== undefined;
  return {
    object: 'block',
    id: block.id,
    parent: inPage ? { type: 'page_id', page_id: block.parent } : { type: 'block_id', block_id: block.parent },
    created_time: block.created,
    last_edited_time: block.edited,
    created_by: partialUser(state.bot),
    last_edited_by: partialUser(state.bot),
    has_children: block.children.length > 0,
    in_trash: block.inTrash,
    type: block.type,
    [block.type]: block.content,
  };
}

/** A page or a database that lies in a page, as the block it also is. */
export function childObject(state: State, id: string): JsonObject | undefined {
  const block = state.blocks[id];
  if (block) return block.inTrash ? undefined : blockObject(state, block);
  const page = state.pages[id];
  const database = state.databases[id];
  const owner = page ?? database;
  if (!owner || owner.inTrash) return undefined;
  const type = page ? 'child_page' : 'child_database';
  const title = page ? titleOf(page) : plainText(database?.title);
  return {
    object: 'block',
    id,
    parent:
      owner.parent.type === 'page' ? { type: 'page_id', page_id: owner.parent.id } : parentObject(state, owner.parent),
    created_time: owner.created,
    last_edited_time: owner.edited,
    created_by: partialUser(state.bot),
    last_edited_by: partialUser(state.bot),
    has_children: (page?.children.length ?? 0) > 0,
    in_trash: false,
    type,
    [type]: { title },
  };
}

export function commentObject(state: State, comment: Comment): JsonObject {
  const onPage = state.pages[comment.parent] !== undefined;
  const parent: Json = onPage
    ? { type: 'page_id', page_id: comment.parent }
    : { type: 'block_id', block_id: comment.parent };
  return {
    object: 'comment',
    id: comment.id,
    parent,
    discussion_id: comment.discussion,
    created_time: comment.created,
    last_edited_time: comment.created,
    created_by: partialUser(comment.author),
    rich_text: comment.richText,
    display_name: { type: 'integration', resolved_name: 'Thimble' },
  };
}
