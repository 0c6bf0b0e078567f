import { markMatches } from './matches.ts';

/** A text in which the words of a search are marked. */
export function MarkedText({ text, query }: { readonly text: string; readonly query: string }) {
  if (query === '') return text;
  return markMatches(text, query).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are in order and never move
    part.hit ? <mark key={index}>{part.text}</mark> : part.text,
  );
}
