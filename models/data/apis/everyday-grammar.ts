import { nameWords } from '../../../main/inference/index.ts';
import { everydayLines } from './everyday-lines.ts';
import { type ValueKindName, valueKinds } from './values.ts';

/** A parameter of a line of {@link everydayLines}. */
export interface ParamLine {
  readonly names: readonly string[];
  readonly optional: boolean;
  readonly many: boolean;
  readonly kind: ValueKindName | 'flag' | null;
  readonly choices: readonly string[];
}

function parseParam(text: string): ParamLine {
  const parts = /^([\w|]+)(\?)?:(=?)(.+?)(\*)?$/u.exec(text);
  if (!parts) throw new SyntaxError(`no parameter: ${text}`);
  const [, names = '', optional, equals, kind = '', many] = parts;
  const known = (name: string): name is ValueKindName => Object.hasOwn(valueKinds, name);
  if (equals !== '=' && kind !== 'flag' && !known(kind)) throw new SyntaxError(`no kind of value: ${text}`);
  return {
    names: names.split('|'),
    optional: optional !== undefined,
    many: many !== undefined,
    kind: equals === '=' ? null : kind === 'flag' ? 'flag' : known(kind) ? kind : null,
    choices: equals === '=' ? kind.split(',') : [],
  };
}

const alternatives = /\(([^()]*\|[^()]*)\)(\?)?|\(([^()|]*)\)\?/u;

/** Every reading of `(a|b)` and `(c)?`. */
function readings(text: string): string[] {
  const found = alternatives.exec(text);
  if (!found)
    return [
      text
        .replace(/\s+/gu, ' ')
        .replace(/\s+([,.])/gu, '$1')
        .trim(),
    ];
  const options = [
    ...(found[1]?.split('|') ?? [found[3] ?? '']),
    ...(found[2] !== undefined || found[3] !== undefined ? [''] : []),
  ];
  return options.flatMap((option) =>
    readings(text.slice(0, found.index) + option + text.slice(found.index + found[0].length)),
  );
}

/** Words that do not tell what is asked for. */
export const stopWords =
  /^(?:an?|the|of|for|in|on|to|by|with|and|is|my|me|at|from|between|who|what|when|how|that|was|are|or|good|best|some|find|get|list|cheap|nice|current|latest|upcoming|new)$/u;

/** Words that ask for the same function, by the one that stands for them. */
const alike: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    book: 'reserve reservation booking',
    play: 'listen put',
    buy: 'purchase order ticket',
    movie: 'film',
    concert: 'gig show',
    route: 'direction way path',
    price: 'cost quote',
    hotel: 'room',
    info: 'detail information fact profile about properties',
    send: 'text message email mail write',
    schedule: 'meeting appointment event call',
    remind: 'reminder task todo',
    restaurant: 'place food spot eat',
    recipe: 'cook dish make',
    house: 'apartment home flat condo property properties',
    gcd: 'greatest',
    lcm: 'least',
    mean: 'average',
    weather: 'forecast condition',
    stat: 'career record',
    hour: 'open',
    translate: 'translation say',
    summarize: 'summary shorten',
    define: 'definition meaning means',
    job: 'position',
    ride: 'taxi cab uber',
  }).flatMap(([word, others]) => others.split(' ').map((other) => [other, word] as const)),
);

/** What a head asks for, apart from whom it is about: its words before the first preposition. */
function keyOf(head: string): ReadonlySet<string> {
  const act = head.startsWith('!');
  const bare = head.replace(/[!?]/gu, '').replace(/\{[^}]*\}/gu, ' ');
  const core = act
    ? bare
    : (/^\s*(.+?)\s+(?:of|for|in|on|at|from|by|to|with|between|about|near|is)\s/u.exec(`${bare} `)?.[1] ?? bare);
  const words = nameWords(core)
    .split(' ')
    .map((word) => word.replace(/ies$/u, 'y').replace(/(?<=..)s$/u, ''))
    .filter((word) => word !== '' && !stopWords.test(word));
  return new Set(
    (words.length > 0
      ? words
      : nameWords(bare)
          .split(' ')
          .filter((word) => !stopWords.test(word))
    ).map((word) => (Object.hasOwn(alike, word) ? (alike[word] ?? word) : word)),
  );
}

/** Heads that ask for the same: each set becomes a function of its own. */
function clusters(heads: readonly string[]): string[][] {
  const found: { keys: Set<string>; heads: string[] }[] = [];
  for (const head of heads) {
    const key = keyOf(head);
    const fitting = found.filter(
      ({ keys }) => [...key].some((word) => keys.has(word)) || (key.size === 0 && keys.size === 0),
    );
    const [home, ...others] = fitting;
    if (!home) {
      found.push({ keys: new Set(key), heads: [head] });
      continue;
    }
    home.heads.push(head);
    for (const word of key) home.keys.add(word);
    for (const other of others) {
      home.heads.push(...other.heads);
      for (const word of other.keys) home.keys.add(word);
      found.splice(found.indexOf(other), 1);
    }
  }
  return found.map((one) => one.heads);
}

/** One thing that may be asked for: its heads, and the parameters of its line. */
export interface EverydayEntry {
  readonly group: string;
  readonly heads: readonly string[];
  readonly params: readonly ParamLine[];
}

/** Reads the lines: heads of a line that ask for different things are entries of their own. */
export function everydayEntries(): readonly EverydayEntry[] {
  return everydayLines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [group = '', heads = '', params = ''] = line.split(' > ');
      const lines = params.split(/\s+(?=[\w|]+\??:)/u).map(parseParam);
      return clusters(heads.split(' / ').flatMap((text) => readings(text.trim()))).map((one) => ({
        group,
        heads: one,
        params: lines,
      }));
    });
}
