import type { Json, Passage } from '../../shared/index.ts';
import { hasHidden, visible } from '../../shared/index.ts';
import type { PastStep } from '../inference/index.ts';
import { redactSecrets } from '../policy/index.ts';
import { foldText } from '../text-safety/index.ts';

/** Most text of a field that is shown on each side of what was copied, in UTF-16 code units. */
export const passageAround = 200;
/** Most of what was copied that is shown. */
const passageCopied = 400;

/** A step with what the model read of its result, and where it is kept, all of it. */
export interface ReadStep extends PastStep {
  readonly whole?: Json;
}

/** One text or number in a result, with the way to it. */
export interface Leaf {
  readonly text: string;
  readonly path: readonly (string | number)[];
  /** Who wrote it, as far as the record around it says; null where it does not. */
  readonly by: string | null;
}

/** Fields in which the services' records say whose they are, the most readable first. */
const authors = ['from', 'author', 'user', 'username', 'login', 'created_by', 'customer_name', 'name'];

function authorOf(record: Readonly<Record<string, Json>>): string | null {
  for (const field of authors) {
    const value = record[field];
    if (typeof value === 'string' && value !== '') return value;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      const name = value.name ?? value.login;
      if (typeof name === 'string' && name !== '') return name;
    }
  }
  return null;
}

/** Every text and number of a result, depth first. */
export function* leavesOf(value: Json, path: Leaf['path'] = [], by: string | null = null): Generator<Leaf> {
  if (value === null) return;
  if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* leavesOf(item, [...path, at], by);
  else if (typeof value === 'object') {
    const author = authorOf(value) ?? by;
    for (const [name, item] of Object.entries(value)) yield* leavesOf(item, [...path, name], author);
  } else yield { text: String(value), path, by };
}

const levelled = (text: string): ReturnType<typeof foldText> =>
  foldText(text, (character, before) => {
    const folded = character.normalize('NFKC').toLowerCase();
    if (/^\s+$/u.test(folded)) return before === '' || before.endsWith(' ') ? '' : ' ';
    return hasHidden(character) ? '' : folded;
  });

/** Where a text says words, whatever case and spacing: UTF-16 offsets; null where it does not as a whole. */
function placeOf(text: string, words: string): readonly [start: number, end: number] | null {
  const folded = levelled(text);
  const needle = levelled(words).text.trim();
  const at = needle === '' ? -1 : folded.text.indexOf(needle);
  return at < 0 ? null : folded.stretch(at, at + needle.length);
}

/** The first or last so many code units, without half a character. */
const head = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/u, '')}…`;
const tail = (text: string, most: number): string =>
  text.length <= most ? text : `…${text.slice(-most).replace(/^[\udc00-\udfff]/u, '')}`;

/** The text at a path of a result; null where there is none. */
function textAt(value: Json | undefined, path: Leaf['path']): string | null {
  let at = value;
  for (const part of path) {
    if (at === null || typeof at !== 'object') return null;
    at = (at as Readonly<Record<string | number, Json>>)[part];
  }
  return at === undefined || at === null || typeof at === 'object' ? null : String(at);
}

/** The step that a result came from. */
export interface PassageStep {
  /** 1-based. */
  readonly step: number;
  readonly service: string;
  /** The tool's, for people. */
  readonly title: string;
  /** The result before it was trimmed for the model: there the field stands whole, with what nobody sees in it. */
  readonly whole?: Json | undefined;
}

/**
 * A leaf of a result as people read it: where it is, and the copied words with what stands around them.
 * @param words what was copied; null: the whole field counts
 */
export function passageOf(from: PassageStep, leaf: Leaf, words: string | null): Passage {
  // Before it is cut, so that no half of a secret is left at an edge.
  const read = redactSecrets(leaf.text.toWellFormed());
  const whole = redactSecrets((textAt(from.whole, leaf.path) ?? leaf.text).toWellFormed());
  const inWhole = words === null ? ([0, whole.length] as const) : placeOf(whole, words);
  const text = inWhole ? whole : read;
  const [start, end] = inWhole ?? (words === null ? null : placeOf(read, words)) ?? [0, read.length];
  const name = leaf.by === null ? '' : `, by ${head(redactSecrets(leaf.by), 80)}`;
  return {
    step: from.step,
    service: from.service,
    place: visible(`${from.title}${name}`),
    path: visible(redactSecrets(leaf.path.map((part) => (typeof part === 'number' ? part + 1 : part)).join(' › '))),
    before: visible(tail(text.slice(0, start), passageAround)),
    copied: visible(head(text.slice(start, end), passageCopied)),
    after: visible(head(text.slice(end), passageAround)),
  };
}
