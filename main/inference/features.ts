/** Hash buckets of the n-gram model. */
export const buckets = 32_768;

function fnv(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % buckets;
}

/** Lower-case words of a text, every digit as 0: what the lexical and the n-gram shortlist see. */
export function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/\p{N}/gu, '0')
      .match(/[\p{L}\p{M}\p{N}]+|[#@$%:"“«'‘>]/gu) ?? []
  );
}

const limit = 120;

/**
 * Hashed features of a request, each once: words, pairs of words, and character 3- to 5-grams of words with their ends.
 * At most the first 120 words count. Training reads the same function's output, so the two cannot differ.
 */
export function features(text: string): Int32Array {
  const list = words(text).slice(0, limit);
  const found = new Set<number>();
  let before = '^';
  for (const word of list) {
    found.add(fnv(word, 1));
    found.add(fnv(`${before} ${word}`, 2));
    before = word;
    const bounded = `<${word.slice(0, 24)}>`;
    for (const size of [3, 4, 5])
      for (let at = 0; at + size <= bounded.length; at++) found.add(fnv(bounded.slice(at, at + size), 3));
  }
  found.add(fnv(`${before} $`, 2));
  return Int32Array.from([...found].sort((a, b) => a - b));
}
