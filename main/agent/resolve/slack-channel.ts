import type { Json } from '../../../shared/index.ts';
import { type Channel, channelById, channelsOf } from './slack-directory.ts';
import { bare, fold, leaders, nearly, wordsOf } from './slack-words.ts';
import type { Resolution, ResolveContext, Resolver } from './types.ts';

export const channelId = /^[CGD][A-Z0-9]{8,}$/;
const via = 'Slack channels';

/** The name part of what was said: "the #support channel" is "support", "our design folks" is "design". */
export function channelSaid(words: string): string {
  const tagged = words.match(/#[\p{L}\p{N}][\p{L}\p{N}_-]*/gu) ?? [];
  return bare(tagged.length === 1 ? (tagged[0] ?? words) : words)
    .replace(/^(?:in|into|on|to|from|at|of|for|over in)\s+(?=\S)/i, '')
    .replace(/^(?:the|our|my|that|this|a)\s+(?=\S)/i, '')
    .replace(/^(?:channel|private channel|public channel|slack channel)\s+(?=\S)/i, '')
    .replace(/(?:\s+(?:slack|private|public))?\s+(?:channel|chan|chanel|channle|room|group)s?$/i, '')
    .replace(/'s$/i, '')
    .trim();
}

/** How well a channel fits what was said, 0 to 100. */
export function channelScore(said: string, channel: Channel): number {
  const name = fold(channel.name);
  const query = fold(said).replace(/^#\s*/, '');
  const slug = query.replace(/[\s_]+/g, '-');
  if (query === name || slug === name.replace(/_/g, '-')) return 100;
  const queryWords = wordsOf(query).filter((word) => !/^(team|folks|people|crew|guys|chat|the|one|slack)$/.test(word));
  const nameWords = wordsOf(name);
  if (queryWords.length === 0) return 0;
  const [wanted, own] = [queryWords.join(''), nameWords.join('')];
  if (wanted === own) return 96;
  if (nearly(wanted, own) || nearly(`${wanted}s`, own)) return 70;
  if (queryWords.every((word) => nameWords.includes(word))) return 65;
  // A written-out name ("design-systems") is that channel or none; looser words ("the design people") may be read loosely.
  if (/#|^\S*[_-]\S*$/.test(said)) return 0;
  if (nameWords.every((word) => queryWords.includes(word))) return 60;
  if (query.length >= 3 && name.startsWith(slug)) return 55;
  const [single = ''] = queryWords;
  if (queryWords.length === 1) return single.length >= 4 && name.includes(single) ? 50 : 0;
  const topic = wordsOf(channel.topic);
  if (queryWords.every((word) => word.length >= 4 && topic.includes(word))) return 40;
  return 0;
}

function fitting(said: string, channels: readonly Channel[]): Channel[] {
  const best = leaders(channels.map((item) => ({ item, score: channelScore(said, item) })));
  // Of equally good ones those still in use come first.
  const live = best.filter((channel) => !channel.archived);
  return live.length > 0 ? live : best;
}

/** The channels that fit best, with how well; none where nothing fits. */
export async function matchChannels(
  said: string,
  context: ResolveContext,
): Promise<{ found: Channel[]; score: number }> {
  const channels = await channelsOf(context);
  const found = fitting(said, channels);
  return { found, score: found[0] ? channelScore(said, found[0]) : 0 };
}

function toValue(channel: Channel): Json {
  return { id: channel.id, name: channel.name, private: channel.private };
}

function answered(found: readonly Channel[], words: string, said: string): Resolution {
  const [only, ...others] = found;
  if (!only)
    return {
      kind: 'missing',
      message: `There is no Slack channel called ${said === '' ? `“${words}”` : `#${said.replace(/^#\s*/, '')}`}.`,
    };
  if (others.length === 0) return { kind: 'resolved', value: toValue(only), label: `#${only.name}`, via };
  return {
    kind: 'ambiguous',
    question: `Which channel do you mean by “${words}”?`,
    candidates: found.slice(0, 8).map((channel) => ({
      value: toValue(channel),
      label: `#${channel.name}`,
      detail: [channel.private ? 'private' : 'public', channel.topic].filter((part) => part !== '').join(', '),
    })),
  };
}

/** `slack.channel`: by id, name, near name or topic. */
export const channelResolver: Resolver = async (words, context) => {
  const id = bare(words);
  if (channelId.test(id)) {
    const channel = await channelById(context, id);
    return answered(channel ? [channel] : [], words, id);
  }
  const said = channelSaid(words);
  const { found } = await matchChannels(said, context);
  return answered(found, words, said);
};
