import type { Json } from '../../../shared/index.ts';
import { channelId, channelSaid, matchChannels } from './slack-channel.ts';
import { type Channel, channelById, type Person } from './slack-directory.ts';
import { findElsewhere, findPeople, isSelf, mail, personId } from './slack-person.ts';
import { bare } from './slack-words.ts';
import type { Candidate, Resolution, ResolveContext, Resolver } from './types.ts';

const toChannel = (channel: Channel): Json => ({
  id: channel.id,
  name: channel.name,
  type: 'channel',
  private: channel.private,
});
const toPerson = (person: Person): Json => ({ id: person.id, name: person.name, type: 'person', private: true });

function candidates(channels: readonly Channel[], people: readonly Person[]): Candidate[] {
  return [
    ...channels.map((channel) => ({
      value: toChannel(channel),
      label: `#${channel.name}`,
      detail: channel.topic || 'channel',
    })),
    ...people.map((person) => ({
      value: toPerson(person),
      label: person.name,
      detail: `direct message to @${person.handle}`,
    })),
  ];
}

function chosen(found: readonly Candidate[], words: string, via: string, but = ''): Resolution {
  const [only, ...others] = found;
  if (!only)
    return { kind: 'missing', message: `There is no channel or person called “${bare(words)}” in Slack${but}.` };
  if (others.length === 0) return { kind: 'resolved', value: only.value, label: only.label, via };
  return {
    kind: 'ambiguous',
    question: `Where should it go: who or what is “${bare(words)}”?`,
    candidates: found.slice(0, 8),
  };
}

async function elsewhere(said: string, words: string, context: ResolveContext): Promise<Resolution> {
  const { found, via, but } = await findElsewhere(said, context);
  return chosen(candidates([], found), words, via, but);
}

/** `slack.destination`: a channel or a person; the better match of the two, a question where both fit as well. */
export const destinationResolver: Resolver = async (words, context) => {
  const said = bare(words).replace(/^(?:to|in|on|into|for|with|at)\s+(?=\S)/i, '');
  if (channelId.test(said)) {
    const channel = await channelById(context, said);
    if (!channel) return { kind: 'missing', message: `Slack knows no conversation ${said}.` };
    const label = channel.name === '' ? 'a direct message' : `#${channel.name}`;
    const value = { id: channel.id, name: channel.name || 'direct message', type: 'channel', private: channel.private };
    return { kind: 'resolved', value, label, via: 'Slack channels' };
  }
  if (personId.test(said) || isSelf(said) || mail.test(said) || said.startsWith('@')) {
    const { found } = await findPeople(said, context);
    return found.length > 0 ? chosen(candidates([], found), words, 'Slack people') : elsewhere(said, words, context);
  }
  const isChannel = /#|\b(?:channel|chan|room)\b/i.test(said);
  const channels = await matchChannels(channelSaid(said), context);
  if (isChannel) {
    if (channels.found.length === 0)
      return {
        kind: 'missing',
        message: `There is no Slack channel called #${channelSaid(said).replace(/^#\s*/, '')}.`,
      };
    return chosen(candidates(channels.found, []), words, 'Slack channels');
  }
  const people = await findPeople(
    said.replace(/^(?:the\s+)?(?:dms?|direct messages?|chat|conversation)\s+(?:with|of)\s+/i, ''),
    context,
  );
  if (channels.found.length === 0 && people.found.length === 0) return elsewhere(said, words, context);
  if (channels.score > people.score) return chosen(candidates(channels.found, []), words, 'Slack channels');
  if (people.score > channels.score) return chosen(candidates([], people.found), words, 'Slack people');
  return chosen(candidates(channels.found, people.found), words, 'Slack channels and people');
};
