import type { JsonObject } from '../kit/guest.ts';

/** An emoji icon as the API takes it. */
export function emojiIcon(emoji: string): JsonObject {
  return { type: 'emoji', emoji };
}

/** A cover image from an address. */
export function externalCover(url: string): JsonObject {
  return { type: 'external', external: { url } };
}
