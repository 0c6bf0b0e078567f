import type { JsonObject } from '../../../shared/index.ts';
import type { ToolApi, UndoCall } from '../../kit/guest.ts';
import { asObject, asObjects, orCleared, read } from './wire.ts';

/** The host takes at most this many calls with a result. */
const mostCalls = 20;

/** Calls that take a change back: all of them or, where there are too many to hand over, none. */
export function takenBackBy(calls: readonly UndoCall[]): readonly UndoCall[] {
  return calls.length <= mostCalls ? calls : [];
}

/** Whether a text can be set again as it was: words that the tools read as "nothing" cannot. */
export function restorable(text: string): boolean {
  return orCleared(text) === text;
}

/** A channel before it is changed (https://docs.slack.dev/reference/methods/conversations.info). */
export async function channelBefore(api: ToolApi, channel: string): Promise<JsonObject> {
  return asObject((await read(api, 'conversations.info', { channel })).channel);
}

/**
 * A message before it is changed; undefined where it cannot be read. conversations.replies finds replies too, which
 * conversations.history does not (https://docs.slack.dev/reference/methods/conversations.replies).
 */
export async function messageBefore(api: ToolApi, channel: string, ts: string): Promise<JsonObject | undefined> {
  const query = { channel, ts, oldest: ts, latest: ts, inclusive: true, limit: 2 };
  try {
    return asObjects((await read(api, 'conversations.replies', query)).messages).find((message) => message.ts === ts);
  } catch {
    // The change itself tells best what is wrong with the message; only its former text is not known then.
    return undefined;
  }
}

/** Seconds of snooze that are left, 0 where there is none (https://docs.slack.dev/reference/methods/dnd.info). */
export async function snoozeBefore(api: ToolApi): Promise<number> {
  const body = await read(api, 'dnd.info');
  return body.snooze_enabled === true && typeof body.snooze_remaining === 'number' ? body.snooze_remaining : 0;
}
