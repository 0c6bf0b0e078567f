import type { Json, JsonObject } from '../../../shared/index.ts';
import { ThimbleError } from '../../../shared/index.ts';
import { type Description, describeMessage } from './slack-describe.ts';
import {
  type Channel,
  channelById,
  channelsOf,
  listOf,
  type Person,
  peopleOf,
  self,
  textOf,
} from './slack-directory.ts';
import { bare, fold, leaders, nearly, stem, wordsOf } from './slack-words.ts';
import type { Resolution, ResolveContext, Resolver } from './types.ts';

interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly pinned: boolean;
}

const mostChannels = 20;
const via = 'Slack messages';

/** The channel that other parameters of the call give: `channel` or a `to` that is a channel. */
function givenChannel(context: ResolveContext): string | null {
  for (const name of ['channel', 'to']) {
    const value = context.resolved[name];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    if (typeof value.id === 'string' && value.type !== 'person') return value.id;
  }
  return null;
}

async function recent(context: ResolveContext, channels: readonly string[]): Promise<Message[]> {
  if (channels.length === 0) return [];
  const answer = await context.lookup('slack.messages.recent', {
    channels: channels.slice(0, mostChannels) as string[],
  });
  return listOf(answer, 'messages').map((message: JsonObject) => ({
    channel: textOf(message.channel),
    ts: textOf(message.ts),
    user: textOf(message.user),
    text: textOf(message.text),
    pinned: Array.isArray(message.pinned_to) && message.pinned_to.length > 0,
  }));
}

/** Double letters as one: stems lose theirs ("rolled back" has to meet "rollback"). */
const single = (word: string): string => word.replace(/(\p{L})\1/gu, '$1');

/** Whether a word of the description is in the message: same stem, two words run together, a slip or a long prefix. */
function has(word: string, stems: readonly string[]): boolean {
  if (stems.includes(word)) return true;
  return stems.some((other, index) => {
    const next = stems[index + 1];
    if (next !== undefined && single(other + next) === single(word)) return true;
    if (word.length >= 4 && other.length >= 4 && (other.startsWith(word) || word.startsWith(other))) return true;
    return word.length >= 5 && nearly(word, other);
  });
}

/** How well a message fits a description, 0 to 1, rare words counting more. */
function scoreContent(description: Description, message: Message, rarity: ReadonlyMap<string, number>): number {
  const text = fold(message.text);
  if (description.quoted !== null) {
    const quoted = fold(description.quoted).replace(/[.!?…]+$/, '');
    if (text.includes(quoted) || (text.length > 8 && quoted.includes(text))) return 2;
  }
  const wanted = [
    ...description.content,
    ...(description.quoted === null ? [] : wordsOf(description.quoted).map(stem)),
  ];
  if (wanted.length === 0) return 0;
  const stems = wordsOf(message.text).map(stem);
  let found = 0;
  let all = 0;
  for (const word of wanted) {
    const weight = rarity.get(word) ?? 1;
    all += weight;
    if (has(word, stems)) found += weight;
  }
  return all === 0 ? 0 : found / all;
}

function rarities(words: readonly string[], messages: readonly Message[]): Map<string, number> {
  const texts = messages.map((message) => wordsOf(message.text).map(stem));
  return new Map(
    words.map((word) => {
      const holding = texts.filter((stems) => has(word, stems)).length;
      // A word that no message has says little about which one is meant.
      return [word, holding === 0 ? 0.5 : 1 + Math.log(texts.length / holding)];
    }),
  );
}

function inTime(description: Description, message: Message): boolean {
  const at = Number(message.ts);
  const from = description.time?.from?.toSeconds() ?? Number.NEGATIVE_INFINITY;
  const to = description.time?.to?.toSeconds() ?? Number.POSITIVE_INFINITY;
  return at >= from && at < to;
}

/** The messages that fit a description best; several where it does not tell them apart. */
function fitting(
  description: Description,
  messages: readonly Message[],
  context: ResolveContext,
  own: Person | null,
): Message[] {
  let pool = [...messages];
  const keep = (test: (message: Message) => boolean, must: boolean): void => {
    const kept = pool.filter(test);
    if (kept.length > 0 || must) pool = kept;
  };
  if (description.author && !description.softAuthor) keep((message) => message.user === description.author?.id, true);
  if (description.time) keep((message) => inTime(description, message), false);
  // Only one's own messages can be edited, only pinned ones unpinned: those are meant where there are any.
  if (context.tool === 'slack.chat.update' && own) keep((message) => message.user === own.id, false);
  const wanted = [
    ...description.content,
    ...(description.quoted === null ? [] : wordsOf(description.quoted).map(stem)),
  ];
  const rarity = rarities(wanted, pool);
  let scored = pool.map((item) => {
    const author = description.softAuthor && item.user === description.author?.id ? 0.6 : 0;
    return { item, score: scoreContent(description, item, rarity) + author };
  });
  if (wanted.length > 0 || description.softAuthor) scored = scored.filter(({ score }) => score >= 0.3);
  else scored = scored.map(({ item }) => ({ item, score: 1 }));
  let best = leaders(scored, 0.12);
  if (context.tool === 'slack.pins.remove' && best.some((message) => message.pinned))
    best = best.filter((message) => message.pinned);
  const order = description.order;
  if (order && best.length > 1) {
    best.sort((a, b) => (order === 'newest' ? Number(b.ts) - Number(a.ts) : Number(a.ts) - Number(b.ts)));
    best = best.slice(0, 1);
  }
  if (best.length > 1 && own && context.tool === 'slack.chat.delete') {
    const mine = best.filter((message) => message.user === own.id);
    if (mine.length > 0) best = mine;
  }
  return best;
}

function toValue(message: Message, channels: readonly Channel[]): Json {
  const name = channels.find((channel) => channel.id === message.channel)?.name ?? '';
  return { channel: message.channel, channel_name: name, ts: message.ts, text: message.text, user: message.user };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59).trimEnd()}…`;
}

function labelOf(message: Message, channels: readonly Channel[], people: readonly Person[]): string {
  const author = people.find((person) => person.id === message.user)?.name;
  const channel = channels.find((candidate) => candidate.id === message.channel)?.name;
  const whose = author === undefined ? 'the message' : `${author}'s message`;
  return `${whose}${message.text === '' ? '' : ` “${shortened(message.text)}”`}${channel ? ` in #${channel}` : ''}`;
}

/** A message named by its time stamp or its link; null where the words are neither. */
async function byStamp(
  words: string,
  context: ResolveContext,
  channels: readonly Channel[],
  people: readonly Person[],
): Promise<Resolution | null> {
  const link = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/.exec(words);
  const ts = link ? `${link[2]}.${link[3]}` : /^\d{10}\.\d{6}$/.exec(bare(words))?.[0];
  if (ts === undefined) return null;
  const channel = link?.[1] ?? givenChannel(context);
  const open = channels.filter((candidate) => candidate.member && !candidate.archived).map((candidate) => candidate.id);
  const messages = await recent(context, channel === null ? open : [channel]);
  const found = messages.find((message) => message.ts === ts);
  if (!found && channel === null)
    return {
      kind: 'missing',
      message: `There is no message ${ts} in your Slack channels; say which channel it is in.`,
    };
  const message = found ?? { channel: channel ?? '', ts, user: '', text: '', pinned: false };
  return { kind: 'resolved', value: toValue(message, channels), label: labelOf(message, channels, people), via };
}

function nothing(words: string, description: Description, channel: string | undefined): Resolution {
  const by = description.author && !description.softAuthor ? ` by ${description.author.name}` : '';
  const where = channel === undefined ? 'your Slack channels' : `#${channel}`;
  return { kind: 'missing', message: `There is no message${by} like “${shortened(bare(words))}” in ${where}.` };
}

/**
 * `slack.message`: by time stamp, by link, or by what was said of it: author, channel, time, words, order. It looks at the
 * newest hundred messages of the channel named, or of the channels that the user is in.
 */
export const messageResolver: Resolver = async (words, context) => {
  const [channels, people, own] = [await channelsOf(context), await peopleOf(context), await self(context)];
  const stamped = await byStamp(words, context, channels, people);
  if (stamped) return stamped;
  const description = describeMessage(words, { channels, people, own, now: context.now, zone: context.zone });
  const given = givenChannel(context) ?? description.channel?.id ?? null;
  const where =
    given === null
      ? undefined
      : (channels.find((channel) => channel.id === given) ?? (await channelById(context, given)) ?? undefined);
  const open = channels.filter((channel) => channel.member && !channel.archived).map((channel) => channel.id);
  let messages: Message[];
  try {
    messages = await recent(context, given === null ? open : [given]);
  } catch (error) {
    if (error instanceof ThimbleError && error.code === 'not_found') messages = [];
    else throw error;
  }
  const best = fitting(description, messages, context, own);
  const [only, ...others] = best;
  if (!only) return nothing(words, description, where?.name);
  if (others.length === 0)
    return { kind: 'resolved', value: toValue(only, channels), label: labelOf(only, channels, people), via };
  return {
    kind: 'ambiguous',
    question: `Which message do you mean by “${shortened(bare(words))}”?`,
    candidates: best.slice(0, 8).map((message) => ({
      value: toValue(message, channels),
      label: labelOf(message, channels, people),
      detail: new Date(Number(message.ts) * 1000).toLocaleString('en-US', {
        timeZone: context.zone,
        dateStyle: 'medium',
        timeStyle: 'short',
      }),
    })),
  };
};
