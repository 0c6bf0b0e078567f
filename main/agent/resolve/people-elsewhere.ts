import { ThimbleError } from '../../../shared/index.ts';
import { people as githubPeople } from './github-directory.ts';
import { readPeople as notionPeople } from './notion-directory.ts';
import { object, peopleOf as slackPeople, self as slackSelf, textOf } from './slack-directory.ts';
import { bare, fold, wordsOf } from './slack-words.ts';
import type { Me, ResolveContext } from './types.ts';

type Directory = 'Slack' | 'GitHub' | 'Notion';

/** Somebody as one service knows them. */
interface Identity {
  readonly name: string;
  readonly email: string;
  /** Handles, logins and ids. */
  readonly handles: readonly string[];
}

const directories: Readonly<Record<Directory, (context: ResolveContext) => Promise<Identity[]>>> = {
  Slack: async (context) =>
    (await slackPeople(context)).map(({ name, email, handle, display, id }) => ({
      name,
      email,
      handles: [handle, display, id],
    })),
  GitHub: async (context) =>
    (await githubPeople(context)).map(({ name, email, login }) => ({ name, email, handles: [login] })),
  Notion: async (context) =>
    (await notionPeople(context))
      .filter(({ bot }) => !bot)
      .map(({ name, email, value }) => ({ name, email, handles: [String(value.id)] })),
};

/** A directory of another service; empty where that one is not connected, not allowed or down: it was only a help. */
async function read(directory: Directory, context: ResolveContext): Promise<Identity[]> {
  try {
    return await directories[directory](context);
  } catch (error) {
    if (error instanceof ThimbleError && error.code !== 'cancelled') return [];
    throw error;
  }
}

/** The owner of another service's account, each as that service tells. */
const owners: readonly ((context: ResolveContext) => Promise<Me | null>)[] = [
  async (context) => {
    const person = await slackSelf(context);
    return person && { name: person.name, email: person.email };
  },
  async (context) => {
    const { name, email } = object(await context.lookup('github.user.get', {}));
    return { name: textOf(name), email: textOf(email) };
  },
];

/**
 * Who the person is, as another connected service knows the owner of its own account: for a service whose account is
 * nobody's, as a Notion integration of a whole workspace is. Null where none tells a name and an address.
 */
export async function meElsewhere(context: ResolveContext): Promise<Me | null> {
  for (const owner of owners)
    try {
      const me = await owner(context);
      if (me && me.name !== '' && me.email !== '') return me;
    } catch (error) {
      if (!(error instanceof ThimbleError) || error.code === 'cancelled') throw error;
    }
  return null;
}

/** How words may name somebody, the surest first. */
const levels: readonly ((said: string, one: Identity) => boolean)[] = [
  (said, one) => [one.email, ...one.handles].some((known) => known !== '' && known.toLowerCase() === said),
  (said, one) => said.includes(' ') && fold(one.name) === fold(said),
  (said, one) => fold(said) !== '' && wordsOf(one.name).includes(fold(said)),
];

type Known = Pick<Identity, 'name' | 'email'>;

const same = (a: Known, b: Known): boolean =>
  (a.email !== '' && a.email.toLowerCase() === b.email.toLowerCase()) ||
  (wordsOf(a.name).length > 1 && fold(a.name) === fold(b.name));

/** Those who are the same as one of `some`, and as those in turn: by an address here and by a name there. */
function circle(some: readonly Identity[], everyone: readonly Identity[]): Identity[] {
  const found = new Set(some);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const one of everyone) if ([...found].some((other) => same(one, other))) found.add(one);
  }
  return [...found];
}

/** What {@link samePerson} found. */
export interface Elsewhere<T> {
  readonly found: readonly T[];
  /** How: "Slack, matched by e-mail address or name". */
  readonly via: string;
  /** The end of a sentence that says that they are known elsewhere and nobody here is the same; else empty. */
  readonly but: string;
}

/**
 * Finds somebody of one service who is named as another service knows them, by a handle, a login, an address or a name:
 * the same e-mail address or the same full name is the same person. Asked only when nobody here has the name.
 * @param own everyone of the service that is asked about
 */
export async function samePerson<T extends { readonly name: string; readonly email: string }>(
  words: string,
  own: readonly T[],
  service: Directory,
  context: ResolveContext,
): Promise<Elsewhere<T>> {
  const said = bare(words)
    .replace(/^@/u, '')
    .replace(/['’]s?$/u, '')
    .toLowerCase();
  const others: Directory[] = (['Slack', 'GitHub', 'Notion'] as const).filter((one) => one !== service);
  const known = await Promise.all(others.map(async (name) => ({ name, people: await read(name, context) })));
  for (const level of levels) {
    const met = known.map(({ name, people }) => ({ name, people: people.filter((one) => level(said, one)) }));
    const named = met.filter(({ people }) => people.length > 0);
    const where = named.map(({ name }) => name).join(' and ');
    const all = circle(
      named.flatMap(({ people }) => people),
      known.flatMap(({ people }) => people),
    );
    const found = own.filter((mine) => all.some((one) => same(mine, one)));
    if (found.length > 0) return { found, via: `${where}, matched by e-mail address or name`, but: '' };
    if (named.length > 0)
      return { found: [], via: '', but: `: ${where} has that person, but nobody there has the same address or name` };
  }
  return { found: [], via: '', but: '' };
}
