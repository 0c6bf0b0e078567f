import { find, search } from 'node-emoji';
import type { Resolver } from './types.ts';

/** One emoji with its modifiers, joined sequences, flags and keycaps (Unicode TR51). */
const emoji =
  /\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|\p{Emoji_Presentation}\p{EMod}?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{EMod}?)*|\p{Extended_Pictographic}\uFE0F?\p{EMod}?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{EMod}?)*/u;

/** `notion.icon`: the emoji itself ("🚨"), its short name (":rocket:") or a word for it ("rocket", "the fire emoji"). */
export const iconResolver: Resolver = async (words) => {
  const said = emoji.exec(words)?.[0];
  if (said !== undefined) return { kind: 'resolved', value: said, label: said, via: null };
  const name = words
    .trim()
    .toLowerCase()
    .replace(/^["'“‘]+|["'”’.,!]+$/gu, '')
    .replace(/^(?:an?|the)\s+/u, '')
    .replace(/\s+(?:emoji|icon|symbol)$/u, '')
    .replaceAll(':', '')
    .replace(/[\s-]+/gu, '_');
  const exact = find(name);
  if (exact) return { kind: 'resolved', value: exact.emoji, label: exact.emoji, via: 'emoji names' };
  const near = name.length < 3 ? [] : search(name).slice(0, 6);
  const [only, ...others] = near;
  if (only && !others.length) return { kind: 'resolved', value: only.emoji, label: only.emoji, via: 'emoji names' };
  if (!only) return { kind: 'missing', message: `There is no emoji called “${words.trim()}”.` };
  return {
    kind: 'ambiguous',
    question: `Which emoji is “${words.trim()}”?`,
    candidates: near.map((one) => ({ value: one.emoji, label: one.emoji, detail: one.name.replaceAll('_', ' ') })),
  };
};
