import { type Found, readResults, textOf } from './notion-read.ts';
import type { ResolveContext } from './types.ts';

/** A user of the Notion workspace. */
export interface NotionPerson extends Found {
  readonly email: string;
  readonly bot: boolean;
}

/** Everyone in the workspace, bots among them. */
export async function readPeople(context: ResolveContext): Promise<NotionPerson[]> {
  const users = await readResults(context, 'notion.users.list', {});
  return users.map((user) => ({
    name: textOf(user.name),
    email: textOf(user.email),
    bot: user.type === 'bot',
    detail: textOf(user.email) || textOf(user.type),
    value: { id: textOf(user.id), name: textOf(user.name) },
  }));
}
