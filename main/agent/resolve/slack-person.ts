import { distance } from 'fastest-levenshtein';
import type { Json } from '../../../shared/index.ts';
import { type Elsewhere, samePerson } from './people-elsewhere.ts';
import { type Person, peopleOf, personByEmail, personById, self } from './slack-directory.ts';
import { readEveryone } from './slack-everyone.ts';
import { bare, fold, leaders, nearly, wordsOf } from './slack-words.ts';
import type { Resolution, ResolveContext, Resolver } from './types.ts';

export const personId = /^[UW][A-Z0-9]{8,}$/;
export const mail = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"'.,;]+/;
const via = 'Slack people';

/** Whether the words name the user. */
export function isSelf(words: string): boolean {
  return /^(?:me|myself|i|my|mine|my ?self|to me)$/i.test(bare(words));
}

/** The name part of what was said: "@joe", "Lin's", "our colleague Eve" are "joe", "Lin", "Eve". */
function personSaid(words: string): string {
  return bare(words)
    .replace(/^(?:to|with|from|by|for|and)\s+(?=\S)/i, '')
    .replace(/^(?:the|our|my)\s+(?:user|colleague|teammate|coworker|friend|member|boss|manager)?\s*(?=\S)/i, '')
    .replace(/^(?:mr|mrs|ms|dr|user|slack user)\.?\s+(?=\S)/i, '')
    .replace(/^@\s*/, '')
    .replace(/['’]s?$/i, '')
    .replace(/\s+(?:on slack|in slack|please|pls)$/i, '')
    .trim();
}

/** How well a person fits a name, 0 to 100. */
export function personScore(said: string, person: Person): number {
  const query = fold(said);
  if (query === '') return 0;
  const full = fold(person.name);
  const names = wordsOf(person.name);
  const first = names[0] ?? '';
  const last = names.at(-1) ?? '';
  const handles = [fold(person.handle), fold(person.display)];
  if (query === full || handles.includes(query)) return 100;
  if (query === first || query === last) return 95;
  const words = wordsOf(query);
  if (words.length > 1 && words.every((word) => names.includes(word))) return 93;
  if (words.length > 1 && words[0] === first && last.startsWith(words.at(-1) ?? ' ')) return 90;
  if (words.join('') === names.join('') || query === `${first}${last.charAt(0)}`) return 88;
  // A possessive without its apostrophe: "lins note".
  if (query.endsWith('s') && (query.slice(0, -1) === first || handles.includes(query.slice(0, -1)))) return 85;
  if (words.length === 1 && query.length >= 3 && (first.startsWith(query) || last.startsWith(query))) return 70;
  if (words.length > 1 && words.every((word) => names.some((name) => nearly(word, name)))) return 65;
  if (words.length === 1 && [first, last, full, ...handles].some((name) => name !== '' && nearly(query, name)))
    return 60;
  if (
    words.length === 1 &&
    query.length === 3 &&
    [first, last].some((name) => name.length === 3 && swappedShort(query, name))
  )
    return 50;
  // "Anna" for Ana: one letter too many in a short name.
  if (
    words.length === 1 &&
    query.length === 4 &&
    [first, last].some((name) => name.length === 3 && distance(query, name) === 1)
  )
    return 50;
  if (words[0] === first && /^(?:from|in|on|over|at|the)$/.test(words[1] ?? '')) return 45;
  return 0;
}

function swappedShort(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}

/** The people that fit best, with how well. */
export async function matchPeople(said: string, context: ResolveContext): Promise<{ found: Person[]; score: number }> {
  const people = await peopleOf(context);
  const found = leaders(people.map((item) => ({ item, score: personScore(said, item) })));
  return { found, score: found[0] ? personScore(said, found[0]) : 0 };
}

/** The one other person that the request names, for "her" and "them". */
async function spokenOf(context: ResolveContext): Promise<Person[]> {
  const request = new Set(wordsOf(context.request).map((word) => word.replace(/'s$/, '')));
  const own = await self(context);
  return (await peopleOf(context)).filter((person) => {
    const first = wordsOf(person.name)[0] ?? '';
    return person.id !== own?.id && (request.has(first) || request.has(fold(person.handle)));
  });
}

/** Finds the people that the words name. `score` tells how sure it is (100: by id, address or exact name). */
export async function findPeople(words: string, context: ResolveContext): Promise<{ found: Person[]; score: number }> {
  const id = bare(words);
  const sure = (person: Person | null): { found: Person[]; score: number } => ({
    found: person ? [person] : [],
    score: person ? 100 : 0,
  });
  if (personId.test(id)) return sure(await personById(context, id));
  if (isSelf(words)) return sure(await self(context));
  const address = mail.exec(words)?.[0];
  if (address !== undefined) return sure(await personByEmail(context, address));
  if (/^(?:her|him|them|she|he|they)$/i.test(id)) return { found: await spokenOf(context), score: 60 };
  return matchPeople(personSaid(words), context);
}

/** Somebody whom Slack does not know by these words, but another connected service does: by a login, say. */
export async function findElsewhere(words: string, context: ResolveContext): Promise<Elsewhere<Person>> {
  const said = mail.exec(words)?.[0] ?? personSaid(words);
  if (!/^[@\p{L}\p{N}][\p{L}\p{N}._@-]*$/u.test(said)) return { found: [], via: '', but: '' };
  return samePerson(said, await peopleOf(context), 'Slack', context);
}

const toValue = (person: Person): Json => ({ id: person.id, name: person.name });

const personMissing = (words: string, but = ''): Resolution => ({
  kind: 'missing',
  message: `There is nobody called “${bare(words)}” in Slack${but}.`,
});

/** `slack.user`: by id, address, handle or name; "me" is the user. */
export const personResolver: Resolver = async (words, context) => {
  const crowd = context.param.many ? splitExceptions(words, context.request) : null;
  const all = crowd ? await readEveryone(crowd.said, context) : null;
  if (all && 'message' in all) return { kind: 'missing', message: all.message };
  if (crowd && all) {
    const left = await withoutThose(all.people, crowd.except, context);
    if ('kind' in left) return left;
    return { kind: 'resolved', value: left.map(toValue), label: left.map((person) => person.name).join(', '), via };
  }
  const here = await findPeople(words, context);
  const elsewhere = here.found.length > 0 ? null : await findElsewhere(words, context);
  const found = elsewhere?.found ?? here.found;
  const [only, ...others] = found;
  if (only && others.length === 0)
    return { kind: 'resolved', value: toValue(only), label: only.name, via: elsewhere?.via ?? via };
  if (only)
    return {
      kind: 'ambiguous',
      question: `Who do you mean by “${bare(words)}”?`,
      candidates: found.slice(0, 8).map((person) => ({
        value: toValue(person),
        label: person.name,
        detail: `@${person.handle} ${person.email}`.trim(),
      })),
    };
  return severalOrMissing(words, context, elsewhere?.but);
};

const exception = /^(?:,\s*)?(?:but not|but|except(?:ing| for)?|other than|besides|apart from|minus|without|not)\s+/i;

/** "Everyone but Eve": the crowd and who is left out of it, also where the request goes on so after the copied words. */
function splitExceptions(words: string, request: string): { readonly said: string; readonly except: string } {
  const inside = /^(.*?\S)\s*((?:,\s*)?\b(?:but|except|other than|besides|apart from|minus|without)\b.*)$/i.exec(
    bare(words),
  );
  if (inside?.[1] !== undefined && inside[2] !== undefined)
    return { said: inside[1], except: inside[2].replace(exception, '') };
  const at = request.toLowerCase().indexOf(words.toLowerCase());
  const after = at < 0 ? '' : request.slice(at + words.length).trimStart();
  if (!exception.test(after)) return { said: words, except: '' };
  return {
    said: words,
    except: after.replace(exception, '').replace(/\s+(?:to|into|in|from|on|onto)\s.*$|[.!?].*$/i, ''),
  };
}

/** The crowd without those who are excepted; each of them has to be clear, or nobody is meant. */
async function withoutThose(
  people: readonly Person[],
  except: string,
  context: ResolveContext,
): Promise<readonly Person[] | Resolution> {
  const out = new Set<string>();
  for (const part of except.split(/\s*(?:,|&|\+|\band\b|\bor\b)\s*/i).filter((one) => one !== '')) {
    const { found } = await findPeople(part, context);
    if (found.length !== 1 || !found[0])
      return { kind: 'missing', message: `I do not know whom to leave out: “${part}” is nobody in Slack, or several.` };
    out.add(found[0].id);
  }
  const left = people.filter((person) => !out.has(person.id));
  return left.length > 0 ? left : { kind: 'missing', message: 'Nobody is left then.' };
}

/** "Ana and Joe" as one part of a list: several people, where each of them is clear. */
async function severalOrMissing(words: string, context: ResolveContext, but?: string): Promise<Resolution> {
  const parts = context.param.many
    ? bare(words)
        .split(/\s*(?:,|&|\+|\band\b)\s*/i)
        .filter((part) => part !== '')
    : [];
  if (parts.length < 2) return personMissing(words, but);
  const people: Person[] = [];
  for (const part of parts) {
    const here = await findPeople(part, context);
    const found = here.found.length > 0 ? here.found : (await findElsewhere(part, context)).found;
    if (found.length !== 1 || !found[0]) return personMissing(part);
    people.push(found[0]);
  }
  return { kind: 'resolved', value: people.map(toValue), label: people.map((person) => person.name).join(', '), via };
}
