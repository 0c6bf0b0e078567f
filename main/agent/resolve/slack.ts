import { channelResolver } from './slack-channel.ts';
import { withDefaultChannel } from './slack-default.ts';
import { destinationResolver } from './slack-destination.ts';
import { emojiResolver } from './slack-emoji.ts';
import { messageResolver } from './slack-message.ts';
import { personResolver } from './slack-person.ts';
import { reminderResolver } from './slack-reminder.ts';
import type { Resolvers } from './types.ts';

/** Slack's kinds and emoji: what people call channels, people, messages and reminders, looked up in the workspace. */
export const slackResolvers: Resolvers = {
  'slack.channel': withDefaultChannel(channelResolver, 'channel'),
  'slack.user': personResolver,
  'slack.destination': withDefaultChannel(destinationResolver, 'destination'),
  'slack.message': messageResolver,
  'slack.reminder': reminderResolver,
  emoji: emojiResolver,
};
