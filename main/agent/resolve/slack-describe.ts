import { DateTime } from 'luxon';
import { channelScore } from './slack-channel.ts';
import type { Channel, Person } from './slack-directory.ts';
import { bare, fold, stem, wordsOf } from './slack-words.ts';
import { readPeriod, type Stretch } from './time-period.ts';

/** What a description of a message says of it. */
export interface Description {
  readonly author: Person | null;
  /** The author was only named ("Priya webhooks"), so the name may as well be a word of the message. */
  readonly softAuthor: boolean;
  readonly channel: Channel | null;
  readonly order: 'newest' | 'oldest' | null;
  readonly time: Stretch | null;
  /** Words in quotation marks: the message's own text. */
  readonly quoted: string | null;
  /** Stems of the words that the message should contain. */
  readonly content: readonly string[];
}

const generic = new Set(
  'a an the this that those these it its is was are were be been of in on at to from for with about abt regarding re by and or so my mine i me we our us you your he she they his her their them what which who when where there here message messages msg msgs post posts posted posting note notes thing things one ones thread threads reply replies comment comments announcement update updates question text said say says saying wrote write written writes sent send sends shared share asked ask asks mentioned put slack channel dm latest last newest recent most oldest first earliest earlier old new just only please pls pinned pin item items whatever something someone somebody everyone bit under up out has have had did do does not no as if convo conversation discussion'.split(
    ' ',
  ),
);

function takeQuoted(text: string): { quoted: string | null; rest: string } {
  const found = /["“«]([^"”»]{2,})["”»]|(?:^|[\s(])['‘]([^'’]{3,})['’](?=$|[\s).,;:!?])/u.exec(text);
  const quoted = found?.[1] ?? found?.[2];
  return quoted === undefined || !found ? { quoted: null, rest: text } : { quoted, rest: text.replace(found[0], ' ') };
}

/** The channel that the words name: by `#`, by a preposition in front, by "channel" behind, or set off by a comma. */
function takeChannel(text: string, channels: readonly Channel[]): { channel: Channel | null; rest: string } {
  const patterns = [
    /(?:\b(?:in|on|from|to|at|of)\s+)?(?:the\s+)?#([\p{L}\p{N}_-]+)(?:'s)?(?:\s+channel)?/giu,
    /(?:\b(?:in|on|from|to|at|of)\s+)?(?:the\s+|our\s+)?([\p{L}\p{N}_-]+)\s+(?:channel|chan|room)\b(?:'s)?/giu,
    /\b(?:in|on|from|at|to)\s+(?:the\s+|our\s+)?([\p{L}\p{N}_-]+)\b/giu,
    /^([\p{L}\p{N}_-]+)\s*[,:]/giu,
    /,\s*([\p{L}\p{N}_-]+)$/giu,
  ];
  for (const [index, pattern] of patterns.entries())
    for (const found of text.matchAll(pattern)) {
      const said = found[1] ?? '';
      const least = index < 2 ? 60 : 96;
      const fits = channels.filter((channel) => channelScore(said, channel) >= least);
      const best =
        fits.find((channel) => channelScore(said, channel) >= 96) ?? (fits.length === 1 ? fits[0] : undefined);
      if (best) return { channel: best, rest: text.replace(found[0], ' ') };
    }
  return { channel: null, rest: text };
}

function named(person: Person): string[] {
  const names = wordsOf(person.name);
  return [
    ...new Set([fold(person.name), names[0] ?? '', names.at(-1) ?? '', fold(person.handle), fold(person.display)]),
  ].filter((name) => name.length > 1);
}

/** The author that the words name, and whether as an author ("Lin's", "from Lin", "Lin wrote") or only by name. */
function takeAuthor(
  text: string,
  people: readonly Person[],
  own: Person | null,
): { author: Person | null; soft: boolean; rest: string } {
  const folded = fold(text);
  for (const soft of [false, true])
    for (const person of people)
      for (const name of named(person).sort((a, b) => b.length - a.length)) {
        const safe = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        const pattern = soft
          ? new RegExp(`(?:^|[^\\p{L}\\p{N}])@?${safe}(?![\\p{L}\\p{N}])`, 'u')
          : new RegExp(
              `(?:^|[^\\p{L}\\p{N}])@?${safe}(?:'s?(?![\\p{L}])|s(?=\\s+\\p{L})|\\s+(?:has |just |recently |last |originally )?(?:wrote|said|says|posted|sent|asked|asks|shared|mentioned|raised|put|made|dropped|left|claimed|announced))|(?:^|[^\\p{L}])(?:by|from|of)\\s+@?${safe}(?![\\p{L}\\p{N}])`,
              'u',
            );
        const found = pattern.exec(folded);
        if (found)
          return {
            author: person,
            soft,
            rest: `${folded.slice(0, found.index)} ${folded.slice(found.index + found[0].length)}`,
          };
      }
  if (own && /\b(?:my|mine|i|i've|myself)\b/.test(folded)) return { author: own, soft: false, rest: folded };
  return { author: null, soft: false, rest: folded };
}

const times =
  /\b(?:from |sent |posted |of |at )?((?:yesterday|today|this|last|on)?\s*(?:early )?(?:morning|afternoon|evening|night)|yesterday|today|last week|this week|last month|(?:last |on |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?::\d\d)\s*(?:am|pm)?|\d{1,2}\s*(?:am|pm)|(?:an?|\d+|two|three|a few|a couple of) (?:minutes?|mins?|hours?|hrs?|days?|weeks?) ago)(?:'s)?\b/;

/** When the message was written, where the words say so. A clock time means the minutes around it. */
function takeTime(text: string, now: DateTime): { time: Stretch | null; rest: string } {
  const found = times.exec(text);
  const said = found?.[1];
  if (!found || said === undefined) return { time: null, rest: text };
  const read = readPeriod(said, now);
  if (!read?.from) return { time: null, rest: text };
  const rest = text.replace(found[0], ' ');
  if (read.to) return { time: read, rest };
  const around = /ago$/.test(said) ? { minutes: 30 } : { minutes: 10 };
  return { time: { from: read.from.minus(around), to: read.from.plus(around) }, rest };
}

/** Reads a description of a message ("Marcus's latency message in #incidents", "my last post", "“web is out”, releases"). */
export function describeMessage(
  words: string,
  known: { channels: readonly Channel[]; people: readonly Person[]; own: Person | null; now: number; zone: string },
): Description {
  const { quoted, rest: unquoted } = takeQuoted(words.replace(/[’`]/g, "'"));
  const inChannel = takeChannel(unquoted, known.channels);
  const byAuthor = takeAuthor(inChannel.rest, known.people, known.own);
  const order = /\b(?:latest|last|newest|most recent|recent)\b/.test(byAuthor.rest)
    ? 'newest'
    : /\b(?:oldest|first|earliest)\b/.test(byAuthor.rest)
      ? 'oldest'
      : null;
  const now = DateTime.fromMillis(known.now, { zone: known.zone });
  const dated = takeTime(byAuthor.rest, now);
  const content = wordsOf(bare(dated.rest))
    .map((word) => word.replace(/'s$/, ''))
    .filter((word) => !generic.has(word) && (word.length > 1 || /\d/.test(word)))
    .map(stem);
  return {
    author: byAuthor.author,
    softAuthor: byAuthor.soft,
    channel: inChannel.channel,
    order,
    time: dated.time,
    quoted,
    content: [...new Set(content)],
  };
}
