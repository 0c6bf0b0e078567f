import { distance } from 'fastest-levenshtein';
import { readPeople } from './notion-directory.ts';
import { bare, type Found, settle } from './notion-read.ts';
import { best, fold, idIn, wordFit } from './notion-words.ts';
import { meElsewhere, samePerson } from './people-elsewhere.ts';
import type { ResolveContext, Resolver } from './types.ts';

const self = /^(?:me|myself|i|mine|my|my name|my own|us)$/u;

/** The people that a name may mean: id, email, whole name, then one name of it, then a small typo. */
async function findPeople(said: string, context: ResolveContext): Promise<readonly Found[]> {
  const everyone = await readPeople(context);
  const lower = said.toLowerCase();
  const byEmail = everyone.filter(({ email }) => email.toLowerCase() === lower);
  if (byEmail.length) return byEmail;
  const name = fold(said);
  const whole = everyone.filter((one) => fold(one.name) === name);
  if (whole.length) return whole;
  const people = everyone.filter(({ bot }) => !bot);
  const handle = people.filter(({ email }) => email && email.toLowerCase().split('@')[0] === lower);
  if (handle.length) return handle;
  const wanted = name.split(' ').filter(Boolean);
  const level = (least: number): Found[] =>
    people.filter((one) =>
      wanted.every((word) =>
        fold(one.name)
          .split(' ')
          .some((part) => wordFit(word, part) >= least),
      ),
    );
  for (const least of [1, 0.85, 0.75]) {
    const found = wanted.length ? level(least) : [];
    if (found.length) return found;
  }
  const found = best(said, everyone).found;
  if (found.length > 0 || wanted.length !== 1 || name.length !== 4) return found;
  // "Anna" for Ana: one letter too many in a short name.
  return people.filter((one) =>
    fold(one.name)
      .split(' ')
      .some((part) => part.length === 3 && distance(name, part) === 1),
  );
}

/** `notion.user`: "me", an id, an email, a handle or a name. */
export const userResolver: Resolver = async (words, context) => {
  const id = idIn(words);
  const said = bare(words).replace(/[’']s$/u, '');
  if (id !== undefined) {
    const known = (await readPeople(context)).filter(({ value }) => value.id === id);
    return settle(id, known, 'Notion users', 'user', 'in the Notion workspace');
  }
  if (self.test(fold(said))) {
    const me = context.me ?? (await meElsewhere(context));
    if (!me)
      return { kind: 'missing', message: 'Thimble does not know which Notion user you are: say your name instead.' };
    const everyone = await readPeople(context);
    const { email, name } = me;
    const mine = everyone.filter((one) => one.email.toLowerCase() === email.toLowerCase());
    return settle(
      name,
      mine.length ? mine : everyone.filter((one) => fold(one.name) === fold(name)),
      'Notion users',
      'user',
      'in the Notion workspace',
    );
  }
  const found = await findPeople(said, context);
  if (found.length > 0) return settle(said, found, 'Notion users', 'person', 'in the Notion workspace');
  const people = (await readPeople(context)).filter(({ bot }) => !bot);
  const elsewhere = await samePerson(said, people, 'Notion', context);
  return settle(said, elsewhere.found, elsewhere.via, 'person', `in the Notion workspace${elsewhere.but}`);
};
