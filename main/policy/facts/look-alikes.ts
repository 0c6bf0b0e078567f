import type { KindName, ToolDefinition, ToolParam } from '../../../connectors/index.ts';
import type { Json, JsonObject, Provenance } from '../../../shared/index.ts';
import { looksLike, mixedWords, skeleton } from '../../text-safety/index.ts';

/** A name in a call that can be taken for another one. */
export interface LookAlike {
  readonly param: string;
  readonly name: string;
  /** The name that it looks like; null where its letters mix alphabets that look alike. */
  readonly other: string | null;
}

/** Kinds whose words point at a place or a person although they are sent as written. */
const pointing: readonly KindName[] = ['email', 'url', 'github.label', 'github.branch'];
/** What people know records by. */
const naming = [
  'name',
  'title',
  'login',
  'email',
  'owner',
  'repo',
  'channel_name',
  'customer_name',
  'product_name',
  'file',
];

function namesOf({ kind }: ToolParam, value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => namesOf({ kind } as ToolParam, one));
  if (typeof value === 'string') return pointing.includes(kind) ? [value] : [];
  if (value === null || typeof value !== 'object' || !/^(?:stripe|github|slack|notion)\./u.test(kind)) return [];
  return naming.flatMap((field) => {
    const name = value[field];
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
}

/** Shorter names look like too many others. */
const shortest = 3;

const bySkeleton = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** Names by what they look like, computed once a list. */
function index(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = bySkeleton.get(names);
  if (known) return known;
  const made = new Map<string, string[]>();
  for (const name of new Set(names))
    for (const look of new Set([skeleton(name), skeleton(name.toLowerCase())]))
      made.set(look, [...(made.get(look) ?? []), name]);
  bySkeleton.set(names, made);
  return made;
}

/**
 * The names of records, people and addresses in a call that look like another known name, like the words that the
 * person said without being them, or that mix alphabets (UTS #39).
 * @param seen names of other records that look-ups brought on the way to the call
 */
export function lookAlikes(
  params: ToolDefinition['params'],
  args: JsonObject,
  sources: Readonly<Record<string, readonly Provenance[]>>,
  seen: readonly string[],
): LookAlike[] {
  const known = index(seen);
  return Object.entries(params).flatMap(([param, definition]) => {
    const value = args[param];
    if (value === undefined || value === null) return [];
    const said = (sources[param] ?? []).flatMap((source) =>
      'text' in source ? [source.text.replace(/^[#@]/u, '')] : [],
    );
    return [...new Set(namesOf(definition, value))].flatMap((name): LookAlike[] => {
      const bare = name.replace(/^[#@]/u, '');
      if (mixedWords(bare).length > 0) return [{ param, name, other: null }];
      if (bare.length < shortest) return [];
      const near = [...(known.get(skeleton(bare)) ?? []), ...(known.get(skeleton(bare.toLowerCase())) ?? []), ...said];
      const other = near.find((one) => looksLike(bare, one.replace(/^[#@]/u, '')));
      return other === undefined ? [] : [{ param, name, other }];
    });
  });
}

/** A look-alike in words. */
export function lookAlikeText({ name, other }: LookAlike): string {
  return other === null
    ? `“${name}” mixes letters of different alphabets that look alike`
    : `“${name}” looks like “${other}” and is not the same`;
}
