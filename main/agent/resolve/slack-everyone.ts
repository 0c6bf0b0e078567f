import type { Json } from '../../../shared/index.ts';
import { channelSaid, matchChannels } from './slack-channel.ts';
import { type Person, peopleOf, self } from './slack-directory.ts';
import { bare } from './slack-words.ts';
import type { ResolveContext } from './types.ts';

const everyone =
  /^(?:everyone|everybody|every ?one|all|all of them|the (?:whole|entire) (?:team|company|workspace)|(?:every|each) (?:person|member|user|employee)|all (?:people|members|users|of us))\b/i;
const absent = /\b(?:not|isn['’]?t|aren['’]?t|missing)\b/i;
const place = /\b(?:in|from|of|on)\s+(?!us\b|them\b|you\b)(\S.*)$/i;
const wholeWorkspace =
  /^(?:(?:the|our|this)\s+)?(?:whole\s+|entire\s+)?(?:company|workspace|team|org(?:ani[sz]ation)?|slack|business|place|there|here|it|yet)(?:\s+yet)?$/i;

/** Everybody that a phrase means, or the sentence that says why that is nobody. */
export type Everybody = { readonly people: readonly Person[] } | { readonly message: string };

async function membersOf(channel: Json, context: ResolveContext): Promise<ReadonlySet<Json>> {
  const answer = await context.lookup('slack.conversations.members', { channel });
  return new Set(
    typeof answer === 'object' && answer !== null && !Array.isArray(answer) && Array.isArray(answer.members)
      ? answer.members
      : [],
  );
}

/**
 * Reads "everyone", "everybody in #design", "every person who isn't in #random yet". Without the user, and without those
 * who are in the channel already where one is being filled. A channel that nobody knows is no reason to mean the whole
 * company. Null when the words name no such crowd.
 */
export async function readEveryone(words: string, context: ResolveContext): Promise<Everybody | null> {
  const said = bare(words);
  if (!everyone.test(said)) return null;
  const own = await self(context);
  let people = (await peopleOf(context)).filter((person) => person.id !== own?.id);
  const where = place.exec(said)?.[1]?.replace(/\s+(?:yet|already|now|too)$/i, '');
  if (where !== undefined && !wholeWorkspace.test(where)) {
    const name = channelSaid(where);
    const [channel, second] = (await matchChannels(name, context)).found;
    if (!channel || second) return { message: `There is no Slack channel called #${name.replace(/^#\s*/, '')}.` };
    const members = await membersOf({ id: channel.id, name: channel.name, private: channel.private }, context);
    const leaveOut = absent.test(said);
    people = people.filter((person) => members.has(person.id) !== leaveOut);
  }
  const target = context.resolved.channel;
  if (typeof target === 'object' && target !== null && !Array.isArray(target)) {
    const members = await membersOf(target, context);
    people = people.filter((person) => !members.has(person.id));
  }
  return people.length > 0 ? { people } : { message: 'Everybody is in that channel already.' };
}
