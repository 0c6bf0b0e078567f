import { get, which } from 'node-emoji';
import type { Resolution, Resolver } from './types.ts';

/** Short names where Slack's list and the emoji library differ: library name to Slack's. */
const renamed: Readonly<Record<string, string>> = {
  thinking: 'thinking_face',
  partying: 'partying_face',
  partying_face: 'partying_face',
  hugs: 'hugging_face',
  hugging: 'hugging_face',
  shrug: 'shrug',
  nerd: 'nerd_face',
  zany: 'zany_face',
  exploding_head: 'exploding_head',
  star_struck: 'star-struck',
  spiral_calendar: 'spiral_calendar_pad',
  house_with_garden: 'house_with_garden',
};

/** What people call emoji, as patterns over the whole phrase, to Slack's short name. */
const spoken: readonly (readonly [RegExp, string])[] = [
  [/^(thumbs? ?-?up|thumb up|like|upvote|approve)$/, 'thumbsup'],
  [/^(thumbs? ?-?down|thumb down|dislike|downvote)$/, 'thumbsdown'],
  [/^(plus ?one|\+1)$/, '+1'],
  [/^(minus ?one|-1)$/, '-1'],
  [/^((green |white )?(check ?mark|check|tick)( mark)?|tick ?mark|done)$/, 'white_check_mark'],
  [/^(red )?(heart|hearts|love)$/, 'heart'],
  [/^(party ?popper|confetti|party|celebrate|celebration|hooray)$/, 'tada'],
  [/^(laugh|laughing|laughter|lol|haha|crying laughing|tears of joy|laugh cry)$/, 'joy'],
  [/^(eyes?|looking|side ?eyes)$/, 'eyes'],
  [/^(clap|clapping|applause|claps|clapping hands)$/, 'clap'],
  [/^(raised hands|hands up|praise)$/, 'raised_hands'],
  [/^(pray|prayer|praying|folded hands|thanks|thank you)$/, 'pray'],
  [/^(hundred|one hundred|100)$/, '100'],
  [/^(wave|waving|waving hand)$/, 'wave'],
  [/^(ok|okay|ok hand)$/, 'ok_hand'],
  [/^(thinking|thinking face|hmm)$/, 'thinking_face'],
  [/^(fire|flame)$/, 'fire'],
  [/^(cry|crying|sad)$/, 'cry'],
  [/^(smile|smiley|smiling)$/, 'smile'],
  [/^(cross|red cross|cross ?mark|x)$/, 'x'],
  [/^(palm|palm tree|vacation)$/, 'palm_tree'],
  [/^(sick|ill|thermometer)$/, 'face_with_thermometer'],
  [/^(plane|airplane|flight)$/, 'airplane'],
  [/^(light ?bulb|bulb|idea)$/, 'bulb'],
  [/^(muscle|flex|strong|biceps?)$/, 'muscle'],
  [/^(skull|dead)$/, 'skull'],
  [/^(rocket|rocket ship|ship it)$/, 'rocket'],
];

const found = (name: string): Resolution => ({ kind: 'resolved', value: name, label: `:${name}:`, via: null });

/**
 * `emoji`: Slack's short name from the character, `:name:` or words ("👀" and "the eyes emoji" are `eyes`). A name in
 * colons is taken as it is, since workspaces have their own emoji; "none" clears and is the empty string.
 */
export const emojiResolver: Resolver = async (words) => {
  const trimmed = words.trim().replace(/^["'“]+|["'”.,!?]+$/g, '');
  if (/^(?:none|nothing|no emoji|)$/i.test(trimmed))
    return { kind: 'resolved', value: '', label: 'no emoji', via: null };
  const colons = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/.exec(trimmed.toLowerCase())?.[1];
  if (colons !== undefined) return found(colons);
  const picture =
    /\p{Extended_Pictographic}(?:[\u{1F3FB}-\u{1F3FF}]|\u200D\p{Extended_Pictographic}|\uFE0F)*|[\u{1F1E6}-\u{1F1FF}]{2}|[0-9#*]\uFE0F?\u20E3/u.exec(
      trimmed,
    )?.[0];
  if (picture !== undefined) {
    const name = which(picture) ?? which(picture.replace(/[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu, ''));
    return name === undefined
      ? { kind: 'missing', message: `Slack's name for the emoji ${picture} is not known; write it as :name:.` }
      : found(renamed[name] ?? name);
  }
  const plain = trimmed
    .toLowerCase()
    .replace(/^(?:an?|the|my|your|with|some)\s+/, '')
    .replace(/\s*(?:-\s*)?(?:emojis?|reactions?|reacts?|icon|smiley face|face emoji|sign)$/, '')
    .trim();
  const said = spoken.find(([pattern]) => pattern.test(plain) || pattern.test(plain.replace(/[_-]/g, ' ')));
  if (said && !/_/.test(plain)) return found(said[1]);
  const name = plain.replace(/[\s-]+/g, '_');
  for (const candidate of [plain, name, name.replace(/s$/, ''), `${name}s`]) {
    if (candidate === 'thumbsup' || candidate === 'thumbsdown') return found(candidate);
    if (Object.values(renamed).includes(candidate)) return found(candidate);
    if (get(candidate) !== undefined) return found(renamed[candidate] ?? candidate);
  }
  if (said) return found(said[1]);
  // A short name with an underscore can only be meant as one, even where the library lacks it.
  if (/^[a-z0-9]+(?:_[a-z0-9]+)+$/.test(plain)) return found(plain);
  return { kind: 'missing', message: `There is no emoji called “${trimmed}”.` };
};
