import type { KindValue } from '../../kit/guest.ts';
import { short } from './wire.ts';

/** "#releases" from a resolved channel; its label where there is one. */
export function channelWords(channel: KindValue<'slack.channel'> | undefined, label: string | undefined): string {
  if (label !== undefined) return label;
  return channel === undefined ? 'the channel' : `#${channel.name}`;
}

/** "#releases" or "Joe Kim" from a resolved destination. */
export function destinationWords(to: KindValue<'slack.destination'> | undefined, label: string | undefined): string {
  if (label !== undefined) return label;
  if (to === undefined) return 'the conversation';
  return to.type === 'person' ? to.name : `#${to.name}`;
}

/** "#random"; "the direct messages" for a conversation without a name. */
export function placeWords(channelName: string): string {
  return channelName === '' ? 'the direct messages' : `#${channelName}`;
}

/** "the message “Lunch at the ramen place?” in #random". */
export function messageWords(message: KindValue<'slack.message'>, label?: string): string {
  if (label !== undefined) return label;
  const text = message.text === '' ? '' : ` “${short(message.text, 60)}”`;
  return `the message${text} in ${placeWords(message.channel_name)}`;
}

/** "Ana Petrov and Joe Kim" from several names. */
export function together(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
