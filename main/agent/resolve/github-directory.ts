import { list, object, text } from './github-ask.ts';
import type { ResolveContext } from './types.ts';

/** A member of the account's organizations. */
export interface Person {
  readonly login: string;
  readonly name: string;
  readonly email: string;
}

/** The login of the connected account. */
export async function myLogin(context: ResolveContext): Promise<string> {
  return text(object(await context.lookup('github.user.get', {})).login);
}

/** Members of the account's organizations, with the names of their profiles. */
export async function people(context: ResolveContext): Promise<Person[]> {
  const found = new Map<string, Person>();
  const add = (data: ReturnType<typeof object>): void => {
    const login = text(data.login);
    if (login !== '') found.set(login, { login, name: text(data.name), email: text(data.email) });
  };
  for (const org of list(await context.lookup('github.orgs.list_mine', {})))
    for (const member of list(await context.lookup('github.orgs.members', { org: text(org.login) }))) add(member);
  add(object(await context.lookup('github.user.get', {})));
  return [...found.values()];
}
