import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { KindName } from '../../../connectors/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';

/** A place or person that a rule is for: fields of the argument as policies see it that must be equal, and how it reads. */
export interface Place {
  readonly fields: readonly string[];
  /** Read after the tool's title: "to #releases", "in lumenlabs/api". */
  readonly words: string;
}

interface Reference {
  /** Fields that say which record it is. */
  readonly id: readonly string[];
  /** Fields of what holds the record, where a rule about that alone is of use: a week brings other issues, not other repositories. */
  readonly holder?: readonly string[];
  readonly words: (value: JsonObject, label: string) => string;
  readonly holderWords?: (value: JsonObject, label: string) => string;
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const inRepo = ({ owner, repo }: JsonObject): string => `in ${text(owner)}/${text(repo)}`;
const forWhom = ({ customer_name }: JsonObject, label: string): string => `for ${text(customer_name) || label}`;

/** References: arguments that name a record which is there. */
const references: Partial<Record<KindName, Reference>> = {
  'stripe.customer': { id: ['id'], words: (_, label) => `for ${label}` },
  'stripe.payment': { id: ['id'], holder: ['customer'], words: (_, label) => `for ${label}`, holderWords: forWhom },
  'stripe.invoice': { id: ['id'], holder: ['customer'], words: (_, label) => `for ${label}`, holderWords: forWhom },
  'stripe.subscription': {
    id: ['id'],
    holder: ['customer'],
    words: (_, label) => `for ${label}`,
    holderWords: forWhom,
  },
  'stripe.product': { id: ['id'], words: (_, label) => `of ${label}` },
  'stripe.price': { id: ['id'], words: (_, label) => `of ${label}` },
  'github.repo': { id: ['owner', 'repo'], words: inRepo },
  'github.issue': { id: ['owner', 'repo', 'number'], holder: ['owner', 'repo'], words: inRepo, holderWords: inRepo },
  'github.pull': {
    id: ['owner', 'repo', 'number'],
    holder: ['owner', 'repo', 'base'],
    words: inRepo,
    holderWords: (value) => `${inRepo(value)} into ${text(value.base)}`,
  },
  'github.user': { id: ['login'], words: (_, label) => `with ${label}` },
  'github.workflow': { id: ['owner', 'repo', 'file'], words: (value) => `${inRepo(value)}, ${text(value.file)}` },
  'github.run': { id: ['owner', 'repo'], words: inRepo },
  'github.notification': { id: ['repo'], words: ({ repo }) => `in ${text(repo)}` },
  'slack.channel': { id: ['id'], words: ({ name }) => `in #${text(name)}` },
  'slack.destination': {
    id: ['id', 'type'],
    words: ({ name, type }) => (type === 'channel' ? `to #${text(name)}` : `to ${text(name)}`),
  },
  'slack.message': { id: ['channel'], words: ({ channel_name }) => `in #${text(channel_name)}` },
  'slack.user': { id: ['id'], words: (_, label) => `with ${label}` },
  'notion.page': {
    id: ['id'],
    holder: ['data_source'],
    words: (_, label) => `on “${label}”`,
    holderWords: (_, label) => `on pages of the database that holds “${label}”`,
  },
  'notion.database': { id: ['id'], words: (_, label) => `in “${label}”` },
  'notion.parent': { id: ['id', 'type'], words: (_, label) => `in “${label}”` },
  'notion.user': { id: ['id'], words: (_, label) => `with ${label}` },
};

/** The kinds whose fields say what holds a record of another kind: the holder's field by the record's. */
const held: Partial<Record<KindName, Partial<Record<KindName, Readonly<Record<string, string>>>>>> = {
  'stripe.customer': {
    'stripe.payment': { id: 'customer' },
    'stripe.invoice': { id: 'customer' },
    'stripe.subscription': { id: 'customer' },
  },
  'github.repo': {
    'github.issue': { owner: 'owner', repo: 'repo' },
    'github.pull': { owner: 'owner', repo: 'repo' },
    'github.run': { owner: 'owner', repo: 'repo' },
    'github.workflow': { owner: 'owner', repo: 'repo' },
  },
  'slack.channel': { 'slack.message': { id: 'channel' } },
};

/** Whether arguments of a kind name a record that is there. */
export function isReference(kind: KindName): boolean {
  return references[kind] !== undefined;
}

/**
 * What a rule about a call with this argument is bound to: what holds the record, where it is known, else the record.
 * @param seen the argument as policies see it, or one of several
 * @param value the argument itself; `label` how it reads
 */
export function placeOf(
  kind: KindName,
  seen: Readonly<Record<string, CedarValueJson>>,
  value: JsonObject,
  label: string,
): Place | null {
  const reference = references[kind];
  if (!reference) return null;
  const { holder, holderWords } = reference;
  if (holder && holderWords && holder.every((field) => seen[field] !== undefined && seen[field] !== ''))
    return { fields: holder, words: holderWords(value, label) };
  return { fields: reference.id, words: reference.words(value, label) };
}

/**
 * The fields that a holder's argument must have to be the one that holds this record: a repository beside an issue.
 * Null where the one says nothing of the other.
 */
export function heldBy(
  holder: KindName,
  kind: KindName,
  seen: Readonly<Record<string, CedarValueJson>>,
): Readonly<Record<string, CedarValueJson>> | null {
  const fields = held[holder]?.[kind];
  if (!fields) return null;
  const found = Object.entries(fields).map(([name, from]) => [name, seen[from]] as const);
  return found.some(([, one]) => one === undefined || one === '')
    ? null
    : Object.fromEntries(found.flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const])));
}
