import { channelSaid, matchChannels } from './slack-channel.ts';
import { type Channel, channelsOf } from './slack-directory.ts';
import { bare, fold } from './slack-words.ts';
import type { ResolveContext, Resolver } from './types.ts';

/** Words for a channel that leave open which: "the channel", "our team channel", "slack". Not "this channel". */
const open = /^(?:(?:the|our|my|usual|default|team|slack)\s+)*(?:channel|slack)$/iu;

/**
 * The person's default channel where the words leave open which is meant. Null where they name one, or where nothing is
 * set; `missing` where what is set is not there.
 */
async function defaultChannel(
  words: string,
  context: ResolveContext,
): Promise<Channel | { readonly missing: string } | null> {
  const wanted = context.defaults?.slackChannel ?? '';
  const said = bare(words).replace(/^(?:to|in|on|into|at)\s+(?=\S)/iu, '');
  if (wanted === '' || !open.test(said)) return null;
  // A channel that is called so ("slack", "team") was named.
  if ((await matchChannels(channelSaid(said), context)).score >= 96) return null;
  const found = (await channelsOf(context)).find((one) => fold(one.name) === fold(wanted) && !one.archived);
  return found ?? { missing: `Your default channel #${wanted} is not in Slack: change it in Settings, or name one.` };
}

/** A resolver for whom words that leave the channel open mean the person's default one. */
export function withDefaultChannel(resolver: Resolver, kind: 'channel' | 'destination'): Resolver {
  return async (words, context) => {
    const channel = await defaultChannel(words, context);
    if (channel === null) return resolver(words, context);
    if ('missing' in channel) return { kind: 'missing', message: channel.missing };
    const { id, name, private: secret } = channel;
    return {
      kind: 'resolved',
      value: kind === 'channel' ? { id, name, private: secret } : { id, name, type: 'channel', private: secret },
      label: `#${name}`,
      via: 'the default channel in Settings',
    };
  };
}
