import type { JsonObject } from '../../../shared/index.ts';
import type { ToolApi } from '../../kit/guest.ts';
import { asObject, asObjects, asText, read } from './wire.ts';

/** People that a first page does not have are asked for one by one, this many at most. */
const mostSingle = 10;

function nameOf(user: JsonObject): string {
  return asText(user.real_name) || asText(asObject(user.profile).real_name) || asText(user.name);
}

/**
 * Full names by user id: Slack's answers name people by id alone. One page of users.list, which is everyone in a small
 * workspace; whom it does not have by users.info. A name that cannot be read is left out, as the answer stands without.
 */
export async function namesOf(api: ToolApi, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set([...ids].filter((id) => id !== ''));
  const names = new Map<string, string>();
  if (wanted.size === 0) return names;
  const add = (user: JsonObject): void => {
    if (wanted.has(asText(user.id)) && nameOf(user) !== '') names.set(asText(user.id), nameOf(user));
  };
  try {
    for (const user of asObjects((await read(api, 'users.list', { limit: 200 })).members)) add(user);
    const missing = [...wanted].filter((id) => !names.has(id)).slice(0, mostSingle);
    for (const user of missing) add(asObject((await read(api, 'users.info', { user })).user));
  } catch {
    // Without the right to see people the ids have to do.
  }
  return names;
}

/** The name of whoever `user` is, in front of the rest of a record: people read from left to right. */
export function withAuthor(record: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const name = names.get(asText(record.user));
  return name === undefined ? record : { from: name, ...record };
}
