/** What BERT's normaliser makes of a text, character by character, with the way back. */
interface Normalised {
  readonly characters: readonly string[];
  /** UTF-16 offsets in the text: character i comes from `[starts[i], ends[i])`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Lower case, without accents; white space as spaces, control characters left out (BertNormalizer of huggingface/tokenizers). */
function normalised(text: string): Normalised {
  const characters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    if (/\s/u.test(character)) {
      characters.push(' ');
      starts.push(at);
      ends.push(end);
    } else if (!/[\p{Cc}\p{Cf}\uFFFD]/u.test(character))
      for (const part of character.normalize('NFD'))
        if (!/\p{Mn}/u.test(part))
          for (const small of part.toLowerCase()) {
            characters.push(small);
            starts.push(at);
            ends.push(end);
          }
    at = end;
  }
  return { characters, starts, ends };
}

const isPunctuation = (character: string): boolean => /[\p{P}$+<=>^`|~]/u.test(character);

/**
 * Where the pieces of a WordPiece tokenizer stand in the text they were made of.
 * @param pieces as the tokenizer names them: `[CLS]`, `refund`, `##s`, `[UNK]`, `[SEP]`
 * @returns UTF-16 offsets `[start, end)` for each piece; an empty stretch where it stands nowhere, or has been lost
 */
export function pieceSpans(text: string, pieces: readonly string[]): readonly (readonly [number, number])[] {
  const { characters, starts, ends } = normalised(text);
  let at = 0;
  let lost = false;
  const taken = (from: number, to: number): readonly [number, number] => [starts[from] ?? 0, ends[to - 1] ?? 0];
  return pieces.map((piece) => {
    if (lost || piece === '[CLS]' || piece === '[SEP]') return [0, 0];
    while (characters[at] === ' ') at++;
    const from = at;
    if (piece === '[UNK]') {
      do at++;
      while (at < characters.length && characters[at] !== ' ' && !isPunctuation(characters[at] ?? ' '));
      return taken(from, Math.min(at, characters.length));
    }
    const body = [...(piece.length > 2 && piece.startsWith('##') ? piece.slice(2) : piece)];
    if (body.some((character, i) => characters[from + i] !== character)) {
      lost = true;
      return [0, 0];
    }
    at += body.length;
    return taken(from, at);
  });
}
