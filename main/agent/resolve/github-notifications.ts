import { choose, list, missing, object, repoOfCall, text } from './github-ask.ts';
import { parseReference } from './github-number.ts';
import { bestMatches } from './github-score.ts';
import { bare, tokens } from './github-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

interface Note {
  readonly id: string;
  readonly title: string;
  readonly repo: string;
  readonly unread: boolean;
  /** Of the issue or pull request that it is about; 0 for others. */
  readonly number: number;
  readonly type: string;
}

const GENERIC = new Set(
  tokens(
    'the a an my that this one about on of for from in at to with and is was github gh notification notifications notif notifs inbox thread entry item alert unread issue bug pr pull request',
  ),
);

/** `github.notification`: an entry of the inbox by its id, the number that it is about, or the words of its title. */
export async function resolveNotification(words: string, context: ResolveContext): Promise<Resolution> {
  const all = list(await context.lookup('github.notifications.list', { all: true })).map((data): Note => {
    const subject = object(data.subject);
    return {
      id: text(data.id),
      title: text(subject.title),
      repo: text(object(data.repository).full_name),
      unread: data.unread === true,
      number: Number(/\/(\d+)$/u.exec(text(subject.url))?.[1] ?? 0),
      type: text(subject.type),
    };
  });
  const said = bare(words);
  const id = /\b\d{6,}\b/u.exec(said)?.[0];
  const byId = all.find((note) => note.id === id);
  if (byId) return pick([byId], words);
  const place = repoOfCall(context);
  const reference = parseReference(words);
  const inPlace = (note: Note): boolean => {
    const [, name = ''] = note.repo.split('/');
    if (place !== null) return note.repo === `${place.owner}/${place.repo}`;
    return reference.repo === null || [note.repo, name].includes(reference.repo);
  };
  const near = all.some(inPlace) ? all.filter(inPlace) : all;
  if (reference.number !== null) {
    const numbered = near.filter((note) => note.number === reference.number);
    if (numbered.length > 0) return pick(numbered, words);
  }
  const content = tokens(said).filter((word) => !GENERIC.has(word));
  const found = bestMatches(content, near, (note) => [
    { words: tokens(note.title), weight: 1 },
    { words: tokens(`${note.repo} ${note.type}`), weight: 0.9 },
  ]).map((one) => one.record);
  if (found.length > 0) return pick(found, words);
  return missing(`There is no GitHub notification about “${said}”.`);
}

/** Unread ones are meant before read ones. */
function pick(found: readonly Note[], words: string): Resolution {
  const unread = found.filter((note) => note.unread);
  const candidates = (unread.length > 0 ? unread : found).map((note) => ({
    value: { id: note.id, title: note.title, repo: note.repo },
    label: note.title,
    detail: note.repo,
  }));
  return choose(candidates, `Which notification is “${words.trim()}”?`, 'your GitHub notifications');
}
