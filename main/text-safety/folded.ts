/** A text rewritten character by character, with the way back to where each came from. */
export interface FoldedText {
  readonly text: string;
  /** The UTF-16 stretch of the original that a stretch of {@link text} came from. */
  stretch(start: number, end: number): readonly [start: number, end: number];
}

/**
 * Rewrites each code point of a text and keeps its place. What `fold` gives back may be longer or empty; what it leaves
 * out at the edges of a stretch is not part of the stretch.
 */
export function foldText(original: string, fold: (character: string, soFar: string) => string): FoldedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = fold(character, text);
    for (let i = 0; i < folded.length; i++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    text += folded;
    at += character.length;
  }
  return {
    text,
    stretch: (start, end) =>
      end <= start
        ? [starts[start] ?? original.length, starts[start] ?? original.length]
        : [starts[start] ?? original.length, ends[end - 1] ?? original.length],
  };
}
