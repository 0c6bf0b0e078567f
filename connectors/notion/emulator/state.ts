import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../shared/index.ts';
import { invalid, notFound } from './errors.ts';

/** A block: the API's object without the parts that follow from its place. Pages and databases inside a page are blocks too. */
export interface Block {
  id: string;
  parent: string;
  type: string;
  content: JsonObject;
  children: string[];
  inTrash: boolean;
  created: string;
  edited: string;
}

/** Where a page is: a data source, a page, or the workspace (`id` empty). */
export interface Place {
  type: 'data_source' | 'page' | 'workspace';
  id: string;
}

export interface Page {
  id: string;
  parent: Place;
  /** Property values as the API shows them, without property ids: `{type, [type]: value}` by property name. */
  properties: Record<string, JsonObject>;
  icon: JsonObject | null;
  cover: JsonObject | null;
  children: string[];
  inTrash: boolean;
  locked: boolean;
  archived: boolean;
  created: string;
  edited: string;
}

export interface Database {
  id: string;
  parent: Place;
  title: JsonObject[];
  description: JsonObject[];
  sources: string[];
  inline: boolean;
  icon: JsonObject | null;
  cover: JsonObject | null;
  inTrash: boolean;
  locked: boolean;
  created: string;
  edited: string;
}

export interface DataSource {
  id: string;
  database: string;
  title: JsonObject[];
  /** The schema by property name, in order: `{id, name, type, [type]: config}`. */
  properties: Record<string, JsonObject>;
  icon: JsonObject | null;
  inTrash: boolean;
  created: string;
  edited: string;
}

export interface Comment {
  id: string;
  parent: string;
  discussion: string;
  richText: JsonObject[];
  author: string;
  created: string;
}

export interface User {
  id: string;
  name: string;
  email: string | null;
}

/** Everything the emulator knows; plain data, so that a reset is one clone. */
export interface State {
  workspace: string;
  bot: string;
  counter: number;
  users: User[];
  pages: Record<string, Page>;
  blocks: Record<string, Block>;
  databases: Record<string, Database>;
  sources: Record<string, DataSource>;
  comments: Comment[];
}

/** A UUID that depends on `seed` alone. */
export function seededId(seed: string): string {
  const hex = createHash('sha256').update(`notion:${seed}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The next new id. */
export function nextId(state: State): string {
  state.counter += 1;
  return seededId(String(state.counter));
}

/** Notion shows times to the minute. */
export function stamp(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 60_000) * 60_000).toISOString();
}

/** A UUID with or without dashes, as the API takes both; anything else is a validation error. */
export function uuid(value: unknown, where: string): string {
  const hex = typeof value === 'string' ? value.replaceAll('-', '').toLowerCase() : '';
  if (!/^[0-9a-f]{32}$/.test(hex))
    throw invalid(`${where} should be a valid uuid, instead was \`${JSON.stringify(value) ?? 'undefined'}\`.`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function pageOf(state: State, id: string): Page {
  const page = state.pages[id];
  if (!page) throw notFound('page', id);
  return page;
}

export function databaseOf(state: State, id: string): Database {
  const database = state.databases[id];
  if (!database) throw notFound('database', id);
  return database;
}

export function sourceOf(state: State, id: string): DataSource {
  const source = state.sources[id];
  if (!source) throw notFound('data source', id);
  return source;
}

/** The list of child block ids of a page or a block. */
export function childrenOf(state: State, id: string): string[] {
  const owner = state.pages[id] ?? state.blocks[id];
  if (!owner) throw notFound('block', id);
  return owner.children;
}
